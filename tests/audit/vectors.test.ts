// Public vectors of the tree, of notes and of signatures: the product and both verifiers say what the standards say.
import { expect, it } from 'vitest';
import { noteVectors } from './note-vectors.ts';
import { signatureVectors } from './signature-vectors.ts';
import { treeVectors } from './tree-vectors.ts';
import { vector } from './vector.ts';

it.each(await treeVectors())('$vector: $expected', ({ said, expected }) => {
  expect(new Set(Object.values(said))).toEqual(new Set([expected]));
});

it.each(await noteVectors())('$vector: $expected', ({ said, expected }) => {
  expect(new Set(Object.values(said))).toEqual(new Set([expected]));
});

it.each(await signatureVectors())('$vector: $expected', ({ said, expected }) => {
  expect(new Set(Object.values(said))).toEqual(new Set([expected]));
});

it('a vector that nobody was asked, or that one party misses, is not met', () => {
  expect(vector('none', 'proved', {}).verdict).toBe('missed');
  expect(vector('one', 'proved', { node: 'proved', page: 'refused' }).verdict).toBe('missed');
  expect(vector('both', 'proved', { node: 'proved', page: 'proved' }).verdict).toBe('met');
});
