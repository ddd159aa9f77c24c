// One connection shared by all boards with the same address. The first board that joins opens it, the last that leaves
// closes it, and when it dies every board learns it. Never opens the same stream twice and never reconnects by itself.
import { err, ok, type Result } from '../../domain/result.ts';
import { type Clock, seconds, type Timers } from '../../domain/time.ts';
import type { LinkFault } from '../linked-device.ts';
import type { ByteStream } from '../transport.ts';
import type { FrameDecoder } from './frame-decoder.ts';
import { type CommandHabits, Line, type NotWritten, type Written } from './line.ts';
import { type Lane, type LineCustoms, type LineOwner, newGate } from './line-queue.ts';
import { LINE_TIMES, type LineTimes } from './line-times.ts';

/** Longest wait for the port before it is opened anew: a serial port that cannot send its last bytes closes late. */
const CLOSE_DEADLINE = seconds(1);

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
  /** Questions in a row, of all boards together, after which no frame came at all. */
  readonly unanswered: number;
  /** Gives the place up; ends what waits. Resolves when the port is closed, if this was the last board. */
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
    return ok({
      ask: (lane, question, accept, same) => line.ask(member, lane, question, accept, same),
      tell: (command, permit, habits) => line.tell(member, command, permit, habits),
      get unanswered() {
        return line.unanswered;
      },
      leave: () => this.#leave(line, member),
    });
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
    opened.value.onClose(() => this.#lost(line));
    await line.settle();
    if (line.isClosed) return err('port_closed');
    this.#line = line;
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

  #lost(line: Line<Frame>): void {
    if (line !== this.#line) return;
    this.#line = null;
    this.#closing = line.close();
    const members = [...this.#members];
    this.#members.clear();
    for (const member of members) member.lost('port_closed');
  }
}
