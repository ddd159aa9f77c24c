// Moves a screen that stands for long by 8 px a minute round a small square, so that no pixel is lit for ever.

export const MINUTE_MS = 60_000;
const STEP = 8;
/** One round of the square, in steps from its middle; it begins and ends there. */
const ROUND: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
];

/** Offset in CSS pixels after so many minutes. */
export function driftAt(minute: number): { readonly x: number; readonly y: number } {
  const [x, y] = ROUND[minute % ROUND.length] ?? [0, 0];
  return { x: x * STEP, y: y * STEP };
}
