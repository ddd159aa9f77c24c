// Time as an argument. Wall time is data, monotonic time drives deadlines; nothing in here reads a clock.

declare const brand: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z. Data only: never subtract two to measure a wait. */
export type Instant = number & { readonly [brand]: 'Instant' };
/** Milliseconds since the process started; never steps, means nothing after a restart. */
export type Monotonic = number & { readonly [brand]: 'Monotonic' };
/** A length of time in milliseconds. */
export type Duration = number & { readonly [brand]: 'Duration' };

/** The two clocks of the appliance. */
export interface Clock {
  /** Wall time, which an administrator or the network may step. */
  now(): Instant;
  /** Time for deadlines, in whole or fractional milliseconds. */
  monotonic(): Monotonic;
}

/** The timers of the appliance; the real ones come from main.ts, simulated ones from tests. */
export interface Timers {
  setTimeout(callback: () => void, delay: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** How far the wall clock may be believed: `suspect` once it stood before the newest entry of the log. */
export type ClockQuality = 'good' | 'suspect';

export function instant(sinceEpoch: number): Instant {
  return sinceEpoch as Instant;
}

export function monotonic(sinceStart: number): Monotonic {
  return sinceStart as Monotonic;
}

export function milliseconds(count: number): Duration {
  return count as Duration;
}

export function seconds(count: number): Duration {
  return (count * 1000) as Duration;
}

export function minutes(count: number): Duration {
  return (count * 60_000) as Duration;
}

export function hours(count: number): Duration {
  return (count * 3_600_000) as Duration;
}

/** The instant that lies `duration` after `start`. */
export function after(start: Instant, duration: Duration): Instant {
  return (start + duration) as Instant;
}

/** The later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
