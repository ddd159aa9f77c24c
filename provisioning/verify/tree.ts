// The Merkle tree of RFC 6962, section 2.1, built row by row: the browser hashes many pairs at once, so whole rows are handed to it.
//   waiting: for each height at most one node that lacks its right neighbour; these are the perfect subtrees of the size so far
// Pure but for the hashing. Never holds more than one row of a batch and the waiting nodes.
import { type Bytes, joined, sha256 } from './bytes.ts';

interface Row {
  /** Index of the first node, counted along its height. */
  readonly first: number;
  readonly nodes: readonly Bytes[];
}

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** SHA-256(0x00 ‖ bytes). */
export function leafHash(bytes: Bytes): Promise<Bytes> {
  return sha256(LEAF, bytes);
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(joined([NODE, left, right]));
}

export class Tree {
  readonly #waiting = new Map<number, Bytes>();
  #size = 0;

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  /** Whether a subtree of 2^height leaves may stand at the end. */
  fits(height: number): boolean {
    return this.#size % 2 ** height === 0;
  }

  /**
   * Appends perfect subtrees of 2^height leaves each, and answers the roots at those of the wanted sizes that lie on the way.
   * @throws RangeError when they do not fit
   */
  async append(
    height: number,
    hashes: readonly Bytes[],
    wanted: readonly number[] = [],
  ): Promise<ReadonlyMap<number, Bytes>> {
    if (!this.fits(height)) throw new RangeError(`no subtree of height ${height} at ${this.#size}`);
    const before = new Map(this.#waiting);
    const rows = await this.#grow(height, hashes);
    this.#size += hashes.length * 2 ** height;
    const nodeAt = (level: number, index: number) => {
      const row = rows.get(level);
      return row !== undefined && index >= row.first ? row.nodes[index - row.first] : before.get(level);
    };
    const roots = await Promise.all(
      wanted.map(
        async (size) => [size, await foldedRoot(peaks(size).map(([level, at]) => nodeAt(level, at)))] as const,
      ),
    );
    return new Map(roots);
  }

  /** The root of all; SHA-256 of nothing for an empty tree. */
  root(): Promise<Bytes> {
    return foldedRoot(peaks(this.#size).map(([level]) => this.#waiting.get(level)));
  }

  async #grow(height: number, hashes: readonly Bytes[]): Promise<ReadonlyMap<number, Row>> {
    const rows = new Map<number, Row>();
    let nodes = hashes;
    let first = this.#size / 2 ** height;
    for (let level = height; nodes.length > 0; level += 1) {
      const left = this.#waiting.get(level);
      if (left !== undefined) nodes = [left, ...nodes];
      if (left !== undefined) first -= 1;
      rows.set(level, { first, nodes });
      const odd = nodes.length % 2 === 1 ? nodes.at(-1) : undefined;
      if (odd === undefined) this.#waiting.delete(level);
      else this.#waiting.set(level, odd);
      nodes = await Promise.all(pairsOf(nodes).map(([a, b]) => nodeHash(a, b)));
      first /= 2;
    }
    return rows;
  }
}

/**
 * The root that a proof of inclusion leads to; null when the proof does not fit the place.
 * RFC 9162, section 2.1.3.2.
 * @param index of the leaf, the first is 0
 */
export async function rootByProof(
  leaf: Bytes,
  index: number,
  size: number,
  proof: readonly Bytes[],
): Promise<Bytes | null> {
  if (index >= size) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const hash of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = await nodeHash(hash, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else root = await nodeHash(root, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

/** Height and index of the perfect subtrees that a size falls into, smallest first. */
function peaks(size: number): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let level = 0, rest = size; rest > 0; level += 1, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) found.push([level, rest - 1]);
  }
  return found;
}

async function foldedRoot(nodes: readonly (Bytes | undefined)[]): Promise<Bytes> {
  let root: Bytes | null = null;
  for (const node of nodes) {
    if (node === undefined) throw new Error('a node of the tree is missing');
    root = root === null ? node : await nodeHash(node, root);
  }
  return root ?? sha256(new Uint8Array());
}

function pairsOf(nodes: readonly Bytes[]): readonly (readonly [Bytes, Bytes])[] {
  const pairs: (readonly [Bytes, Bytes])[] = [];
  for (let at = 0; at + 1 < nodes.length; at += 2) {
    const [left, right] = [nodes[at], nodes[at + 1]];
    if (left !== undefined && right !== undefined) pairs.push([left, right]);
  }
  return pairs;
}
