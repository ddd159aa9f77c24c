// The tree against the public vectors of RFC 6962, and the frontier against the recursive definition.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  append,
  EMPTY_FRONTIER,
  type Frontier,
  isLeafOf,
  isWellFormed,
  leafHash,
  nodeHash,
  rootOf,
  rootOfLeaves,
  sameHash,
} from '../../../controller/audit/merkle.ts';
import { hexDigits } from '../../support/journal-stage.ts';

/** The eight leaves that implementations of Certificate Transparency are tested with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (text) => leafHash(Buffer.from(text, 'hex')),
);

const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const grow = (leaves: readonly Uint8Array[]): Frontier => leaves.reduce(append, EMPTY_FRONTIER);
const someLeaves = fc.array(
  fc.uint8Array({ maxLength: 8 }).map((bytes) => leafHash(bytes)),
  { maxLength: 200 },
);

describe('the Merkle tree', () => {
  it.each(ROOTS.map((root, size) => ({ size, root })))('has the standard root at size $size', ({ size, root }) => {
    const leaves = LEAVES.slice(0, size);
    expect(hexDigits(rootOfLeaves(leaves))).toBe(root);
    expect(hexDigits(rootOf(grow(leaves)))).toBe(root);
  });

  it('keeps leaves and nodes apart', () => {
    const [a, b] = [leafHash(Uint8Array.of(1)), leafHash(Uint8Array.of(2))];
    expect(hexDigits(nodeHash(a, b))).not.toBe(hexDigits(leafHash(Buffer.concat([a, b]))));
    expect(hexDigits(nodeHash(a, b))).not.toBe(hexDigits(nodeHash(b, a)));
  });

  it('has the same root from the frontier as from all leaves', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const frontier = grow(leaves);
        expect(frontier.size).toBe(leaves.length);
        expect(isWellFormed(frontier)).toBe(true);
        expect(hexDigits(rootOf(frontier))).toBe(hexDigits(rootOfLeaves(leaves)));
      }),
      { numRuns: 60 },
    );
  });

  it('changes its root with any leaf', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (leaves, place) => {
        fc.pre(leaves.length > 0);
        const changed = leaves.with(place % leaves.length, leafHash(Buffer.from('another entry')));
        expect(hexDigits(rootOf(grow(changed)))).not.toBe(hexDigits(rootOf(grow(leaves))));
      }),
      { numRuns: 40 },
    );
  });

  it('tells a frontier with too many or too few nodes', () => {
    const { size, nodes } = grow(LEAVES.slice(0, 7));
    expect(isWellFormed({ size, nodes: nodes.slice(1) })).toBe(false);
    expect(isWellFormed({ size: size + 1, nodes })).toBe(false);
    expect(() => append({ size: 7, nodes: [] }, LEAVES[0] ?? new Uint8Array())).toThrow('lacks nodes');
  });

  it('compares hashes by their bytes', () => {
    expect(sameHash(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameHash(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(sameHash(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  });

  it('knows the leaf of bytes, however long they are, and no other', () => {
    const someBytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(8191, 8192, 8193, 20_000).map((length) => new Uint8Array(length).fill(7)),
    );
    fc.assert(
      fc.property(someBytes, fc.nat(31), fc.integer({ min: 1, max: 255 }), (bytes, place, change) => {
        const leaf = leafHash(bytes);
        expect(isLeafOf(leaf, bytes)).toBe(true);
        expect(isLeafOf(leaf.with(place, (leaf[place] ?? 0) ^ change), bytes)).toBe(false);
        expect(isLeafOf(leaf.slice(0, place), bytes)).toBe(false);
        expect(isLeafOf(Buffer.concat([leaf, Buffer.of(change)]), bytes)).toBe(false);
        expect(isLeafOf(leaf, Buffer.concat([bytes, Buffer.of(0)]))).toBe(false);
      }),
    );
  });
});
