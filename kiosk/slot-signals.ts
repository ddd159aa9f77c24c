// One signal for each slot, so that a change of one redraws one. Holds what the snapshot said and adds nothing.

import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SlotView } from '../controller/contract/snapshot.ts';

export interface SlotSignals {
  /** The slot numbers in drawing order; changes only when a slot comes or goes. */
  readonly numbers: ReadonlySignal<readonly number[]>;
  /** The signal of one slot; a slot that the snapshot never named is `unknown`. */
  of(number: number): ReadonlySignal<SlotView>;
  update(slots: readonly SlotView[]): void;
}

export function createSlotSignals(): SlotSignals {
  const numbers = signal<readonly number[]>([]);
  const signals = new Map<number, Signal<SlotView>>();

  const signalOf = (number: number): Signal<SlotView> => {
    const known = signals.get(number);
    if (known !== undefined) return known;
    const fresh = signal<SlotView>({ number, state: 'unknown', key: null });
    signals.set(number, fresh);
    return fresh;
  };

  return {
    numbers,
    of: signalOf,
    update(slots) {
      batch(() => {
        for (const slot of slots) {
          const target = signalOf(slot.number);
          if (!sameSlot(target.peek(), slot)) target.value = slot;
        }
        const order = slots.map((slot) => slot.number);
        if (!sameNumbers(numbers.peek(), order)) numbers.value = order;
      });
    },
  };
}

function sameSlot(a: SlotView, b: SlotView): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, index) => number === b[index]);
}
