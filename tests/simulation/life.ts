// One life of the controller in a simulated run: the real runtime, journal, store and drivers, with time, chance and hardware
// handed in. It can be stopped in order, or killed, after which nothing of it reaches the disk, the wire or a timer.
import { createHash } from 'node:crypto';
import { Journal } from '../../controller/audit/journal.ts';
import { SALT_SIZE, sealNote } from '../../controller/audit/note-seal.ts';
import { BadgeHasher } from '../../controller/credentials/badge-hash.ts';
import { OneTimeCodes } from '../../controller/credentials/one-time-codes.ts';
import { PinHasher, type PinHashes, type PinMatch } from '../../controller/credentials/pin-hash.ts';
import { nextWake } from '../../controller/domain/due.ts';
import { parseBootId, parseSessionId, type ReaderId } from '../../controller/domain/ids.ts';
import { ok, type Result } from '../../controller/domain/result.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { type Clock, seconds } from '../../controller/domain/time.ts';
import type { TimeZone } from '../../controller/domain/zone.ts';
import { SimulatedBadgeReader } from '../../controller/drivers/simulated/badge-reader.ts';
import { Bus } from '../../controller/drivers/slot-boards/bus.ts';
import { cu16Dialect } from '../../controller/drivers/slot-boards/kerong-cu16/dialect.ts';
import { PolledBoard } from '../../controller/drivers/slot-boards/polled-board.ts';
import { keepNotes } from '../../controller/runtime/note-keeper.ts';
import { CabinetRuntime } from '../../controller/runtime.ts';
import { digestOf } from '../../controller/setup/digest.ts';
import { Store } from '../../controller/store/store.ts';
import { expectOk } from '../support/expect-ok.ts';
import { LOG_KEY } from '../support/log-key.ts';
import type { BoardLine } from './board-line.ts';
import { type Gate, gateStore } from './gated-store.ts';
import type { CuttableTimers, LeapingTime } from './leaping-time.ts';
import type { Planted } from './planted.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface Surroundings {
  readonly file: string;
  readonly setup: CabinetSetup;
  readonly zone: TimeZone;
  readonly time: LeapingTime;
  readonly random: SeededRandom;
  readonly line: BoardLine;
  readonly reader: ReaderId;
  readonly planted: Planted;
  /** Rises with all that a tick could see. */
  readonly activity: () => number;
  /** Whether nobody is at the screen and nothing has moved of late: then a wait of that length is the look at due times. */
  readonly isQuiet: () => boolean;
  /** A timer of a machine has fired. */
  readonly stepped: () => void;
  readonly gate: Omit<Gate, 'isAlive'>;
  readonly onFatal: (error: unknown) => void;
}

/** Keys of a simulated cabinet: known, as nothing here is secret. */
export const BADGE_KEY = new Uint8Array(32).fill(7);
const PEPPER = new Uint8Array(32).fill(9);
const TOKEN_LIFETIME = seconds(2);
/** The tick, and the waits before a device or a disk is tried again. */
const RETRIES: readonly number[] = [500, 1000, 2000];
const DUE_SLEEP = 30_000;
/** A picture that nobody asks for waits so long, in ms; whoever looks is given the newest at once. */
const UNSEEN = 400;
/** The longest rest of the board driver between two polls. */
const POLL = 80;

export class Life {
  readonly runtime: CabinetRuntime;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly reader: SimulatedBadgeReader;
  /** Running time at which it began. */
  readonly born: number;
  readonly #store: Store;
  readonly #gated: Store;
  readonly #timers: readonly CuttableTimers[];
  readonly #setup: CabinetSetup;
  #isAlive = true;

  /** @throws when the database or the log cannot be opened */
  constructor(around: Surroundings, seen: number) {
    const { time, random, line, setup, planted, activity } = around;
    const isAlive = () => this.#isAlive;
    this.born = time.now;
    this.#setup = setup;
    this.reader = new SimulatedBadgeReader(around.reader);
    this.clock = time.clock();
    this.#store = expectOk(Store.open(around.file, 'existing'));
    const store = gateStore(this.#store, { ...around.gate, isAlive }, seen);
    this.#gated = store;
    const boot = expectOk(parseBootId(`boot-${random.hex(12)}`));
    const opened = expectOk(
      Journal.open(store, { boot, clock: this.clock, tokenLifetime: TOKEN_LIFETIME, key: LOG_KEY }),
    );
    const wire = time.timers();
    const polls = time.timers((delay) => (delay > 0 && delay <= POLL ? () => line.isStale : null));
    const machines = time.timers((delay) => {
      if (!RETRIES.includes(delay) && (delay !== DUE_SLEEP || !around.isQuiet())) return null;
      const before = activity();
      return () => activity() > before;
    }, around.stepped);
    const soon = time.timers();
    this.#timers = [wire, polls, machines, soon];
    this.journal = planted.journal?.(opened, this.clock, wire) ?? opened;
    const bus = new Bus(line.port(wire, isAlive, planted.repeatsUnlock), this.clock, wire);
    const boards = setup.boards.map((board) => {
      if (board.kind !== 'kerong-cu16') throw new Error(`The simulated line carries no ${board.kind}`);
      return new PolledBoard(board.id, cu16Dialect(board, bus), this.clock, polls);
    });
    const badges = new BadgeHasher(BADGE_KEY);
    this.runtime = new CabinetRuntime({
      services: {
        clock: this.clock,
        roster: rosterOf(setup),
        zone: around.zone,
        store,
        journal: this.journal,
        pins: new QuickPins(PEPPER),
        codes: new OneTimeCodes(BADGE_KEY, (size) => random.bytes(size)),
        notes: keepNotes(sealNote, () => random.bytes(SALT_SIZE)),
        digest: digestOf,
        boards: new Map(boards.map((board) => [board.id, board])),
        readers: new Map([[around.reader, this.reader]]),
      },
      timers: machines,
      simulated: true,
      soon: (work) => soon.setTimeout(work, UNSEEN),
      tidy: () => undefined,
      hashBadge: (number) => badges.hash(number),
      newSession: () => expectOk(parseSessionId(`s-${random.hex(16)}`)),
      onFatal: around.onFatal,
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  start(): void {
    this.runtime.start();
  }

  /** Whether its store takes entries. */
  get storageWorks(): boolean {
    return this.#gated.fault === null;
  }

  /** How long until the next key becomes due, in ms; null = none will. */
  untilDue(): number | null {
    const now = this.journal.now();
    const wake = nextWake(this.journal.custody(), this.#setup.policy, now);
    return wake === null || wake - now < 1 ? null : wake - now;
  }

  /** From this moment nothing of it has any effect. */
  kill(): void {
    this.#isAlive = false;
    for (const timers of this.#timers) timers.cut();
  }

  /** Ends the life in order. */
  async stop(): Promise<void> {
    await this.runtime.stop();
    this.kill();
  }

  /** Closes the file. Called when no promise of this life can go on any more. */
  close(): void {
    this.#store.close();
  }

  /** The database as it is, past the gate. */
  get disk(): Store {
    return this.#store;
  }
}

/** PINs that cost nothing: argon2id would take half a second of each visit, and has its own suite. */
export class QuickPins extends PinHasher {
  override hash(pin: string): Promise<Result<string, never>> {
    return Promise.resolve(ok(`quick$${createHash('sha256').update(PEPPER).update(pin).digest('hex')}`));
  }

  override async match(pin: string, { pin: own, duress }: PinHashes): Promise<Result<PinMatch, never>> {
    const hashed = await this.hash(pin);
    if (hashed.ok && hashed.value === own) return ok('pin');
    return ok(hashed.ok && hashed.value === duress ? 'duress' : 'none');
  }
}
