// A whole cabinet for one test: demo hospital, real HTTP, simulated hardware that speaks real bytes. Nothing is mocked above it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Entry } from '../../controller/audit/entry.ts';
import { BUILT_PAGES } from '../../controller/config.ts';
import type { Command } from '../../controller/contract/command.ts';
import type { Problem } from '../../controller/contract/problem.ts';
import type { SimulationAction } from '../../controller/contract/simulation.ts';
import type { CabinetSnapshot, Screen, ScreenName } from '../../controller/contract/snapshot.ts';
import { badgeCards } from '../../controller/demo/badge-cards.ts';
import { type DemoHospital, demoHospital } from '../../controller/demo/hospital.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { moveIn } from '../../controller/demo/move-in.ts';
import type { Holding } from '../../controller/domain/custody.ts';
import { parseEntrySeq } from '../../controller/domain/ids.ts';
import type { OccurrenceKind } from '../../controller/domain/occurrence.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import type { Clock } from '../../controller/domain/time.ts';
import { type Appliance, type ApplianceOptions, startAppliance, systemClock } from '../../controller/main.ts';
import { newSetup } from '../../controller/setup-change.ts';
import type { PassingTime } from './passing-time.ts';

export interface TestAppliance {
  readonly appliance: Appliance;
  readonly url: string;
  readonly folder: string;
  /** The people of the demo hospital that the badges belong to. */
  readonly people: readonly DemoPerson[];
  /** The newest picture. */
  look(): CabinetSnapshot;
  /** Waits until the picture passes a test. @throws after the limit, with the picture it saw last */
  until(test: (snapshot: CabinetSnapshot) => boolean, what: string, limit?: number): Promise<CabinetSnapshot>;
  /** Waits for a screen and returns it. */
  screen<Name extends ScreenName>(name: Name, limit?: number): Promise<Extract<Screen, { name: Name }>>;
  /** Does what a hand can do, through the interface of the simulator panel. */
  act(action: SimulationAction): Promise<Problem | null>;
  /** Presses something on the screen, through the interface of the kiosk; null = accepted. */
  press(command: Command): Promise<Problem | null>;
  /** Taps the badge of a person. */
  tap(person: DemoPerson): Promise<void>;
  /** The name of a person in the set-up. */
  nameOf(person: DemoPerson): string;
  /** Who is answerable for a key, by its id. */
  custodyOf(key: string): Holding | undefined;
  /** The whole log. */
  log(): readonly Entry[];
  /** Fatal errors so far; a good run has none. */
  readonly fatal: readonly unknown[];
  /** Stops the cabinet and keeps its data folder, for a restart. */
  halt(): Promise<void>;
  /** Stops the cabinet and removes its data folder. */
  stop(): Promise<void>;
}

const LIMIT = 10_000;

export interface TestOptions extends Partial<Pick<ApplianceOptions, 'createReader' | 'restart'>> {
  /** An earlier data folder, for a restart. */
  readonly folder?: string;
  readonly port?: number;
  readonly hardware?: 'real' | 'simulated';
  readonly boards?: string;
  /** Folder of the built pages, for a test that looks at them. */
  readonly pages?: string;
  /** A time that the test can let pass. It is that of the whole cabinet but for the wire. */
  readonly time?: PassingTime;
  /** Staff ids of the people who need their PIN in this test, beside the usual ones. */
  readonly pins?: readonly string[];
  /** false = the usual people have none: nobody waits for hashes that no test needs. */
  readonly usualPins?: boolean;
  /** How long it may take to start, in milliseconds. */
  readonly patience?: number;
  /** What is different in the set-up of this hospital. */
  readonly change?: (setup: CabinetSetup) => CabinetSetup;
}

/** Starts a cabinet with the demo hospital. */
export async function startTestAppliance(options: TestOptions = {}): Promise<TestAppliance> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'wardkey-'));
  const clock: Clock = options.time ?? systemClock;
  const hospital = demoHospital(clock.now(), {
    address: options.boards ?? 'tcp://127.0.0.1:1',
    reader: options.createReader === undefined ? 'simulated' : 'pcsc',
  });
  const fatal: unknown[] = [];
  const started = await startAppliance({
    config: {
      data: folder,
      pages: options.pages ?? BUILT_PAGES,
      kiosk: { host: '127.0.0.1', port: options.port ?? 0 },
      hardware: options.hardware ?? 'simulated',
    },
    badges: badgeCards(hospital),
    prepare: (data) => {
      const quiet = quietHospital(hospital, options);
      const setup = newSetup(quiet.setup, clock.now(), null);
      return moveIn(quiet, { ...data, write: (credentials) => data.store.setup.write(setup, credentials) });
    },
    restart: options.restart,
    onFatal: (error) => fatal.push(error),
    ...(options.time === undefined ? {} : { clock: options.time, timers: options.time }),
    ...(options.createReader === undefined ? {} : { createReader: options.createReader }),
  });
  if (!started.ok) throw new Error(`the cabinet did not start: ${started.error.what} ${started.error.code}`);
  const appliance = started.value;
  const { runtime, url } = appliance;

  const look = () => runtime.snapshot();
  const until: TestAppliance['until'] = (test, what, limit = LIMIT) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        unsubscribe();
        reject(new Error(`${what} did not come within ${limit} ms; last seen: ${JSON.stringify(look().screen)}`));
      }, limit);
      const check = (snapshot: CabinetSnapshot) => {
        if (!test(snapshot)) return;
        clearTimeout(late);
        unsubscribe();
        resolve(snapshot);
      };
      const unsubscribe = runtime.subscribe(check);
      check(look());
    });
  const post = async (where: string, body: unknown): Promise<Problem | null> => {
    const response = await fetch(new URL(where, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.ok ? null : ((await response.json()) as Problem);
  };
  const test: TestAppliance = {
    appliance,
    url,
    folder,
    people: hospital.people,
    look,
    until,
    screen: async (name, limit) => {
      const { screen } = await until((snapshot) => snapshot.screen.name === name, `screen "${name}"`, limit);
      return screen as Extract<Screen, { name: typeof name }>;
    },
    act: (action) => post('/simulator/api/actions', action),
    press: (command) => {
      const { session, revision } = look();
      return post('/api/commands', { sessionId: session?.id ?? 'nobody', revision, command });
    },
    tap: async ({ badge }) => {
      const refused = await test.act({ type: 'badge.tap', badge });
      if (refused !== null) throw new Error(refused.title);
    },
    nameOf: ({ staff }) => hospital.setup.staff.find(({ id }) => id === staff)?.name ?? staff,
    custodyOf: (id) => [...appliance.data.journal.custody()].find(([key]) => key === id)?.[1],
    log: () => wholeLog(appliance),
    fatal,
    halt: () => appliance.stop(),
    stop: async () => {
      await appliance.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await test.until(({ screen }) => screen.name !== 'starting', 'the end of the start', options.patience);
  return test;
}

/** The first featured person that passes a test. @throws when the demo hospital has none */
export function personWho(people: readonly DemoPerson[], test: (person: DemoPerson) => boolean): DemoPerson {
  const found = people.find((person) => person.featured && test(person));
  if (found === undefined) throw new Error('the demo hospital has no such person');
  return found;
}

/** Entries of one kind, in order. */
export function entriesOf<Kind extends OccurrenceKind>(log: readonly Entry[], kind: Kind) {
  return log.flatMap(({ occurrence, ...entry }) =>
    occurrence.kind === kind
      ? [{ ...entry, occurrence: occurrence as Extract<Entry['occurrence'], { kind: Kind }> }]
      : [],
  );
}

function wholeLog({ data }: Appliance): readonly Entry[] {
  const first = parseEntrySeq(1);
  if (!first.ok) throw new Error('1 is no position');
  const all: Entry[] = [];
  for (let from: number = first.value; ; from += 1000) {
    const position = parseEntrySeq(from);
    if (!position.ok) throw new Error('not a position');
    const page = data.journal.entries(position.value, 1000);
    if (!page.ok) throw new Error('the log cannot be read');
    all.push(...page.value);
    if (page.value.length < 1000) return all;
  }
}

/** Hashing a PIN takes a quarter of a second, so only the people that tests use have theirs. */
const WITH_PIN: ReadonlySet<string> = new Set(['staff-01', 'staff-07', 'staff-35']);

/**
 * The hospital as most tests want it: few PINs, and no key that the cabinet warns of at some hours of the day, because tests
 * run at any hour.
 */
function quietHospital(
  { setup, people }: DemoHospital,
  { change, pins = [], usualPins = true }: TestOptions,
): DemoHospital {
  const quiet = { ...setup, keys: setup.keys.map((key) => ({ ...key, egressCritical: null })) };
  const hasPin = ({ staff }: DemoPerson) => (usualPins && WITH_PIN.has(staff)) || pins.includes(staff);
  return {
    setup: change?.(quiet) ?? quiet,
    people: people.map((person) => (hasPin(person) ? person : { ...person, pin: null })),
  };
}
