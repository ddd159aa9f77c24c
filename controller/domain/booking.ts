// Bookings: a key, or any one of a group, for a stretch of time. First made, first served.
// Pure; which keys a group has comes in as an argument.
import type { Custody } from './custody.ts';
import { isBlocked, type OpenFaults } from './fault.ts';
import type { BookingId, KeyGroupId, KeyId, StaffId } from './ids.ts';
import type { KeySet } from './key.ts';
import type { CabinetPolicy } from './setup.ts';
import { after, type Duration, hours, type Instant, later, minutes } from './time.ts';

export interface Booking {
  readonly id: BookingId;
  readonly staff: StaffId;
  readonly what: KeySet;
  readonly from: Instant;
  /** First instant at which it is over. */
  readonly until: Instant;
  /** Who comes first among equals: the order in which bookings were made. */
  readonly madeAt: Instant;
  /** The key that was released on it; null = not yet. */
  readonly key: KeyId | null;
}

/** The part of the ledger that bookings are judged by; see ledger.ts. */
export interface BookedKeys extends OpenFaults {
  readonly custody: Custody;
  readonly bookings: ReadonlyMap<BookingId, Booking>;
}

/** Which keys a set has; `keysOf` of the roster. */
export type KeysOf = (set: KeySet) => readonly KeyId[];

/** What somebody wants to book. */
export type BookingWish = Pick<Booking, 'staff' | 'what' | 'from' | 'until'>;

export type BookingFault =
  | { readonly code: 'ends_before_it_begins' }
  | { readonly code: 'in_the_past' }
  /** It begins more than a year from now, or lasts longer than 31 days. */
  | { readonly code: 'too_far' }
  | { readonly code: 'too_many'; readonly limit: number }
  /** The set has no key, or none that is not lost. */
  | { readonly code: 'no_key' }
  /** Every key is promised to others at some time within it. */
  | { readonly code: 'taken_by_others'; readonly from: Instant; readonly until: Instant };

/** The most bookings that one person may have at a time. */
export const BOOKINGS_LIMIT = 20;
const FURTHEST: Duration = hours(366 * 24);
const LONGEST: Duration = hours(31 * 24);
/** So early somebody may come for what they have booked, if it is free. */
const EARLY: Duration = minutes(15);

/**
 * Why a booking cannot be made; null = it can. At each instant within it every booking must find a key of its own: at most
 * n of a group with n keys.
 */
export function bookingFault(wish: BookingWish, ledger: BookedKeys, keysOf: KeysOf, now: Instant): BookingFault | null {
  const { from, until, what, staff } = wish;
  if (until <= from) return { code: 'ends_before_it_begins' };
  if (until <= now) return { code: 'in_the_past' };
  if (from > after(now, FURTHEST) || until > after(from, LONGEST)) return { code: 'too_far' };
  const own = [...ledger.bookings.values()].filter((booking) => booking.staff === staff);
  if (own.length >= BOOKINGS_LIMIT) return { code: 'too_many', limit: BOOKINGS_LIMIT };
  const isUsable = (key: KeyId) => ledger.custody.get(key)?.at !== 'lost';
  if (!keysOf(what).some(isUsable)) return { code: 'no_key' };
  const rivals = [...ledger.bookings.values()].filter((booking) => booking.from < until && from < booking.until);
  const instants = [from, ...rivals.map((rival) => rival.from).filter((start) => start > from)];
  for (const at of instants) {
    const claims = rivals.filter((rival) => isActive(rival, at)).map((rival) => claimOf(rival, keysOf));
    const claim = { booking: wish, keys: keysOf(what) };
    if (served([...claims, claim], isUsable).length > served(claims, isUsable).length) continue;
    const rival = claims.find(({ keys }) => keys.some((key) => claim.keys.includes(key)))?.booking ?? wish;
    return { code: 'taken_by_others', from: rival.from, until: rival.until };
  }
  return null;
}

/**
 * The booking of a person that taking this key now fulfils; null = none. One of the very key comes before one of a group,
 * then the one that begins first.
 * @param groups groups of the key
 */
export function bookingFor(
  { bookings }: Pick<BookedKeys, 'bookings'>,
  staff: StaffId,
  key: KeyId,
  groups: readonly KeyGroupId[],
  now: Instant,
): Booking | null {
  const isDue = ({ from, until }: Booking) => from <= after(now, EARLY) && now < until;
  const covers = ({ what }: Booking) => (what.kind === 'key' ? what.key === key : groups.includes(what.group));
  const own = [...bookings.values()].filter(
    (booking) => booking.staff === staff && booking.key === null && covers(booking) && isDue(booking),
  );
  const rank = ({ what }: Booking) => (what.kind === 'key' ? 0 : 1);
  return own.toSorted((a, b) => rank(a) - rank(b) || a.from - b.from || byMaking(a, b))[0] ?? null;
}

/**
 * Somebody else's booking that now waits for this key, and that no other key would serve if it went; null = none.
 * Bookings made later than the one that the person comes on do not stand in their way.
 * @param own the booking that the person comes on, as `bookingFor` says
 */
export function blockingBooking(
  ledger: BookedKeys,
  staff: StaffId,
  key: KeyId,
  own: Booking | null,
  keysOf: KeysOf,
  now: Instant,
): Booking | null {
  const isFirst = (booking: Booking) => own === null || now < own.from || byMaking(booking, own) < 0;
  return robbed(
    ledger,
    key,
    keysOf,
    (booking) => booking.staff !== staff && isActive(booking, now) && isFirst(booking),
  );
}

/**
 * The first booking of somebody else that begins within a lead time and that needs this key; null = none. Only a warning:
 * keys that are out now may be back by then.
 */
export function bookingAhead(
  ledger: BookedKeys,
  staff: StaffId,
  key: KeyId,
  keysOf: KeysOf,
  now: Instant,
  lead: Duration,
): Booking | null {
  const isSoon = ({ from }: Booking) => now < from && from <= after(now, lead);
  return robbed(ledger, key, keysOf, (booking) => booking.staff !== staff && isSoon(booking));
}

/**
 * Keys that stand in the cabinet and that a booking needs which is due or begins within a lead time: without this very key it
 * would go without. The first made of them stands for its key.
 * @param except bookings of this person count for nothing
 */
export function promisedKeys(
  ledger: BookedKeys,
  keysOf: KeysOf,
  now: Instant,
  lead: Duration,
  except: StaffId | null,
): ReadonlyMap<KeyId, Booking> {
  const counts = ({ staff, key, from, until }: Booking) =>
    key === null && staff !== except && from <= after(now, lead) && now < until;
  const wanted = new Set([...ledger.bookings.values()].filter(counts).flatMap(({ what }) => keysOf(what)));
  const promised = new Map<KeyId, Booking>();
  for (const key of wanted) {
    if (ledger.custody.get(key)?.at !== 'slot') continue;
    const booking = robbed(ledger, key, keysOf, counts);
    if (booking !== null) promised.set(key, booking);
  }
  return promised;
}

/**
 * Bookings for which nobody came: the no-show time of the policy is over, or the booking itself is. For one key that time
 * begins when the key is there: nobody loses a booking because somebody before them is late.
 */
export function lapsed(
  { bookings, custody }: Pick<BookedKeys, 'bookings' | 'custody'>,
  { noShow }: Pick<CabinetPolicy, 'noShow'>,
  now: Instant,
): readonly Booking[] {
  const isOver = ({ what, from, until }: Booking) => {
    if (now >= until) return true;
    const holding = what.kind === 'key' ? custody.get(what.key) : undefined;
    if (holding === undefined) return now >= after(from, noShow);
    return holding.at === 'slot' && now >= after(later(from, holding.since), noShow);
  };
  return [...bookings.values()].filter((booking) => booking.key === null && isOver(booking));
}

interface Claim<B> {
  readonly booking: B;
  /** Any one of these serves it. */
  readonly keys: readonly KeyId[];
}

/** The first made of some bookings that goes without a key when this one leaves the cabinet. */
function robbed(ledger: BookedKeys, key: KeyId, keysOf: KeysOf, counts: (booking: Booking) => boolean): Booking | null {
  const waiting = [...ledger.bookings.values()].filter((booking) => booking.key === null && counts(booking));
  const claims = waiting.toSorted(byMaking).map((booking) => claimOf(booking, keysOf));
  if (!claims.some(({ keys }) => keys.includes(key))) return null;
  const isIn = (one: KeyId) => ledger.custody.get(one)?.at === 'slot' && !isBlocked(ledger, one);
  const without = new Set(served(claims, (one) => one !== key && isIn(one)));
  return served(claims, isIn).find((claim) => !without.has(claim))?.booking ?? null;
}

/**
 * The claims that can all be served at once, each by a key of its own; earlier ones come first. Augmenting paths: a claim
 * that was served stays so, and takes another key when a later one needs its own.
 */
function served<B>(claims: readonly Claim<B>[], isFree: (key: KeyId) => boolean): readonly Claim<B>[] {
  const holders = new Map<KeyId, Claim<B>>();
  const place = (claim: Claim<B>, tried: Set<KeyId>): boolean => {
    for (const key of claim.keys) {
      if (tried.has(key) || !isFree(key)) continue;
      tried.add(key);
      const holder = holders.get(key);
      if (holder !== undefined && !place(holder, tried)) continue;
      holders.set(key, claim);
      return true;
    }
    return false;
  };
  return claims.filter((claim) => place(claim, new Set()));
}

function claimOf(booking: Booking, keysOf: KeysOf): Claim<Booking> {
  return { booking, keys: booking.key === null ? keysOf(booking.what) : [booking.key] };
}

function isActive({ from, until }: Booking, at: Instant): boolean {
  return from <= at && at < until;
}

function byMaking(a: Booking, b: Booking): number {
  return a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1);
}
