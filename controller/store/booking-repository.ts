// Bookings, one row each, for as long as they are open. Written only beside the log entry they follow from, in the same transaction.
import type { Booking } from '../domain/booking.ts';
import { parseBookingId, parseKeyGroupId, parseKeyId, parseStaffId } from '../domain/ids.ts';
import type { KeySet } from '../domain/key.ts';
import type { Ledger, LedgerChange } from '../domain/ledger.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { stored, storedOrNull } from './row.ts';

interface BookingRow {
  readonly id: string;
  readonly staff: string;
  readonly key: string | null;
  readonly group: string | null;
  readonly from: number;
  readonly until: number;
  readonly madeAt: number;
  readonly taken: string | null;
}

export class BookingRepository {
  readonly #all;
  readonly #write;
  readonly #delete;

  constructor({ database }: Connection) {
    this.#all = database.prepare<[], BookingRow>(
      `SELECT id, staff, key, key_group AS "group", begins AS "from", ends AS until, made AS madeAt, taken
       FROM bookings ORDER BY rowid`,
    );
    this.#write = database.prepare<[BookingRow]>(
      `INSERT INTO bookings (id, staff, key, key_group, begins, ends, made, taken)
       VALUES (:id, :staff, :key, :group, :from, :until, :madeAt, :taken)
       ON CONFLICT (id) DO UPDATE SET
         staff = excluded.staff, key = excluded.key, key_group = excluded.key_group, begins = excluded.begins,
         ends = excluded.ends, made = excluded.made, taken = excluded.taken`,
    );
    this.#delete = database.prepare<[string]>('DELETE FROM bookings WHERE id = ?');
  }

  read(): Ledger['bookings'] {
    return new Map(
      this.#all
        .all()
        .map(bookingOf)
        .map((booking) => [booking.id, booking]),
    );
  }

  write({ booking, row }: Extract<LedgerChange, { table: 'bookings' }>): void {
    if (row === null) this.#delete.run(booking);
    else this.#write.run(rowOf(row));
  }
}

function rowOf({ id, staff, what, from, until, madeAt, key: taken }: Booking): BookingRow {
  const key = what.kind === 'key' ? what.key : null;
  const group = what.kind === 'group' ? what.group : null;
  return { id, staff, key, group, from, until, madeAt, taken };
}

function bookingOf({ id, staff, key, group, from, until, madeAt, taken }: BookingRow): Booking {
  const what: KeySet =
    key === null
      ? { kind: 'group', group: stored(parseKeyGroupId(group)) }
      : { kind: 'key', key: stored(parseKeyId(key)) };
  return {
    id: stored(parseBookingId(id)),
    staff: stored(parseStaffId(staff)),
    what,
    from: instant(from),
    until: instant(until),
    madeAt: instant(madeAt),
    key: storedOrNull(parseKeyId, taken),
  };
}
