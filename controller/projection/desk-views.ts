// Keys, people, faults and alarms as a supervisor at the desk sees them, with names. For the screens of the desk only.

import type {
  DeskAlarmView,
  DeskBookingView,
  DeskFaultView,
  DeskKey,
  DeskKeyRef,
  DeskPerson,
  DeskReviewView,
  LostProgress,
  PersonRef,
  WhereView,
} from '../contract/desk-records.ts';
import { type Alarm, alarmName, severityOf } from '../domain/alarm.ts';
import type { Booking } from '../domain/booking.ts';
import { countHeldBy, type Holding, isOverdue } from '../domain/custody.ts';
import type { KeyFault } from '../domain/fault.ts';
import type { KeyId, StaffId } from '../domain/ids.ts';
import type { Ledger, PendingReview } from '../domain/ledger.ts';
import { LOST_STEPS } from '../domain/lost-step.ts';
import type { Roster } from '../domain/roster.ts';
import { sensingOf } from '../domain/slot.ts';
import type { Staff } from '../domain/staff.ts';
import type { Instant } from '../domain/time.ts';
import { iso, numberOf, placeFor } from './key-views.ts';

/** What the screens of a person about themselves and of a desk are made of, besides their machine. */
export interface RecordFacts {
  readonly roster: Roster;
  readonly ledger: Ledger;
  readonly now: Instant;
}

/** A person whom the set-up no longer knows is called by their id: what they hold must not vanish. */
export function personRef(roster: Roster, id: StaffId): PersonRef {
  return { id, name: roster.staff(id)?.name ?? id };
}

/** The key of an id, if the set-up knows it. */
export function keyRef(roster: Roster, id: KeyId): DeskKeyRef | null {
  const key = roster.key(id);
  return key === null ? null : { id: key.id, number: key.number, name: key.name };
}

/** A key with where it is; an empty list for one that the set-up does not know. */
export function deskKey(facts: RecordFacts, id: KeyId): readonly DeskKey[] {
  const key = facts.roster.key(id);
  if (key === null) return [];
  const { number, name, codeName, class: keyClass } = key;
  const { roster, ledger } = facts;
  const where = whereIs(facts, ledger.custody.get(id));
  const slot = placeFor(roster, ledger.custody, id);
  const wrong = ledger.alarms.find(
    (alarm) => alarm.kind === 'slot_misfilled' && alarm.gone === null && alarm.key === id,
  );
  const misplaced = numberOf(roster, wrong?.slot ?? null);
  const place = {
    slot: slot?.number ?? null,
    ...(misplaced !== null && { misplaced }),
    ...(slot !== null && { sensing: sensingOf(roster.sensesOf(slot)) }),
  };
  return [{ id, number, name, codeName, class: keyClass, ...place, where }];
}

export function deskPerson({ ledger, now }: RecordFacts, staff: Staff): DeskPerson {
  const { id, name, number, role } = staff;
  const holds = countHeldBy(ledger.custody, id);
  return { id, name, number, role, standing: standingOf(staff, ledger, now), holds };
}

/** An empty list for a fault of a key that the set-up does not know. */
export function faultView({ roster }: RecordFacts, fault: KeyFault): readonly DeskFaultView[] {
  const { report, fault: code, severity, by, since } = fault;
  const key = keyRef(roster, fault.key);
  if (key === null) return [];
  const { id, number } = key;
  return [{ report, key: id, number, fault: code, severity, by: personRef(roster, by), since: iso(since) }];
}

export function deskAlarm({ roster, ledger }: RecordFacts, alarm: Alarm): DeskAlarmView {
  const { kind, since, slot, key, staff, acknowledged, gone } = alarm;
  return {
    ref: alarmName(alarm),
    kind,
    severity: severityOf(kind),
    since: iso(since),
    slot: numberOf(roster, slot ?? null),
    key: key ?? null,
    keyNumber: key === undefined ? null : (roster.key(key)?.number ?? null),
    person: staff === undefined ? null : personRef(roster, staff),
    acknowledged: acknowledged === null ? null : { by: personRef(roster, acknowledged.by), at: iso(acknowledged.at) },
    gone: gone === null ? null : iso(gone),
    ...(kind === 'key_lost' && key !== undefined && gone === null && { search: progressOf(ledger, key) }),
  };
}

/** How far the search for a lost key has come. */
export function progressOf({ lost }: Pick<Ledger, 'lost'>, key: KeyId): LostProgress {
  return { done: lost.get(key)?.length ?? 0, of: LOST_STEPS.length };
}

/** @param viewer who is at the desk */
export function reviewView({ roster }: RecordFacts, review: PendingReview, viewer: StaffId): DeskReviewView {
  const key = keyRef(roster, review.key) ?? { id: review.key, number: 0, name: review.key };
  const { intent, staff, at } = review;
  return { intent, person: personRef(roster, staff), key, at: iso(at), yours: staff === viewer };
}

export function deskBooking({ roster }: RecordFacts, { id, staff, from, until }: Booking): DeskBookingView {
  return { id, person: personRef(roster, staff), from: iso(from), until: iso(until) };
}

function whereIs({ roster, now }: RecordFacts, holding: Holding | undefined): WhereView {
  if (holding === undefined) return { at: 'nowhere' };
  const since = iso(holding.since);
  switch (holding.at) {
    case 'slot':
      return { at: 'slot', since };
    case 'person': {
      const due = holding.due === null ? null : iso(holding.due);
      return { at: 'person', person: personRef(roster, holding.staff), since, due, overdue: isOverdue(holding, now) };
    }
    case 'doubt':
      return { at: 'doubt', person: personRef(roster, holding.staff), since };
    case 'unaccounted':
      return { at: 'unaccounted', since, during: personOrNull(roster, holding.during) };
    case 'lost':
      return { at: 'lost', since, person: personOrNull(roster, holding.staff) };
  }
}

function personOrNull(roster: Roster, id: StaffId | null): PersonRef | null {
  return id === null ? null : personRef(roster, id);
}

function standingOf(staff: Staff, { suspensions }: Ledger, now: Instant): DeskPerson['standing'] {
  if (suspensions.has(staff.id)) return 'suspended_here';
  if (staff.standing === 'suspended') return 'suspended';
  if (staff.validFrom !== null && now < staff.validFrom) return 'not_yet_valid';
  return staff.validUntil !== null && now >= staff.validUntil ? 'expired' : 'active';
}
