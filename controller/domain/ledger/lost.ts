// What has been done about keys that are lost, step by step, as long as each is lost. A fold over occurrences, as all of the ledger.
import type { Custody, CustodyChange } from '../custody.ts';
import type { EntrySeq, KeyId, StaffId } from '../ids.ts';
import type { LostStep } from '../lost-step.ts';
import type { NoteId } from '../note.ts';
import type { Occurrence } from '../occurrence.ts';
import type { Instant } from '../time.ts';

/** A step that somebody has done. */
export interface LostStepDone {
  readonly key: KeyId;
  readonly step: LostStep;
  readonly by: StaffId;
  readonly at: Instant;
  /** The entry that says so. */
  readonly entry: EntrySeq;
  readonly note: NoteId | null;
}

/** The steps done about each lost key, in the order in which they were. */
export type LostSteps = ReadonlyMap<KeyId, readonly LostStepDone[]>;

/** One more step; `row` null = the key is no longer lost, and its steps go. */
export interface LostChange {
  readonly table: 'lost';
  readonly key: KeyId;
  readonly row: LostStepDone | null;
}

/**
 * A step counts once, the first time.
 * @param moved what the same occurrence changes in custody
 * @param at wall time of the occurrence
 */
export function lostChanges(
  { lost, custody }: { readonly lost: LostSteps; readonly custody: Custody },
  moved: CustodyChange | null,
  occurrence: Occurrence,
  seq: EntrySeq,
  at: Instant,
): readonly LostChange[] {
  if (occurrence.kind === 'lost.step_done') {
    const { key, step, staff: by, note } = occurrence;
    const isNew = custody.get(key)?.at === 'lost' && !(lost.get(key)?.some((done) => done.step === step) ?? false);
    return isNew ? [{ table: 'lost', key, row: { key, step, by, at, entry: seq, note } }] : [];
  }
  const isOver = moved !== null && moved.holding.at !== 'lost' && lost.has(moved.key);
  return isOver ? [{ table: 'lost', key: moved.key, row: null }] : [];
}

/** The steps after one change. */
export function withLost(lost: LostSteps, { key, row }: LostChange): LostSteps {
  const next = new Map(lost);
  if (row === null) next.delete(key);
  else next.set(key, [...(lost.get(key) ?? []), row]);
  return next;
}
