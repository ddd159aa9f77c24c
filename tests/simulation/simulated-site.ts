// The place of a simulated run: the cabinet and its hardware, which outlive the controller, and the controller, which can die.
// Whatever is seen of them goes to the chronicle.
import type { Command } from '../../controller/contract/command.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import type { DemoHospital } from '../../controller/demo/hospital.ts';
import type { BoardId } from '../../controller/domain/ids.ts';
import { type Roster, rosterOf } from '../../controller/domain/roster.ts';
import type { SlotReading } from '../../controller/domain/slot.ts';
import { type Instant, instant } from '../../controller/domain/time.ts';
import type { TimeZone } from '../../controller/domain/zone.ts';
import type { SimulatedCabinet } from '../../controller/drivers/simulated/cabinet.ts';
import type { CabinetAction } from '../../controller/drivers/simulated/cabinet-action.ts';
import { BoardLine } from './board-line.ts';
import { Chronicle, type ChronicleResult } from './chronicle.ts';
import type { DiskTrouble } from './gated-store.ts';
import { cabinetOf, holdersIn, keysIn, usersAmong, visitorsOf } from './hospital-parts.ts';
import { LeapingTime, settle } from './leaping-time.ts';
import { Life } from './life.ts';
import type { Planted } from './planted.ts';
import { SeededRandom } from './seeded-random.ts';
import { type Death, type Hardware, type PlacedKey, SECOND, type Stage, type Visitor } from './stage.ts';

export interface SiteOptions {
  readonly seed: number;
  readonly file: string;
  readonly hospital: DemoHospital;
  readonly zone: TimeZone;
  readonly planted?: Planted;
}

/** What was seen in all, and how often the controller was started. */
export interface SiteResult extends ChronicleResult {
  readonly lives: number;
}

/** 2026-03-02, a Monday, 00:00 UTC: daylight saving begins within the month. */
export const BEGIN: Instant = instant(Date.UTC(2026, 2, 2));
/** Its supervisor starts a dead controller again within so many ms. */
const RESTART = { soonest: 300, latest: 5000 };
/** After the door or a fault has moved, in ms: waits that begin now are for that. */
const REST = 3000;

export class SimulatedSite implements Stage, Hardware {
  readonly time = new LeapingTime(BEGIN);
  readonly people: readonly Visitor[];
  readonly keys: readonly PlacedKey[];
  readonly boards: readonly string[];
  readonly freeSlots: readonly number[];
  readonly #options: SiteOptions;
  readonly #random: SeededRandom;
  readonly #roster: Roster;
  readonly #chronicle: Chronicle;
  readonly #cabinet: SimulatedCabinet;
  readonly #line: BoardLine;
  readonly #users = new Map<string, readonly Visitor[]>();
  #life: Life | null = null;
  #lives = 0;
  #activity = 0;
  /** When door, boards or controller changed last. */
  #movedAt = 0;
  #picture: CabinetSnapshot | null = null;
  #death: Death | null = null;
  #trouble: DiskTrouble | null = null;
  #readerLost = false;
  #restartAt: number | null = null;

  constructor(options: SiteOptions) {
    this.#options = options;
    const { setup } = options.hospital;
    this.#random = new SeededRandom(`site ${options.seed}`);
    this.#roster = rosterOf(setup);
    this.#chronicle = new Chronicle(rosterOf(options.planted?.judged?.(setup) ?? setup), () => this.time.now);
    this.people = visitorsOf(options.hospital);
    this.keys = keysIn(this.#roster);
    this.freeSlots = setup.slots.flatMap(({ fob, number }) => (fob === null ? [number] : []));
    this.boards = setup.boards.map(({ id }) => id);
    const timers = this.time.timers();
    this.#cabinet = cabinetOf(setup, this.keys, timers);
    this.#cabinet.subscribe(() => {
      this.#activity += 1;
    });
    this.#line = new BoardLine(this.#cabinet, timers, setup.boards, {
      energised: (board, position) => this.#energised(board, position),
      told: (board, reading) => this.#told(board, reading),
      unlockFrame: (moment) => {
        if (this.#death?.at === 'frame' && this.#death.moment === moment) this.#die();
      },
    });
  }

  /** Whether no rule was broken yet. */
  get holds(): boolean {
    return this.#chronicle.holds;
  }

  /** Lets time pass until a moment of running time. */
  async passUntil(moment: number): Promise<void> {
    while (this.holds && this.time.now < moment) {
      if (this.#life?.isAlive === false) await this.#bury();
      const target = Math.min(moment, this.#restartAt ?? moment, this.#nextDue() ?? moment);
      await this.time.runUntil(Math.max(target, this.time.now + 1));
      if (this.#restartAt !== null && this.time.now >= this.#restartAt) this.start();
    }
  }

  look(): CabinetSnapshot | null {
    const life = this.#life;
    return life?.isAlive === true ? life.runtime.snapshot() : null;
  }

  /** Holds the rules against what is to be seen now. */
  check(): void {
    const life = this.#life;
    if (life?.isAlive !== true) return;
    const hasStarted = this.#picture !== null && this.#picture.screen.name !== 'starting';
    this.#chronicle.note(hasStarted, life.storageWorks);
    this.#chronicle.look();
    if (!life.storageWorks) return; // what the journal holds may be older than the disk until it was read anew
    this.#chronicle.compareSize(life.journal.size());
    this.#chronicle.compareCustody(holdersIn(life.journal.custody()));
  }

  /** Holds the newest picture against the log. Called when all that was ready has run. */
  checkPicture(): void {
    const picture = this.look();
    if (picture !== null) this.#chronicle.comparePicture(picture.alarms);
  }

  press(command: Command): void {
    const seen = this.look();
    if (seen === null) return;
    this.#life?.runtime.command({ sessionId: seen.session?.id ?? null, revision: seen.revision, command });
    this.#activity += 1;
  }

  tap(badge: string, strength: Visitor['strength']): void {
    if (this.#life?.isAlive === true) this.#life.reader.tap(Buffer.from(badge, 'hex'), strength);
    this.#activity += 1;
  }

  act(action: CabinetAction): boolean {
    const done = this.#cabinet.act(action).ok;
    if (action.type === 'fault.set' || action.type === 'door.open') this.#movedAt = this.time.now;
    if (done && action.type === 'fault.set' && 'board' in action) this.#hush(action.board, action.on);
    return done;
  }

  isDoorOpen(): boolean {
    return this.#cabinet.view().door === 'open';
  }

  isOut(fob: string): boolean {
    return this.#cabinet.view().hand.some(({ id }) => id === fob);
  }

  usersOf(key: string): readonly Visitor[] {
    const users = this.#users.get(key) ?? usersAmong(this.people, this.#roster, key);
    this.#users.set(key, users);
    return users;
  }

  now(): Instant {
    return this.time.wall();
  }

  loseReader(on: boolean): void {
    this.#readerLost = on;
    if (on) this.#life?.reader.lose();
    else this.#life?.reader.restore();
    this.#activity += 1;
  }

  lie(slot: number, on: boolean): void {
    const place = this.#roster.slotByNumber(slot);
    if (place !== null) this.#line.lie(place.board, place.position, on);
    this.#activity += 1;
  }

  stepClock(by: number): void {
    this.time.stepWall(by);
    this.#activity += 1;
  }

  disk(trouble: DiskTrouble | null): void {
    this.#trouble = trouble;
    this.#activity += 1;
  }

  kill(death: Death): void {
    if (death.at === 'once') this.#die();
    else this.#death = death;
  }

  /** The end of the run: the controller is stopped in order and the whole tree looked at. */
  async finish(): Promise<void> {
    const life = this.#life;
    if (life?.isAlive !== true) return;
    this.#chronicle.compareTree(life.journal);
    await Promise.all([life.stop(), this.time.runUntil(this.time.now + SECOND)]);
  }

  result(): SiteResult {
    return { ...this.#chronicle.result(), lives: this.#lives };
  }

  async end(): Promise<void> {
    this.#life?.kill();
    await settle();
    this.#life?.close();
    this.#life = null;
  }

  /** Starts a controller. */
  start(): void {
    this.#restartAt = null;
    this.#movedAt = this.time.now;
    this.#lives += 1;
    this.#chronicle.lifeBegins();
    const { file, hospital, zone, planted = {} } = this.#options;
    const [reader] = hospital.setup.readers;
    if (reader === undefined) throw new Error('a simulated cabinet needs a reader');
    const life = new Life(
      {
        file,
        setup: hospital.setup,
        zone,
        time: this.time,
        random: this.#random.branch(`life ${this.#lives}`),
        line: this.#line,
        reader: reader.id,
        planted,
        activity: () => this.#activity,
        isQuiet: () => this.time.now - this.#movedAt > REST && (this.#picture?.session ?? null) === null,
        stepped: () => {
          this.#activity += 1;
          this.check();
        },
        gate: {
          trouble: () => {
            if (this.#trouble !== null) this.#chronicle.note(true, false);
            return this.#trouble;
          },
          committed: (rows) => {
            this.#activity += 1;
            this.#chronicle.committed(rows);
            if (this.#death?.at !== 'commit') return;
            this.#death = { at: 'commit', count: this.#death.count - 1 };
            if (this.#death.count <= 0) this.#die();
          },
        },
        onFatal: (error) => this.#chronicle.broken('noActorDies', String(error)),
      },
      this.#chronicle.rows.length,
    );
    this.#life = life;
    this.#picture = null;
    life.runtime.subscribe((picture) => {
      this.#picture = picture;
    });
    if (this.#readerLost) life.reader.lose();
    this.#chronicle.compareTree(life.journal);
    life.start();
  }

  #die(): void {
    this.#death = null;
    this.#life?.kill();
  }

  /** A dead process leaves its database and its bolts. */
  async #bury(): Promise<void> {
    await settle();
    this.#life?.close();
    this.#life = null;
    this.#restartAt = this.time.now + this.#random.between(RESTART.soonest, RESTART.latest);
  }

  /** When the next key becomes due, in running time: idle time must not leap over it. */
  #nextDue(): number | null {
    const wait = this.#life?.isAlive === true ? this.#life.untilDue() : null;
    return wait === null ? null : this.time.now + wait + 1;
  }

  #energised(board: BoardId, position: number): void {
    const slot = this.#roster.setup.slots.find((one) => one.board === board && one.position === position);
    if (slot !== undefined) this.#chronicle.coil(slot.id);
  }

  #told(board: BoardId, reading: readonly SlotReading[]): void {
    for (const slot of this.#roster.setup.slots) {
      const one = slot.board === board ? reading[slot.position] : undefined;
      if (one !== undefined) this.#chronicle.told(slot.id, one);
    }
  }

  #hush(board: string, on: boolean): void {
    if (on) this.#chronicle.silent(this.#roster.setup.slots.flatMap((slot) => (slot.board === board ? [slot.id] : [])));
    this.#activity += 1;
  }
}
