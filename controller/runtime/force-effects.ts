// A key that a supervisor forces out: asks the policy once more and says which slot is to open. The intent is the record: it
// names what was overridden and why, and stays to be reviewed by somebody else. Opens nothing itself.
import { placeOf } from '../domain/places.ts';
import type { TakeRequest } from '../domain/policy/facts.ts';
import { decideForced, obstacleOf } from '../domain/policy/forcing.ts';
import { codesOf } from '../domain/refusal.ts';
import { err, ok } from '../domain/result.ts';
import type { EmergencyInput, EmergencyPlan } from '../machines/emergency-context.ts';
import { isSupervisor, sealedText } from './desk-rights.ts';
import { factsAt, factsOf, factsOfPerson } from './facts.ts';
import { type Running, record, type Services } from './services.ts';

/** Which slot opens for a key that is forced out. That force was refused is in the log before this answers. */
export function beginForced(
  services: Services,
  running: Running,
  { visitor: { session, staff }, factors, text }: Omit<EmergencyInput, 'key'>,
  id: NonNullable<EmergencyInput['key']>,
): EmergencyPlan {
  const { roster } = services;
  const [person, key] = [roster.staff(staff), roster.key(id)];
  if (person === null || !isSupervisor(services, staff) || !factors.includes('pin')) return err('not_a_supervisor');
  if (key === null) return err('not_found');
  const moment = factsOf(services, running);
  const place = placeOf(roster, moment.facts.ledger.custody, id);
  const facts = factsAt(factsOfPerson(services, moment, staff), running, place);
  const request: TakeRequest = {
    staff: person,
    key,
    factors,
    badge: null,
    witnesses: [],
    reason: null,
    hasNote: true,
    breakGlass: false,
  };
  const decision = decideForced(request, facts, moment.now);
  if (!decision.permitted) {
    const { refusals } = decision;
    const reasons = codesOf(refusals);
    record(services, running, { kind: 'access.refused', session, staff, key: id, slot: place?.id ?? null, reasons });
    return err(obstacleOf(refusals) ?? 'not_a_supervisor');
  }
  const note = sealedText(services, text, 'required');
  if (!note.ok) return note;
  const { slot, due, booking, overridden } = decision.permit;
  return ok([
    {
      kind: 'release.intended',
      ...roster.subjectOf(slot),
      key: id,
      session,
      staff,
      purpose: 'forced',
      factors,
      due,
      witnesses: [],
      reason: null,
      note: note.value,
      booking,
      overridden,
    },
  ]);
}
