// A controller as a process of its own whose wall clock a test sets, by libfaketime; its monotonic clock stays that of the
// machine. The cabinet around it, this process and the files on disk keep the true time.
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DemoHospital, demoHospital } from '../../controller/demo/hospital.ts';
import { parseReaderId } from '../../controller/domain/ids.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { systemClock, systemTimers } from '../../controller/main.ts';
import { Simulation } from '../../controller/simulation.ts';
import { EnergiseWitness } from './energise-witness.ts';
import { expectOk } from './expect-ok.ts';
import { KioskClient } from './kiosk-client.ts';

const PROGRAM = path.join(import.meta.dirname, 'controller-process.ts');
const LIBRARIES = '/usr/lib';

export interface Contractor {
  readonly title: string;
  /** Number of the badge, as hex. */
  readonly badge: string;
  readonly validUntil: number;
}

export class SteppedController {
  readonly kiosk: KioskClient;
  /** Whose rights end some day. */
  readonly contractors: readonly Contractor[];
  readonly witness: EnergiseWitness;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #simulation: Simulation;

  private constructor(
    child: ChildProcess,
    folder: string,
    simulation: Simulation,
    witness: EnergiseWitness,
    kiosk: KioskClient,
    contractors: readonly Contractor[],
  ) {
    this.#child = child;
    this.#folder = folder;
    this.#simulation = simulation;
    this.witness = witness;
    this.kiosk = kiosk;
    this.contractors = contractors;
  }

  /** @param fate see controller-process.ts */
  static async start(fate: 'none' | 'plain-clock'): Promise<SteppedController> {
    const hospital = demoHospital(systemClock.now());
    const front = expectOk(parseReaderId('front'));
    const simulation = Simulation.of(rosterOf(hospital.setup), new Map(), front, [], systemClock, systemTimers);
    const { address } = await simulation.bus.listen();
    const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-clock-'));
    setOffset(folder, 0);
    const child = fork(PROGRAM, [path.join(folder, 'data'), address, fate], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        LD_PRELOAD: fakeTimeLibrary(),
        FAKETIME_TIMESTAMP_FILE: offsetFile(folder),
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        NO_FAKE_STAT: '1',
      },
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: unknown) => {
        if (message instanceof Object && 'url' in message) resolve(String(message.url));
      });
      child.once('exit', (code, signal) => reject(new Error(`the controller ended at its start: ${code ?? signal}`)));
    });
    const witness = new EnergiseWitness(simulation.bus, path.join(folder, 'data'), hospital.setup);
    const kiosk = new KioskClient(url);
    return new SteppedController(child, folder, simulation, witness, kiosk, contractorsOf(hospital));
  }

  /** Whether it still runs. */
  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Sets its wall clock to the true time and so many seconds. */
  setOffset(seconds: number): void {
    setOffset(this.#folder, seconds);
  }

  /** Holds a badge to the reader. @param badge its number as hex */
  readonly tap = (badge: string): void => {
    this.#child.send(badge);
  };

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.kiosk.close();
    this.witness.close();
    if (this.isAlive) {
      this.#child.kill('SIGKILL');
      await ended;
    }
    await this.#simulation.bus.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function contractorsOf({ people, setup }: DemoHospital): readonly Contractor[] {
  return people.flatMap(({ title, badge, staff }) => {
    const validUntil = setup.staff.find(({ id }) => id === staff)?.validUntil ?? null;
    return validUntil === null ? [] : [{ title, badge, validUntil }];
  });
}

/** Where Debian keeps the library, whatever the machine. @throws when it is not installed */
function fakeTimeLibrary(): string {
  const found = readdirSync(LIBRARIES)
    .map((folder) => path.join(LIBRARIES, folder, 'faketime', 'libfaketime.so.1'))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error('libfaketime is missing: apt-get install faketime');
  return found;
}

function offsetFile(folder: string): string {
  return path.join(folder, 'offset');
}

/** In one piece: the library reads the file at every look at the clock. */
function setOffset(folder: string, seconds: number): void {
  const next = path.join(folder, 'offset.next');
  writeFileSync(next, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`);
  renameSync(next, offsetFile(folder));
}
