// How retention follows from the log: the period, how far was pruned, the holds that are open, and who was erased.
import type { Booking } from '../booking.ts';
import type { BookingId, EntrySeq, HoldId, StaffId } from '../ids.ts';
import type { LegalHold, Retention } from '../legal-hold.ts';
import type { Occurrence } from '../occurrence.ts';
import type { Instant } from '../time.ts';
import type { BookingChange } from './bookings.ts';

export type RetentionChange =
  | { readonly table: 'retention'; readonly row: Retention }
  /** A hold as it is from now on; null = it was lifted. */
  | { readonly table: 'holds'; readonly hold: HoldId; readonly row: LegalHold | null }
  /** Nothing is known any more of the habits of a person. */
  | { readonly table: 'habits'; readonly staff: StaffId };

interface Before {
  readonly retention: Retention;
  readonly holds: ReadonlyMap<HoldId, LegalHold>;
  readonly bookings: ReadonlyMap<BookingId, Booking>;
}

/** @param seq the entry of the occurrence; @param at its wall time */
export function retentionChanges(
  { retention, holds, bookings }: Before,
  occurrence: Occurrence,
  seq: EntrySeq,
  at: Instant,
): readonly (RetentionChange | BookingChange)[] {
  switch (occurrence.kind) {
    case 'retention.changed':
      return [{ table: 'retention', row: { ...retention, days: occurrence.days } }];
    case 'log.pruned':
      return [{ table: 'retention', row: { ...retention, pruned: Math.max(retention.pruned, occurrence.first) } }];
    case 'hold.placed': {
      const { hold, from, until, note } = occurrence;
      return holds.has(hold) ? [] : [{ table: 'holds', hold, row: { hold, from, until, placed: seq, at, note } }];
    }
    case 'hold.lifted': {
      const { hold } = occurrence;
      return holds.has(hold) ? [{ table: 'holds', hold, row: null }] : [];
    }
    case 'person.erased': {
      const { person: staff } = occurrence;
      const theirs = [...bookings.values()].filter((booking) => booking.staff === staff);
      return [
        ...theirs.map(({ id }) => ({ table: 'bookings', booking: id, row: null }) as const),
        { table: 'habits', staff },
      ];
    }
    default:
      return [];
  }
}
