// KERONG CU16: the board behind its bus. Polls its sensors, unlocks one bolt for one token with one frame.
// Never writes a second unlock for a token, and never believes anything but the sensors.
import type { BoardId } from '../../../domain/ids.ts';
import type { ReleaseToken } from '../../../domain/release-token.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { BoardSetup } from '../../../domain/setup.ts';
import { type SlotReading, sameReading } from '../../../domain/slot.ts';
import { type Clock, type Duration, milliseconds, type Timers } from '../../../domain/time.ts';
import type { LinkFault, Unsubscribe } from '../../linked-device.ts';
import type { Bus, BusSeat } from '../bus.ts';
import type { Lane } from '../line.ts';
import type {
  BoardReading,
  InDoubt,
  NotSent,
  SlotBoard,
  SlotBoardCapabilities,
  SlotBoardEvent,
} from '../slot-board.ts';
import { type Cu16Frame, encodeFrame } from './frames.ts';
import { CU16_POSITIONS, parseState, readingOf, requestFrame } from './messages.ts';

/** From the start of one poll to the start of the next. */
const POLL_PERIOD: Duration = milliseconds(80);
/** Unanswered polls in a row after which the board counts as lost. */
const SILENT_POLLS = 3;
/** How long after an unlock the sensors are watched for a movement: the pulse of a solenoid and a little more. */
const WATCH: Duration = milliseconds(600);
const WATCH_PERIOD: Duration = milliseconds(30);
/** Questions of `connect`; the first may be lost behind what a line carries before it settles. */
const GREETINGS = 2;

type Listener = (event: SlotBoardEvent) => void;

/** One connection, from `connect` until it is lost or ended. */
interface Session {
  readonly seat: BusSeat<Cu16Frame>;
  timer: unknown;
  /** Faults of the polls that went unanswered in a row. */
  faults: LinkFault[];
  /** Why it is over; null = it is not. */
  over: LinkFault | null;
}

export class KerongCu16Board implements SlotBoard {
  readonly id: BoardId;
  readonly capabilities: SlotBoardCapabilities = {
    positions: CU16_POSITIONS,
    bolt: true,
    presence: true,
    fobId: false,
    light: false,
  };
  readonly #setup: BoardSetup;
  readonly #bus: Bus<Cu16Frame>;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #stateQuestion: Uint8Array;
  readonly #listeners = new Set<Listener>();
  #session: Session | null = null;
  #attempt = 0;
  #last: BoardReading | null = null;
  #published: BoardReading | null = null;

  /** @throws RangeError when the set-up names a unit that no CU16 has */
  constructor(setup: BoardSetup, bus: Bus<Cu16Frame>, clock: Clock, timers: Timers) {
    this.id = setup.id;
    this.#setup = setup;
    this.#bus = bus;
    this.#clock = clock;
    this.#timers = timers;
    this.#stateQuestion = encodeFrame(requestFrame({ type: 'ask-state', unit: setup.unit }));
  }

  async connect(): Promise<Result<void, LinkFault>> {
    await this.disconnect();
    const attempt = this.#attempt;
    let session: Session | null = null;
    const joined = await this.#bus.join({
      lost: (fault) => session !== null && this.#lose(session, fault),
      noise: (bytes) => this.#emit({ type: 'board.noise', bytes }),
    });
    if (!joined.ok) return joined;
    session = { seat: joined.value, timer: null, faults: [], over: attempt === this.#attempt ? null : 'port_closed' };
    const greeted = await this.#greet(session);
    if (greeted.ok && session.over === null && attempt === this.#attempt) {
      this.#begin(session, greeted.value);
      return ok(undefined);
    }
    const fault = session.over ?? (greeted.ok ? 'port_closed' : greeted.error);
    session.over = fault;
    await session.seat.leave();
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
    return session === null ? err('port_closed') : await this.#ask(session, 'release');
  }

  async unlock(position: number, token: ReleaseToken): Promise<Result<BoardReading, NotSent | InDoubt>> {
    if (!Number.isInteger(position) || position < 0 || position >= CU16_POSITIONS) {
      return err({ sent: false, fault: 'no_such_position' });
    }
    const session = this.#session;
    if (session === null) return err({ sent: false, fault: 'not_connected' });
    const command = encodeFrame(requestFrame({ type: 'unlock', unit: this.#setup.unit, position }));
    const before = this.#last?.[position] ?? null;
    const told = await session.seat.tell(command, () => token.spend(this.#clock.monotonic()));
    if (told.ok) return await this.#watch(session, position, before);
    const { written, fault } = told.error;
    return err(written ? { sent: true, fault } : { sent: false, fault });
  }

  async #greet(session: Session): Promise<Result<BoardReading, LinkFault>> {
    let greeted: Result<BoardReading, LinkFault> = err('silent');
    for (let asked = 0; asked < GREETINGS && !greeted.ok && session.over === null; asked += 1) {
      greeted = await this.#question(session, 'poll');
    }
    return greeted;
  }

  /** The first reading is told after `connect` has returned: whoever waits for both sees them in this order. */
  #begin(session: Session, reading: BoardReading): void {
    this.#session = session;
    this.#last = reading;
    this.#published = null;
    session.timer = this.#timers.setTimeout(() => {
      this.#observe(this.#last ?? reading);
      void this.#poll(session);
    }, 0);
  }

  async #poll(session: Session): Promise<void> {
    const started = this.#clock.monotonic();
    await this.#ask(session, 'poll');
    if (session.over !== null) return;
    const rest = Math.max(started + POLL_PERIOD - this.#clock.monotonic(), 0);
    session.timer = this.#timers.setTimeout(() => void this.#poll(session), rest);
  }

  /** Reads until the bolt or the fob moved, or the watch is over; the last reading counts. */
  async #watch(session: Session, position: number, before: SlotReading | null): Promise<Result<BoardReading, InDoubt>> {
    const end = this.#clock.monotonic() + WATCH;
    for (;;) {
      const read = await this.#ask(session, 'release');
      if (session.over !== null) return err({ sent: true, fault: session.over });
      if (read.ok && hasMoved(read.value[position], before)) return read;
      if (this.#clock.monotonic() >= end) return read.ok ? read : err({ sent: true, fault: read.error });
      await new Promise<void>((resolve) => this.#timers.setTimeout(resolve, WATCH_PERIOD));
    }
  }

  /** One question within a session: keeps the reading, counts silence, ends the session when it is enough. */
  async #ask(session: Session, lane: Lane): Promise<Result<BoardReading, LinkFault>> {
    const answer = await this.#question(session, lane);
    if (session.over !== null) return err(session.over);
    if (answer.ok) {
      session.faults = [];
      this.#observe(answer.value);
      return answer;
    }
    session.faults.push(answer.error);
    const isLost = session.faults.length >= SILENT_POLLS || session.seat.unanswered >= SILENT_POLLS;
    if (answer.error === 'port_closed') this.#lose(session, 'port_closed');
    else if (isLost) this.#lose(session, session.faults.includes('garbled') ? 'garbled' : 'silent');
    return answer;
  }

  #question(session: Session, lane: Lane): Promise<Result<BoardReading, LinkFault>> {
    const { unit, polarity } = this.#setup;
    const accept = (frame: Cu16Frame): BoardReading | null => {
      const state = parseState(frame);
      return state !== null && state.unit === unit ? readingOf(state, polarity) : null;
    };
    return session.seat.ask(lane, this.#stateQuestion, accept, sameBoardReading);
  }

  #observe(reading: BoardReading): void {
    this.#last = reading;
    if (this.#published !== null && sameBoardReading(this.#published, reading)) return;
    this.#published = reading;
    this.#emit({ type: 'board.read', reading });
  }

  #lose(session: Session, fault: LinkFault): void {
    if (session.over !== null) return;
    const wasConnected = session === this.#session;
    void this.#end(session, fault);
    if (wasConnected) this.#emit({ type: 'board.lost', fault });
  }

  async #end(session: Session, fault: LinkFault): Promise<void> {
    session.over = fault;
    this.#timers.clearTimeout(session.timer);
    if (this.#session === session) {
      this.#session = null;
      this.#last = null;
    }
    await session.seat.leave();
  }

  #emit(event: SlotBoardEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function hasMoved(now: SlotReading | undefined, before: SlotReading | null): boolean {
  return now !== undefined && (now.bolt === 'unlocked' || !sameReading(now, before));
}

function sameBoardReading(a: BoardReading, b: BoardReading): boolean {
  return a.every((reading, position) => sameReading(reading, b[position] ?? null));
}
