// A screen that stands for long moves by exactly 8 px a minute, stays near its place and comes back to it.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { driftAt } from '../../kiosk/drift.ts';

test('one step of 8 px each minute, within 8 px of the middle', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000_000 }), (minute) => {
      const [here, next] = [driftAt(minute), driftAt(minute + 1)];
      expect(Math.abs(here.x - next.x) + Math.abs(here.y - next.y)).toBe(8);
      expect(Math.max(Math.abs(here.x), Math.abs(here.y))).toBeLessThanOrEqual(8);
    }),
  );
});

test('it begins in the middle: nothing jumps when somebody comes', () => {
  expect(driftAt(0)).toEqual({ x: 0, y: 0 });
});
