// Whether the key is in its slot, as custody has it.
import type { SlotRule } from '../facts.ts';

export const whereaboutsRule: SlotRule = ({ key }, { ledger }, now) => {
  const holding = ledger.custody.get(key.id);
  switch (holding?.at) {
    case 'slot':
      return [];
    case 'person': {
      const { since, staff: holder, due } = holding;
      return [{ code: 'key_out', since, holder, ...(due !== null && now < due ? { due } : {}) }];
    }
    case 'doubt':
      return [{ code: 'key_in_doubt', since: holding.since }];
    case 'unaccounted':
      return [{ code: 'key_unaccounted', since: holding.since }];
    case 'lost':
      return [{ code: 'key_lost', since: holding.since }];
    case undefined:
      return [{ code: 'key_has_no_slot' }];
  }
};
