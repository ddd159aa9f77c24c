// Makes the log agree with the sensors: at start-up, when a board comes back, when the disk does. Records, never moves a bolt.
import type { Journal } from '../audit/journal.ts';
import type { JournalFault } from '../audit/log-state.ts';
import { type AlarmKind, isStanding } from '../domain/alarm.ts';
import type { BoardId, EntrySeq, KeyId, SlotId } from '../domain/ids.ts';
import { isOutcome, type Occurrence, type SlotSubject } from '../domain/occurrence.ts';
import type { Unsettled } from '../domain/reconcile.ts';
import { abandon, homeless, reconcileSlot } from '../domain/reconcile.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { presenceOf } from '../domain/slot.ts';
import type { StorageFault } from '../domain/storage.ts';
import { boardOf, type CabinetContext, during, type Reconciled, slotsOn } from '../machines/cabinet-context.ts';
import { settleReturn } from './return-effects.ts';
import { type Running, record, type Services } from './services.ts';

/** How far back in the log the doubt about a free slot is looked for, in entries. */
const DOUBTS_WITHIN = 1000;

/**
 * Compares every slot of the boards that wait for it with the log, and records each difference.
 * Slots with a release under way are left alone: they end with their own word.
 * @param silent boards that nobody waits for: their open releases are written down as unknown
 */
export function reconcile(
  services: Services,
  running: Running,
  context: CabinetContext,
  silent: readonly BoardId[],
): Result<Reconciled, 'storage_failed'> {
  const occurrences: Occurrence[] = [];
  const expected: Reconciled['expected'][number][] = [];
  const writes = (occurrence: Occurrence) => record(services, running, occurrence);
  const note = (occurrence: Occurrence) => {
    occurrences.push(occurrence);
    const recorded = writes(occurrence);
    if (recorded && occurrence.kind === 'key.returned') settleReturn(services, running, occurrence);
    return recorded;
  };

  const isAbandoned = ({ occurrence: { slot, key } }: Unsettled) =>
    !isWired(context, slot, key) || (silent.includes(boardOf(context, slot)) && !running.isReleasing(slot));
  for (const occurrence of abandon(services.journal.openIntents().filter(isAbandoned), new Set())) {
    if (!note(occurrence)) return err('storage_failed');
  }
  if (!context.started && !homeless(services.journal.custody(), (key) => services.roster.homeOf(key)).every(writes)) {
    return err('storage_failed');
  }
  for (const board of context.pending) {
    for (const { position, subject } of slotsOn(context, board)) {
      const reading = context.readings.get(board)?.[position];
      if (reading === undefined || running.isReleasing(subject.slot)) continue;
      const unsettled = unsettledIn(services, context, subject);
      if (!unsettled.ok) return unsettled;
      const misfilled = isOpen(context, 'slot_misfilled', subject.slot);
      const found = reconcileSlot(
        { subject, reading, misfilled },
        services.journal.custody(),
        unsettled.value,
        during(context),
      );
      if (!found.every(note)) return err('storage_failed');
      expected.push({ slot: subject.slot, presence: presenceOf(reading) });
    }
  }
  return ok({ boards: context.pending, expected, occurrences });
}

/** Releases of a slot that have no outcome, and those whose outcome was written down as unknown. */
function unsettledIn(
  { journal }: Services,
  context: CabinetContext,
  { slot, key }: SlotSubject,
): Result<readonly Unsettled[], 'storage_failed'> {
  const open = journal.openIntents().filter(({ occurrence }) => occurrence.slot === slot);
  const doubt = key === null ? reopeningInDoubt(journal, context, slot) : ok(takingInDoubt(journal, key));
  if (!doubt.ok) return doubt;
  if (doubt.value === null) return ok(open);
  const entries = readable(journal.entries(doubt.value, 1));
  if (!entries.ok) return entries;
  const intended = entries.value[0]?.occurrence;
  if (intended?.kind !== 'release.intended') throw new Error(`entry ${doubt.value} is not the intent of a release`);
  return ok([...open, { intent: doubt.value, occurrence: intended }]);
}

function takingInDoubt(journal: Journal, key: KeyId): EntrySeq | null {
  const holding = journal.custody().get(key);
  return holding?.at === 'doubt' ? holding.intent : null;
}

/** Custody knows nothing of a free slot: the alarm says that there is a doubt, and the log which one. */
function reopeningInDoubt(
  journal: Journal,
  context: CabinetContext,
  slot: SlotId,
): Result<EntrySeq | null, 'storage_failed'> {
  if (!isOpen(context, 'outcome_unknown', slot)) return ok(null);
  const newest = readable(journal.latest(DOUBTS_WITHIN));
  if (!newest.ok) return newest;
  for (const { occurrence } of newest.value) {
    if (isOutcome(occurrence) && occurrence.slot === slot) {
      return ok(occurrence.kind === 'release.unknown' ? occurrence.intent : null);
    }
  }
  return ok(null);
}

/** A doubt that the disk cannot tell of stays one: a disk that fails is repaired, a log that is broken ends the process. */
function readable<T>(read: Result<T, JournalFault | StorageFault>): Result<T, 'storage_failed'> {
  if (read.ok) return read;
  if (typeof read.error === 'string') return err('storage_failed');
  throw new Error(`the log is broken: ${read.error.flaw}`);
}

/** Since a release was begun its slot may have left the set-up, or another key may have come to belong there. */
function isWired({ layout }: CabinetContext, slot: SlotId, key: KeyId | null): boolean {
  return layout.boards.some(({ slots }) => slots.some(({ subject }) => subject.slot === slot && subject.key === key));
}

function isOpen(context: CabinetContext, kind: AlarmKind, slot: SlotId): boolean {
  return isStanding(context.alarms, { kind, slot });
}
