// What waits for a half-duplex line: one job at a time, releases ahead of polls. Never runs two jobs at once, and never
// begins a command before the one before it lets it.
import { type Clock, type Monotonic, monotonic, type Timers } from '../../domain/time.ts';
import type { LinkFault } from '../linked-device.ts';

/**
 * `release` jobs go ahead of all others, and within a lane it is first come, first served. `again` is for boards in use that
 * did not answer last time: whether they are dead is known before the others have their turn, not behind it. `missed` is for
 * boards that are looked for and may cost a whole deadline each time: they have half of the line's time at most.
 */
export type Lane = 'release' | 'again' | 'poll' | 'missed';

/** Who asks: jobs are dropped and noise is reported by owner. */
export interface LineOwner {
  noise(bytes: number): void;
}

/** When the next command may go out, in monotonic ms. Belongs to the cable and outlives a connection: a driven lock does too. */
export interface CommandGate {
  opens: Monotonic;
}

/** What outlives one connection, or is the same for all. */
export interface LineCustoms<Frame> {
  readonly gate: CommandGate;
  /** Frames that boards send unasked: no late answer, and so no reason to doubt the next one. */
  readonly isNews?: (frame: Frame) => boolean;
}

export function newGate(): CommandGate {
  return { opens: monotonic(0) };
}

/** What is asked of the line. A `command` waits for the gate; questions do not. */
export interface LineWork<T> {
  readonly owner: LineOwner;
  readonly lane: Lane;
  readonly isCommand: boolean;
  readonly run: () => Promise<T>;
  /** The result when it is dropped before it ran. */
  readonly refuse: (fault: LinkFault) => T;
}

interface Job {
  readonly lane: Lane;
  readonly owner: LineOwner;
  readonly isCommand: boolean;
  readonly run: () => Promise<void>;
  readonly drop: (fault: LinkFault) => void;
}

export class LineQueue {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #gate: CommandGate;
  readonly #done: (owner: LineOwner) => void;
  readonly #jobs: Readonly<Record<Lane, Job[]>> = { release: [], again: [], poll: [], missed: [] };
  #isBusy = false;
  #isEnded = false;
  #opening: unknown = null;
  /** From when on a missed board may be asked again. */
  #missedFrom: Monotonic = monotonic(0);

  /** @param done called behind each job, before the next one begins */
  constructor(clock: Clock, timers: Timers, gate: CommandGate, done: (owner: LineOwner) => void) {
    this.#clock = clock;
    this.#timers = timers;
    this.#gate = gate;
    this.#done = done;
  }

  /** Runs the work when its turn comes. */
  add<T>({ owner, lane, isCommand, run, refuse }: LineWork<T>): Promise<T> {
    if (this.#isEnded) return Promise.resolve(refuse('port_closed'));
    return new Promise((resolve, reject) => {
      this.#jobs[lane].push({
        lane,
        owner,
        isCommand,
        run: () => run().then(resolve, reject),
        drop: (fault) => resolve(refuse(fault)),
      });
      this.#next();
    });
  }

  /** Ends the waiting jobs of an owner that leaves. */
  drop(owner: LineOwner): void {
    for (const jobs of Object.values(this.#jobs)) {
      const dropped = jobs.filter((job) => job.owner === owner);
      jobs.splice(0, jobs.length, ...jobs.filter((job) => job.owner !== owner));
      for (const job of dropped) job.drop('port_closed');
    }
  }

  /** Ends all waiting jobs, and takes no more. */
  end(): void {
    this.#isEnded = true;
    this.#timers.clearTimeout(this.#opening);
    for (const jobs of Object.values(this.#jobs)) {
      for (const job of jobs.splice(0)) job.drop('port_closed');
    }
  }

  #next(): void {
    if (this.#isBusy || this.#isEnded) return;
    const job = this.#take();
    if (job === undefined) {
      this.#lookAgain();
      return;
    }
    this.#isBusy = true;
    const began = this.#clock.monotonic();
    void job.run().then(() => {
      this.#isBusy = false;
      const now = this.#clock.monotonic();
      if (job.lane === 'missed') this.#missedFrom = monotonic(now + now - began);
      this.#done(job.owner);
      this.#next();
    });
  }

  #take(): Job | undefined {
    const { release, again, poll, missed } = this.#jobs;
    const now = this.#clock.monotonic();
    const next = now >= this.#gate.opens ? 0 : release.findIndex(({ isCommand }) => !isCommand);
    const [urgent] = next < 0 ? [] : release.splice(next, 1);
    return urgent ?? again.shift() ?? (now >= this.#missedFrom ? missed.shift() : undefined) ?? poll.shift();
  }

  /** What waits may not go on yet: looks again when it may. */
  #lookAgain(): void {
    const { release, missed } = this.#jobs;
    const moments = [
      ...(release.length > 0 ? [this.#gate.opens] : []),
      ...(missed.length > 0 ? [this.#missedFrom] : []),
    ];
    this.#timers.clearTimeout(this.#opening);
    if (moments.length === 0) return;
    const wait = Math.min(...moments) - this.#clock.monotonic();
    this.#opening = this.#timers.setTimeout(() => this.#next(), Math.max(wait, 0));
  }
}
