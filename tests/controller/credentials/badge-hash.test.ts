// The hash of a badge against the public vectors of RFC 4231, and against what must not happen.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { BadgeHasher } from '../../../controller/credentials/badge-hash.ts';

it.each([
  ['0b'.repeat(20), '4869205468657265', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  [
    '4a656665',
    '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
])('is HMAC-SHA256: key %s, number %s', (key, number, hash) => {
  expect(new BadgeHasher(Buffer.from(key, 'hex')).hash(Buffer.from(number, 'hex'))).toBe(hash);
});

it('differs for different numbers, and for the same number under different keys', () => {
  const [ours, theirs] = [new BadgeHasher(Buffer.alloc(32, 1)), new BadgeHasher(Buffer.alloc(32, 2))];
  const number = fc.uint8Array({ minLength: 1, maxLength: 64 });
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(ours.hash(a) === ours.hash(b)).toBe(Buffer.from(a).equals(b));
      expect(ours.hash(a)).not.toBe(theirs.hash(a));
    }),
  );
});
