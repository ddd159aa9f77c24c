// How long the log is kept and which legal holds are open. Written only beside the log entry it follows from, in the same
// transaction. Deletes nothing itself.
import { parseEntrySeq, parseHoldId } from '../domain/ids.ts';
import type { Ledger, LedgerChange } from '../domain/ledger.ts';
import { DEFAULT_RETENTION_DAYS, type LegalHold, type Retention } from '../domain/legal-hold.ts';
import { parseNoteId } from '../domain/note.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { instantOrNull, stored, storedOrNull } from './row.ts';

interface HoldRow {
  readonly hold: string;
  readonly from: number;
  readonly until: number | null;
  readonly placed: number;
  readonly at: number;
  readonly note: string | null;
}

export class RetentionRepository {
  readonly #retention;
  readonly #writeRetention;
  readonly #holds;
  readonly #place;
  readonly #lift;

  constructor({ database }: Connection) {
    this.#retention = database.prepare<[], Retention>('SELECT days, pruned FROM retention');
    this.#writeRetention = database.prepare<[Retention]>(
      `INSERT INTO retention (id, days, pruned) VALUES (1, :days, :pruned)
       ON CONFLICT (id) DO UPDATE SET days = excluded.days, pruned = excluded.pruned`,
    );
    this.#holds = database.prepare<[], HoldRow>(
      'SELECT hold, begins AS "from", ends AS until, placed, at, note FROM legal_holds ORDER BY placed',
    );
    this.#place = database.prepare<[HoldRow]>(
      `INSERT INTO legal_holds (hold, begins, ends, placed, at, note)
       VALUES (:hold, :from, :until, :placed, :at, :note)`,
    );
    this.#lift = database.prepare<[string]>('DELETE FROM legal_holds WHERE hold = ?');
  }

  retention(): Retention {
    return this.#retention.get() ?? { days: DEFAULT_RETENTION_DAYS, pruned: 1 };
  }

  holds(): Ledger['holds'] {
    return new Map(
      this.#holds
        .all()
        .map(holdOf)
        .map((hold) => [hold.hold, hold]),
    );
  }

  writeRetention({ row }: Extract<LedgerChange, { table: 'retention' }>): void {
    this.#writeRetention.run(row);
  }

  writeHold({ hold, row }: Extract<LedgerChange, { table: 'holds' }>): void {
    if (row === null) this.#lift.run(hold);
    else this.#place.run(row);
  }
}

function holdOf({ hold, from, until, placed, at, note }: HoldRow): LegalHold {
  return {
    hold: stored(parseHoldId(hold)),
    from: instant(from),
    until: instantOrNull(until),
    placed: stored(parseEntrySeq(placed)),
    at: instant(at),
    note: storedOrNull(parseNoteId, note),
  };
}
