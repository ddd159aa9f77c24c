// The only chance in a simulated run: a small generator that gives the same numbers for the same text, on every machine.
// Never for secrets.

/** sfc32 of Chris Doty-Humphrey (PractRand, public domain): 128 bits of state, 32 bits a step. */
export class SeededRandom {
  readonly #label: string;
  #state: readonly [number, number, number, number];

  /** @param label any text; two generators of one label go the same way */
  constructor(label: string) {
    this.#label = label;
    const hash = fnv1a(label);
    this.#state = [hash, hash ^ 0x9e3779b9, fnv1a(`${label}.`), 1];
    for (let warm = 0; warm < 12; warm += 1) this.#step();
  }

  /** A generator of its own for a part of the run: what that part draws moves nobody else's numbers. */
  branch(name: string): SeededRandom {
    return new SeededRandom(`${this.#label}/${name}`);
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor((this.#step() / 2 ** 32) * count);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in `share` (0–1) of all cases. */
  chance(share: number): boolean {
    return this.#step() / 2 ** 32 < share;
  }

  /** One of a list. @throws RangeError when it is empty */
  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }

  bytes(size: number): Uint8Array {
    return Uint8Array.from({ length: size }, () => this.below(256));
  }

  /** So many lower-case hex digits. */
  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.below(16).toString(16)).join('');
  }

  #step(): number {
    const [a, b, c, counter] = this.#state;
    const out = (a + b + counter) | 0;
    this.#state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + out) | 0, (counter + 1) | 0];
    return out >>> 0;
  }
}

/** FNV-1a, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}
