// What releases leave open: what they promised beyond the key, and which overrides somebody must look at.
// Written only beside the log entry it follows from, in the same transaction.
import { parseBookingId, parseEntrySeq, parseKeyId, parseStaffId } from '../domain/ids.ts';
import type { Ledger, LedgerChange } from '../domain/ledger.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { stored, storedOrNull } from './row.ts';

interface ReleaseRow {
  readonly intent: number;
  readonly booking: string | null;
  /** 0 or 1. */
  readonly overrides: number;
}

interface ReviewRow {
  readonly intent: number;
  readonly staff: string;
  readonly key: string;
  readonly at: number;
}

export class ReleaseRepository {
  readonly #releases;
  readonly #writeRelease;
  readonly #deleteRelease;
  readonly #reviews;
  readonly #writeReview;
  readonly #deleteReview;

  constructor({ database }: Connection) {
    this.#releases = database.prepare<[], ReleaseRow>(
      'SELECT intent, booking, overrides FROM pending_releases ORDER BY intent',
    );
    this.#writeRelease = database.prepare<[ReleaseRow]>(
      `INSERT INTO pending_releases (intent, booking, overrides) VALUES (:intent, :booking, :overrides)
       ON CONFLICT (intent) DO UPDATE SET booking = excluded.booking, overrides = excluded.overrides`,
    );
    this.#deleteRelease = database.prepare<[number]>('DELETE FROM pending_releases WHERE intent = ?');
    this.#reviews = database.prepare<[], ReviewRow>('SELECT intent, staff, key, at FROM reviews ORDER BY intent');
    this.#writeReview = database.prepare<[ReviewRow]>(
      'INSERT INTO reviews (intent, staff, key, at) VALUES (:intent, :staff, :key, :at)',
    );
    this.#deleteReview = database.prepare<[number]>('DELETE FROM reviews WHERE intent = ?');
  }

  releases(): Ledger['releases'] {
    return new Map(
      this.#releases.all().map((row) => {
        const intent = stored(parseEntrySeq(row.intent));
        const booking = storedOrNull(parseBookingId, row.booking);
        return [intent, { intent, booking, overrides: row.overrides === 1 }];
      }),
    );
  }

  reviews(): Ledger['reviews'] {
    return new Map(
      this.#reviews.all().map(({ intent: seq, staff, key, at }) => {
        const intent = stored(parseEntrySeq(seq));
        return [intent, { intent, staff: stored(parseStaffId(staff)), key: stored(parseKeyId(key)), at: instant(at) }];
      }),
    );
  }

  writeRelease({ intent, row }: Extract<LedgerChange, { table: 'releases' }>): void {
    if (row === null) this.#deleteRelease.run(intent);
    else this.#writeRelease.run({ ...row, overrides: row.overrides ? 1 : 0 });
  }

  writeReview({ intent, row }: Extract<LedgerChange, { table: 'reviews' }>): void {
    if (row === null) this.#deleteReview.run(intent);
    else this.#writeReview.run(row);
  }
}
