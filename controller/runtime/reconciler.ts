// Makes the log agree with the sensors: at start-up, when a board comes back, when the disk does. Records, never moves a bolt.
import type { Journal } from '../audit/journal.ts';
import type { AlarmKind } from '../domain/alarm.ts';
import type { BoardId, EntrySeq, KeyId, SlotId } from '../domain/ids.ts';
import type { Occurrence, SlotSubject } from '../domain/occurrence.ts';
import type { Unsettled } from '../domain/reconcile.ts';
import { abandon, reconcileSlot } from '../domain/reconcile.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { boardOf, type CabinetContext, during, type Reconciled, slotsOn } from '../machines/cabinet-context.ts';
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
  const note = (occurrence: Occurrence) => {
    occurrences.push(occurrence);
    return record(services, running, occurrence);
  };

  const isAbandoned = ({ occurrence: { slot } }: Unsettled) =>
    silent.includes(boardOf(context, slot)) && !running.isReleasing(slot);
  for (const occurrence of abandon(services.journal.openIntents().filter(isAbandoned), new Set())) {
    if (!note(occurrence)) return err('storage_failed');
  }
  for (const board of context.pending) {
    for (const { position, subject } of slotsOn(context, board)) {
      const reading = context.readings.get(board)?.[position];
      if (reading === undefined || running.isReleasing(subject.slot)) continue;
      const unsettled = unsettledIn(services, context, subject);
      const misfilled = isOpen(context, 'slot_misfilled', subject.slot);
      const found = reconcileSlot(
        { subject, reading, misfilled },
        services.journal.custody(),
        unsettled,
        during(context),
      );
      if (!found.every(note)) return err('storage_failed');
      expected.push({ slot: subject.slot, presence: reading.presence });
    }
  }
  return ok({ boards: context.pending, expected, occurrences });
}

/** Releases of a slot that have no outcome, and those whose outcome was written down as unknown. */
function unsettledIn({ journal }: Services, context: CabinetContext, { slot, key }: SlotSubject): readonly Unsettled[] {
  const open = journal.openIntents().filter(({ occurrence }) => occurrence.slot === slot);
  const intent = key === null ? reopeningInDoubt(journal, context, slot) : takingInDoubt(journal, key);
  if (intent === null) return open;
  const entries = journal.entries(intent, 1);
  const intended = entries.ok ? entries.value[0]?.occurrence : undefined;
  if (intended?.kind !== 'release.intended') throw new Error(`entry ${intent} is not the intent of a release`);
  return [...open, { intent, occurrence: intended }];
}

function takingInDoubt(journal: Journal, key: KeyId): EntrySeq | null {
  const holding = journal.custody().get(key);
  return holding?.at === 'doubt' ? holding.intent : null;
}

/** Custody knows nothing of a free slot: the alarm says that there is a doubt, and the log which one. Ends with the run. */
function reopeningInDoubt(journal: Journal, context: CabinetContext, slot: SlotId): EntrySeq | null {
  if (!isOpen(context, 'outcome_unknown', slot)) return null;
  const newest = journal.latest(DOUBTS_WITHIN);
  const entries = newest.ok ? newest.value : [];
  for (const { occurrence } of entries) {
    if ('intent' in occurrence && occurrence.slot === slot) {
      return occurrence.kind === 'release.unknown' ? occurrence.intent : null;
    }
  }
  return null;
}

function isOpen({ alarms }: CabinetContext, kind: AlarmKind, slot: SlotId): boolean {
  return alarms.some((alarm) => alarm.kind === kind && alarm.slot === slot);
}
