// What can be fuzzed: a parser with good samples of its input, and what must hold of anything that it takes.
import type { SeededRandom } from '../seeded-random.ts';

export interface FuzzTarget {
  readonly name: string;
  /**
   * Makes one input from chance and gives it to the parser.
   * @returns what does not hold, in words; null = all does. @throws when the parser crashes
   */
  tryOne(random: SeededRandom): string | null;
}

/** The complaint, when something does not hold. */
export function unless(holds: boolean, complaint: string): string | null {
  return holds ? null : complaint;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
