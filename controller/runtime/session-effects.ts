// What a session asks: may this person come in, may they have this key. Answers are in the log before they show.
import { isStanding } from '../domain/alarm.ts';
import { countHeldBy } from '../domain/custody.ts';
import type { KeyId, SlotId, StaffId } from '../domain/ids.ts';
import type { Key } from '../domain/key.ts';
import { type PinGate, pinGate } from '../domain/pin.ts';
import { contentOf, placeOf, standingKeys } from '../domain/places.ts';
import { wantsPin } from '../domain/policy/arrival.ts';
import { canBreakGlass, keysBehindGlass } from '../domain/policy/break-glass.ts';
import { decide, decideReopen } from '../domain/policy/decide.ts';
import { isDemand } from '../domain/policy/demands.ts';
import type { Decision, TakeRequest } from '../domain/policy/facts.ts';
import { returnDemands } from '../domain/policy/returning.ts';
import { standing } from '../domain/policy/rules/standing.ts';
import { codesOf } from '../domain/refusal.ts';
import { err, isNonEmpty, ok } from '../domain/result.ts';
import type { Slot } from '../domain/slot.ts';
import type { Staff } from '../domain/staff.ts';
import type { LooksToKeep } from '../machines/looks.ts';
import type {
  Admission,
  Arrival,
  Choice,
  Manners,
  SessionContext,
  SessionRefusal,
  StandingChanged,
  Verdict,
  Visitor,
  WitnessDemand,
} from '../machines/session-context.ts';
import { factsAt, factsOf, factsOfPerson } from './facts.ts';
import { type Running, record, type Services } from './services.ts';

/** What a session knows of the person and of the choice. */
export type Asking = Pick<SessionContext, 'visitor' | 'factors'> &
  Partial<Pick<SessionContext, 'witnesses' | 'reason' | 'text' | 'breakGlass'>>;

/** Looks up what a person must prove, and whether they are valid at all. A PIN that cannot be read is asked for. */
export function admit(services: Services, running: Running, { visitor }: Pick<SessionContext, 'visitor'>): Arrival {
  const { store, clock } = services;
  const { facts, now } = factsOf(services, running);
  const staff = knownStaff(services, visitor.staff);
  const { refusal, holds } = standingOf(services, visitor.staff);
  if (refusal !== null && holds === 0) recordBarred(services, running, visitor, refusal);
  const known = store.read(() => ({
    counter: store.credentials.pinCounter(staff.id),
    pin: store.credentials.pinOf(staff.id),
    remembered: store.preferences.of(staff.id),
  }));
  const gate: PinGate = known.ok ? pinGate(known.value.counter, clock.now()) : { open: true, triesLeft: 1 };
  const pin = known.ok ? known.value.pin : null;
  return {
    refusal,
    holds,
    wantsPin: refusal === null && wantsPin(staff, !known.ok || pin !== null, visitor.badge, facts, now),
    pinGate: gate,
    remembered: known.ok ? known.value.remembered : null,
    manners: { ...mannersOf(services, staff), mustChangePin: refusal === null && pin?.isFirst === true },
  };
}

/** Writes how the screen shall be whenever a person comes. Not on the last room of the disk. @returns whether the disk has it */
export function keepLooks({ store }: Services, running: Running, { visitor, preferences }: LooksToKeep): boolean {
  if (running.storage() === 'unavailable') return false;
  const written = store.preferences.write(visitor.staff, preferences);
  if (!written.ok) running.send({ type: 'storage.failed' });
  return written.ok;
}

/** Whether a person may take anything at all at this moment, without recording anything: it may change during a session. */
export function standingOf(services: Services, id: StaffId): Pick<Admission, 'refusal' | 'holds'> {
  const { journal } = services;
  const refusals = standing(knownStaff(services, id), journal.ledger(), journal.now());
  return {
    refusal: isNonEmpty(refusals) ? { key: null, slot: null, refusals, failure: null } : null,
    holds: countHeldBy(journal.custody(), id),
  };
}

/**
 * Looks again at somebody who is at the screen; null = it is as it was. That they may take nothing any longer is in the log
 * before the screen says so.
 */
export function standingNews(
  services: Services,
  running: Running,
  { visitor, barred }: Pick<SessionContext, 'visitor' | 'barred'>,
): StandingChanged | null {
  const { refusal, holds } = standingOf(services, visitor.staff);
  if ((refusal !== null) === barred) return null;
  if (refusal !== null) recordBarred(services, running, visitor, refusal);
  return { type: 'standing.changed', refusal, holds };
}

/** Asks the policy. A refusal is recorded, unless an answer of the person would settle all of it: then nothing was refused yet. */
export function decideChoice(services: Services, running: Running, session: SessionContext, choice: Choice): Verdict {
  const { visitor } = session;
  const decision =
    choice.kind === 'take'
      ? decideTake(services, running, session, choice.key)
      : decideSlot(services, running, session, choice.slot);
  if (decision.permitted) return ok(intentOf(services, session, choice, decision.permit));
  const { refusals } = decision;
  const [key, slot] = choice.kind === 'take' ? [choice.key, null] : [null, choice.slot];
  if (!refusals.every(isDemand)) {
    const reasons = codesOf(refusals);
    record(services, running, { kind: 'access.refused', ...visitorFacts(visitor), key, slot, reasons });
  }
  return err({ refusals, canBreakGlass: mayBreakGlass(services, visitor.staff, key, decision) });
}

/**
 * What the policy says of every key that a person may ask for, by the same facts, without recording anything: keys that are
 * granted, by number, then those for which they may break glass.
 */
export function decisionsFor(services: Services, running: Running, asking: Asking): ReadonlyMap<KeyId, Decision> {
  const staff = services.roster.staff(asking.visitor.staff);
  if (staff === null) return new Map();
  const moment = factsOf(services, running);
  const person = factsOfPerson(services, moment, staff.id);
  const decided = (key: Key) => {
    const facts = factsAt(person, running, placeOf(services.roster, moment.facts.ledger.custody, key.id));
    return decide(requestOf(services, asking, staff, key), facts, moment.now);
  };
  const keys = new Set([...services.roster.grantedKeys(staff), ...keysBehindGlass(staff, services.roster)]);
  return new Map([...keys].map((key) => [key.id, decided(key)]));
}

/** What the policy says of one key, without recording anything. */
export function decisionOn(services: Services, running: Running, asking: Asking, key: Key): Decision {
  const staff = knownStaff(services, asking.visitor.staff);
  const moment = factsOf(services, running);
  const slot = placeOf(services.roster, moment.facts.ledger.custody, key.id);
  const facts = factsAt(factsOfPerson(services, moment, staff.id), running, slot);
  return decide(requestOf(services, asking, staff, key), facts, moment.now);
}

/** What the policy says of opening a slot so that a fob which does not belong there can be drawn, without recording anything. */
export function decisionOnReopen(services: Services, running: Running, staff: Staff, slot: Slot): Decision {
  const stands = running.condition(slot.id) === 'ready' && running.presence(slot.id) === 'present';
  const misfilled = stands && (slot.fob === null || isWronglyFilled(services, slot)) && !holdsKey(services, slot);
  const moment = factsOf(services, running);
  const facts = factsAt(factsOfPerson(services, moment, staff.id), running, slot);
  return decideReopen({ staff, slot }, misfilled, facts, moment.now);
}

/** What a person asks for, as a session has it. Witnesses who are not in the set-up do not count. */
export function requestOf({ roster }: Services, asking: Asking, staff: Staff, key: Key): TakeRequest {
  const { visitor, factors, witnesses = [], reason = null, text = null, breakGlass = false } = asking;
  return {
    staff,
    key,
    factors,
    badge: visitor.badge,
    witnesses: witnesses.flatMap((id) => roster.staff(id) ?? []),
    reason,
    hasNote: text !== null,
    breakGlass,
  };
}

function recordBarred(services: Services, running: Running, visitor: Visitor, { refusals }: SessionRefusal): void {
  const reasons = codesOf(refusals);
  record(services, running, { kind: 'access.refused', ...visitorFacts(visitor), key: null, slot: null, reasons });
}

function decideTake(services: Services, running: Running, session: SessionContext, id: KeyId): Decision {
  const key = services.roster.key(id);
  if (key === null) return { permitted: false, refusals: [{ code: 'no_grant' }] };
  return decisionOn(services, running, session, key);
}

function decideSlot(services: Services, running: Running, { visitor }: SessionContext, id: SlotId): Decision {
  const slot = services.roster.slot(id);
  if (slot === null) return { permitted: false, refusals: [{ code: 'slot_not_misfilled' }] };
  return decisionOnReopen(services, running, knownStaff(services, visitor.staff), slot);
}

function intentOf(
  { roster, journal, notes }: Services,
  { visitor, factors, witnesses, reason, text }: SessionContext,
  { kind }: Choice,
  { slot, due, booking, overridden }: Extract<Decision, { readonly permitted: true }>['permit'],
): Extract<Verdict, { readonly ok: true }>['value'] {
  const { fob, key } = kind === 'reopen' ? { fob: null, key: null } : contentOf(roster, journal.custody(), slot);
  return {
    slot: slot.id,
    fob,
    key,
    ...visitorFacts(visitor),
    kind: 'release.intended',
    purpose: kind,
    factors,
    due,
    witnesses,
    reason,
    note: text === null ? null : notes.seal(text).id,
    booking,
    overridden,
  };
}

/** Whether the log knows that what stands in a slot does not belong there. */
function isWronglyFilled({ journal }: Services, { id: slot }: Slot): boolean {
  const { alarms } = journal.ledger();
  return isStanding(alarms, { kind: 'slot_misfilled', slot }) || isStanding(alarms, { kind: 'fob_unknown', slot });
}

/** Whether a key stands in a slot by the log. */
function holdsKey({ journal }: Services, { id }: Slot): boolean {
  return standingKeys(journal.custody()).has(id);
}

function mayBreakGlass({ roster }: Services, staff: StaffId, id: KeyId | null, decision: Decision): boolean {
  const [person, key] = [roster.staff(staff), id === null ? null : roster.key(id)];
  return (
    person !== null && key !== null && !decision.permitted && canBreakGlass(person, key, decision.refusals, roster)
  );
}

function mannersOf({ roster }: Services, { preferences }: Staff): Omit<Manners, 'mustChangePin'> {
  const witnessed = roster.setup.keys.flatMap((key): readonly (readonly [KeyId, WitnessDemand])[] => {
    const { witnesses } = returnDemands(key, roster);
    return witnesses === null ? [] : [[key.id, witnesses]];
  });
  const { shiftChange, signOut } = roster.setup.policy;
  return { shiftChange, signOut, moreTime: preferences.moreTime, witnessedReturns: new Map(witnessed) };
}

function knownStaff({ roster }: Services, id: StaffId): Staff {
  const staff = roster.staff(id);
  if (staff === null) throw new Error('a badge belongs to a person who is not in the set-up');
  return staff;
}

function visitorFacts({ session, staff }: SessionContext['visitor']) {
  return { session, staff };
}
