// The tree of RFC 6962 as it grows from left to right, kept as the roots of its perfect subtrees. Written for verifying alone:
// it shares nothing with the tree that the cabinet writes, so that neither inherits a fault of the other.
import { hash } from 'node:crypto';

/** Most bytes of a leaf that is hashed in place. */
const ROOM = 16 * 1024;
const HASH_SIZE = 32;

/** A hash as a string of 32 characters, one a byte: millions of small buffers would outrun the collector. */
type HashText = string;

interface Peak {
  readonly leaves: number;
  readonly hash: HashText;
}

export class GrowingTree {
  readonly #peaks: Peak[] = [];
  #size = 0;
  readonly #leaf = Buffer.alloc(1 + ROOM);
  readonly #pair = Buffer.concat([Buffer.of(0x01), Buffer.alloc(2 * HASH_SIZE)]);

  /** Number of leaves. */
  get size(): number {
    return this.#size;
  }

  /** Adds one entry. @throws RangeError over 16 KiB */
  addEntry(bytes: Buffer): void {
    if (bytes.length > ROOM) throw new RangeError('no entry is so long');
    bytes.copy(this.#leaf, 1);
    this.#push(1, hash('sha256', this.#leaf.subarray(0, 1 + bytes.length), 'binary'));
  }

  /** Adds a perfect subtree. @returns whether one with so many leaves can stand here */
  addSubtree(leaves: number, root: Uint8Array): boolean {
    if (!isPowerOfTwo(leaves) || this.#size % leaves !== 0 || root.length !== HASH_SIZE) return false;
    this.#push(leaves, Buffer.from(root).toString('latin1'));
    return true;
  }

  /** The root of what was added so far; SHA-256 of nothing at the beginning. */
  root(): Buffer {
    const [last, ...others] = this.#peaks.toReversed();
    if (last === undefined) return hash('sha256', '', 'buffer');
    const root = others.reduce((right, left) => this.#join(left.hash, right), last.hash);
    return Buffer.from(root, 'latin1');
  }

  #push(leaves: number, root: HashText): void {
    let peak: Peak = { leaves, hash: root };
    for (let left = this.#peaks.at(-1); left?.leaves === peak.leaves; left = this.#peaks.at(-1)) {
      this.#peaks.pop();
      peak = { leaves: 2 * peak.leaves, hash: this.#join(left.hash, peak.hash) };
    }
    this.#peaks.push(peak);
    this.#size += leaves;
  }

  #join(left: HashText, right: HashText): HashText {
    this.#pair.write(left, 1, HASH_SIZE, 'latin1');
    this.#pair.write(right, 1 + HASH_SIZE, HASH_SIZE, 'latin1');
    return hash('sha256', this.#pair, 'binary');
  }
}

/** Whether a subtree can have so many leaves. */
function isPowerOfTwo(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 1 && 2 ** Math.round(Math.log2(count)) === count;
}
