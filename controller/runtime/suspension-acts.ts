// Suspension at the desk: blocks a person, calls back what they hold, and lets them back in. Asks nobody's right.

import { countHeldBy, heldBy } from '../domain/custody.ts';
import type { StaffId } from '../domain/ids.ts';
import { recallDue, recalledKeys } from '../domain/recall.ts';
import { err } from '../domain/result.ts';
import { type Act, type AtDesk, by, type Done, write } from './at-desk.ts';
import { type Running, record, type Services } from './services.ts';
/** Ends the alarm of a recall once everything is back. @param holder whose key has come back; null = nobody's */
export function settleRecall({ journal }: Services, running: Running, holder: StaffId | null): void {
  if (holder === null || countHeldBy(journal.custody(), holder) > 0) return;
  const isCalled = journal.ledger().alarms.some(({ kind, staff }) => kind === 'recall' && staff === holder);
  if (isCalled) running.send({ type: 'alarm.end', alarm: { kind: 'recall', staff: holder } });
}

/**
 * Blocks a person and calls back what they hold. The clock of the recall is the due time of each key, and its alarm; neither
 * shows for a silent one, of which the person must not learn.
 */
export function suspend(at: AtDesk, { person, silent, text }: Act<'desk.suspend'>): Done {
  const { services, running, visitor } = at;
  const { journal, roster } = services;
  if (roster.staff(person) === null) return err('not_found');
  if (person === visitor.staff) return err('yourself');
  if (journal.ledger().suspensions.has(person)) return err('already_suspended');
  const recalled = recalledKeys(journal.custody(), person);
  const done = write(at, text, 'required', (note) => ({
    kind: 'staff.suspended',
    ...by(at),
    person,
    silent,
    recalled,
    note,
  }));
  if (!done.ok || silent) return done;
  for (const key of heldBy(journal.custody(), person)) {
    const due = recallDue(journal.custody(), key, journal.now());
    if (due === null) continue;
    record(services, running, { kind: 'key.extended', ...by(at), key, holder: person, due, note: null });
  }
  if (recalled.length > 0) running.send({ type: 'alarm.raise', alarm: { kind: 'recall', staff: person } });
  return done;
}

/** Lets a person back in. */
export function reinstate(at: AtDesk, { person, text }: Act<'desk.reinstate'>): Done {
  const { services, running, visitor } = at;
  if (services.roster.staff(person) === null) return err('not_found');
  if (person === visitor.staff) return err('yourself');
  if (!services.journal.ledger().suspensions.has(person)) return err('not_suspended');
  const done = write(at, text, 'optional', (note) => ({ kind: 'staff.reinstated', ...by(at), person, note }));
  if (done.ok) running.send({ type: 'alarm.end', alarm: { kind: 'recall', staff: person } });
  return done;
}
