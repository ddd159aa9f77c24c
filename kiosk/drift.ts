// Moves the idle screen by 8 px a minute round a small square, so that no pixel is lit for ever.

const STEP = 8;
/** One round of the square, in steps from its top left corner. */
const ROUND: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [2, 0],
  [2, 1],
  [2, 2],
  [1, 2],
  [0, 2],
  [0, 1],
];

/** Offset in CSS pixels at a time. @param now milliseconds since 1970 */
export function driftAt(now: number): { readonly x: number; readonly y: number } {
  const minute = Math.floor(now / 60_000);
  const [x, y] = ROUND[minute % ROUND.length] ?? [0, 0];
  return { x: (x - 1) * STEP, y: (y - 1) * STEP };
}
