// Makes the log agree with the sensors: at start-up, when a board comes back, when the disk does. Records, never moves a bolt.

import type { BoardId, SlotId } from '../domain/ids.ts';
import type { Occurrence } from '../domain/occurrence.ts';
import type { Unsettled } from '../domain/reconcile.ts';
import { abandon, reconcileSlot } from '../domain/reconcile.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { boardOf, type CabinetContext, during, type Reconciled, slotsOn } from '../machines/cabinet-context.ts';
import { type Running, record, type Services } from './services.ts';

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
      const unsettled = unsettledIn(services, subject.slot);
      const found = reconcileSlot({ subject, reading }, services.journal.custody(), unsettled, during(context));
      if (!found.every(note)) return err('storage_failed');
      expected.push({ slot: subject.slot, presence: reading.presence });
    }
  }
  return ok({ boards: context.pending, expected, occurrences });
}

/** Releases of a slot that have no outcome, and those whose outcome was written down as unknown. */
function unsettledIn({ journal, roster }: Services, slot: SlotId): readonly Unsettled[] {
  const open = journal.openIntents().filter(({ occurrence }) => occurrence.slot === slot);
  const home = roster.slot(slot);
  const key = home === null ? null : roster.subjectOf(home).key;
  const holding = key === null ? undefined : journal.custody().get(key);
  if (holding?.at !== 'doubt') return open;
  const entries = journal.entries(holding.intent, 1);
  const intended = entries.ok ? entries.value[0]?.occurrence : undefined;
  if (intended?.kind !== 'release.intended')
    throw new Error(`entry ${holding.intent} is not the intent that custody names`);
  return [...open, { intent: holding.intent, occurrence: intended }];
}
