// The running cabinet, all of it but wires and pages: real data folder, journal and machines, boards that answer at once, and
// somebody who takes a key and brings it back as fast as the cabinet lets them.
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { SALT_SIZE, sealNote } from '../../controller/audit/note-seal.ts';
import { type DataFolder, openDataFolder } from '../../controller/data-folder.ts';
import { demoHospital } from '../../controller/demo/hospital.ts';
import { moveIn } from '../../controller/demo/move-in.ts';
import { type KeyId, parseReaderId, parseSessionId } from '../../controller/domain/ids.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import type { Slot, SlotReading } from '../../controller/domain/slot.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { openingOf, systemClock, systemTimers } from '../../controller/main.ts';
import { keepNotes } from '../../controller/runtime/note-keeper.ts';
import { CabinetRuntime } from '../../controller/runtime.ts';
import { digestOf } from '../../controller/setup/digest.ts';
import { newSetup } from '../../controller/setup-change.ts';
import { timeZone } from '../../controller/time-zone.ts';
import { personWho } from './appliance.ts';
import { expectOk } from './expect-ok.ts';
import { InstantBoard } from './instant-board.ts';

const KEY = 'loading-bay';
const HOME: SlotReading = { bolt: 'locked', presence: 'present' };
const DRAWN: SlotReading = { bolt: 'unlocked', presence: 'absent' };
const EMPTY: SlotReading = { bolt: 'locked', presence: 'absent' };
const POSITIONS = 16;
/** Turns of the event loop that one step may take. */
const PATIENCE = 100_000;

export class BusyCabinet {
  readonly fatal: readonly unknown[];
  readonly #data: DataFolder;
  readonly #runtime: CabinetRuntime;
  readonly #reader: SimulatedBadgeReader;
  readonly #board: InstantBoard;
  readonly #slot: Slot;
  readonly #key: KeyId;
  readonly #badge: Uint8Array;

  private constructor(
    data: DataFolder,
    runtime: CabinetRuntime,
    reader: SimulatedBadgeReader,
    board: InstantBoard,
    slot: Slot,
    key: KeyId,
    badge: Uint8Array,
    fatal: readonly unknown[],
  ) {
    this.fatal = fatal;
    this.#data = data;
    this.#runtime = runtime;
    this.#reader = reader;
    this.#board = board;
    this.#slot = slot;
    this.#key = key;
    this.#badge = badge;
  }

  /** Opens a new data folder, moves the demo hospital in and starts. */
  static async start(folder: string): Promise<BusyCabinet> {
    const data = expectOk(openDataFolder(folder, openingOf()));
    const hospital = demoHospital(systemClock.now());
    const people = hospital.people.map((person) => ({ ...person, pin: null }));
    const { store, journal, pins, codes, badges } = data;
    const setup = newSetup(hospital.setup, systemClock.now(), null);
    await moveIn({ ...hospital, people }, { ...data, write: (credentials) => store.setup.write(setup, credentials) });
    const roster = rosterOf(hospital.setup);
    const front = expectOk(parseReaderId('front'));
    const reader = new SimulatedBadgeReader(front);
    const boards = hospital.setup.boards.map(({ id }) => {
      const at = (position: number) =>
        hospital.setup.slots.find((one) => one.board === id && one.position === position);
      const reading = Array.from({ length: POSITIONS }, (_, position) =>
        (at(position)?.fob ?? null) === null ? EMPTY : HOME,
      );
      return new InstantBoard(id, reading, systemClock);
    });
    const key = hospital.setup.keys.find(({ id }) => id === KEY);
    const slot = key === undefined ? null : roster.homeOf(key.id);
    const board = boards.find(({ id }) => id === slot?.board);
    if (key === undefined || slot === null || board === undefined) throw new Error('the demo hospital has no such key');
    const fatal: unknown[] = [];
    const runtime = new CabinetRuntime({
      services: {
        clock: systemClock,
        roster,
        zone: expectOk(timeZone(hospital.setup.identity.timeZone)),
        notes: keepNotes(sealNote, () => new Uint8Array(SALT_SIZE)),
        digest: digestOf,
        store,
        journal,
        pins,
        codes,
        boards: new Map(boards.map((one) => [one.id, one])),
        readers: new Map([[front, reader]]),
      },
      timers: systemTimers,
      soon: (work) => setImmediate(work),
      tidy: () => undefined,
      simulated: true,
      hashBadge: (number) => badges.hash(number),
      newSession: () => expectOk(parseSessionId(randomUUID())),
      onFatal: (error) => fatal.push(error),
    });
    const porter = personWho(people, ({ title }) => title === 'Porter');
    const cabinet = new BusyCabinet(
      data,
      runtime,
      reader,
      board,
      slot,
      key.id,
      Buffer.from(porter.badge, 'hex'),
      fatal,
    );
    runtime.start();
    await cabinet.#until('idle');
    return cabinet;
  }

  get unlocks(): number {
    return this.#board.unlocks;
  }

  /** Entries of the log. */
  get size(): number {
    return this.#data.journal.size();
  }

  /** Takes the key and brings it back: two movements. @throws when a step does not come */
  async takeAndReturn(): Promise<void> {
    expectOk(this.#reader.tap(this.#badge));
    await this.#until('home');
    this.#command({ type: 'key.take', key: this.#key });
    await this.#until('take');
    this.#board.set(this.#slot.position, DRAWN);
    await this.#when(() => this.#at() === 'person', 'the key with the porter');
    this.#command({ type: 'session.end' });
    await this.#when(() => this.#runtime.snapshot().session === null, 'the end of the session');
    this.#board.set(this.#slot.position, HOME);
    await this.#when(() => this.#at() === 'slot', 'the key in its slot');
  }

  async stop(): Promise<void> {
    await this.#runtime.stop();
    this.#data.close();
  }

  #at(): string | undefined {
    return this.#data.journal.custody().get(this.#key)?.at;
  }

  #command(command: Parameters<CabinetRuntime['command']>[0]['command']): void {
    const { session, revision } = this.#runtime.snapshot();
    const refused = this.#runtime.command({ sessionId: session?.id ?? null, revision, command });
    if (refused !== null) throw new Error(`${command.type}: ${refused.title}`);
  }

  async #until(screen: string): Promise<void> {
    await this.#when(() => this.#runtime.snapshot().screen.name === screen, `the screen ${screen}`);
  }

  async #when(test: () => boolean, what: string): Promise<void> {
    for (let turns = 0; turns < PATIENCE; turns += 1) {
      if (test()) return;
      await turn();
    }
    throw new Error(`${what} did not come; the screen is ${this.#runtime.snapshot().screen.name}`);
  }
}
