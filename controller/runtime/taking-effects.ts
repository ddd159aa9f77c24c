// What a session asks besides its decisions: who may stand by, who may receive a key from hand to hand, what is wrong with one.
// Answers are in the log before they show.

import { needlessReport } from '../domain/fault.ts';
import type { KeyId, StaffId } from '../domain/ids.ts';
import type { Key } from '../domain/key.ts';
import type { During } from '../domain/occurrence.ts';
import { pinGate } from '../domain/pin.ts';
import type { HandoverDecision } from '../domain/policy/handover.ts';
import { decideHandover } from '../domain/policy/handover.ts';
import { canWitness } from '../domain/policy/rules/witnesses.ts';
import { codesOf, type Refusal } from '../domain/refusal.ts';
import { err, type NonEmpty, ok, type Result } from '../domain/result.ts';
import type { Staff } from '../domain/staff.ts';
import type { HandoverContext, HandoverInput, HandoverRefused, HandoverTerms } from '../machines/handover-context.ts';
import type { ReportFault } from '../machines/reporting.ts';
import type { ReportCommand } from '../machines/session-commands.ts';
import type { SessionContext, Visitor } from '../machines/session-context.ts';
import type { WitnessingContext, WitnessVerdict } from '../machines/witnessing.ts';
import { factsOf, factsOfPerson } from './facts.ts';
import { type Running, record, type Services } from './services.ts';
import { requestOf } from './session-effects.ts';
import { settleRecall } from './suspension-acts.ts';

/** Whether a person may stand by for a taking or a return. Who does is recorded; who does not is nobody's business. */
export function judgeWitness(
  services: Services,
  running: Running,
  { session, key, purpose, from, missing }: WitnessingContext,
  id: StaffId,
): WitnessVerdict {
  const { roster, journal } = services;
  const [person, witness] = [roster.staff(session.visitor.staff), roster.staff(id)];
  if (person === null || witness === null) return { accepted: false, fault: 'not_valid' };
  if (person.id === id) return { accepted: false, fault: 'same_person' };
  if (!witness.groups.some((group) => from.includes(group))) return { accepted: false, fault: 'not_among' };
  if (!canWitness({ count: 1, from }, person, witness, journal.ledger(), journal.now())) {
    return { accepted: false, fault: 'not_valid' };
  }
  const kind = purpose === 'take' ? 'witness.confirmed' : 'return.witnessed';
  const recorded = record(services, running, { kind, ...duringOf(session), witness: id, key });
  return recorded ? { accepted: true, missing: missing - 1 } : { accepted: false, fault: 'not_valid' };
}

/** Writes for each return that nobody stood by for that it was so. The return stands. */
export function recordUnwitnessed(
  services: Services,
  running: Running,
  session: SessionContext,
  keys: readonly KeyId[],
): void {
  for (const key of keys) record(services, running, { kind: 'return.unwitnessed', ...duringOf(session), key });
}

/** Whether a person holds the key that they want to hand over, and whether both must sign a count. */
export function openHandover(
  { roster, journal }: Services,
  { session, key: id }: Pick<HandoverInput, 'session' | 'key'>,
): Result<{ counts: boolean }, NonEmpty<Refusal>> {
  const key = roster.key(id);
  const holding = journal.custody().get(id);
  if (key === null || holding?.at !== 'person' || holding.staff !== session.visitor.staff) {
    return err([{ code: 'holds_nothing' }]);
  }
  return ok({ counts: roster.groupsOf(key).some(({ countOnHandover }) => countOnHandover) });
}

/** Whether somebody may receive the key. A refusal that a PIN or somebody who stands by would settle is not recorded. */
export function judgeReceiver(
  services: Services,
  running: Running,
  { session, key: id, factors, witnesses }: HandoverContext,
  receiver: Visitor,
): Result<HandoverTerms, HandoverRefused> {
  const gate = gateOf(services, receiver.staff);
  const [staff, key] = [services.roster.staff(receiver.staff), services.roster.key(id)];
  const decision: HandoverDecision =
    staff === null || key === null
      ? { permitted: false, refusals: [{ code: 'no_grant' }] }
      : decideReceiving(services, running, session, staff, key, { ...receiver, factors, witnesses });
  if (decision.permitted) return ok({ due: decision.permit.due, pinGate: gate });
  const { refusals } = decision;
  if (refusals.some(({ code }) => code !== 'pin_required' && code !== 'witness_required')) {
    const reasons = codesOf(refusals);
    const { session: during } = session.visitor;
    record(services, running, {
      kind: 'access.refused',
      session: during,
      staff: receiver.staff,
      key: id,
      slot: null,
      reasons,
    });
  }
  return err({ refusals, pinGate: gate });
}

/**
 * Writes a handover, after looking again: the key may have left the hand that gives it, and the receiver may have lost the
 * right to it, since the badge was shown. Custody has changed then.
 */
export function recordHandover(
  services: Services,
  running: Running,
  handover: HandoverContext,
  receiver: Visitor,
): Result<void, NonEmpty<Refusal>> {
  const open = openHandover(services, handover);
  if (!open.ok) return open;
  const judged = judgeReceiver(services, running, handover, receiver);
  if (!judged.ok) return err(judged.error.refusals);
  const { session, key, due, count } = handover;
  const written = record(services, running, {
    kind: 'key.handed_over',
    ...duringOf(session),
    key,
    to: receiver.staff,
    due,
    count,
    note: null,
  });
  if (!written) return err([{ code: 'storage_unavailable' }]);
  settleRecall(services, running, session.visitor.staff);
  running.send({ type: 'due.check' });
  return ok(undefined);
}

/** Whether somebody may see and say what is wrong with a key: they hold it, or had it in this session. */
export function isTheirs({ journal }: Services, session: SessionContext, key: KeyId): boolean {
  const { visitor, returned, handedOver } = session;
  const holding = journal.custody().get(key);
  const isHeld = holding?.at === 'person' && holding.staff === visitor.staff;
  return isHeld || returned.includes(key) || handedOver.includes(key);
}

/** Writes what is wrong with a key, or what a vehicle shows. Only who holds the key or has just brought it back may say so. */
export function recordReport(
  services: Services,
  running: Running,
  session: SessionContext,
  said: ReportCommand,
): Result<void, ReportFault> {
  const key = services.roster.key(said.key);
  if (key === null || !isTheirs(services, session, key.id)) return err('not_yours');
  const during = duringOf(session);
  const note = () => (said.text === null ? null : services.notes.seal(said.text).id);
  if (said.type === 'fault.report') {
    const { fault, severity } = said;
    const open = services.journal.ledger().faults.get(key.id) ?? [];
    const needless = needlessReport(open, { fault, severity, by: during.staff });
    if (needless !== null) return err(needless);
    const written = record(services, running, {
      kind: 'fault.reported',
      ...during,
      key: key.id,
      fault,
      severity,
      note: note(),
    });
    if (!written) return err('storage_unavailable');
    if (severity === 'critical') running.send({ type: 'alarm.raise', alarm: { kind: 'key_faulty', key: key.id } });
    return ok(undefined);
  }
  const { mileage, fuel } = said;
  if (key.class !== 'vehicle') return err('not_a_vehicle');
  const last = services.journal.ledger().readings.get(key.id)?.mileage ?? null;
  if (mileage !== null && last !== null && mileage < last) return err('mileage_fell');
  const read = { kind: 'vehicle.read', ...during, key: key.id, mileage, fuel, cause: null, note: note() } as const;
  return record(services, running, read) ? ok(undefined) : err('storage_unavailable');
}

/** The giver stands by; why the key is needed was said when it was taken. */
function decideReceiving(
  services: Services,
  running: Running,
  { visitor }: SessionContext,
  staff: Staff,
  key: Key,
  receiver: Visitor & Pick<HandoverContext, 'factors' | 'witnesses'>,
): HandoverDecision {
  const moment = factsOf(services, running);
  const asking = { visitor: receiver, factors: receiver.factors, witnesses: [visitor.staff, ...receiver.witnesses] };
  const facts = factsOfPerson(services, moment, staff.id);
  const said = { ...requestOf(services, asking, staff, key), reason: reasonOf(services, key), hasNote: true };
  return decideHandover(said, facts, moment.now);
}

/** A reason that every group of the key is content with, as one was given at the taking. */
function reasonOf({ roster }: Services, key: Key): string | null {
  return roster.groupsOf(key).flatMap((group) => group.reason?.choices ?? [])[0] ?? null;
}

function gateOf({ store, clock }: Services, staff: StaffId): HandoverTerms['pinGate'] {
  const counter = store.read(() => store.credentials.pinCounter(staff));
  return counter.ok ? pinGate(counter.value, clock.now()) : { open: true, triesLeft: 1 };
}

function duringOf({ visitor: { session, staff } }: SessionContext): During {
  return { session, staff };
}
