// Signed states of the log that the verifier wants to meet on its way, and what became of each. Holds a few thousand at most.
import type { SignedTree } from './checkpoint-text.ts';

export interface Landmark extends SignedTree {
  /** Where it was read, for the words: a file of the export or the argument. */
  readonly file: string;
  /** Which note of that file, from 1. */
  readonly number: number;
}

export class Landmarks {
  readonly #wanted: readonly Landmark[];
  readonly #fitting: Landmark[] = [];
  readonly #differing: Landmark[] = [];
  #next = 0;

  constructor(landmarks: readonly Landmark[]) {
    this.#wanted = landmarks.toSorted((a, b) => a.size - b.size);
  }

  /** Two that say different roots for one size: the log was forked, whatever the entries say. */
  conflict(): Landmark | null {
    return (
      this.#wanted.find((landmark, place) => {
        const before = this.#wanted[place - 1];
        return before?.size === landmark.size && !before.root.equals(landmark.root);
      }) ?? null
    );
  }

  /** Compares what is wanted at this size; `root` is asked for only then. Sizes never fall. */
  reached(size: number, root: () => Buffer): void {
    for (let wanted = this.#wanted[this.#next]; wanted !== undefined && wanted.size <= size; ) {
      if (wanted.size === size) (root().equals(wanted.root) ? this.#fitting : this.#differing).push(wanted);
      this.#next += 1;
      wanted = this.#wanted[this.#next];
    }
  }

  /** The first that says another root than the log has. */
  get differing(): Landmark | null {
    return this.#differing[0] ?? null;
  }

  /** Those that the log goes through, by size. */
  get fitting(): readonly Landmark[] {
    return this.#fitting;
  }

  /** How many lie where the export cannot show a root. */
  get hidden(): number {
    return this.#wanted.length - this.#fitting.length - this.#differing.length;
  }

  has(landmark: Landmark): boolean {
    return this.#fitting.includes(landmark);
  }
}
