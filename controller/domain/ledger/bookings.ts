// How bookings follow from the log: made, fulfilled by a release that names them, over when the key is back.
import type { Booking } from '../booking.ts';
import type { BookingId, EntrySeq, KeyId } from '../ids.ts';
import type { KeySet } from '../key.ts';
import type { Occurrence, OccurrenceOf } from '../occurrence.ts';
import type { Instant } from '../time.ts';
import type { PendingRelease } from './releases.ts';

/** A booking as it is from now on; null = there is none any more. */
export interface BookingChange {
  readonly table: 'bookings';
  readonly booking: BookingId;
  readonly row: Booking | null;
}

/** @param releases what the open releases promise, as before this occurrence */
export function bookingChanges(
  bookings: ReadonlyMap<BookingId, Booking>,
  releases: ReadonlyMap<EntrySeq, PendingRelease>,
  occurrence: Occurrence,
  at: Instant,
): readonly BookingChange[] {
  switch (occurrence.kind) {
    case 'booking.made':
      return made(bookings, occurrence, at);
    case 'booking.cancelled':
    case 'booking.lapsed':
      return bookings.has(occurrence.booking) ? [over(occurrence.booking)] : [];
    case 'release.taken': {
      const id = releases.get(occurrence.intent)?.booking ?? null;
      const booking = id === null ? undefined : bookings.get(id);
      const { key } = occurrence;
      return booking?.key === null && key !== null
        ? [{ table: 'bookings', booking: booking.id, row: { ...booking, key } }]
        : [];
    }
    case 'key.returned':
    case 'key.lost':
      return fulfilledWith(bookings, occurrence.key).map(({ id }) => over(id));
    default:
      return [];
  }
}

/** An id that is in use keeps its booking. */
function made(
  bookings: ReadonlyMap<BookingId, Booking>,
  { booking: id, holder, key, keyGroup, from, until }: OccurrenceOf<'booking.made'>,
  at: Instant,
): readonly BookingChange[] {
  const what = setOf(key, keyGroup);
  if (what === null || bookings.has(id)) return [];
  const row: Booking = { id, staff: holder, what, from, until, madeAt: at, key: null };
  return [{ table: 'bookings', booking: id, row }];
}

function setOf(key: KeyId | null, group: OccurrenceOf<'booking.made'>['keyGroup']): KeySet | null {
  if (key !== null) return { kind: 'key', key };
  return group === null ? null : { kind: 'group', group };
}

function fulfilledWith(bookings: ReadonlyMap<BookingId, Booking>, key: KeyId): readonly Booking[] {
  return [...bookings.values()].filter((booking) => booking.key === key);
}

function over(booking: BookingId): BookingChange {
  return { table: 'bookings', booking, row: null };
}
