// Proofs against the public vectors of RFC 6962 and against the recursive definition, from leaves and from tiles.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hash, leafHash, nodeHash, rootOfLeaves } from '../../../controller/audit/merkle.ts';
import {
  consistencyProof,
  coverOf,
  inclusionProof,
  leafSource,
  leavesIn,
  perfectRoot,
  rootAt,
  type TreeSource,
  tiledSource,
  verifyConsistency,
  verifyInclusion,
} from '../../../controller/audit/tree.ts';
import { hexDigits } from '../../support/journal-stage.ts';

/** The eight leaves that implementations of Certificate Transparency are tested with. */
const STANDARD = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => leafHash(Buffer.from(text, 'hex')));
const ROOT = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';
const A = leafHash(Buffer.from('another entry'));

const leavesTo = (count: number): readonly Hash[] =>
  Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
const MANY = leavesTo(70_000);

/** Tiles as the store keeps them. */
function tilesOver(leaves: readonly Hash[]): TreeSource {
  const levels = [leaves];
  for (let level = 1; level <= 3; level += 1) {
    const below = levels[level - 1] ?? [];
    const full = Math.floor(below.length / 256);
    levels.push(Array.from({ length: full }, (_, tile) => perfectRoot(below.slice(tile * 256, (tile + 1) * 256))));
  }
  return tiledSource((level, from, count) => (levels[level] ?? []).slice(from, from + count));
}

const tree = (leaves: readonly Hash[], size = leaves.length) => ({ size, root: rootOfLeaves(leaves.slice(0, size)) });

describe('the standard tree of eight leaves', () => {
  const source = leafSource(STANDARD);

  it('has the standard root', () => {
    expect(hexDigits(rootAt(source, 8))).toBe(ROOT);
  });

  it('has the standard audit path of the sixth leaf', () => {
    expect(inclusionProof(source, 5, 8).map(hexDigits)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('has the standard proof from six to eight', () => {
    expect(consistencyProof(source, 6, 8).map(hexDigits)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
});

describe('proofs', () => {
  it('of every leaf in every size up to 40 hold, and for no other leaf, place, size or root', () => {
    const leaves = leavesTo(40);
    const source = leafSource(leaves);
    for (let size = 1; size <= leaves.length; size += 1) {
      for (const [index, leaf] of leaves.slice(0, size).entries()) {
        const proof = inclusionProof(source, index, size);
        expect(verifyInclusion(leaf, index, tree(leaves, size), proof)).toBe(true);
        expect(verifyInclusion(A, index, tree(leaves, size), proof)).toBe(false);
        expect(verifyInclusion(leaf, index + 1, tree(leaves, size), proof)).toBe(false);
        expect(verifyInclusion(leaf, index, { size, root: A }, proof)).toBe(false);
        expect(verifyInclusion(leaf, index, tree(leaves, size), [...proof, A])).toBe(false);
        expect(verifyInclusion(leaf, index, tree(leaves, size), proof.slice(1))).toBe(proof.length === 0);
      }
    }
  });

  it('from every size to every later one up to 40 hold, and for no other tree', () => {
    const leaves = leavesTo(40);
    const source = leafSource(leaves);
    const forked = leaves.with(0, A);
    for (let size = 0; size <= leaves.length; size += 1) {
      for (let old = 0; old <= size; old += 1) {
        const proof = consistencyProof(source, old, size);
        expect(verifyConsistency(tree(leaves, old), tree(leaves, size), proof)).toBe(true);
        expect(verifyConsistency(tree(leaves, old), tree(leaves, size), [...proof, A])).toBe(false);
        expect(verifyConsistency(tree(leaves, old), { size, root: A }, proof)).toBe(old === 0 && size > 0);
        if (old === 0) continue;
        expect(verifyConsistency(tree(forked, old), tree(leaves, size), proof)).toBe(false);
        expect(verifyConsistency(tree(leaves, old), tree(forked, size), proof)).toBe(false);
        expect(verifyConsistency(tree(leaves, size), tree(leaves, old), proof)).toBe(old === size);
      }
    }
  });

  it('hold from tiles as from leaves', () => {
    const source = tilesOver(MANY);
    const leaves = leafSource(MANY);
    const place = fc.nat(MANY.length - 1);
    fc.assert(
      fc.property(place, place, (one, other) => {
        const [index, size] = [Math.min(one, other), Math.max(one, other) + 1];
        expect(inclusionProof(source, index, size)).toEqual(inclusionProof(leaves, index, size));
        expect(consistencyProof(source, index, size)).toEqual(consistencyProof(leaves, index, size));
        expect(rootAt(source, size)).toEqual(rootAt(leaves, size));
      }),
      { numRuns: 12 },
    );
  });

  it.each([
    ['a leaf after the last', () => inclusionProof(leafSource(STANDARD), 8, 8)],
    ['a leaf before the first', () => inclusionProof(leafSource(STANDARD), -1, 8)],
    ['a size to come', () => consistencyProof(leafSource(STANDARD), 8, 7)],
    ['leaves that are not there', () => rootAt(leafSource(STANDARD), 9)],
    ['tiles that are not there', () => rootAt(tilesOver(STANDARD), 9)],
    ['no hashes', () => perfectRoot([])],
    ['three hashes', () => perfectRoot(STANDARD.slice(0, 3))],
  ])('are not made of %s', (_what, prove) => {
    expect(prove).toThrow(RangeError);
  });
});

describe('a cover', () => {
  it('has every leaf once, in order, and each subtree where one can stand', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        let at = from;
        for (const subtree of coverOf(from, to)) {
          expect(subtree.position * leavesIn(subtree)).toBe(at);
          at += leavesIn(subtree);
        }
        expect(at).toBe(to);
        expect(coverOf(from, to).length).toBeLessThanOrEqual(26);
      }),
    );
  });

  it('of a perfect tree is that tree', () => {
    expect(coverOf(0, 1024)).toEqual([{ level: 10, position: 0 }]);
    expect(coverOf(512, 768)).toEqual([{ level: 8, position: 2 }]);
    expect(coverOf(5, 5)).toEqual([]);
  });

  it('keeps left and right apart', () => {
    const [a, b] = leavesTo(2);
    if (a === undefined || b === undefined) throw new Error('there are two');
    expect(perfectRoot([a, b])).toEqual(nodeHash(a, b));
  });
});
