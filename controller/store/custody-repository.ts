// Where each key is, one row a key. Written only beside the log entry it follows from, in the same transaction.
import type { Custody, CustodyChange, DueStage, Holding } from '../domain/custody.ts';
import { parseEntrySeq, parseKeyId, parseSlotId, parseStaffId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { instantOrNull, oneOf, stored, storedOrNull } from './row.ts';

interface CustodyRow {
  readonly key: string;
  readonly at: string;
  readonly since: number;
  readonly slot: string | null;
  readonly staff: string | null;
  readonly due: number | null;
  readonly intent: number | null;
  readonly during: string | null;
  readonly stage: string | null;
}

const PLACES: readonly Holding['at'][] = ['slot', 'person', 'doubt', 'unaccounted', 'lost'];
const STAGES: readonly DueStage[] = ['in_time', 'due_soon', 'overdue', 'escalated'];

export class CustodyRepository {
  readonly #all;
  readonly #write;

  constructor({ database }: Connection) {
    this.#all = database.prepare<[], CustodyRow>(
      'SELECT key, at, since, slot, staff, due, intent, during, stage FROM custody ORDER BY rowid',
    );
    this.#write = database.prepare<[CustodyRow]>(
      `INSERT INTO custody (key, at, since, slot, staff, due, intent, during, stage)
       VALUES (:key, :at, :since, :slot, :staff, :due, :intent, :during, :stage)
       ON CONFLICT (key) DO UPDATE SET
         at = excluded.at, since = excluded.since, slot = excluded.slot, staff = excluded.staff,
         due = excluded.due, intent = excluded.intent, during = excluded.during,
         stage = excluded.stage`,
    );
  }

  read(): Custody {
    return new Map(this.#all.all().map((row) => [stored(parseKeyId(row.key)), holdingOf(row)]));
  }

  /** Called inside the transaction of the entry. Throws what SQLite throws. */
  write({ key, holding }: CustodyChange): void {
    const nowhere = { slot: null, staff: null, due: null, intent: null, during: null, stage: null };
    this.#write.run({ key, ...nowhere, ...holding });
  }
}

function holdingOf(row: CustodyRow): Holding {
  const since = instant(row.since);
  const at = oneOf(PLACES, row.at);
  switch (at) {
    case 'slot':
      return { at, slot: stored(parseSlotId(row.slot)), since };
    case 'person':
      return { at, ...release(row), since, due: instantOrNull(row.due), stage: oneOf(STAGES, row.stage) };
    case 'doubt':
      return { at, ...release(row), since };
    case 'unaccounted':
      return { at, since, during: storedOrNull(parseStaffId, row.during) };
    case 'lost':
      return { at, since, staff: storedOrNull(parseStaffId, row.staff) };
  }
}

function release({ staff, intent }: CustodyRow) {
  return { staff: stored(parseStaffId(staff)), intent: stored(parseEntrySeq(intent)) };
}
