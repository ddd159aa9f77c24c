// One signal a slot: a change of one slot wakes that slot's listeners and nobody else's.

import { effect } from '@preact/signals';
import { expect, test } from 'vitest';
import { createSlotSignals } from '../../kiosk/slot-signals.ts';
import { slots } from '../support/kiosk-builders.ts';

test('a change of one slot wakes one listener', () => {
  const signals = createSlotSignals();
  signals.update(slots());
  const woken: number[] = [];
  for (const number of signals.numbers.value) {
    effect(() => {
      woken.push(signals.of(number).value.number);
    });
  }
  woken.length = 0;
  signals.update(slots({ 14: 'take' }));
  expect(woken).toEqual([14]);
});

test('the order wakes nobody while it stays the same', () => {
  const signals = createSlotSignals();
  let orders = 0;
  effect(() => {
    orders += signals.numbers.value.length > -1 ? 1 : 0;
  });
  signals.update(slots());
  signals.update(slots({ 3: 'out' }));
  expect(orders).toBe(2);
  signals.update(slots({}, 16));
  expect(orders).toBe(3);
});

test('a slot that nobody named is unknown', () => {
  expect(createSlotSignals().of(99).value).toEqual({ number: 99, state: 'unknown', key: null });
});
