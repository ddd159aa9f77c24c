// Time of a simulated run: one queue of timers that a loop fires in order, and idle time that passes in one leap.
// A periodic timer that could see nothing new is passed over; nothing else ever is.
import { type Clock, type Instant, instant, monotonic, type Timers } from '../../controller/domain/time.ts';

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
  /** Whether it has something to look at now; null = it is not periodic and fires at its time. */
  readonly isAwake: (() => boolean) | null;
  readonly after: () => void;
}

/** Timers of one owner, which can be cut off for ever, as those of a process that is killed. */
export interface CuttableTimers extends Timers {
  cut(): void;
}

/** A leap longer than this lands a moment before its end, and there each periodic timer that is due fires once. */
const LEAP = 2000;
const LANDING = 1;

export class LeapingTime {
  /** Running time in ms since the run began. */
  now = 0;
  readonly #begin: Instant;
  readonly #waiting = new Map<number, Waiting>();
  #step = 0;
  #order = 0;
  /** Timers that fired, for figures. */
  fired = 0;

  /** @param begin what the wall shows at first */
  constructor(begin: Instant) {
    this.#begin = begin;
  }

  /** What the wall shows. */
  wall(): Instant {
    return instant(this.#begin + this.#step + Math.floor(this.now));
  }

  /** Sets the wall clock forward or, with a negative number of ms, back. Timers and running time do not notice. */
  stepWall(by: number): void {
    this.#step += by;
  }

  /** The two clocks of a process that starts now. */
  clock(): Clock {
    const born = this.now;
    return { now: () => this.wall(), monotonic: () => monotonic(this.now - born) };
  }

  /**
   * Timers of one owner.
   * @param periodic asked as each is set: null for an ordinary timer, else whether it has anything to look at
   * @param after called after each ordinary timer, when what followed from it has been done
   */
  timers(
    periodic: (delay: number) => (() => boolean) | null = () => null,
    after: () => void = () => undefined,
  ): CuttableTimers {
    const own = new Set<number>();
    let isCut = false;
    return {
      setTimeout: (callback, delay) => {
        this.#order += 1;
        const handle = this.#order;
        if (isCut) return handle;
        const fire = () => {
          own.delete(handle);
          callback();
        };
        own.add(handle);
        this.#waiting.set(handle, {
          at: this.now + Math.max(0, delay),
          order: handle,
          callback: fire,
          isAwake: periodic(delay),
          after,
        });
        return handle;
      },
      clearTimeout: (handle) => {
        if (typeof handle !== 'number') return;
        own.delete(handle);
        this.#waiting.delete(handle);
      },
      cut: () => {
        isCut = true;
        for (const handle of own) this.#waiting.delete(handle);
        own.clear();
      },
    };
  }

  /** Fires all that is due until running time `end`, each when its time has come, and lets promises run after each. */
  async runUntil(end: number): Promise<void> {
    await settle();
    for (;;) {
      const next = this.#next();
      const isDue = next !== null && next.at <= end;
      const target = isDue ? Math.max(next.at, this.now) : end;
      if (target - this.now > LEAP) {
        this.now = target - LANDING;
        await this.#land();
        continue;
      }
      this.now = target;
      if (!isDue) return;
      await this.#fire(next);
      if (next.isAwake === null) next.after();
    }
  }

  /** The periodic timers that became due during a leap, each once. */
  async #land(): Promise<void> {
    const due = [...this.#waiting.values()].filter(({ isAwake, at }) => isAwake !== null && at <= this.now);
    for (const waiting of due.sort(inOrder)) {
      if (this.#waiting.has(waiting.order)) await this.#fire(waiting);
    }
  }

  async #fire(waiting: Waiting): Promise<void> {
    this.#waiting.delete(waiting.order);
    this.fired += 1;
    waiting.callback();
    await settle();
  }

  #next(): Waiting | null {
    let first: Waiting | null = null;
    for (const waiting of this.#waiting.values()) {
      if (first !== null && inOrder(first, waiting) <= 0) continue;
      if (waiting.isAwake === null || waiting.isAwake()) first = waiting;
    }
    return first;
  }
}

/** Lets all promises that can go on go on: a turn of the loop comes only when none is left. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Ties in order of arrival. */
function inOrder(a: Waiting, b: Waiting): number {
  return a.at - b.at || a.order - b.order;
}
