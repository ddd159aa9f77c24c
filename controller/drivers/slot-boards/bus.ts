// One connection shared by all boards with the same address. The first board that joins opens it, the last that leaves
// closes it, and when it dies every board learns it. Never opens the same stream twice and never reconnects by itself.
import { err, ok, type Result } from '../../domain/result.ts';
import { type Clock, type Monotonic, monotonic, seconds, type Timers } from '../../domain/time.ts';
import type { LinkFault } from '../linked-device.ts';
import type { ByteStream } from '../transport.ts';
import type { FrameDecoder } from './frame-decoder.ts';
import { type CommandHabits, Line, type NotWritten, type Written } from './line.ts';
import { type Lane, type LineCustoms, type LineOwner, newGate } from './line-queue.ts';
import { LINE_TIMES, type LineTimes } from './line-times.ts';

/** Longest wait for the port before it is opened anew: a serial port that cannot send its last bytes closes late. */
const CLOSE_DEADLINE = seconds(1);

/**
 * A cable is given up as a whole when so many boards in a row did not answer and nothing was heard for so long: behind a supply
 * that has failed, boards that take long to answer are not looked for one by one.
 */
const DEAD_BOARDS = 3;
const DEAD_SILENCE = seconds(6);

/** A board on the bus. */
export interface BusMember extends LineOwner {
  /** The connection died. Not called for a member that has left. */
  lost(fault: LinkFault): void;
}

export interface BusPort<Frame> {
  /** Opens a new stream each time. */
  open(): Promise<Result<ByteStream, LinkFault>>;
  newDecoder(): FrameDecoder<Frame>;
  /** Frames that boards send unasked. */
  readonly isNews?: (frame: Frame) => boolean;
}

/** The place of one board on an open bus. */
export interface BusSeat<Frame> {
  /** See `Line.ask`. */
  ask<T>(
    lane: Lane,
    question: Uint8Array,
    accept: (frame: Frame) => T | null,
    same: (a: T, b: T) => boolean,
  ): Promise<Result<T, LinkFault>>;
  /** See `Line.tell`. */
  tell<Refusal>(
    command: Uint8Array,
    permit: () => Result<void, Refusal>,
    habits?: CommandHabits<Frame>,
  ): Promise<Result<void, NotWritten<Refusal> | Written>>;
  /** Boards in a row whose questions brought no frame at all. */
  readonly unanswered: number;
  /** Gives the place up: ends what waits, and nothing more goes out. Resolves when the port is closed, if this was the last board. */
  leave(): Promise<void>;
}

export class Bus<Frame> {
  readonly #port: BusPort<Frame>;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #times: LineTimes;
  readonly #customs: LineCustoms<Frame>;
  readonly #members = new Set<BusMember>();
  #line: Line<Frame> | null = null;
  #opening: Promise<Result<Line<Frame>, LinkFault>> | null = null;
  #closing: Promise<void> = Promise.resolve();
  #heardAt: Monotonic = monotonic(0);

  constructor(port: BusPort<Frame>, clock: Clock, timers: Timers, times: LineTimes = LINE_TIMES) {
    this.#port = port;
    this.#clock = clock;
    this.#timers = timers;
    this.#times = times;
    const { isNews } = port;
    this.#customs = { gate: newGate(), ...(isNews === undefined ? {} : { isNews }) };
  }

  /** Joins the open connection, or opens one. A member joins once before it leaves. */
  async join(member: BusMember): Promise<Result<BusSeat<Frame>, LinkFault>> {
    const opened = await this.#opened();
    if (!opened.ok) return opened;
    const line = opened.value;
    if (line.isClosed) return err('port_closed');
    this.#members.add(member);
    let isSeated = true;
    return ok({
      ask: (lane, question, accept, same) => {
        if (!isSeated) return Promise.resolve(err('port_closed'));
        const answer = line.ask(member, lane, question, accept, same);
        void answer.then((told) => this.#hear(line, told.ok ? null : told.error));
        return answer;
      },
      tell: <Refusal>(command: Uint8Array, permit: () => Result<void, Refusal>, habits?: CommandHabits<Frame>) => {
        if (!isSeated) return Promise.resolve(err({ written: false, fault: 'not_connected' }));
        // It may be at work already, and wait for the silence before its frame, when the board leaves.
        const seated = () => (isSeated ? permit() : err<Refusal | 'not_connected'>('not_connected'));
        return line.tell<Refusal | 'not_connected'>(member, command, seated, habits);
      },
      get unanswered() {
        return line.unanswered;
      },
      leave: () => {
        isSeated = false;
        return this.#leave(line, member);
      },
    });
  }

  #hear(line: Line<Frame>, fault: LinkFault | null): void {
    const now = this.#clock.monotonic();
    if (fault === null) this.#heardAt = now;
    else if (line.unanswered >= DEAD_BOARDS && now - this.#heardAt >= DEAD_SILENCE) this.#lost(line, fault);
  }

  #opened(): Promise<Result<Line<Frame>, LinkFault>> {
    if (this.#line !== null) return Promise.resolve(ok(this.#line));
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #open(): Promise<Result<Line<Frame>, LinkFault>> {
    await this.#closedOrOverdue();
    const opened = await this.#port.open();
    if (!opened.ok) return opened;
    const decoder = this.#port.newDecoder();
    const line = new Line(opened.value, decoder, this.#clock, this.#timers, this.#times, this.#customs);
    opened.value.onClose(() => this.#lost(line, 'port_closed'));
    await line.settle();
    if (line.isClosed) return err('port_closed');
    this.#line = line;
    this.#heardAt = this.#clock.monotonic();
    return ok(line);
  }

  #closedOrOverdue(): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#timers.setTimeout(resolve, CLOSE_DEADLINE);
      void this.#closing.then(() => {
        this.#timers.clearTimeout(timer);
        resolve();
      });
    });
  }

  async #leave(line: Line<Frame>, member: BusMember): Promise<void> {
    line.drop(member);
    if (line !== this.#line) return;
    this.#members.delete(member);
    if (this.#members.size === 0) {
      this.#line = null;
      this.#closing = line.close();
    }
    await this.#closing;
  }

  #lost(line: Line<Frame>, fault: LinkFault): void {
    if (line !== this.#line) return;
    this.#line = null;
    this.#closing = line.close();
    const members = [...this.#members];
    this.#members.clear();
    for (const member of members) member.lost(fault);
  }
}
