// What the watch over due times asks of the cabinet: to write what time alone has brought about, and to say which keys should
// be carried. It reads the ledger each time anew and keeps nothing.
import { fromPromise } from 'xstate';
import { lapsed } from '../domain/booking.ts';
import { nextWake, stageOccurrences, stagesIn, waitFor } from '../domain/due.ts';
import { egressWarnings } from '../domain/egress.ts';
import type { KeyId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type DueReview, dueMachine } from '../machines/due.ts';
import { type Running, record, type Services } from './services.ts';

/** The watch over due times with everything real in it. */
export function provideDue(services: Services, running: Running) {
  return dueMachine.provide({
    actors: {
      recordStages: fromPromise(async () => recordStages(services, running)),
      findEgressKeys: fromPromise(async () => findEgressKeys(services)),
    },
  });
}

/**
 * Writes each stage that a key has reached and each booking for which nobody came, as far as the log does not have them yet.
 * An error is a disk that failed: what is missing is written by the next look.
 */
export function recordStages(services: Services, running: Running): Result<DueReview, 'storage_unavailable'> {
  const { journal, roster } = services;
  const { policy } = roster.setup;
  const now = journal.now();
  if (running.storage() === 'unavailable') return err('storage_unavailable');
  const lapses = lapsed(journal.ledger(), policy, now).map(
    ({ id }) => ({ kind: 'booking.lapsed', booking: id }) as const,
  );
  for (const occurrence of [...stageOccurrences(journal.custody(), policy, now), ...lapses])
    if (!record(services, running, occurrence)) return err('storage_unavailable');
  const custody = journal.custody();
  return ok({ stages: stagesIn(custody), wait: waitFor(nextWake(custody, policy, now), now) });
}

/** The keys that should be carried and stand in their slots, at this moment. */
export function findEgressKeys({ journal, roster, zone }: Services): readonly KeyId[] {
  return egressWarnings({ roster, custody: journal.custody(), zone, wall: zone.wallAt(journal.now()) });
}
