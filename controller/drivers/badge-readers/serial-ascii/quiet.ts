// Notices that a line has been quiet for a time. Never takes a standstill of this process for quiet on the line.
import type { Duration, Timers } from '../../../domain/time.ts';

/** Timers run before input: after a standstill the bytes are here and not yet read. They get this long, in milliseconds. */
const SETTLE = 20;

export class Quiet {
  readonly #timers: Timers;
  readonly #duration: Duration;
  readonly #noticed: () => void;
  #timer: unknown = null;

  /** @param duration more than 20 ms @param noticed called once after each `heard` that nothing followed in time */
  constructor(duration: Duration, noticed: () => void, timers: Timers) {
    this.#duration = duration;
    this.#noticed = noticed;
    this.#timers = timers;
  }

  /** Something came: the time begins anew. */
  heard(): void {
    this.stop();
    this.#timer = this.#timers.setTimeout(() => {
      this.#timer = this.#timers.setTimeout(this.#noticed, SETTLE);
    }, this.#duration - SETTLE);
  }

  stop(): void {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
