// Usual keys: those taken on most of the last 30 days, and nothing that is older.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Usage, usageChanges, usualKeys, withUsage } from '../../../../controller/domain/ledger/usage.ts';
import type { Occurrence, ReleasePurpose } from '../../../../controller/domain/occurrence.ts';
import { after, hours, type Instant, instant } from '../../../../controller/domain/time.ts';
import { aRelease, aStaff, keyId, NOW, seq, staffId } from '../../../support/domain-builders.ts';

const NURSE = aStaff().id;
const [LINEN, LIFT, CAR] = ['linen', 'lift', 'car'].map(keyId);
const day = (count: number) => instant(NOW - hours(24 * count));

const taken = (key: typeof LINEN = LINEN, purpose: ReleasePurpose = 'take', staff = NURSE): Occurrence => ({
  kind: 'release.taken',
  ...aRelease({ key: key ?? null, purpose, staff }),
  intent: seq(1),
  cause: 'sensor',
  due: null,
});

function usageOf(...takings: readonly (readonly [occurrence: Occurrence, at: Instant])[]): Usage {
  return takings.reduce<Usage>(
    (usage, [occurrence, at]) => usageChanges(usage, occurrence, at).reduce(withUsage, usage),
    new Map(),
  );
}

const usual = (usage: Usage, now = NOW) => usualKeys({ usage }, NURSE, now);

it('puts the key of most days first, then the one taken more often, then the one taken last', () => {
  expect(usual(usageOf([taken(CAR), day(5)], [taken(LINEN), day(3)], [taken(LINEN), day(2)]))).toEqual([LINEN, CAR]);
  expect(usual(usageOf([taken(CAR), NOW], [taken(LINEN), day(1)], [taken(LINEN), day(1)]))).toEqual([LINEN, CAR]);
  expect(usual(usageOf([taken(CAR), day(2)], [taken(LIFT), day(1)]))).toEqual([LIFT, CAR]);
});

it('counts nobody else, no emergency and no reopening', () => {
  expect(usual(usageOf([taken(CAR, 'take', staffId('porter')), NOW]))).toEqual([]);
  expect(usual(usageOf([taken(CAR, 'emergency'), NOW], [taken(LIFT, 'reopen'), NOW]))).toEqual([]);
});

it('forgets after 30 days, on the screen at once and in the rows with the next taking', () => {
  const old = usageOf([taken(CAR), day(30)], [taken(LIFT), day(29)]);
  expect(usual(old)).toEqual([LIFT]);
  const next = usageChanges(old, taken(LINEN), NOW).reduce(withUsage, old);
  expect(next.get(NURSE)?.map(({ key }) => key)).toEqual([LIFT, LINEN]);
});

it('keeps at most one row a key and day, of 30 days, whatever is taken', () => {
  const takings = fc.array(fc.tuple(fc.constantFrom(LINEN, LIFT, CAR), fc.nat(80)), { maxLength: 60 });
  fc.assert(
    fc.property(takings, (all) => {
      const inOrder = all.toSorted(([, a], [, b]) => a - b);
      const usage = usageOf(...inOrder.map(([key, days]) => [taken(key), after(NOW, hours(24 * days))] as const));
      const rows = usage.get(NURSE) ?? [];
      const names = rows.map((row) => `${row.key}.${row.day}`);
      expect(new Set(names).size).toBe(names.length);
      const days = rows.map((row) => row.day);
      expect(Math.max(0, ...days) - Math.min(...days, Infinity)).toBeLessThan(30);
      expect(rows.every(({ count }) => count > 0)).toBe(true);
    }),
  );
});
