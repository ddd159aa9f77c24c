// Whether the slot can open at this moment, and whether it is to.
import type { Refusal } from '../../refusal.ts';
import type { Facts, SlotRule } from '../facts.ts';

export const slotRule: SlotRule = (_request, facts) => [...slotReady(facts), ...slotInUse(facts)];

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

/** What keeps a slot shut because a supervisor has said so. */
export function slotInUse({ slot, ledger }: Pick<Facts, 'slot' | 'ledger'>): readonly Refusal[] {
  const quarantine = slot === null ? undefined : ledger.quarantines.get(slot.id);
  return quarantine === undefined ? [] : [{ code: 'slot_quarantined', since: quarantine.since }];
}
