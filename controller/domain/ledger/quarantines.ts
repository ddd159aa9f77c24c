// Slots that a supervisor has taken out of use, by the log. A fold over occurrences, as all of the ledger.
import type { SlotId, StaffId } from '../ids.ts';
import type { Occurrence } from '../occurrence.ts';
import type { Instant } from '../time.ts';

/** A slot from which nothing is released until somebody puts it back in use. Keys may be put into it. */
export interface Quarantine {
  readonly slot: SlotId;
  readonly by: StaffId;
  readonly since: Instant;
}

export type Quarantines = ReadonlyMap<SlotId, Quarantine>;

/** A slot as it is from now on; null = it is in use. */
export interface QuarantineChange {
  readonly table: 'quarantines';
  readonly slot: SlotId;
  readonly row: Quarantine | null;
}

/** @param at wall time of the occurrence */
export function quarantineChanges(
  quarantines: Quarantines,
  occurrence: Occurrence,
  at: Instant,
): readonly QuarantineChange[] {
  switch (occurrence.kind) {
    case 'slot.quarantined': {
      const { slot, staff: by } = occurrence;
      return [{ table: 'quarantines', slot, row: { slot, by, since: at } }];
    }
    case 'slot.reinstated': {
      const { slot } = occurrence;
      return quarantines.has(slot) ? [{ table: 'quarantines', slot, row: null }] : [];
    }
    default:
      return [];
  }
}
