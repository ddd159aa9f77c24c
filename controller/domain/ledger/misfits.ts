// What stands in slots where it does not belong, by the log. A fold over occurrences, as all of the ledger: alarms are raised by
// what the cabinet believes, and while the disk fails it believes more than the log has.
import type { KeyId, SlotId } from '../ids.ts';
import type { Occurrence } from '../occurrence.ts';

/** Something that stands in a slot wrongly. */
export interface Misfit {
  readonly slot: SlotId;
  /** The alarm that goes with it. */
  readonly wrong: 'slot_misfilled' | 'fob_unknown';
  /** The key of a fob that was known by its chip; null = none, or none that is known. */
  readonly key: KeyId | null;
}

export type Misfits = ReadonlyMap<SlotId, Misfit>;

/** What stands wrongly in a slot from now on; null = nothing does. */
export interface MisfitChange {
  readonly table: 'misfits';
  readonly slot: SlotId;
  readonly row: Misfit | null;
}

/** A key that stands in a slot by the log is nothing wrong there, and a slot that was opened to be cleared is. */
export function misfitChanges(misfits: Misfits, occurrence: Occurrence): readonly MisfitChange[] {
  switch (occurrence.kind) {
    case 'slot.misfilled':
      return [found(occurrence.slot, 'slot_misfilled', null)];
    case 'fob.misplaced':
      return [found(occurrence.slot, 'slot_misfilled', occurrence.key)];
    case 'fob.unknown':
      return [found(occurrence.slot, 'fob_unknown', null)];
    case 'slot.cleared':
    case 'key.returned':
      return gone(misfits, occurrence.slot);
    case 'release.taken':
      return occurrence.key === null ? gone(misfits, occurrence.slot) : [];
    default:
      return [];
  }
}

function found(slot: SlotId, wrong: Misfit['wrong'], key: KeyId | null): MisfitChange {
  return { table: 'misfits', slot, row: { slot, wrong, key } };
}

function gone(misfits: Misfits, slot: SlotId): readonly MisfitChange[] {
  return misfits.has(slot) ? [{ table: 'misfits', slot, row: null }] : [];
}
