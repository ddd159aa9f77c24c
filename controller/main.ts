// The composition root: config → data → drivers → machines → server. The only file that builds real things and reads clocks.
import { randomBytes, randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SALT_SIZE, sealNote } from './audit/note-seal.ts';
import { EntryIndex } from './audit/queries/entry-index.ts';
import { LogQueries } from './audit/queries/log-queries.ts';
import { Timelines } from './audit/queries/timelines.ts';
import type { ApplianceConfig } from './config.ts';
import type { SimulatedBadgeView } from './contract/simulation.ts';
import { ReaderKeys } from './credentials/reader-keys.ts';
import { type DataFolder, type DataFolderFault, type DataFolderOptions, openDataFolder } from './data-folder.ts';
import { parseBootId, parseSessionId } from './domain/ids.ts';
import type { ReaderSetup } from './domain/reader.ts';
import { err, ok, type Result } from './domain/result.ts';
import { type Roster, rosterOf } from './domain/roster.ts';
import type { CabinetSetup } from './domain/setup.ts';
import { type Clock, instant, monotonic, type Timers } from './domain/time.ts';
import type { TimeZone } from './domain/zone.ts';
import type { BadgeReader } from './drivers/badge-readers/badge-reader.ts';
import { createBadgeReader, type ReaderParts } from './drivers/badge-readers/factory.ts';
import { createSlotBoards } from './drivers/slot-boards/factory.ts';
import { createHost } from './host.ts';
import { createKioskApp } from './http/kiosk.ts';
import { watchPage } from './http/page-watch.ts';
import { listen } from './http/server.ts';
import { keepNotes } from './runtime/note-keeper.ts';
import type { Services } from './runtime/services.ts';
import { CabinetRuntime } from './runtime.ts';
import { digestOf } from './setup/digest.ts';
import { parseDocument } from './setup/document.ts';
import { faultLine } from './setup/fault.ts';
import { Simulation } from './simulation.ts';
import { timeZone } from './time-zone.ts';

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
export function collectYoungGarbage(): void {
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
  /** The clock of everything; without it, that of the system. */
  readonly clock?: Clock;
  /** The timers of the machines; without them, those of the system. The wire always keeps those. */
  readonly timers?: Timers;
  /** Ends the process in order, so that its supervisor starts it again; left out = nothing would. */
  readonly restart?: (() => void) | undefined;
  /** Called once when the page of the touch screen has died: the browser is to be started anew. Left out = it is only said. */
  readonly onSilentPage?: () => void;
  /** Called when the cabinet cannot go on. The process must end. */
  readonly onFatal: (error: unknown) => void;
}

export interface Appliance {
  /** Where the kiosk page is, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The set-up in force. */
  readonly setup: CabinetSetup;
  readonly runtime: CabinetRuntime;
  readonly data: DataFolder;
  readonly simulation: Simulation | null;
  /** Closes everything in order. */
  stop(): Promise<void>;
}

export interface ApplianceFault {
  readonly what: DataFolderFault['what'] | 'set-up' | 'address';
  readonly code: string;
  /** More for the person who looks after the cabinet; empty for nothing. */
  readonly details?: readonly string[];
}

/** What a data folder is opened with, each time it is. */
export function openingOf(clock: Clock = systemClock): DataFolderOptions {
  return { boot: fresh(parseBootId), clock, random: (size) => randomBytes(size) };
}

/** Starts one cabinet. Resolves when its page is served; the machine brings up boards and readers on its own. */
export async function startAppliance(options: ApplianceOptions): Promise<Result<Appliance, ApplianceFault>> {
  const { config, clock = systemClock, timers = systemTimers } = options;
  const data = openDataFolder(config.data, openingOf(clock));
  if (!data.ok) return data;
  const { store, reserve, journal, pins, codes, badges, close } = data.value;
  // Without room for it the cabinet starts all the same, and releases nothing until there is.
  reserve.fill();
  if (store.setup.current() === null) await options.prepare?.(data.value);
  const loaded = loadSetup(data.value, options);
  if (!loaded.ok) {
    close();
    return loaded;
  }
  const { setup, zone } = loaded.value;
  const roster = rosterOf(setup);
  const simulation = config.hardware === 'simulated' ? simulate(roster, data.value, options) : null;
  const wired = simulation === null ? setup.boards : await simulation.listen(setup.boards);
  const boards = createSlotBoards(wired, clock, systemTimers);
  const keys = ReaderKeys.load(config.data);
  const keyOf: ReaderParts['keyOf'] = (reader, kind) => (keys.ok ? keys.value.keyOf(reader, kind) : null);
  const parts: ReaderParts = { clock, timers: systemTimers, keyOf };
  const createReader = options.createReader ?? ((one: ReaderSetup) => readerOf(one, simulation, parts));
  const watch = watchPage({ clock, timers: systemTimers, onSilentPage: options.onSilentPage ?? sayItIsSilent });
  const { restart } = options;
  const host = createHost({ folder: config.data, runningSince: clock.now(), restart, pageHeard: watch.heard });
  const services: Services = {
    clock,
    host,
    roster,
    zone,
    notes: keepNotes(sealNote, () => randomBytes(SALT_SIZE)),
    digest: digestOf,
    store,
    reserve,
    journal,
    timelines: new Timelines(store),
    alarmLog: new LogQueries(store),
    pins,
    codes,
    boards: new Map(boards.map((board) => [board.id, board])),
    readers: new Map(setup.readers.map((reader) => [reader.id, createReader(reader)])),
  };
  const runtime = new CabinetRuntime({
    services,
    timers,
    soon: (work) => setImmediate(work),
    tidy: collectYoungGarbage,
    simulated: simulation !== null,
    hashBadge: (number) => badges.hash(number),
    newSession: () => fresh(parseSessionId),
    diskUse: () => host.diskUse(),
    index: new EntryIndex(store),
    onFatal: options.onFatal,
  });
  const app = createKioskApp({
    kiosk: runtime,
    simulation,
    pages: config.pages,
    clock,
    timers: systemTimers,
    watch,
  });
  const server = await listen(app, config.kiosk);
  if (!server.ok) {
    watch.close();
    await simulation?.close();
    close();
    return err({ what: 'address', code: server.error });
  }
  runtime.start();
  return ok({
    url: server.value.url,
    setup,
    runtime,
    data: data.value,
    simulation,
    stop: async () => {
      await server.value.close();
      watch.close();
      await runtime.stop();
      await simulation?.close();
      close();
    },
  });
}

function sayItIsSilent(): void {
  process.stderr.write('wardkey: the page of the touch screen has been silent for 15 s\n');
}

/** The set-up in force with its zone, as long as this appliance can run it. */
function loadSetup(
  { store }: DataFolder,
  { config, createReader }: ApplianceOptions,
): Result<{ readonly setup: CabinetSetup; readonly zone: TimeZone }, ApplianceFault> {
  const current = store.setup.current();
  if (current === null) return err({ what: 'set-up', code: 'missing' });
  if (digestOf(current.body) !== current.digest) return err({ what: 'set-up', code: 'damaged' });
  const setup = parseDocument(current.body);
  if (!setup.ok) return err({ what: 'set-up', code: 'not_valid', details: setup.error.map(faultLine) });
  const zone = timeZone(setup.value.identity.timeZone);
  if (!zone.ok) return err({ what: 'set-up', code: zone.error, details: [setup.value.identity.timeZone] });
  if (config.hardware === 'real' && createReader === undefined && setup.value.readers.some(isSimulated)) {
    return err({ what: 'set-up', code: 'simulated_reader' });
  }
  if (config.hardware === 'simulated' && setup.value.readers.length === 0) {
    return err({ what: 'set-up', code: 'no_reader' });
  }
  return ok({ setup: setup.value, zone: zone.value });
}

function simulate(
  roster: Roster,
  { journal }: DataFolder,
  { badges, clock = systemClock }: ApplianceOptions,
): Simulation {
  const [reader] = roster.setup.readers;
  if (reader === undefined) throw new Error('a simulated cabinet needs a reader in its set-up');
  return Simulation.of(roster, journal.custody(), reader.id, badges ?? [], clock, systemTimers);
}

/** In a simulated cabinet every reader is simulated. */
function readerOf(setup: ReaderSetup, simulation: Simulation | null, parts: ReaderParts): BadgeReader {
  return simulation?.readers.get(setup.id) ?? createBadgeReader(setup, parts);
}

function isSimulated({ kind }: ReaderSetup): boolean {
  return kind === 'simulated';
}

function fresh<Id>(parse: (text: unknown) => Result<Id, unknown>): Id {
  const id = parse(randomUUID());
  if (!id.ok) throw new Error('a random id is no id');
  return id.value;
}
