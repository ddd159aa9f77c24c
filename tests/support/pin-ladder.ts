// The ladder of wrong PINs as the requirement states it, written a second time: five free tries, 15 s doubling, locked at 15.

/** How long nobody may try after so many wrong PINs, in milliseconds; Infinity = until a supervisor helps. */
export function waitAfter(failures: number): number {
  if (failures >= 15) return Number.POSITIVE_INFINITY;
  return failures < 5 ? 0 : 15_000 * 2 ** (failures - 5);
}
