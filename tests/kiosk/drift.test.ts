// The idle screen moves by exactly 8 px a minute, stays near its place and comes back to it.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { driftAt } from '../../kiosk/drift.ts';

test('one step of 8 px each minute, within 8 px of the middle', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (now) => {
      const [here, next] = [driftAt(now), driftAt(now + 60_000)];
      expect(Math.abs(here.x - next.x) + Math.abs(here.y - next.y)).toBe(8);
      expect(Math.max(Math.abs(here.x), Math.abs(here.y))).toBeLessThanOrEqual(8);
    }),
  );
});

test('still within a minute', () => {
  expect(driftAt(60_000)).toEqual(driftAt(119_999));
});
