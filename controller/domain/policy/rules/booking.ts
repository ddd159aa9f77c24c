// Bookings at taking: who has booked comes first, the earliest booking first of all; some keys go out on a booking only.
import {
  type BookedKeys,
  type Booking,
  blockingBooking,
  bookingAhead,
  bookingFor,
  type KeysOf,
  lapsed,
} from '../../booking.ts';
import type { BookingId, KeyGroupId, KeyId } from '../../ids.ts';
import type { Key, KeyGroup } from '../../key.ts';
import type { Ledger } from '../../ledger.ts';
import type { CabinetPolicy } from '../../setup.ts';
import type { Instant } from '../../time.ts';
import type { KeyRule, PermitWarning, PersonFacts, TakeRequest } from '../facts.ts';

export const bookingRule: KeyRule = (request, facts, now) => {
  const groups = bookable(request.key, facts);
  if (groups.length === 0) return [];
  const own = ownBooking(request, facts, now);
  const only = groups.find(({ booking }) => booking === 'only');
  if (only !== undefined && own === null) return [{ code: 'booking_required', group: only.id }];
  const { staff, key } = request;
  const bookings = bookingsOf(facts, now);
  if (!bookings.reach(key)) return [];
  const other = blockingBooking(bookings.ledger, staff.id, key.id, own, keysIn(facts), now);
  return other === null ? [] : [{ code: 'booked_by_other', from: other.from, until: other.until }];
};

/** The booking that a release would fulfil; null = none. */
export function bookingOf(request: TakeRequest, facts: PersonFacts, now: Instant): BookingId | null {
  return bookable(request.key, facts).length === 0 ? null : (ownBooking(request, facts, now)?.id ?? null);
}

/** What the person should know of a booking of somebody else that begins within the lead of the policy. */
export function bookingWarnings(
  { staff, key }: TakeRequest,
  facts: PersonFacts,
  now: Instant,
): readonly PermitWarning[] {
  const bookings = bookingsOf(facts, now);
  if (bookable(key, facts).length === 0 || !bookings.reach(key)) return [];
  const lead = facts.roster.setup.policy.bookingLead;
  const ahead = bookingAhead(bookings.ledger, staff.id, key.id, keysIn(facts), now, lead);
  return ahead === null ? [] : [{ code: 'booked_soon', from: ahead.from }];
}

/** The groups of a key that can be booked: most keys have none, and are asked nothing more. */
function bookable(key: Key, { roster }: PersonFacts): readonly KeyGroup[] {
  return roster.groupsOf(key).filter(({ booking }) => booking !== 'none');
}

function ownBooking({ staff, key }: TakeRequest, facts: PersonFacts, now: Instant): Booking | null {
  const bookings = bookingsOf(facts, now);
  return bookings.reach(key) ? bookingFor(bookings.ledger, staff.id, key.id, key.groups, now) : null;
}

function keysIn({ roster }: PersonFacts): KeysOf {
  return (set) => roster.keysOf(set);
}

/** The bookings that stand at one moment. */
interface StandingBookings {
  readonly ledger: BookedKeys;
  /** Whether anybody has booked the key, or any of a group of it: most keys end here. */
  reach(key: Key): boolean;
}

interface Kept {
  readonly now: Instant;
  readonly policy: CabinetPolicy;
  readonly bookings: StandingBookings;
}

/** Kept by the ledger, which is a new one after each change: a picture decides many keys by the same. */
const KEPT = new WeakMap<Ledger, Kept>();

function bookingsOf({ ledger, roster }: PersonFacts, now: Instant): StandingBookings {
  const { policy } = roster.setup;
  const kept = KEPT.get(ledger);
  if (kept?.now === now && kept.policy === policy) return kept.bookings;
  const bookings = standingBookings(ledger, policy, now);
  KEPT.set(ledger, { now, policy, bookings });
  return bookings;
}

/** Leaves out bookings for which nobody came in time: they free the key at once, recorded or not. */
function standingBookings(ledger: Ledger, policy: CabinetPolicy, now: Instant): StandingBookings {
  const over = new Set(lapsed(ledger, policy, now).map(({ id }) => id));
  const bookings = new Map([...ledger.bookings].filter(([id]) => !over.has(id)));
  const sets = [...bookings.values()].map(({ what }) => what);
  const keys = new Set<KeyId>(sets.flatMap((set) => (set.kind === 'key' ? [set.key] : [])));
  const groups = new Set<KeyGroupId>(sets.flatMap((set) => (set.kind === 'group' ? [set.group] : [])));
  return {
    ledger: { ...ledger, bookings },
    reach: (key) => keys.has(key.id) || key.groups.some((group) => groups.has(group)),
  };
}
