// One open connection to a half-duplex line: one command at a time, releases ahead of polls, each with a deadline.
// Never repeats a command, and never lets a reply that comes too late answer the next question.
import { err, ok, type Result } from '../../domain/result.ts';
import { type Clock, type Duration, type Monotonic, monotonic, type Timers } from '../../domain/time.ts';
import type { LinkFault } from '../linked-device.ts';
import type { ByteStream } from '../transport.ts';
import type { Decoded, FrameDecoder } from './frame-decoder.ts';
import { type Lane, type LineCustoms, type LineOwner, LineQueue, newGate } from './line-queue.ts';
import { type LineTimes, STALL } from './line-times.ts';

/** Nothing went out. */
export type NotWritten<Refusal> = { readonly written: false; readonly fault: Refusal | 'not_connected' };
/** The command went out, or part of it. */
export type Written = { readonly written: true; readonly fault: LinkFault };

/** What is known of a command beyond its bytes. */
export interface CommandHabits<Frame> {
  /** Whether a frame answers the command: then the line is left alone no longer. Its meaning is nobody's business. */
  readonly answered?: (frame: Frame) => boolean;
  /** Least time from this command to the next one of any board on the bus; questions go on. */
  readonly apart?: Duration;
}

export class Line<Frame> {
  readonly #stream: ByteStream;
  readonly #decoder: FrameDecoder<Frame>;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #times: LineTimes;
  readonly #customs: LineCustoms<Frame>;
  readonly #queue: LineQueue;
  #isClosed = false;
  #wake: (() => void) | null = null;
  #receive: ((frame: Frame) => void) | null = null;
  #doubtUntil: Monotonic;
  #lastByteAt: Monotonic;
  /** Bytes came that made no frame yet. */
  #isUnfinished = false;
  #bytes = 0;
  #frames = 0;
  #noise = 0;
  /** Who was asked since anybody answered, and stayed silent. */
  readonly #silent = new Set<LineOwner>();

  constructor(
    stream: ByteStream,
    decoder: FrameDecoder<Frame>,
    clock: Clock,
    timers: Timers,
    times: LineTimes,
    customs: LineCustoms<Frame> = { gate: newGate() },
  ) {
    this.#stream = stream;
    this.#decoder = decoder;
    this.#clock = clock;
    this.#timers = timers;
    this.#times = times;
    this.#customs = customs;
    this.#queue = new LineQueue(clock, timers, customs.gate, (owner) => this.#reportNoise(owner));
    this.#lastByteAt = clock.monotonic();
    this.#doubtUntil = monotonic(this.#lastByteAt + times.doubt);
    stream.onData((bytes) => this.#take(bytes));
    stream.onClose(() => this.#closed());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Owners in a row whose questions brought no frame at all. */
  get unanswered(): number {
    return this.#silent.size;
  }

  /** Waits until nothing arrives any more and forgets what did: the rest of an earlier conversation. */
  async settle(): Promise<void> {
    this.#doubtUntil = this.#inFuture(this.#times.doubt);
    await this.#untilQuiet(this.#times.quiet);
    this.#count(this.#decoder.flush());
  }

  /**
   * Writes a question once and waits for the frame that `accept` turns into an answer (null = not this one).
   * @returns `silent` when no answer came in time, `garbled` when bytes came and none made a frame, or when two answers
   *   disagreed, `port_closed`
   */
  ask<T>(
    owner: LineOwner,
    lane: Lane,
    question: Uint8Array,
    accept: (frame: Frame) => T | null,
    same: (a: T, b: T) => boolean,
  ): Promise<Result<T, LinkFault>> {
    const run = () => this.#exchange(owner, question, accept, same);
    return this.#queue.add<Result<T, LinkFault>>({ owner, lane, isCommand: false, run, refuse: err });
  }

  /**
   * Writes a command once; what answers it is ignored.
   * @param permit asked directly before the write, after the port was seen open; when it refuses, nothing is written
   */
  tell<Refusal>(
    owner: LineOwner,
    command: Uint8Array,
    permit: () => Result<void, Refusal>,
    habits: CommandHabits<Frame> = {},
  ): Promise<Result<void, NotWritten<Refusal> | Written>> {
    return this.#queue.add<Result<void, NotWritten<Refusal> | Written>>({
      owner,
      lane: 'release',
      isCommand: true,
      run: () => this.#command(command, permit, habits),
      refuse: () => err({ written: false, fault: 'not_connected' }),
    });
  }

  /** Ends the waiting jobs of an owner that leaves. */
  drop(owner: LineOwner): void {
    this.#queue.drop(owner);
  }

  /** Ends the connection and everything pending. Resolves when the device may be opened anew. */
  async close(): Promise<void> {
    const streamClosed = this.#stream.close();
    this.#closed();
    await streamClosed;
  }

  async #exchange<T>(
    owner: LineOwner,
    question: Uint8Array,
    accept: (frame: Frame) => T | null,
    same: (a: T, b: T) => boolean,
  ): Promise<Result<T, LinkFault>> {
    if (this.#times.gap > 0) await this.#turnRound();
    this.#count(this.#decoder.flush());
    const [bytesBefore, framesBefore] = [this.#bytes, this.#frames];
    const answers: T[] = [];
    this.#receive = (frame) => {
      const answer = accept(frame);
      if (answer === null) return;
      answers.push(answer);
      this.#wake?.();
    };
    const sent = await this.#send(question);
    const deadline = this.#inFuture(this.#times.answer);
    const isAnswered = () => answers.length > 0;
    if (sent.ok) await this.#waitFor(isAnswered, deadline);
    // Timers run before input: after a stall of this process the answer may be here already and not yet read.
    if (this.#now() > deadline + STALL) await this.#waitFor(isAnswered, this.#inFuture(this.#times.settle));
    if (answers.length === 0) this.#deliver(this.#decoder.flush());
    if (answers.length > 0 && this.#now() < this.#doubtUntil) await this.#untilQuiet(this.#times.settle);
    // A second answer whose length does not tell is still held: without it a stale first one would be believed.
    this.#deliver(this.#decoder.flush());
    this.#receive = null;
    if (!sent.ok) return sent;
    if (this.#isClosed) return err('port_closed');
    const [answer, ...others] = answers;
    if (answer !== undefined) this.#silent.clear();
    if (answer !== undefined && others.every((other) => same(answer, other))) return ok(answer);
    if (this.#frames === framesBefore) this.#silent.add(owner);
    await this.settle();
    const isGarbled = answer !== undefined || (this.#frames === framesBefore && this.#bytes > bytesBefore);
    return err(isGarbled ? 'garbled' : 'silent');
  }

  async #command<Refusal>(
    command: Uint8Array,
    permit: () => Result<void, Refusal>,
    { answered, apart }: CommandHabits<Frame>,
  ): Promise<Result<void, NotWritten<Refusal> | Written>> {
    if (this.#times.gap > 0) await this.#turnRound();
    if (!this.#stream.isOpen) return err({ written: false, fault: 'not_connected' });
    const permitted = permit();
    if (!permitted.ok) return err({ written: false, fault: permitted.error });
    let isAnswered = false;
    this.#receive = (frame) => {
      isAnswered ||= answered?.(frame) === true;
      if (isAnswered) this.#wake?.();
    };
    const sent = await this.#send(command);
    if (apart !== undefined) this.#customs.gate.opens = this.#inFuture(apart);
    await this.#waitFor(() => isAnswered, this.#inFuture(this.#times.hold));
    this.#receive = null;
    return sent.ok ? sent : err({ written: true, fault: sent.error });
  }

  /** The board that spoke last must have let go of the line. */
  async #turnRound(): Promise<void> {
    await this.#waitFor(() => false, monotonic(this.#lastByteAt + this.#times.gap));
  }

  /** A port that does not take a frame in time is closed: what it still holds must not go out later. */
  async #send(bytes: Uint8Array): Promise<Result<void, LinkFault>> {
    let sent: Result<void, LinkFault> | null = null;
    const write = this.#stream.write(bytes).then((result) => {
      sent = result;
    });
    const deadline = this.#inFuture(this.#times.write);
    await this.#endOr(write, this.#times.write);
    if (sent === null && this.#now() > deadline + STALL) await this.#endOr(write, this.#times.settle);
    if (sent !== null) return sent;
    void this.close();
    return err('port_closed');
  }

  async #endOr(work: Promise<void>, limit: Duration): Promise<void> {
    let timer: unknown;
    const limited = new Promise<void>((resolve) => {
      timer = this.#timers.setTimeout(resolve, limit);
    });
    await Promise.race([work, limited]);
    this.#timers.clearTimeout(timer);
  }

  async #untilQuiet(quiet: Duration): Promise<void> {
    const start = this.#now();
    const limit = start + Math.max(this.#times.drain, quiet);
    for (;;) {
      const end = Math.min(Math.max(this.#lastByteAt, start) + quiet, limit);
      if (this.#isClosed || this.#now() >= end) return;
      await this.#pause(monotonic(end));
    }
  }

  #take(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    this.#lastByteAt = this.#now();
    this.#isUnfinished = true;
    this.#deliver(this.#decoder.push(bytes));
    if (this.#times.ends !== null) this.#wake?.();
  }

  #deliver(decoded: Decoded<Frame>): void {
    this.#count(decoded);
    for (const frame of decoded.frames) {
      if (this.#customs.isNews?.(frame) === true) continue;
      // A frame that nobody waits for belongs to an earlier question: what comes next may be late as well.
      if (this.#receive === null) this.#doubtUntil = this.#inFuture(this.#times.doubt);
      else this.#receive(frame);
    }
  }

  #count({ frames, skipped }: Decoded<Frame>): void {
    this.#frames += frames.length;
    this.#noise += skipped;
  }

  #reportNoise(owner: LineOwner): void {
    if (this.#noise > 0) owner.noise(this.#noise);
    this.#noise = 0;
  }

  #closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#wake?.();
    this.#queue.end();
  }

  /** Waits for something, until a moment at most. Where the length of frames does not tell, silence ends them meanwhile. */
  async #waitFor(done: () => boolean, until: Monotonic): Promise<void> {
    while (!done() && !this.#isClosed && this.#now() < until) {
      const { ends } = this.#times;
      const end = ends !== null && this.#isUnfinished ? this.#lastByteAt + ends : until;
      const now = this.#now();
      if (now < end) await this.#pause(monotonic(Math.min(end, until)));
      // A silence that this process slept through was none: the rest may be here already and not yet read.
      else if (now > end + STALL) this.#lastByteAt = now;
      else {
        this.#isUnfinished = false;
        this.#deliver(this.#decoder.flush());
      }
    }
  }

  /** Waits until a moment, or until the line is woken or closed. Only the one job at work calls it. */
  #pause(until: Monotonic): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        this.#timers.clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = this.#timers.setTimeout(end, Math.max(until - this.#now(), 0));
      this.#wake = end;
    });
  }

  #now(): Monotonic {
    return this.#clock.monotonic();
  }

  #inFuture(duration: Duration): Monotonic {
    return monotonic(this.#now() + duration);
  }
}
