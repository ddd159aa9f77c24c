// A clock and timers that stand still until a test moves them. Promises between two timers are let run to their end.
import { type Clock, instant, monotonic, type Timers } from '../../controller/domain/time.ts';

interface Due {
  readonly at: number;
  readonly callback: () => void;
}

export class SimulatedTime implements Clock, Timers {
  readonly #due = new Map<number, Due>();
  #now = 0;
  #handles = 0;

  now() {
    return instant(1_780_000_000_000 + this.#now);
  }

  monotonic() {
    return monotonic(this.#now);
  }

  setTimeout(callback: () => void, delay: number): number {
    this.#handles += 1;
    this.#due.set(this.#handles, { at: this.#now + delay, callback });
    return this.#handles;
  }

  clearTimeout(handle: unknown): void {
    if (typeof handle === 'number') this.#due.delete(handle);
  }

  /** Lets `duration` milliseconds pass, each timer at its own time. */
  async advance(duration: number): Promise<void> {
    const end = this.#now + duration;
    await settle();
    for (let next = this.#next(end); next !== null; next = this.#next(end)) {
      const [handle, due] = next;
      this.#due.delete(handle);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
      await settle();
    }
    this.#now = end;
  }

  /** Lets time pass until the next timer has had its effects, or as long as is said when none is due sooner. */
  async step(most: number): Promise<void> {
    const next = this.#next(this.#now + most);
    await this.advance(next === null ? most : Math.max(next[1].at - this.#now, 0));
  }

  /** Lets time pass until `done` says so. @throws Error after `limit` milliseconds */
  async advanceUntil(done: () => boolean, limit: number): Promise<void> {
    const end = this.#now + limit;
    await settle();
    while (!done()) {
      if (this.#now >= end) throw new Error(`not reached within ${limit} ms of simulated time`);
      await this.advance(1);
    }
  }

  /** Lets time pass in which nothing runs, as when the process stands still: what was due comes late. */
  stall(duration: number): void {
    this.#now += duration;
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#due.size;
  }

  #next(end: number): [number, Due] | null {
    let first: [number, Due] | null = null;
    for (const entry of this.#due)
      if (entry[1].at <= end && (first === null || entry[1].at < first[1].at)) first = entry;
    return first;
  }
}

/** Lets all promises that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
