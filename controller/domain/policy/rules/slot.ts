// Whether the slot can open at this moment.
import type { Refusal } from '../../refusal.ts';
import type { Facts, SlotRule } from '../facts.ts';

export const slotRule: SlotRule = (_request, facts) => slotReady(facts);

/** What keeps a slot from opening, as its machine and its board say. */
export function slotReady({ condition }: Pick<Facts, 'condition'>): readonly Refusal[] {
  switch (condition) {
    case 'ready':
      return [];
    case 'busy':
      return [{ code: 'slot_busy' }];
    case 'silent':
      return [{ code: 'slot_silent' }];
    case 'faulty':
      return [{ code: 'slot_faulty' }];
  }
}
