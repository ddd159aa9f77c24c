// A board behind its bus, whatever it speaks. Polls its sensors, unlocks one bolt for one token with one frame.
// Never writes a second unlock for a token, and never believes anything but the sensors.
import type { BoardCapabilities } from '../../domain/board.ts';
import type { BoardId } from '../../domain/ids.ts';
import type { ReleaseToken } from '../../domain/release-token.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SlotReading } from '../../domain/slot.ts';
import {
  type Clock,
  type Duration,
  type Monotonic,
  milliseconds,
  monotonic,
  seconds,
  type Timers,
} from '../../domain/time.ts';
import type { LinkFault, Unsubscribe } from '../linked-device.ts';
import type { BoardDialect, BoardReport, BoardTalk } from './board-talk.ts';
import type { Lane } from './line-queue.ts';
import { hasMoved, isLoose, sameInputs, sameSlots } from './readings.ts';
import {
  type BoardInputs,
  type BoardReading,
  type InDoubt,
  NO_INPUTS,
  type NotSent,
  type SlotBoard,
  type SlotBoardEvent,
} from './slot-board.ts';

/** From the start of one poll to the start of the next, while nothing happens at the board. */
const CALM_PERIOD: Duration = milliseconds(80);
/** The same while something happens: no board at 19,200 baud has asked and answered in less; one on a network could, all day. */
const EAGER_PERIOD: Duration = milliseconds(7);
/** From a question that brought no sound answer to the next one at least: other boards on the bus have a turn between. */
const SHORTEST_PAUSE: Duration = milliseconds(1);
/** How long after an unlock somebody may be expected to draw a fob or to push one home. */
const EAGER_AFTER_UNLOCK: Duration = seconds(10);
/** How long after a change another one is likely. */
const EAGER_AFTER_CHANGE: Duration = seconds(2);
/** Polls in a row without a sound answer after which the board counts as lost; its dialect may say fewer for silence. */
const PATIENCE = 3;
/** Questions of `connect`; the first may be lost behind what a line carries before it settles. */
const GREETINGS = 2;

type Listener = (event: SlotBoardEvent) => void;

/** One connection, from `connect` until it is lost or ended. */
interface Session {
  readonly talk: BoardTalk;
  timer: unknown;
  /** Whether a poll is under way; else one is due by the timer. */
  isPolling: boolean;
  /** Until when it is polled without rest. */
  eagerUntil: Monotonic;
  /** Called with each reading, and once when it is over. */
  readonly onlookers: Set<(reading: BoardReading | null) => void>;
  /** Faults of the polls that went unanswered in a row. */
  faults: LinkFault[];
  /** Why it is over; null = it is not. */
  over: LinkFault | null;
}

export class PolledBoard implements SlotBoard {
  readonly id: BoardId;
  readonly capabilities: BoardCapabilities;
  readonly #dialect: BoardDialect;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #listeners = new Set<Listener>();
  #session: Session | null = null;
  /** It did not answer when it was asked last. */
  #isMissed = false;
  #attempt = 0;
  #last: BoardReport | null = null;
  #published: BoardReading | null = null;
  #publishedInputs: BoardInputs = NO_INPUTS;
  #lights: ReadonlySet<number> = new Set();

  constructor(id: BoardId, dialect: BoardDialect, clock: Clock, timers: Timers) {
    this.id = id;
    this.capabilities = dialect.capabilities;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#timers = timers;
  }

  async connect(): Promise<Result<void, LinkFault>> {
    await this.disconnect();
    const attempt = this.#attempt;
    let session: Session | null = null;
    const joined = await this.#dialect.join({
      lost: (fault) => session !== null && this.#lose(session, fault),
      noise: (bytes) => this.#emit({ type: 'board.noise', bytes }),
    });
    if (!joined.ok) return joined;
    session = {
      talk: joined.value,
      timer: null,
      isPolling: false,
      eagerUntil: this.#clock.monotonic(),
      onlookers: new Set(),
      faults: [],
      over: attempt === this.#attempt ? null : 'port_closed',
    };
    const greeted = await this.#greet(session);
    if (greeted.ok && session.over === null && attempt === this.#attempt) {
      this.#begin(session, greeted.value);
      return ok(undefined);
    }
    const fault = session.over ?? (greeted.ok ? 'port_closed' : greeted.error);
    session.over = fault;
    await session.talk.leave();
    return err(fault);
  }

  async disconnect(): Promise<void> {
    this.#attempt += 1;
    const session = this.#session;
    if (session !== null) await this.#end(session, 'port_closed');
  }

  subscribe(listener: Listener): Unsubscribe {
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  async read(): Promise<Result<BoardReading, LinkFault>> {
    const session = this.#session;
    return session === null ? err('port_closed') : slotsOf(await this.#ask(session, 'release'));
  }

  async unlock(position: number, token: ReleaseToken): Promise<Result<BoardReading, NotSent | InDoubt>> {
    if (!Number.isInteger(position) || position < 0 || position >= this.capabilities.positions) {
      return err({ sent: false, fault: 'no_such_position' });
    }
    const session = this.#session;
    if (session === null) return err({ sent: false, fault: 'not_connected' });
    const before = this.#last?.slots[position] ?? null;
    const told = await session.talk.unlock(position, () => token.spend(this.#clock.monotonic()));
    if (told.ok || told.error.written) this.#hurry(session, EAGER_AFTER_UNLOCK);
    if (told.ok) return await this.#watch(session, position, before);
    const { written, fault } = told.error;
    return err(written ? { sent: true, fault } : { sent: false, fault });
  }

  showLights(positions: ReadonlySet<number>): void {
    this.#lights = positions;
    if (this.capabilities.light && this.#session !== null) void this.#session.talk.light(positions);
  }

  async #greet(session: Session): Promise<Result<BoardReport, LinkFault>> {
    let greeted: Result<BoardReport, LinkFault> = err('silent');
    const most = this.#isMissed ? 1 : GREETINGS;
    for (let asked = 0; asked < most && !greeted.ok && session.over === null; asked += 1) {
      greeted = await session.talk.read(this.#isMissed ? 'missed' : 'poll');
      this.#isMissed ||= !greeted.ok && greeted.error === 'silent';
    }
    return greeted;
  }

  /** The first reading is told after `connect` has returned: whoever waits for both sees them in this order. */
  #begin(session: Session, report: BoardReport): void {
    this.#session = session;
    this.#isMissed = false;
    this.#last = report;
    this.#published = null;
    this.#publishedInputs = NO_INPUTS;
    this.showLights(this.#lights);
    session.timer = this.#timers.setTimeout(() => {
      this.#observe(this.#last ?? report);
      void this.#poll(session);
    }, 0);
  }

  async #poll(session: Session): Promise<void> {
    const started = this.#clock.monotonic();
    session.isPolling = true;
    // Where several boards are silent the cable may be, which shows sooner when the next one is asked.
    const isAlone = session.faults.length > 0 && session.talk.unanswered <= 1;
    await this.#ask(session, isAlone ? 'again' : 'poll');
    session.isPolling = false;
    if (session.over !== null) return;
    const now = this.#clock.monotonic();
    const wait = started + (this.#isEager(session, now) ? EAGER_PERIOD : CALM_PERIOD) - now;
    const pause = session.faults.length > 0 ? Math.max(wait, SHORTEST_PAUSE) : wait;
    // Without a timer where none is needed: one takes a millisecond and more, in which an eager board's bus would lie idle.
    if (pause <= 0) void this.#poll(session);
    else session.timer = this.#timers.setTimeout(() => void this.#poll(session), pause);
  }

  /** Somebody is at the board, or was a moment ago, or a fob stands loose in its slot; or it has missed a question. */
  #isEager({ eagerUntil, faults }: Session, now: Monotonic): boolean {
    return now < eagerUntil || faults.length > 0 || this.#last?.slots.some(isLoose) === true;
  }

  /** Polls without rest for a while, from now on. */
  #hurry(session: Session, duration: Duration): void {
    const now = this.#clock.monotonic();
    session.eagerUntil = monotonic(Math.max(session.eagerUntil, now + duration));
    if (session.over !== null || session.isPolling) return;
    this.#timers.clearTimeout(session.timer);
    void this.#poll(session);
  }

  /** Looks at once, then as fast as the bus allows, until the bolt or the fob moved; at the end once more, and that counts. */
  async #watch(session: Session, position: number, before: SlotReading | null): Promise<Result<BoardReading, InDoubt>> {
    const end = this.#clock.monotonic() + this.#dialect.watch;
    const first = slotsOf(await this.#ask(session, 'release'));
    if (first.ok && hasMoved(first.value[position], before)) return first;
    const seen = await this.#seen(session, end, (reading) => hasMoved(reading[position], before));
    if (seen !== null) return ok(seen);
    const last = slotsOf(await this.#ask(session, 'release'));
    return last.ok ? last : err({ sent: true, fault: session.over ?? last.error });
  }

  /** The first of the readings to come that is as wanted; null = there was none by then, or the session is over. */
  #seen(session: Session, end: number, isWanted: (reading: BoardReading) => boolean): Promise<BoardReading | null> {
    if (session.over !== null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const done = (reading: BoardReading | null) => {
        session.onlookers.delete(look);
        this.#timers.clearTimeout(timer);
        resolve(reading);
      };
      const look = (reading: BoardReading | null) => {
        if (reading === null || isWanted(reading)) done(reading);
      };
      const timer = this.#timers.setTimeout(() => done(null), Math.max(end - this.#clock.monotonic(), 0));
      session.onlookers.add(look);
    });
  }

  /** One question within a session: keeps the reading, counts silence, ends the session when it is enough. */
  async #ask(session: Session, lane: Lane): Promise<Result<BoardReport, LinkFault>> {
    const answer = await session.talk.read(lane);
    if (session.over !== null) return err(session.over);
    if (answer.ok) {
      session.faults = [];
      const isChanged = this.#last !== null && !sameSlots(this.#last.slots, answer.value.slots);
      this.#observe(answer.value);
      if (isChanged) this.#hurry(session, EAGER_AFTER_CHANGE);
      for (const look of session.onlookers) look(answer.value.slots);
      return answer;
    }
    session.faults.push(answer.error);
    const { patience = PATIENCE } = this.#dialect;
    const silences = session.faults.filter((fault) => fault === 'silent').length;
    const isLost = session.faults.length >= PATIENCE || Math.max(silences, session.talk.unanswered) >= patience;
    if (answer.error === 'port_closed') this.#lose(session, 'port_closed');
    else if (isLost) this.#lose(session, session.faults.includes('garbled') ? 'garbled' : 'silent');
    return answer;
  }

  #observe(report: BoardReport): void {
    this.#last = report;
    const { slots, inputs } = report;
    if (!sameInputs(this.#publishedInputs, inputs)) {
      this.#publishedInputs = inputs;
      this.#emit({ type: 'board.inputs', inputs });
    }
    if (this.#published !== null && sameSlots(this.#published, slots)) return;
    this.#published = slots;
    this.#emit({ type: 'board.read', reading: slots });
  }

  #lose(session: Session, fault: LinkFault): void {
    if (session.over !== null) return;
    const wasConnected = session === this.#session;
    this.#isMissed = session.faults.at(-1) === 'silent';
    void this.#end(session, fault);
    if (wasConnected) this.#emit({ type: 'board.lost', fault });
  }

  async #end(session: Session, fault: LinkFault): Promise<void> {
    session.over = fault;
    this.#timers.clearTimeout(session.timer);
    for (const look of session.onlookers) look(null);
    if (this.#session === session) {
      this.#session = null;
      this.#last = null;
    }
    await session.talk.leave();
  }

  #emit(event: SlotBoardEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function slotsOf<Fault>(report: Result<BoardReport, Fault>): Result<BoardReading, Fault> {
  return report.ok ? ok(report.value.slots) : report;
}
