// One open port to hardware that is not known yet: asks one question of the table at a time and keeps what comes. Writes nothing
// else, never writes twice by itself, and keeps a bounded number of bytes.
import { type Clock, type Duration, type Monotonic, milliseconds, monotonic, type Timers } from '../../domain/time.ts';
import type { ByteStream } from '../transport.ts';
import type { Question } from './questions.ts';

export interface ConversationParts {
  readonly stream: ByteStream;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Ends every wait at once. */
  readonly signal: AbortSignal | undefined;
}

/** After so much silence an answer is whole, and the line is free. A USB adapter may hand over one answer in two parts, 16 ms apart. */
const QUIET = milliseconds(25);
/** Most that is waited for silence on a line that never is. */
const DRAIN = milliseconds(150);
/** How long the operating system may take to accept a question. */
const WRITE = milliseconds(400);
const MOST_BYTES = 2_048;

export class Conversation {
  readonly #parts: ConversationParts;
  #heard: Uint8Array = new Uint8Array(0);
  #lastByteAt: Monotonic;
  #isOver = false;
  #wake: (() => void) | null = null;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
    this.#lastByteAt = monotonic(0);
    parts.stream.onData((bytes) => this.#take(bytes));
    parts.stream.onClose(() => this.#end());
    parts.signal?.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Whether the port has closed or the caller has ended it: from then on everything is answered at once, with nothing. */
  get isOver(): boolean {
    return this.#isOver || this.#parts.signal?.aborted === true;
  }

  /** Everything that comes within a time, or until `isEnough`. Writes nothing. */
  async listen(duration: Duration, isEnough: (heard: Uint8Array) => boolean): Promise<Uint8Array> {
    this.#heard = new Uint8Array(0);
    await this.#waitFor(isEnough, this.#inFuture(duration));
    await this.#untilQuiet();
    return this.#heard;
  }

  /**
   * Writes a question once.
   * @param wait for bytes in which `isAnswer` finds one; the rest of them may come later
   * @returns all bytes that came until then and until the line was quiet
   */
  async ask(question: Question, wait: Duration, isAnswer: (heard: Uint8Array) => boolean): Promise<Uint8Array> {
    this.#heard = new Uint8Array(0);
    if (this.isOver || !(await this.#write(question))) return this.#heard;
    await this.#waitFor(isAnswer, this.#inFuture(wait));
    await this.#untilQuiet();
    return this.#heard;
  }

  async #write({ bytes }: Question): Promise<boolean> {
    const { stream, timers } = this.#parts;
    let timer: unknown;
    const late = new Promise<false>((resolve) => {
      timer = timers.setTimeout(() => resolve(false), WRITE);
    });
    const taken = await Promise.race([stream.write(bytes).then(({ ok }) => ok), late]);
    timers.clearTimeout(timer);
    if (!taken) this.#end();
    return taken;
  }

  #take(bytes: Uint8Array): void {
    this.#lastByteAt = this.#now();
    const room = MOST_BYTES - this.#heard.length;
    if (room > 0) this.#heard = Uint8Array.of(...this.#heard, ...bytes.subarray(0, room));
    this.#wake?.();
  }

  #end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  /** Looks at what came whenever something did and the line went quiet: the end of some answers is told by nothing else. */
  async #waitFor(isEnough: (heard: Uint8Array) => boolean, until: Monotonic): Promise<void> {
    let looked = 0;
    while (!this.isOver && this.#now() < until) {
      const isNew = this.#heard.length > looked;
      const quietAt = this.#lastByteAt + QUIET;
      if (isNew && this.#now() >= quietAt) {
        looked = this.#heard.length;
        if (isEnough(this.#heard)) return;
      } else await this.#pause(monotonic(isNew ? Math.min(quietAt, until) : until));
    }
  }

  async #untilQuiet(): Promise<void> {
    const limit = this.#now() + DRAIN;
    while (!this.isOver && this.#heard.length > 0) {
      const end = Math.min(this.#lastByteAt + QUIET, limit);
      if (this.#now() >= end) return;
      await this.#pause(monotonic(end));
    }
  }

  /** Until a moment, or until something happens on the port. */
  #pause(until: Monotonic): Promise<void> {
    const { timers } = this.#parts;
    return new Promise((resolve) => {
      const end = () => {
        timers.clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = timers.setTimeout(end, Math.max(until - this.#now(), 0));
      this.#wake = end;
    });
  }

  #now(): Monotonic {
    return this.#parts.clock.monotonic();
  }

  #inFuture(duration: Duration): Monotonic {
    return monotonic(this.#now() + duration);
  }
}
