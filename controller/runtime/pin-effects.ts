// What people prove themselves with, as effects: check a PIN, choose one, enrol and revoke badges, hand out one-time codes.
// Counters and entries are on disk before the answer shows; no screen can tell a duress PIN from the PIN.

import {
  ENROLMENT_LIFETIME,
  type EnrolmentCode,
  type EnrolmentFault,
  parseEnrolmentCode,
} from '../domain/enrolment.ts';
import type { BadgeHash, SessionId, StaffId } from '../domain/ids.ts';
import type { During } from '../domain/occurrence.ts';
import { FIRST_PIN_LIFETIME, type PinFault, type PinGate, type PinPurpose, pinFault, pinGate } from '../domain/pin.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { BadgeStrength, Factor } from '../domain/staff.ts';
import { after, type Instant } from '../domain/time.ts';
import type { PinVerdict } from '../machines/pin-tries.ts';
import type { StoredPin } from '../store/credential-repository.ts';
import { type Running, record, type Services } from './services.ts';

/** What is asked of a session: whose it is and what has been proved in it. */
export interface Proof {
  readonly visitor: During;
  readonly factors: readonly Factor[];
}

/** A badge that somebody holds to the reader with a code in hand. */
export interface Enrolment {
  readonly session: SessionId;
  /** Who is signed in; null = nobody: the badge becomes that of whoever the code was made for. */
  readonly staff: StaffId | null;
  readonly hash: BadgeHash;
  readonly strength: BadgeStrength;
  /** As typed. */
  readonly code: string;
}

/** Something that is shown once. */
export interface Issued<Secret extends string> {
  readonly secret: Secret;
  /** First instant at which it is worth nothing; null = it does not run out. */
  readonly expires: Instant | null;
}

export type IssueFault = 'no_such_staff' | 'busy' | 'storage_failed';

/** The answer of a disk that fails. */
const UNDECIDED: PinVerdict = { accepted: false, gate: { open: true, triesLeft: 1 } };

/**
 * Verifies a PIN. The counter of wrong tries is on disk before the answer; a disk that fails accepts nothing. A one-time code
 * that has run out is no wrong try.
 */
export async function checkPin(
  services: Services,
  running: Running,
  { visitor }: Pick<Proof, 'visitor'>,
  pin: string,
): Promise<PinVerdict> {
  const { store, pins, clock, journal } = services;
  const { staff, session } = visitor;
  const known = store.read(() => ({ gate: gateOf(services, staff), pin: store.credentials.pinOf(staff) }));
  if (!known.ok) return storageFailed(running);
  const { gate } = known.value;
  if (!gate.open) return { accepted: false, gate };
  const matched = await pins.match(pin, hashesOf(known.value.pin));
  if (!matched.ok) {
    if (matched.error === 'busy') return { accepted: false, gate, trouble: 'busy' };
    throw new Error(`the stored PIN of a person cannot be used: ${matched.error}`);
  }
  // Other tries of the same person may have been counted meanwhile: nothing from here on waits.
  const counted = store.read(() => store.credentials.pinCounter(staff));
  if (!counted.ok) return storageFailed(running);
  const still = pinGate(counted.value, clock.now());
  if (!still.open) return { accepted: false, gate: still };
  if (matched.value === 'pin' && hasRunOut(known.value.pin, journal.now())) {
    record(services, running, { kind: 'pin.refused', session, staff });
    return { accepted: false, gate: still, trouble: 'expired' };
  }
  const accepted = matched.value !== 'none';
  const next = accepted
    ? { failures: 0, lastFailure: null }
    : { failures: counted.value.failures + 1, lastFailure: clock.now() };
  if (matched.value === 'duress') running.send({ type: 'alarm.raise', alarm: { kind: 'duress', staff } });
  if (!store.credentials.writePinCounter(staff, next).ok) return storageFailed(running);
  const logged = record(services, running, { kind: accepted ? 'pin.accepted' : 'pin.refused', session, staff });
  if (accepted) return logged ? { accepted } : UNDECIDED;
  const then = pinGate(next, clock.now());
  if (!then.open && then.locked) running.send({ type: 'alarm.raise', alarm: { kind: 'pin_locked', staff } });
  return { accepted, gate: then };
}

/**
 * Sets a PIN that the person has chosen: in place of a one-time code, of the PIN so far, or as duress PIN.
 * @param session in which the PIN so far was entered: a badge alone chooses no PIN
 */
export async function changePin(
  services: Services,
  running: Running,
  { visitor, factors }: Proof,
  pin: string,
  purpose: PinPurpose,
): Promise<Result<void, PinFault>> {
  const { store, pins, roster } = services;
  const { staff, session } = visitor;
  const weak = pinFault(pin, roster.staff(staff)?.number ?? null, roster.setup.policy.pinDigits);
  if (weak !== null) return err(weak);
  const before = store.read(() => store.credentials.pinOf(staff));
  if (!before.ok) return failed(running);
  if (before.value === null || !factors.includes('pin')) return err('not_proved');
  const matched = await pins.match(pin, hashesOf(before.value));
  if (!matched.ok) return err(busyOr(matched.error));
  if (matched.value !== 'none') return err('already_used');
  const hashed = await pins.hash(pin);
  if (!hashed.ok) return err(busyOr(hashed.error));
  const now = store.read(() => store.credentials.pinOf(staff));
  if (!now.ok) return failed(running);
  if (now.value?.phc !== before.value.phc) return err('not_proved');
  if (!record(services, running, { kind: 'pin.changed', session, staff, cause: purpose })) return err('storage_failed');
  const written =
    purpose === 'duress'
      ? store.credentials.writeDuressPin(staff, hashed.value)
      : store.credentials.writePin(staff, hashed.value, false);
  return written.ok ? ok(undefined) : failed(running);
}

/** Makes a badge a credential. The code is used up even if the badge turns out to be somebody's. @returns whose it is now */
export function enrolBadge(
  services: Services,
  running: Running,
  { session, staff: signedIn, hash, strength, code: typed }: Enrolment,
): Result<StaffId, EnrolmentFault> {
  const { store, codes, clock, roster, journal } = services;
  const owner = store.read(() => store.credentials.staffByBadge(hash));
  if (!owner.ok) return failed(running);
  if (owner.value !== null) return err(owner.value.staff === signedIn ? 'badge_known' : 'badge_of_another');
  const code = parseEnrolmentCode(typed);
  if (!code.ok) return err('no_such_code');
  const taken = store.credentials.takeEnrolmentCode(codes.hash(code.value), journal.now());
  if (!taken.ok) return failed(running);
  const staff = taken.value;
  if (staff === null || (signedIn !== null && signedIn !== staff) || roster.staff(staff) === null) {
    return err('no_such_code');
  }
  if (!record(services, running, { kind: 'badge.enrolled', session, staff, badge: hash, strength })) {
    return err('storage_failed');
  }
  return store.credentials.addBadge({ hash, staff, strength, enrolled: clock.now() }).ok ? ok(staff) : failed(running);
}

/** Makes a badge nobody's, at once. @returns `no_such_badge` when it is nobody's already */
export function revokeBadge(
  services: Services,
  running: Running,
  by: StaffId,
  hash: BadgeHash,
): Result<void, 'no_such_badge' | 'storage_failed'> {
  const { store } = services;
  const owner = store.read(() => store.credentials.staffByBadge(hash));
  if (!owner.ok) return failed(running);
  if (owner.value === null) return err('no_such_badge');
  if (!store.credentials.revokeBadge(hash).ok) return failed(running);
  const { staff } = owner.value;
  return record(services, running, { kind: 'badge.revoked', by, staff, badge: hash })
    ? ok(undefined)
    : err('storage_failed');
}

/** Makes a code with which a person enrols one badge. To be shown once. @param by who hands it out */
export function issueEnrolmentCode(
  services: Services,
  running: Running,
  by: During,
  person: StaffId,
): Result<Issued<EnrolmentCode>, IssueFault> {
  const { store, codes, roster, journal } = services;
  if (roster.staff(person) === null) return err('no_such_staff');
  const { code, hash } = codes.forBadge();
  const expires = after(journal.now(), ENROLMENT_LIFETIME);
  if (!record(services, running, { kind: 'code.issued', ...by, person, cause: 'badge' })) return err('storage_failed');
  const added = store.credentials.addEnrolmentCode(hash, person, expires);
  return added.ok ? ok({ secret: code, expires }) : failed(running);
}

/**
 * Makes a first PIN, which also opens a PIN that wrong tries have locked. It runs out after `FIRST_PIN_LIFETIME`. To be shown
 * once. @param by who hands it out
 */
export async function issueFirstPin(
  services: Services,
  running: Running,
  by: During,
  person: StaffId,
): Promise<Result<Issued<string>, IssueFault>> {
  const { store, pins, codes, roster, journal } = services;
  const staff = roster.staff(person);
  if (staff === null) return err('no_such_staff');
  const pin = codes.forPin(staff.number, roster.setup.policy.pinDigits);
  const hashed = await pins.hash(pin);
  if (!hashed.ok) return err(busyOr(hashed.error));
  if (!record(services, running, { kind: 'code.issued', ...by, person, cause: 'first_pin' })) {
    return err('storage_failed');
  }
  const expires = after(journal.now(), FIRST_PIN_LIFETIME);
  if (!store.credentials.writePin(person, hashed.value, true, expires).ok) return failed(running);
  running.send({ type: 'alarm.end', alarm: { kind: 'pin_locked', staff: person } });
  return ok({ secret: pin, expires });
}

/** Who has a staff number; null = nobody, or the policy wants a badge. Whether a reader is lost is not looked at. */
export function loginByNumber({ roster }: Services, number: string): StaffId | null {
  const { staff, policy } = roster.setup;
  if (policy.staffNumber === 'never') return null;
  return staff.find((one) => one.number === number)?.id ?? null;
}

function gateOf({ store, clock }: Services, staff: StaffId): PinGate {
  return pinGate(store.credentials.pinCounter(staff), clock.now());
}

function hasRunOut(pin: StoredPin | null, now: Instant): boolean {
  return pin?.isFirst === true && pin.expires !== null && pin.expires <= now;
}

function hashesOf(pin: { readonly phc: string; readonly duressPhc: string | null } | null) {
  return { pin: pin?.phc ?? null, duress: pin?.duressPhc ?? null };
}

/** @throws for what no PIN that was judged before can cause */
function busyOr(fault: string): 'busy' {
  if (fault !== 'busy') throw new Error(`a PIN cannot be worked on: ${fault}`);
  return 'busy';
}

function failed(running: Running): Result<never, 'storage_failed'> {
  running.send({ type: 'storage.failed' });
  return err('storage_failed');
}

function storageFailed(running: Running): PinVerdict {
  running.send({ type: 'storage.failed' });
  return UNDECIDED;
}
