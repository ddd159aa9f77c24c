// What a session asks: may this person come in, is this the PIN, may they have this key. Answers are in the log before they show.

import { countHeldBy } from '../domain/custody.ts';
import type { StaffId } from '../domain/ids.ts';
import type { Key } from '../domain/key.ts';
import type { SlotSubject } from '../domain/occurrence.ts';
import { type PinGate, pinGate } from '../domain/pin.ts';
import { type Decision, decide, decideReopen, type Facts, standing, wantsPin } from '../domain/policy.ts';
import { err, isNonEmpty, ok } from '../domain/result.ts';
import type { Slot } from '../domain/slot.ts';
import type { Staff } from '../domain/staff.ts';
import type { Admission, Choice, PinVerdict, SessionContext, Verdict } from '../machines/session-context.ts';
import { type Running, record, type Services } from './services.ts';

/** Looks up what a person must prove, and whether they are valid at all. */
export function admit(services: Services, running: Running, { visitor }: SessionContext): Admission {
  const { roster, journal, store, clock } = services;
  const staff = knownStaff(services, visitor.staff);
  const refusals = standing(staff, journal.now());
  const holds = countHeldBy(journal.custody(), staff.id);
  if (isNonEmpty(refusals) && holds === 0) {
    const reasons = refusals.map(({ code }) => code);
    record(services, running, { kind: 'access.refused', ...visitorFacts(visitor), key: null, slot: null, reasons });
  }
  const counter = store.read(() => store.credentials.pinCounter(staff.id));
  const gate: PinGate = counter.ok ? pinGate(counter.value, clock.now()) : { open: true, triesLeft: 1 };
  const { keys, grants, policy } = roster.setup;
  return {
    refusal: isNonEmpty(refusals) ? { key: null, slot: null, refusals, failure: null } : null,
    holds,
    wantsPin: refusals.length === 0 && wantsPin(staff, keys, grants, policy),
    pinGate: gate,
  };
}

/** Verifies a PIN. The counter of wrong tries is on disk before the answer; a disk that fails accepts nothing. */
export async function checkPin(
  services: Services,
  running: Running,
  { visitor }: SessionContext,
  pin: string,
): Promise<PinVerdict> {
  const { store, pins, clock } = services;
  const { staff } = visitor;
  const known = store.read(() => ({
    counter: store.credentials.pinCounter(staff),
    phc: store.credentials.pinHash(staff),
  }));
  if (!known.ok) return storageFailed(running);
  const { counter, phc } = known.value;
  const gate = pinGate(counter, clock.now());
  if (!gate.open) return { accepted: false, gate };
  const verified = phc === null ? ok(false) : await pins.verify(pin, phc);
  if (!verified.ok) {
    if (verified.error === 'busy') return { accepted: false, gate };
    throw new Error(`the stored PIN of a person cannot be used: ${verified.error}`);
  }
  const after = verified.value
    ? { failures: 0, lastFailure: null }
    : { failures: counter.failures + 1, lastFailure: clock.now() };
  const written = store.credentials.writePinCounter(staff, after);
  if (!written.ok) return storageFailed(running);
  record(services, running, { kind: verified.value ? 'pin.accepted' : 'pin.refused', ...visitorFacts(visitor) });
  return verified.value ? { accepted: true } : { accepted: false, gate: pinGate(after, clock.now()) };
}

/** Asks the policy; a refusal is recorded. */
export function decideChoice(services: Services, running: Running, session: SessionContext, choice: Choice): Verdict {
  const { roster } = services;
  const { visitor, factors } = session;
  const decision =
    choice.kind === 'take'
      ? decideTake(services, running, session, choice.key)
      : decideSlot(services, running, session, choice.slot);
  if (!decision.permitted) {
    const [key, slot] = choice.kind === 'take' ? [choice.key, null] : [null, choice.slot];
    const reasons = decision.refusals.map(({ code }) => code);
    record(services, running, { kind: 'access.refused', ...visitorFacts(visitor), key, slot, reasons });
    return err(decision.refusals);
  }
  const { permit } = decision;
  const subject: SlotSubject = roster.subjectOf(permit.slot);
  return ok({
    ...subject,
    ...visitorFacts(visitor),
    kind: 'release.intended',
    purpose: choice.kind,
    factors,
    due: permit.due,
  });
}

/** What the policy says of one key, without recording anything. */
export function decisionOn(
  services: Services,
  running: Running,
  staff: Staff,
  key: Key,
  factors: SessionContext['factors'],
): Decision {
  const slot = services.roster.homeOf(key.id);
  return decide({ staff, key, factors }, factsFor(services, running, slot), services.journal.now());
}

/** What the policy says of opening a slot in which nothing belongs, without recording anything. */
export function decisionOnReopen(services: Services, running: Running, staff: Staff, slot: Slot): Decision {
  const misfilled = running.condition(slot.id) === 'ready' && running.presence(slot.id) === 'present';
  return decideReopen({ staff, slot }, misfilled, factsFor(services, running, slot), services.journal.now());
}

function decideTake(
  services: Services,
  running: Running,
  { visitor, factors }: SessionContext,
  id: Key['id'],
): Decision {
  const key = services.roster.key(id);
  if (key === null) return { permitted: false, refusals: [{ code: 'no_grant' }] };
  return decisionOn(services, running, knownStaff(services, visitor.staff), key, factors);
}

function decideSlot(services: Services, running: Running, { visitor }: SessionContext, id: Slot['id']): Decision {
  const slot = services.roster.slot(id);
  if (slot === null) return { permitted: false, refusals: [{ code: 'slot_not_misfilled' }] };
  return decisionOnReopen(services, running, knownStaff(services, visitor.staff), slot);
}

function factsFor({ roster, journal }: Services, running: Running, slot: Slot | null): Facts {
  const { policy, grants } = roster.setup;
  return {
    policy,
    grants,
    custody: journal.custody(),
    slot,
    condition: slot === null ? 'silent' : running.condition(slot.id),
    storage: running.storage(),
  };
}

function knownStaff({ roster }: Services, id: StaffId): Staff {
  const staff = roster.staff(id);
  if (staff === null) throw new Error('a badge belongs to a person who is not in the set-up');
  return staff;
}

function visitorFacts({ session, staff }: SessionContext['visitor']) {
  return { session, staff };
}

function storageFailed(running: Running): PinVerdict {
  running.send({ type: 'storage.failed' });
  return { accepted: false, gate: { open: true, triesLeft: 1 } };
}
