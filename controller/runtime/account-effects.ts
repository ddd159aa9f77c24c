// What the page of a person about themselves asks: what there is to see, a new PIN, a badge of their own, bookings. What it
// changes is in the log before the screen says so.
import { fromPromise } from 'xstate';
import { bookingFault } from '../domain/booking.ts';
import type { EnrolmentFault } from '../domain/enrolment.ts';
import { type BookingId, parseBookingId, type StaffId } from '../domain/ids.ts';
import type { KeySet } from '../domain/key.ts';
import type { During } from '../domain/occurrence.ts';
import { standing } from '../domain/policy/rules/standing.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { BadgeStrength } from '../domain/staff.ts';
import { after } from '../domain/time.ts';
import { accountMachine } from '../machines/account.ts';
import type { AccountBookingFault, AccountProfile, AccountRequest } from '../machines/account-context.ts';
import type { OfferedBadge } from '../machines/account-setup.ts';
import { changePin, enrolBadge } from './pin-effects.ts';
import { type Running, record, type Services } from './services.ts';

type Bookable = AccountProfile['bookable'];

const NOTHING: Bookable = { keys: [], groups: [] };

/** The page with everything real in it. */
export function provideAccount(services: Services, running: Running) {
  return accountMachine.provide({
    actors: {
      open: fromPromise(async ({ input }) => openAccount(services, input.visitor.staff)),
      changePin: fromPromise(({ input }) => changePin(services, running, input, input.pin, input.purpose)),
      enrol: fromPromise(async ({ input }) => enrolOwnBadge(services, running, input)),
      settle: fromPromise(async ({ input }) => settleBooking(services, running, input.visitor, input.request)),
    },
  });
}

/** What the page needs to know. A store that cannot be read says that there is neither PIN nor badge. */
export function openAccount(services: Services, id: StaffId): AccountProfile {
  const { store, roster } = services;
  const known = store.read(() => ({
    hasPin: store.credentials.hasPin(id),
    badges: store.credentials.badgesOf(id).map(({ strength }) => strength),
  }));
  return {
    ...(known.ok ? known.value : { hasPin: false, badges: [] }),
    pinRule: { staffNumber: roster.staff(id)?.number ?? null, fewest: roster.setup.policy.pinDigits },
    bookable: bookableBy(services, id),
  };
}

/** Makes a badge that nobody has the person's own, for a one-time code. @returns how strong it is */
export function enrolOwnBadge(
  services: Services,
  running: Running,
  { visitor: { session, staff }, code, badge: hash, strength }: OfferedBadge,
): Result<BadgeStrength, EnrolmentFault> {
  const enrolled = enrolBadge(services, running, { session, staff, hash, strength, code });
  return enrolled.ok ? ok(strength) : enrolled;
}

/** Makes or cancels a booking of the person. Nothing has changed when it answers with a fault. */
export function settleBooking(
  services: Services,
  running: Running,
  visitor: During,
  request: AccountRequest,
): Result<void, AccountBookingFault> {
  return request.type === 'account.book'
    ? book(services, running, visitor, request)
    : cancel(services, running, visitor, request.booking);
}

function book(
  services: Services,
  running: Running,
  { session, staff }: During,
  { what, from, until }: Extract<AccountRequest, { readonly type: 'account.book' }>,
): Result<void, AccountBookingFault> {
  const { journal, roster } = services;
  if (!isBookable(bookableBy(services, staff), what)) return err({ code: 'not_bookable' });
  const now = journal.now();
  const wish = { staff, what, from, until };
  const fault = bookingFault(wish, journal.ledger(), (set) => roster.keysOf(set), now);
  if (fault !== null) return err(fault);
  // It would lapse at once, as one for which nobody came.
  if (after(from, roster.setup.policy.noShow) <= now) return err({ code: 'in_the_past' });
  return written(
    record(services, running, {
      kind: 'booking.made',
      session,
      staff,
      booking: newBookingId(services),
      holder: staff,
      key: what.kind === 'key' ? what.key : null,
      keyGroup: what.kind === 'group' ? what.group : null,
      from,
      until,
    }),
  );
}

function cancel(
  services: Services,
  running: Running,
  { staff }: During,
  id: BookingId,
): Result<void, AccountBookingFault> {
  const booking = services.journal.ledger().bookings.get(id);
  if (booking?.staff !== staff) return err({ code: 'no_such_booking' });
  if (booking.key !== null) return err({ code: 'in_use' });
  return written(record(services, running, { kind: 'booking.cancelled', booking: id, by: staff }));
}

function written(isWritten: boolean): Result<void, AccountBookingFault> {
  return isWritten ? ok(undefined) : err({ code: 'storage_unavailable' });
}

/** Keys that a grant reaches and that a group of theirs lets be booked, and those groups. Who is not valid books nothing. */
function bookableBy({ roster, journal }: Services, id: StaffId): Bookable {
  const staff = roster.staff(id);
  if (staff === null || staff.role === 'witness') return NOTHING;
  if (standing(staff, journal.ledger(), journal.now()).length > 0) return NOTHING;
  const keys = roster.grantedKeys(staff);
  const groups = keys.flatMap((key) => roster.groupsOf(key)).filter(({ booking }) => booking !== 'none');
  const ids = new Set(groups.map((group) => group.id));
  return {
    keys: keys.filter((key) => key.groups.some((group) => ids.has(group))).map((key) => key.id),
    groups: [...ids],
  };
}

function isBookable({ keys, groups }: Bookable, what: KeySet): boolean {
  return what.kind === 'key' ? keys.includes(what.key) : groups.includes(what.group);
}

/** The log grows by an entry with each booking, so no two of them find it of the same size. */
function newBookingId({ journal }: Services): BookingId {
  const id = parseBookingId(`booking-${journal.size() + 1}`);
  if (!id.ok) throw new Error('a booking needs an id');
  return id.value;
}
