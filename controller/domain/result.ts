// Expected failures as values. A surprise is an exception and ends the process; it never becomes a Result.

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Wraps a value that was reached as expected. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** Wraps an expected failure; `error` is a closed code or a record with one, never a message to match on. */
export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

export type NonEmpty<T> = readonly [T, ...T[]];

/** Narrows a list to one that has at least one element. */
export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}
