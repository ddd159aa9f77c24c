// The gate before the PIN: five free tries, then 15 s doubling, locked at 15; what a PIN looks like, and which are too easy.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPin, isPinShaped, type PinGate, pinFault, pinGate } from '../../../controller/domain/pin.ts';
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

describe('a PIN that is chosen', () => {
  it.each([
    ['12345', 'too_short'],
    ['12a456', 'not_a_pin'],
    ['', 'not_a_pin'],
    ['1234567890123', 'not_a_pin'],
    ['000000', 'repeated'],
    ['777777777777', 'repeated'],
    ['111112', 'repeated'],
    ['121212', 'repeated'],
    ['112211', 'repeated'],
    ['123456', 'run'],
    ['987654', 'run'],
    ['789012', 'run'],
    ['210987', 'run'],
    ['123123', 'pattern'],
    ['01230123', 'pattern'],
    ['1471471', 'pattern'],
    ['304711', 'staff_number'],
    ['471130', 'staff_number'],
    ['071130', 'staff_number'],
    ['711305', 'staff_number'],
  ] as const)('%s is refused: %s', (pin, fault) => {
    expect(pinFault(pin, 'N-30471130', 6)).toBe(fault);
  });

  it.each([
    ['1111', null, 'repeated'],
    ['1212', null, 'pattern'],
    ['0123', null, 'run'],
    ['4711', '4711', 'staff_number'],
    ['0417', '417', 'staff_number'],
    ['417000', '417', null],
    ['1122', null, null],
  ] as const)('%s with staff number %s, where four digits do: %s', (pin, number, fault) => {
    expect(pinFault(pin, number, 4)).toBe(fault);
  });

  it.each([
    ['280964', null],
    ['280964', '1130'],
    ['135790', '30471130'],
    ['246813', 'without digits'],
    ['199420', '30471130'],
  ])('%s with staff number %s is good', (pin, number) => expect(pinFault(pin, number, 6)).toBe(null));

  it('is hardly ever refused for being easy: of six digits, fewer than one in a hundred', () => {
    let refused = 0;
    for (let number = 0; number < 1_000_000; number += 17) {
      if (pinFault(String(number).padStart(6, '0'), '30471130', 6) !== null) refused += 1;
    }
    expect(refused).toBeGreaterThan(30);
    expect(refused).toBeLessThan(1_000_000 / 17 / 100);
  });

  it('never contains the staff number, nor is it a turned or shifted run', () => {
    const digits = fc.stringMatching(/^[0-9]{4,8}$/);
    fc.assert(
      fc.property(
        digits,
        fc.stringMatching(/^[0-9]{0,2}$/),
        fc.stringMatching(/^[0-9]{0,2}$/),
        (number, head, tail) => {
          expect(pinFault(`${head}${number}${tail}`, number, 4)).not.toBe(null);
        },
      ),
    );
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: 4, max: 12 }), fc.constantFrom(1, 9), (first, length, step) => {
        const pin = Array.from({ length }, (_none, place) => (first + place * step) % 10).join('');
        expect(pinFault(pin, null, 4)).toBe('run');
      }),
    );
  });
});

describe('a first PIN', () => {
  const random = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((bytes) => new Set(bytes).size > 8);

  it('is always one that the person could have chosen', () => {
    fc.assert(
      fc.property(random, fc.integer({ min: 4, max: 12 }), (bytes, digits) => {
        const pin = firstPin(bytes, '30471130', digits);
        expect(pin).toHaveLength(digits);
        expect(pinFault(pin, '30471130', digits)).toBe(null);
      }),
    );
  });

  it('takes the next digits when the first ones are too easy', () => {
    const bytes = new Uint8Array(32);
    new DataView(bytes.buffer).setBigUint64(24, 280_964_123_456n);
    expect(firstPin(bytes, null, 6)).toBe('280964');
  });

  it('is not made of no chance at all', () =>
    expect(() => firstPin(new Uint8Array(32), null, 6)).toThrow('not random'));
});

/** How far a gate is open: tries that it lets pass now; locked is less than waiting. */
function width(gate: PinGate): number {
  if (gate.open) return gate.triesLeft;
  return gate.locked ? -1 : 0;
}
