// The last sheet of a shift that two supervisors have signed. Written only beside the log entry it follows from, in the same
// transaction.
import { parseEntrySeq, parseStaffId } from '../domain/ids.ts';
import type { ShiftChange, ShiftHandover } from '../domain/ledger/shifts.ts';
import { parseNoteId } from '../domain/note.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { stored, storedOrNull } from './row.ts';

interface ShiftRow {
  readonly entry: number;
  readonly by: string;
  readonly to: string;
  readonly at: number;
  readonly digest: string;
  readonly note: string | null;
}

export class ShiftRepository {
  readonly #last;
  readonly #write;

  constructor({ database }: Connection) {
    this.#last = database.prepare<[], ShiftRow>(
      'SELECT entry, handed_over_by AS by, handed_over_to AS "to", at, digest, note FROM shift_handovers',
    );
    this.#write = database.prepare<[ShiftRow]>(
      `INSERT OR REPLACE INTO shift_handovers (only, entry, handed_over_by, handed_over_to, at, digest, note)
       VALUES (1, :entry, :by, :to, :at, :digest, :note)`,
    );
  }

  read(): ShiftHandover | null {
    const row = this.#last.get();
    if (row === undefined) return null;
    return {
      entry: stored(parseEntrySeq(row.entry)),
      by: stored(parseStaffId(row.by)),
      to: stored(parseStaffId(row.to)),
      at: instant(row.at),
      digest: row.digest,
      note: storedOrNull(parseNoteId, row.note),
    };
  }

  write({ row }: ShiftChange): void {
    this.#write.run(row);
  }
}
