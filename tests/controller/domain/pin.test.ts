// The gate before the PIN: five free tries, then 15 s doubling, locked at 15; and what a PIN looks like.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPinShaped, type PinGate, pinGate } from '../../../controller/domain/pin.ts';
import { instant } from '../../../controller/domain/time.ts';
import { NOW } from '../../support/domain-builders.ts';

const LAST = NOW;
const at = (seconds: number) => instant(LAST + seconds * 1000);

describe('the gate', () => {
  it.each([0, 1, 2, 3, 4])('lets a try pass at once after %d wrong ones', (failures) => {
    expect(pinGate({ failures, lastFailure: LAST }, LAST)).toEqual({ open: true, triesLeft: 5 - failures });
  });

  it.each([
    [5, 15],
    [6, 30],
    [7, 60],
    [8, 120],
    [9, 240],
    [14, 7680],
  ])('after %d wrong tries waits %d s from the last one', (failures, wait) => {
    const counter = { failures, lastFailure: LAST };
    expect(pinGate(counter, at(0))).toEqual({ open: false, locked: false, waitUntil: at(wait) });
    expect(pinGate(counter, instant(at(wait) - 1))).toEqual({ open: false, locked: false, waitUntil: at(wait) });
    expect(pinGate(counter, at(wait))).toEqual({ open: true, triesLeft: 1 });
  });

  it.each([15, 16, 1000])('is locked for good after %d', (failures) => {
    expect(pinGate({ failures, lastFailure: LAST }, at(10 ** 9))).toEqual({ open: false, locked: true });
    expect(pinGate({ failures, lastFailure: null }, at(10 ** 9))).toEqual({ open: false, locked: true });
  });

  it('never opens wider with one more wrong try, and never narrower with time', () => {
    const failures = fc.nat(20);
    const moment = fc.integer({ min: 0, max: 20_000 }).map(at);
    fc.assert(
      fc.property(failures, moment, moment, (count, one, other) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        const gate = (tries: number, now: typeof early) => width(pinGate({ failures: tries, lastFailure: LAST }, now));
        expect(gate(count + 1, early)).toBeLessThanOrEqual(gate(count, early));
        expect(gate(count, late)).toBeGreaterThanOrEqual(gate(count, early));
      }),
    );
  });
});

describe('the shape of a PIN', () => {
  it.each(['0000', '123456', '123456789012'])('%s has it', (text) => expect(isPinShaped(text)).toBe(true));

  it.each(['', '123', '1234567890123', '12a4', ' 1234', '1234\n', '１２３４', '-1234', '12.4'])(
    '%j has it not',
    (text) => expect(isPinShaped(text)).toBe(false),
  );
});

/** How far a gate is open: tries that it lets pass now; locked is less than waiting. */
function width(gate: PinGate): number {
  if (gate.open) return gate.triesLeft;
  return gate.locked ? -1 : 0;
}
