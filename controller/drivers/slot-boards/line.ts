// One open connection to a half-duplex line: one command at a time, releases ahead of polls, each with a deadline.
// Never repeats a command, and never lets a reply that comes too late answer the next question.
import { err, ok, type Result } from '../../domain/result.ts';
import { type Clock, type Duration, type Monotonic, monotonic, type Timers } from '../../domain/time.ts';
import type { LinkFault } from '../linked-device.ts';
import type { ByteStream } from '../transport.ts';
import type { Decoded, FrameDecoder } from './frame-decoder.ts';
import type { LineTimes } from './line-times.ts';

/** A deadline that is noticed this much later, in milliseconds, was missed by the controller and not by the board. */
const STALL = 15;

/** `release` jobs go ahead of all `poll` jobs; within a lane first come, first served. */
export type Lane = 'release' | 'poll';

/** Who asks: jobs are dropped and noise is reported by owner. */
export interface LineOwner {
  noise(bytes: number): void;
}

/** Nothing went out. */
export type NotWritten<Refusal> = { readonly written: false; readonly fault: Refusal | 'not_connected' };
/** The command went out, or part of it. */
export type Written = { readonly written: true; readonly fault: LinkFault };

interface Job {
  readonly owner: LineOwner;
  readonly run: () => Promise<void>;
  readonly drop: (fault: LinkFault) => void;
}

export class Line<Frame> {
  readonly #stream: ByteStream;
  readonly #decoder: FrameDecoder<Frame>;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #times: LineTimes;
  readonly #queue: Readonly<Record<Lane, Job[]>> = { release: [], poll: [] };
  #isBusy = false;
  #isClosed = false;
  #wake: (() => void) | null = null;
  #receive: ((frame: Frame) => void) | null = null;
  #doubtUntil: Monotonic;
  #lastByteAt: Monotonic;
  #bytes = 0;
  #frames = 0;
  #noise = 0;
  #unanswered = 0;

  constructor(stream: ByteStream, decoder: FrameDecoder<Frame>, clock: Clock, timers: Timers, times: LineTimes) {
    this.#stream = stream;
    this.#decoder = decoder;
    this.#clock = clock;
    this.#timers = timers;
    this.#times = times;
    this.#lastByteAt = clock.monotonic();
    this.#doubtUntil = monotonic(this.#lastByteAt + times.doubt);
    stream.onData((bytes) => this.#take(bytes));
    stream.onClose(() => this.#closed());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Questions in a row, of all owners together, after which no frame came at all. */
  get unanswered(): number {
    return this.#unanswered;
  }

  /** Waits until nothing arrives any more and forgets what did: the rest of an earlier conversation. */
  async settle(): Promise<void> {
    await this.#drain();
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
    return this.#enqueue(owner, lane, () => this.#exchange(question, accept, same), err);
  }

  /**
   * Writes a command once; what answers it is ignored.
   * @param permit asked directly before the write, after the port was seen open; when it refuses, nothing is written
   */
  tell<Refusal>(
    owner: LineOwner,
    command: Uint8Array,
    permit: () => Result<void, Refusal>,
  ): Promise<Result<void, NotWritten<Refusal> | Written>> {
    const refuse = () => err({ written: false, fault: 'not_connected' } as const);
    return this.#enqueue(owner, 'release', () => this.#command(command, permit), refuse);
  }

  /** Ends the waiting jobs of an owner that leaves. */
  drop(owner: LineOwner): void {
    for (const jobs of [this.#queue.release, this.#queue.poll]) {
      const dropped = jobs.filter((job) => job.owner === owner);
      jobs.splice(0, jobs.length, ...jobs.filter((job) => job.owner !== owner));
      for (const job of dropped) job.drop('port_closed');
    }
  }

  /** Ends the connection and everything pending. Resolves when the device may be opened anew. */
  async close(): Promise<void> {
    const streamClosed = this.#stream.close();
    this.#closed();
    await streamClosed;
  }

  #enqueue<T>(owner: LineOwner, lane: Lane, work: () => Promise<T>, refuse: (fault: LinkFault) => T): Promise<T> {
    if (this.#isClosed) return Promise.resolve(refuse('port_closed'));
    return new Promise((resolve, reject) => {
      const run = () => work().then(resolve, reject);
      this.#queue[lane].push({ owner, run, drop: (fault) => resolve(refuse(fault)) });
      this.#next();
    });
  }

  #next(): void {
    if (this.#isBusy || this.#isClosed) return;
    const job = this.#queue.release.shift() ?? this.#queue.poll.shift();
    if (job === undefined) return;
    this.#isBusy = true;
    void job.run().then(() => {
      this.#isBusy = false;
      this.#reportNoise(job.owner);
      this.#next();
    });
  }

  async #exchange<T>(
    question: Uint8Array,
    accept: (frame: Frame) => T | null,
    same: (a: T, b: T) => boolean,
  ): Promise<Result<T, LinkFault>> {
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
    if (sent.ok && answers.length === 0) await this.#pause(deadline);
    // Timers run before input: after a stall of this process the answer may be here already and not yet read.
    if (answers.length === 0 && this.#now() > deadline + STALL) await this.#pause(this.#inFuture(this.#times.settle));
    if (answers.length === 0) this.#deliver(this.#decoder.flush());
    if (answers.length > 0 && this.#now() < this.#doubtUntil) await this.#untilQuiet(this.#times.settle);
    this.#receive = null;
    if (!sent.ok) return sent;
    if (this.#isClosed) return err('port_closed');
    const [answer, ...others] = answers;
    if (answer !== undefined) this.#unanswered = 0;
    if (answer !== undefined && others.every((other) => same(answer, other))) return ok(answer);
    if (this.#frames === framesBefore) this.#unanswered += 1;
    await this.#drain();
    const isGarbled = answer !== undefined || (this.#frames === framesBefore && this.#bytes > bytesBefore);
    return err(isGarbled ? 'garbled' : 'silent');
  }

  async #command<Refusal>(
    command: Uint8Array,
    permit: () => Result<void, Refusal>,
  ): Promise<Result<void, NotWritten<Refusal> | Written>> {
    if (!this.#stream.isOpen) return err({ written: false, fault: 'not_connected' });
    const permitted = permit();
    if (!permitted.ok) return err({ written: false, fault: permitted.error });
    this.#receive = () => undefined;
    const sent = await this.#send(command);
    await this.#pause(this.#inFuture(this.#times.hold));
    this.#receive = null;
    return sent.ok ? sent : err({ written: true, fault: sent.error });
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

  async #drain(): Promise<void> {
    this.#doubtUntil = this.#inFuture(this.#times.doubt);
    await this.#untilQuiet(this.#times.quiet);
    this.#count(this.#decoder.flush());
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
    this.#deliver(this.#decoder.push(bytes));
  }

  #deliver(decoded: Decoded<Frame>): void {
    this.#count(decoded);
    for (const frame of decoded.frames) {
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
    if (this.#noise === 0) return;
    const bytes = this.#noise;
    this.#noise = 0;
    owner.noise(bytes);
  }

  #closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#wake?.();
    for (const jobs of [this.#queue.release, this.#queue.poll]) {
      for (const job of jobs.splice(0)) job.drop('port_closed');
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
