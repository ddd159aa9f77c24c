// Vectors of the tree: the eight leaves and roots that certificate transparency has used since RFC 6962, and every proof of these
// trees against the recursive definitions of the RFC, written out here once more.
import { createHash } from 'node:crypto';
import {
  consistencyProof,
  inclusionProof,
  leafSource,
  rootAt,
  verifyConsistency,
  verifyInclusion,
} from '../../controller/audit/tree.ts';
import { GrowingTree } from '../../controller/audit/verify/growing-tree.ts';
import { leafHash, rootByProof, Tree } from '../../provisioning/verify/tree.ts';
import { treeHash } from '../support/export-forger.ts';
import { type Vector, vector } from './vector.ts';

const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (digits) => Buffer.from(digits, 'hex'),
);

/** Roots of the first 1 to 8 of them. */
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const EMPTY_ROOT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const HASHES = LEAVES.map((leaf) => createHash('sha256').update(Uint8Array.of(0)).update(leaf).digest());
const SIZES = LEAVES.map((_, index) => index + 1);

export async function treeVectors(): Promise<readonly Vector[]> {
  const pairs = SIZES.flatMap((size) => SIZES.filter((old) => old <= size).map((old) => [old, size] as const));
  return [
    ...(await Promise.all(
      [[0, EMPTY_ROOT] as const, ...SIZES.map((size, at) => [size, ROOTS[at] ?? ''] as const)].map(([size, root]) =>
        rootVector(size, root),
      ),
    )),
    ...(await Promise.all(pairs.map(([old, size]) => inclusionVector(old - 1, size)))),
    ...(await Promise.all(pairs.map(([old, size]) => consistencyVector(old, size)))),
  ];
}

async function rootVector(size: number, expected: string): Promise<Vector> {
  const leaves = LEAVES.slice(0, size);
  const grown = new GrowingTree();
  for (const leaf of leaves) grown.addEntry(leaf);
  const tree = new Tree();
  await tree.append(0, await Promise.all(leaves.map((leaf) => leafHash(new Uint8Array(leaf)))));
  return vector(`RFC 6962 root of ${size}`, expected, {
    product: hex(rootAt(leafSource(HASHES), size)),
    node: hex(grown.root()),
    page: hex(await tree.root()),
  });
}

/** The path of a leaf is that of the definition; with it the leaf is proved, and with any other it is not. */
async function inclusionVector(index: number, size: number): Promise<Vector> {
  const path = pathOf(index, HASHES.slice(0, size));
  const made = inclusionProof(leafSource(HASHES), index, size);
  const root = Buffer.from(ROOTS[size - 1] ?? '', 'hex');
  const leaf = HASHES[index] ?? Buffer.alloc(0);
  const wrong = [
    ...path.map((_, at) => path.with(at, Buffer.alloc(32, at))),
    ...(path.length > 0 ? [path.slice(1), path.slice(0, -1)] : []),
    [...path, leaf],
  ];
  const product = (proof: readonly Buffer[]) => verifyInclusion(leaf, index, { size, root }, proof);
  const page = async (proof: readonly Buffer[]) => {
    const found = await rootByProof(
      new Uint8Array(leaf),
      index,
      size,
      proof.map((one) => new Uint8Array(one)),
    );
    return found !== null && Buffer.compare(found, root) === 0;
  };
  const pageWrong = await Promise.all(wrong.map(page));
  return vector(`RFC 6962 inclusion of ${index} in ${size}`, 'proved, and with no other path', {
    product: said(sameAll(made, path) && product(path), wrong.some(product)),
    page: said(await page(path), pageWrong.some(Boolean)),
  });
}

/** The older root comes up on the way to the newer one; the proof is that of the definition, and no other will do. */
async function consistencyVector(old: number, size: number): Promise<Vector> {
  const [before, after] = [ROOTS[old - 1] ?? '', ROOTS[size - 1] ?? ''];
  const proof = old === size ? [] : subProof(old, HASHES.slice(0, size), true);
  const made = consistencyProof(leafSource(HASHES), old, size);
  const trees = [
    { size: old, root: Buffer.from(before, 'hex') },
    { size, root: Buffer.from(after, 'hex') },
  ] as const;
  const product = (hashes: readonly Buffer[]) => verifyConsistency(trees[0], trees[1], hashes);
  const wrong = [...proof.map((_, at) => proof.with(at, Buffer.alloc(32, at))), [...proof, Buffer.alloc(32)]];
  const grown = new GrowingTree();
  const roots = LEAVES.slice(0, size).map((leaf) => {
    grown.addEntry(leaf);
    return hex(grown.root());
  });
  const tree = new Tree();
  const onTheWay = await tree.append(
    0,
    HASHES.slice(0, size).map((hash) => new Uint8Array(hash)),
    [old],
  );
  return vector(`RFC 6962 consistency of ${old} with ${size}`, 'proved, and with no other path', {
    product: said(sameAll(made, proof) && product(proof), wrong.some(product)),
    node: said(roots[old - 1] === before && roots.at(-1) === after, false),
    page: said(hex(onTheWay.get(old) ?? new Uint8Array()) === before && hex(await tree.root()) === after, false),
  });
}

/** PATH(m, D[n]), section 2.1.1. */
function pathOf(index: number, leaves: readonly Buffer[]): readonly Buffer[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...pathOf(index, left), treeHash(right)] : [...pathOf(index - split, right), treeHash(left)];
}

/** SUBPROOF(m, D[n], b), section 2.1.2. */
function subProof(old: number, leaves: readonly Buffer[], isWhole: boolean): readonly Buffer[] {
  if (old === leaves.length) return isWhole ? [] : [treeHash(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return old <= split
    ? [...subProof(old, left, isWhole), treeHash(right)]
    : [...subProof(old - split, right, false), treeHash(left)];
}

function splitOf(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function said(isProved: boolean, isWrongProved: boolean): string {
  return `${isProved ? 'proved' : 'refused'}, and with ${isWrongProved ? 'another path too' : 'no other path'}`;
}

function sameAll(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((hash, at) => hex(hash) === hex(b[at] ?? new Uint8Array()));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
