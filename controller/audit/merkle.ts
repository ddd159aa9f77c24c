// The Merkle tree over the log, RFC 6962 section 2.1 with SHA-256, and its frontier: all that is needed to append.
// Pure. Hashes exactly the bytes it is given.
import { createHash, hash } from 'node:crypto';

/** 32 bytes. */
export type Hash = Uint8Array;

/**
 * Roots of the perfect subtrees that a tree of `size` leaves falls into, largest (leftmost) first:
 * one for each bit of `size` that is 1.
 */
export interface Frontier {
  readonly size: number;
  readonly nodes: readonly Hash[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0, nodes: [] };

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);
/** Most bytes of an entry that is compared with its leaf in place. */
const ROOM = 8 * 1024;
/** 0x00 and room for an entry. */
const PREFIXED = new Uint8Array(1 + ROOM);

/** SHA-256(0x00 ‖ bytes). */
export function leafHash(bytes: Uint8Array): Hash {
  return sha256(LEAF, bytes);
}

/**
 * Whether a leaf is the leaf hash of bytes. Makes no buffer and no hash object: whoever reads a long timeline asks this for
 * each of its entries.
 */
export function isLeafOf(leaf: Hash, bytes: Uint8Array): boolean {
  if (bytes.length > ROOM) return sameHash(leafHash(bytes), leaf);
  PREFIXED.set(bytes, 1);
  const found = hash('sha256', PREFIXED.subarray(0, 1 + bytes.length), 'binary');
  if (leaf.length !== found.length) return false;
  for (let place = 0; place < found.length; place += 1) if (found.charCodeAt(place) !== leaf[place]) return false;
  return true;
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(NODE, left, right);
}

/** The frontier with one leaf more. */
export function append(frontier: Frontier, leaf: Hash): Frontier {
  return appendSubtree(frontier, 1, leaf);
}

/**
 * The frontier with a perfect subtree more.
 * @param leaves a power of two. @throws RangeError when a subtree of this size cannot stand here
 */
export function appendSubtree({ size, nodes }: Frontier, leaves: number, root: Hash): Frontier {
  if (size % leaves !== 0) throw new RangeError(`a subtree of ${leaves} leaves cannot follow ${size}`);
  const grown = [...nodes];
  let carried = root;
  for (let rest = size / leaves; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = grown.pop();
    if (left === undefined) throw new Error(`A frontier of size ${size} lacks nodes`);
    carried = nodeHash(left, carried);
  }
  return { size: size + leaves, nodes: [...grown, carried] };
}

/** The root of the tree; SHA-256 of nothing for an empty one. */
export function rootOf({ nodes }: Frontier): Hash {
  const [last, ...rest] = nodes.toReversed();
  return last === undefined ? sha256() : rest.reduce((right, left) => nodeHash(left, right), last);
}

/** The root over a whole list of leaf hashes, by the recursive definition of the RFC. */
export function rootOfLeaves(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const split = largestPowerOfTwoBelow(leaves.length);
  return nodeHash(rootOfLeaves(leaves.slice(0, split)), rootOfLeaves(leaves.slice(split)));
}

/** Whether the number of nodes fits the size. */
export function isWellFormed({ size, nodes }: Frontier): boolean {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return nodes.length === ones;
}

/** Whether two hashes are the same bytes. Not for secrets. */
export function sameHash(a: Hash, b: Hash): boolean {
  if (a.length !== b.length) return false;
  for (let place = 0; place < a.length; place += 1) if (a[place] !== b[place]) return false;
  return true;
}

function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function sha256(...parts: readonly Uint8Array[]): Hash {
  const hashing = createHash('sha256');
  for (const part of parts) hashing.update(part);
  return hashing.digest();
}
