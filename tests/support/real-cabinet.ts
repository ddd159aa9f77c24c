// A cabinet that knows of no simulation: its reader is a real pcscd, its boards stand behind a real line. Only the card that is
// tapped and the mechanics at the far end of the line are not there; both belong to the test.
import path from 'node:path';
import Database from 'better-sqlite3';
import type { SimulationAction } from '../../controller/contract/simulation.ts';
import { demoHospital } from '../../controller/demo/hospital.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { parseReaderId } from '../../controller/domain/ids.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { PcscReader } from '../../controller/drivers/badge-readers/pcsc/pcsc-reader.ts';
import { systemClock, systemTimers } from '../../controller/main.ts';
import { Simulation } from '../../controller/simulation.ts';
import { startTestAppliance, type TestAppliance } from './appliance.ts';
import { expectOk } from './expect-ok.ts';
import { PrivatePcscd } from './pcscd.ts';
import { Pty } from './pty.ts';
import { VirtualCard } from './virtual-card.ts';

/** One frame on the line, with how many entries were committed when it was there. */
export interface SeenFrame {
  readonly from: 'controller' | 'board';
  readonly hex: string;
  /** Monotonic, in milliseconds, on the clock of the log. */
  readonly at: number;
  /** What another reader of the database file found: never more than is committed. Counted for unlock frames alone. */
  readonly entries: number | null;
}

export interface RealCabinet {
  readonly cabinet: TestAppliance;
  readonly pcscd: PrivatePcscd;
  /** Everything on the line since the start, oldest first. */
  readonly frames: readonly SeenFrame[];
  /** A hand does something to the cabinet. @throws when no hand can */
  hand(action: SimulationAction): void;
  /** Holds the badge of a person to the reader until it was read. */
  tap(person: DemoPerson): Promise<void>;
  stop(): Promise<void>;
}

const UNLOCK = 0x31;

/** @param over what the boards stand behind: a pseudo-terminal as their serial port, or a TCP serial server */
export async function startRealCabinet(over: 'serial' | 'tcp', pages?: string): Promise<RealCabinet> {
  const endings: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const end of endings.splice(0).toReversed()) await end();
  };
  try {
    const roster = rosterOf(demoHospital(systemClock.now()).setup);
    const reader = expectOk(parseReaderId('front'));
    const simulation = Simulation.of(roster, new Map(), reader, [], systemClock, systemTimers);
    const { address } = await simulation.bus.listen();
    endings.push(() => simulation.bus.close());
    const boards = over === 'tcp' ? address : await serialDevice(address, endings);
    const pcscd = await PrivatePcscd.start();
    endings.push(() => pcscd.stop());
    const cabinet = await startTestAppliance({
      hardware: 'real',
      boards,
      createReader: ({ id }) => new PcscReader(id, { socketPath: pcscd.socketPath }),
      ...(pages === undefined ? {} : { pages }),
    });
    endings.push(() => cabinet.stop());
    const line = watchLine(simulation, cabinet.folder);
    endings.push(() => line.close());
    return {
      cabinet,
      pcscd,
      frames: line.frames,
      hand: (action) => {
        const refused = simulation.act(action);
        if (refused !== null) throw new Error(refused.title);
      },
      tap: ({ badge }) => new VirtualCard(pcscd.cardPort, Buffer.from(badge, 'hex')).tap(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function serialDevice(address: string, endings: (() => Promise<void> | void)[]): Promise<string> {
  const pty = new Pty();
  endings.push(() => pty.remove());
  await pty.plugIn(Number(new URL(address).port));
  return `serial:${pty.path}?baud=19200`;
}

/** Writes down every frame. The database is read by a connection of its own, which sees what is committed and nothing else. */
function watchLine({ bus }: Simulation, folder: string): { readonly frames: readonly SeenFrame[]; close(): void } {
  const database = new Database(path.join(folder, 'wardkey.db'), { readonly: true, fileMustExist: true });
  const count = database.prepare<[], number>('SELECT count(*) FROM entries').pluck();
  const frames: SeenFrame[] = [];
  const unsubscribe = bus.onFrame(({ from, bytes, at }) => {
    const isUnlock = from === 'controller' && bytes[2] === UNLOCK;
    frames.push({
      from,
      hex: Buffer.from(bytes).toString('hex'),
      at,
      entries: isUnlock ? (count.get() ?? 0) : null,
    });
  });
  return {
    frames,
    close: () => {
      unsubscribe();
      database.close();
    },
  };
}
