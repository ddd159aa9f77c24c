// Slots that are out of use. Written only beside the log entry it follows from, in the same transaction.
import { parseSlotId, parseStaffId, type SlotId } from '../domain/ids.ts';
import type { Quarantine, QuarantineChange, Quarantines } from '../domain/ledger/quarantines.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { stored } from './row.ts';

interface QuarantineRow {
  readonly slot: string;
  readonly by: string;
  readonly since: number;
}

export class QuarantineRepository {
  readonly #all;
  readonly #write;
  readonly #clear;

  constructor({ database }: Connection) {
    this.#all = database.prepare<[], QuarantineRow>(
      'SELECT slot, quarantined_by AS by, since FROM quarantines ORDER BY rowid',
    );
    this.#write = database.prepare<[QuarantineRow]>(
      `INSERT INTO quarantines (slot, quarantined_by, since) VALUES (:slot, :by, :since)
       ON CONFLICT (slot) DO UPDATE SET quarantined_by = excluded.quarantined_by, since = excluded.since`,
    );
    this.#clear = database.prepare<[string]>('DELETE FROM quarantines WHERE slot = ?');
  }

  read(): Quarantines {
    return new Map(this.#all.all().map(quarantineIn));
  }

  write({ slot, row }: QuarantineChange): void {
    if (row === null) this.#clear.run(slot);
    else this.#write.run(row);
  }
}

function quarantineIn({ slot, by, since }: QuarantineRow): readonly [SlotId, Quarantine] {
  const id = stored(parseSlotId(slot));
  return [id, { slot: id, by: stored(parseStaffId(by)), since: instant(since) }];
}
