// The last sheet of a shift that two supervisors have signed. A fold over occurrences, as all of the ledger.
import type { EntrySeq, StaffId } from '../ids.ts';
import type { NoteId } from '../note.ts';
import type { Occurrence } from '../occurrence.ts';
import type { Instant } from '../time.ts';

export interface ShiftHandover {
  /** The entry that says so. */
  readonly entry: EntrySeq;
  readonly by: StaffId;
  readonly to: StaffId;
  readonly at: Instant;
  /** SHA-256 of the canonical text of the sheet, 64 lower-case hex digits. */
  readonly digest: string;
  /** What the outgoing supervisor left in words; null = nothing. */
  readonly note: NoteId | null;
}

/** The last hand-over from now on. */
export interface ShiftChange {
  readonly table: 'shift';
  readonly row: ShiftHandover;
}

/** @param at wall time of the occurrence */
export function shiftChanges(occurrence: Occurrence, entry: EntrySeq, at: Instant): readonly ShiftChange[] {
  if (occurrence.kind !== 'shift.handed_over') return [];
  const { staff: by, to, digest, note } = occurrence;
  return [{ table: 'shift', row: { entry, by, to, at, digest, note } }];
}
