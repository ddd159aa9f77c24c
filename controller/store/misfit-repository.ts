// What stands in slots where it does not belong. Written only beside the log entry it follows from, in the same transaction.
import { parseKeyId, parseSlotId, type SlotId } from '../domain/ids.ts';
import type { Misfit, MisfitChange, Misfits } from '../domain/ledger/misfits.ts';
import type { Connection } from './connection.ts';
import { stored } from './row.ts';

interface MisfitRow {
  readonly slot: string;
  readonly wrong: Misfit['wrong'];
  readonly key: string | null;
}

export class MisfitRepository {
  readonly #all;
  readonly #write;
  readonly #clear;

  constructor({ database }: Connection) {
    this.#all = database.prepare<[], MisfitRow>('SELECT slot, wrong, key FROM misfits ORDER BY rowid');
    this.#write = database.prepare<[MisfitRow]>(
      `INSERT INTO misfits (slot, wrong, key) VALUES (:slot, :wrong, :key)
       ON CONFLICT (slot) DO UPDATE SET wrong = excluded.wrong, key = excluded.key`,
    );
    this.#clear = database.prepare<[string]>('DELETE FROM misfits WHERE slot = ?');
  }

  read(): Misfits {
    return new Map(this.#all.all().map(misfitIn));
  }

  write({ slot, row }: MisfitChange): void {
    if (row === null) this.#clear.run(slot);
    else this.#write.run(row);
  }
}

function misfitIn({ slot, wrong, key }: MisfitRow): readonly [SlotId, Misfit] {
  const id = stored(parseSlotId(slot));
  return [id, { slot: id, wrong, key: key === null ? null : stored(parseKeyId(key)) }];
}
