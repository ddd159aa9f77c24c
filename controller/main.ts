// The composition root: config → data → drivers → machines → server. The only file that builds real things and reads clocks.
import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ApplianceConfig } from './config.ts';
import type { SimulatedBadgeView } from './contract/simulation.ts';
import { type DataFolder, type DataFolderFault, openDataFolder } from './data-folder.ts';
import { parseBootId, parseSessionId } from './domain/ids.ts';
import { err, ok, type Result } from './domain/result.ts';
import { type Roster, rosterOf } from './domain/roster.ts';
import type { ReaderSetup } from './domain/setup.ts';
import { type Clock, instant, monotonic, type Timers } from './domain/time.ts';
import type { BadgeReader } from './drivers/badge-readers/badge-reader.ts';
import { PcscReader } from './drivers/badge-readers/pcsc/pcsc-reader.ts';
import { createSlotBoards } from './drivers/slot-boards/factory.ts';
import { createKioskApp } from './http/kiosk.ts';
import { listen } from './http/server.ts';
import type { Services } from './runtime/services.ts';
import { CabinetRuntime } from './runtime.ts';
import { Simulation } from './simulation.ts';

export const systemClock: Clock = { now: () => instant(Date.now()), monotonic: () => monotonic(performance.now()) };

export const systemTimers: Timers = {
  setTimeout: (work, delay) => setTimeout(work, delay),
  clearTimeout: (handle) => {
    if (handle instanceof Object) clearTimeout(handle as NodeJS.Timeout);
  },
};

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Half of the slowest releases had waited for the collector; with nobody at the screen its millisecond costs nothing. */
function collectYoungGarbage(): void {
  if (typeof collect === 'function') collect({ type: 'minor' });
}

export interface ApplianceOptions {
  readonly config: ApplianceConfig;
  /** Badges that the simulator panel shows. */
  readonly badges?: readonly SimulatedBadgeView[];
  /** Makes the set-up of a cabinet that has none yet. */
  readonly prepare?: (data: DataFolder) => Promise<void>;
  /** Makes a reader that the set-up names; without it, the one that its kind says. */
  readonly createReader?: (setup: ReaderSetup) => BadgeReader;
  /** Called when the cabinet cannot go on. The process must end. */
  readonly onFatal: (error: unknown) => void;
}

export interface Appliance {
  /** Where the kiosk page is, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly runtime: CabinetRuntime;
  readonly data: DataFolder;
  readonly simulation: Simulation | null;
  /** Closes everything in order. */
  stop(): Promise<void>;
}

export type ApplianceFault = DataFolderFault | { readonly what: 'set-up' | 'address'; readonly code: string };

/** Starts one cabinet. Resolves when its page is served; the machine brings up boards and readers on its own. */
export async function startAppliance(options: ApplianceOptions): Promise<Result<Appliance, ApplianceFault>> {
  const { config } = options;
  const data = openDataFolder(config.data, fresh(parseBootId), systemClock);
  if (!data.ok) return data;
  const { store, journal, pins, badges } = data.value;
  if (store.setup.read() === null) await options.prepare?.(data.value);
  const setup = store.setup.read();
  if (setup === null) {
    store.close();
    return err({ what: 'set-up', code: 'missing' });
  }
  if (config.hardware === 'real' && options.createReader === undefined && setup.readers.some(isSimulated)) {
    store.close();
    return err({ what: 'set-up', code: 'simulated_reader' });
  }
  const roster = rosterOf(setup);
  const simulation = config.hardware === 'simulated' ? simulate(roster, data.value, options) : null;
  const address = simulation === null ? null : (await simulation.bus.listen()).address;
  const boards = createSlotBoards(
    setup.boards.map((board) => (address === null ? board : { ...board, address })),
    systemClock,
    systemTimers,
  );
  const createReader = options.createReader ?? ((one: ReaderSetup) => readerOf(one, simulation));
  const services: Services = {
    clock: systemClock,
    roster,
    store,
    journal,
    pins,
    boards: new Map(boards.map((board) => [board.id, board])),
    readers: new Map(setup.readers.map((reader) => [reader.id, createReader(reader)])),
  };
  const runtime = new CabinetRuntime({
    services,
    timers: systemTimers,
    soon: (work) => setImmediate(work),
    tidy: collectYoungGarbage,
    simulated: simulation !== null,
    hashBadge: (number) => badges.hash(number),
    newSession: () => fresh(parseSessionId),
    onFatal: options.onFatal,
  });
  const app = createKioskApp({
    kiosk: runtime,
    simulation,
    pages: config.pages,
    clock: systemClock,
    timers: systemTimers,
  });
  const server = await listen(app, config.kiosk);
  if (!server.ok) {
    await simulation?.bus.close();
    store.close();
    return err({ what: 'address', code: server.error });
  }
  runtime.start();
  return ok({
    url: server.value.url,
    runtime,
    data: data.value,
    simulation,
    stop: async () => {
      await server.value.close();
      await runtime.stop();
      await simulation?.bus.close();
      store.close();
    },
  });
}

function simulate(roster: Roster, { journal }: DataFolder, { badges }: ApplianceOptions): Simulation {
  const [reader] = roster.setup.readers;
  if (reader === undefined) throw new Error('a simulated cabinet needs a reader in its set-up');
  return Simulation.of(roster, journal.custody(), reader.id, badges ?? [], systemClock, systemTimers);
}

function readerOf({ id }: ReaderSetup, simulation: Simulation | null): BadgeReader {
  return simulation === null ? new PcscReader(id) : simulation.reader;
}

function isSimulated({ kind }: ReaderSetup): boolean {
  return kind === 'simulated';
}

function fresh<Id>(parse: (text: unknown) => Result<Id, unknown>): Id {
  const id = parse(randomUUID());
  if (!id.ok) throw new Error('a random id is no id');
  return id.value;
}
