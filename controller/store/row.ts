// Parses what stands in a row of our own database. A row that does not parse is a surprise, never an expected failure.
import type { Result } from '../domain/result.ts';
import { type Instant, instant } from '../domain/time.ts';

/** The parsed value. @throws when the row holds something that no code of ours has written */
export function stored<T>(parsed: Result<T, unknown>): T {
  if (!parsed.ok) throw new Error(`The database holds what it cannot hold: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
}

/** The same for a column that may be NULL. */
export function storedOrNull<T>(parse: (value: unknown) => Result<T, unknown>, value: unknown): T | null {
  return value === null ? null : stored(parse(value));
}

/** One of a closed set of words. @throws when it is none of them */
export function oneOf<T extends string>(words: readonly T[], value: unknown): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Error(`The database holds what it cannot hold: ${String(value)}`);
  return found;
}

/** Milliseconds since 1970, or NULL. */
export function instantOrNull(value: number | null): Instant | null {
  return value === null ? null : instant(value);
}
