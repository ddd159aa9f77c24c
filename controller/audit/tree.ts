// Proofs over the tree of RFC 6962 from its perfect subtrees: that an entry is in it, that one size continues another.
// Pure. A proof that does not fit is false, never an exception: proofs come from outside.
import { appendSubtree, EMPTY_FRONTIER, type Frontier, type Hash, nodeHash, rootOf, sameHash } from './merkle.ts';

/** The perfect subtree of leaves `position · 2^level` to `(position + 1) · 2^level − 1`, counted from 0. */
export interface Subtree {
  readonly level: number;
  readonly position: number;
}

/** Where the hashes of perfect subtrees come from. Asked only for what lies in the tree in full. */
export interface TreeSource {
  node(subtree: Subtree): Hash;
}

/** Number of leaves below a node of the next tile level: a tile has 256 hashes. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
/** Highest level of tiles that is kept: roots over 2^24 leaves. */
export const TOP_TILE_LEVEL = 3;

/** Number of leaves of a subtree. */
export function leavesIn({ level }: Subtree): number {
  return 2 ** level;
}

/** The aligned perfect subtrees that cover leaves `from` to `to − 1`, from left to right, as few as there can be. */
export function coverOf(from: number, to: number): readonly Subtree[] {
  const cover: Subtree[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1;
    cover.push({ level, position: at / 2 ** level });
    at += 2 ** level;
  }
  return cover;
}

/** The frontier of the first `size` leaves. */
export function frontierAt(source: TreeSource, size: number): Frontier {
  return coverOf(0, size).reduce(
    (frontier, subtree) => appendSubtree(frontier, leavesIn(subtree), source.node(subtree)),
    EMPTY_FRONTIER,
  );
}

/** The root of the first `size` leaves. */
export function rootAt(source: TreeSource, size: number): Hash {
  return rootOf(frontierAt(source, size));
}

/**
 * A source over rows of tiles.
 * @param hashes hashes `from` to `from + count − 1` of a tile level: 0 = leaves, 1 = roots over 256 leaves, 2 = over 65,536 …
 */
export function tiledSource(hashes: (level: number, from: number, count: number) => readonly Hash[]): TreeSource {
  return {
    node: ({ level, position }) => {
      const tileLevel = Math.min(Math.floor(level / TILE_HEIGHT), TOP_TILE_LEVEL);
      const width = 2 ** (level - tileLevel * TILE_HEIGHT);
      const row = hashes(tileLevel, position * width, width);
      if (row.length !== width) throw new RangeError(`the tree lacks hashes below ${level}/${position}`);
      return perfectRoot(row);
    },
  };
}

/** A source over all leaf hashes, in order. */
export function leafSource(leaves: readonly Hash[]): TreeSource {
  return {
    node: ({ level, position }) => {
      const row = leaves.slice(position * 2 ** level, (position + 1) * 2 ** level);
      if (row.length !== 2 ** level) throw new RangeError(`the tree lacks leaves below ${level}/${position}`);
      return perfectRoot(row);
    },
  };
}

/** The root over a power of two of hashes. */
export function perfectRoot(row: readonly Hash[]): Hash {
  let level = row;
  while (level.length > 1) level = pairs(level);
  const [root] = level;
  if (root === undefined) throw new RangeError('no hashes, no root');
  return root;
}

/**
 * The audit path of a leaf, RFC 6962 section 2.1.1.
 * @param index of the leaf, from 0. @throws RangeError outside the tree
 */
export function inclusionProof(source: TreeSource, index: number, size: number): readonly Hash[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
  const proof: Hash[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      proof.push(rangeRoot(source, middle, to));
      to = middle;
    } else {
      proof.push(rangeRoot(source, from, middle));
      from = middle;
    }
  }
  return proof.toReversed();
}

/**
 * That the tree of `newSize` leaves begins with that of `oldSize`, RFC 6962 section 2.1.2. Empty from size 0 and from the same.
 * @throws RangeError when the old size is the larger one
 */
export function consistencyProof(source: TreeSource, oldSize: number, newSize: number): readonly Hash[] {
  if (!(oldSize >= 0 && oldSize <= newSize)) throw new RangeError(`${oldSize} is no earlier size than ${newSize}`);
  if (oldSize === 0 || oldSize === newSize) return [];
  const proof: Hash[] = [];
  let [from, to] = [0, newSize];
  while (oldSize < to) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      proof.push(rangeRoot(source, middle, to));
      to = middle;
    } else {
      proof.push(rangeRoot(source, from, middle));
      from = middle;
    }
  }
  if (from > 0) proof.push(rangeRoot(source, from, to));
  return proof.toReversed();
}

/** Whether a leaf stands at an index of the tree with this size and root. RFC 9162 section 2.1.3.2. */
export function verifyInclusion(
  leaf: Hash,
  index: number,
  { size, root }: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!isPlace(index) || !isPlace(size) || index >= size) return false;
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

/** Whether one tree continues another. RFC 9162 section 2.1.4.2. */
export function verifyConsistency(
  old: { readonly size: number; readonly root: Hash },
  grown: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!isPlace(old.size) || !isPlace(grown.size) || old.size > grown.size) return false;
  if (old.size === grown.size) return proof.length === 0 && sameHash(old.root, grown.root);
  if (old.size === 0) return proof.length === 0 && sameHash(old.root, rootOf(EMPTY_FRONTIER));
  let [at, last] = [old.size - 1, grown.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const [seed, ...rest] = at === 0 ? [old.root, ...proof] : proof;
  if (seed === undefined) return false;
  let [before, after] = [seed, seed];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      after = nodeHash(after, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameHash(before, old.root) && sameHash(after, grown.root);
}

/** The hash over leaves `from` to `to − 1`, a node of some tree: `from` is a multiple of the power of two from `to − from` up. */
function rangeRoot(source: TreeSource, from: number, to: number): Hash {
  const hashes = coverOf(from, to).map((subtree) => source.node(subtree));
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Largest power of two below a count. */
function splitOf(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function pairs(row: readonly Hash[]): readonly Hash[] {
  const joined: Hash[] = [];
  for (let at = 0; at < row.length; at += 2) {
    const [left, right] = [row[at], row[at + 1]];
    if (left === undefined || right === undefined) throw new RangeError('a perfect tree has a power of two of leaves');
    joined.push(nodeHash(left, right));
  }
  return joined;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPlace(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
