// The time of a whole cabinet: it runs by itself as real time does, and a test lets hours of it pass at once.
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type Clock,
  type Duration,
  type Instant,
  instant,
  milliseconds,
  monotonic,
  type Timers,
} from '../../controller/domain/time.ts';

/** Of the event loop: enough for the effects of one timer, which wait for nothing outside of the process. */
const TURNS = 20;

interface Waiting {
  /** Running time at which it is due. */
  readonly at: number;
  readonly callback: () => void;
  /** null = it comes only when time is let pass. */
  readonly timer: NodeJS.Timeout | null;
}

export class PassingTime implements Clock, Timers {
  readonly #begin: Instant;
  readonly #longest: number;
  readonly #waiting = new Map<number, Waiting>();
  /** Running time that passed at once. */
  #leapt = 0;
  #handles = 0;
  readonly #started = performance.now();

  /**
   * @param begin what the wall shows now
   * @param longest in milliseconds: a timer that is longer comes only when time is let pass, however slow the machine is
   */
  constructor(begin: Instant, longest = Number.POSITIVE_INFINITY) {
    this.#begin = begin;
    this.#longest = longest;
  }

  now() {
    return instant(Math.floor(this.#begin + this.#running()));
  }

  monotonic() {
    return monotonic(this.#running());
  }

  setTimeout(callback: () => void, delay: number): number {
    this.#handles += 1;
    this.#wait(this.#handles, this.#running() + delay, callback, delay > this.#longest);
    return this.#handles;
  }

  clearTimeout(handle: unknown): void {
    if (typeof handle !== 'number') return;
    const timer = this.#waiting.get(handle)?.timer ?? null;
    if (timer !== null) clearTimeout(timer);
    this.#waiting.delete(handle);
  }

  /**
   * Lets a length of time pass at once, on the wall and for every timer alike: what was due meanwhile comes now, each once and
   * in its order. Resolves when what followed from it at once has been done.
   */
  async pass(duration: Duration): Promise<void> {
    this.#leapt += duration;
    const before = [...this.#waiting].toSorted(([, a], [, b]) => a.at - b.at);
    for (const [handle, { at, callback, timer }] of before) {
      if (!this.#waiting.has(handle)) continue;
      this.clearTimeout(handle);
      if (at <= this.#running()) callback();
      else this.#wait(handle, at, callback, timer === null);
    }
    for (let turns = 0; turns < TURNS; turns += 1) await turn();
  }

  /** Lets the time pass until the wall shows an instant. @throws RangeError when it was there before */
  async passUntil(end: Instant): Promise<void> {
    const rest = end - this.now();
    if (rest < 0) throw new RangeError('time runs forward only');
    await this.pass(milliseconds(rest));
  }

  #wait(handle: number, at: number, callback: () => void, held: boolean): void {
    const work = () => {
      this.#waiting.delete(handle);
      callback();
    };
    const timer = held ? null : setTimeout(work, Math.max(0, at - this.#running()));
    this.#waiting.set(handle, { at, callback, timer });
  }

  #running(): number {
    return performance.now() - this.#started + this.#leapt;
  }
}
