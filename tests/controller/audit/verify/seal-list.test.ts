// The compact list of seals, against an ordinary set.
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SealList } from '../../../../controller/audit/verify/seal-list.ts';

const sealOf = (n: number) => createHash('sha256').update(String(n)).digest('hex');

it('has what was added, once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 60 }), fc.nat(40), (added, asked) => {
      const list = new SealList();
      for (const n of added) expect(list.add(sealOf(n))).toBe(true);
      expect([...list.inOrder()]).toEqual([...new Set(added)].map(sealOf).toSorted());
      expect(list.has(sealOf(asked))).toBe(added.includes(asked));
    }),
  );
});

it('grows, and may be asked between additions', () => {
  const list = new SealList();
  for (let n = 0; n < 5000; n += 1) {
    list.add(sealOf(n));
    if (n % 1000 === 0) expect(list.has(sealOf(n))).toBe(true);
  }
  expect(list.has(sealOf(4999))).toBe(true);
  expect(list.has(sealOf(5000))).toBe(false);
  expect([...list.inOrder()]).toHaveLength(5000);
});
