// Lengths and instants: plain milliseconds, right in their units.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  hours,
  instant,
  later,
  milliseconds,
  minutes,
  monotonic,
  seconds,
} from '../../../controller/domain/time.ts';
import { NOW } from '../../support/domain-builders.ts';

describe('lengths of time', () => {
  it.each([
    [milliseconds(7), 7],
    [seconds(1.5), 1500],
    [minutes(30), 1_800_000],
    [hours(8), 28_800_000],
    [hours(-24), -86_400_000],
  ])('%d is %d ms', (length, expected) => expect(length).toBe(expected));
});

describe('instants', () => {
  it('are the numbers they are made of', () => {
    expect(instant(5)).toBe(5);
    expect(monotonic(0.25)).toBe(0.25);
  });

  it('move by a length of time, forwards and backwards', () => {
    expect([1, -1].map((count) => after(NOW, hours(count)))).toEqual([NOW + 3_600_000, NOW - 3_600_000]);
  });

  it('are compared: the later one is one of the two and before neither', () => {
    fc.assert(
      fc.property(fc.integer().map(instant), fc.integer().map(instant), (a, b) => {
        expect([a, b]).toContain(later(a, b));
        expect(later(a, b)).toBeGreaterThanOrEqual(Math.max(a, b));
        expect(later(a, b)).toBe(later(b, a));
      }),
    );
  });
});
