// What was done about keys that are lost. Written only beside the log entry it follows from, in the same transaction.
import { type KeyId, parseEntrySeq, parseKeyId, parseStaffId } from '../domain/ids.ts';
import type { LostChange, LostStepDone, LostSteps } from '../domain/ledger/lost.ts';
import { LOST_STEPS } from '../domain/lost-step.ts';
import { parseNoteId } from '../domain/note.ts';
import { instant } from '../domain/time.ts';
import type { Connection } from './connection.ts';
import { oneOf, stored, storedOrNull } from './row.ts';

interface StepRow {
  readonly key: string;
  readonly step: string;
  readonly by: string;
  readonly at: number;
  readonly entry: number;
  readonly note: string | null;
}

export class LostRepository {
  readonly #all;
  readonly #done;
  readonly #over;

  constructor({ database }: Connection) {
    this.#all = database.prepare<[], StepRow>(
      'SELECT key, step, done_by AS by, at, entry, note FROM lost_steps ORDER BY entry',
    );
    this.#done = database.prepare<[StepRow]>(
      'INSERT INTO lost_steps (key, step, done_by, at, entry, note) VALUES (:key, :step, :by, :at, :entry, :note)',
    );
    this.#over = database.prepare<[string]>('DELETE FROM lost_steps WHERE key = ?');
  }

  read(): LostSteps {
    const lost = new Map<KeyId, readonly LostStepDone[]>();
    for (const done of this.#all.all().map(stepIn)) lost.set(done.key, [...(lost.get(done.key) ?? []), done]);
    return lost;
  }

  write({ key, row }: LostChange): void {
    if (row === null) this.#over.run(key);
    else this.#done.run(row);
  }
}

function stepIn({ key, step, by, at, entry, note }: StepRow): LostStepDone {
  return {
    key: stored(parseKeyId(key)),
    step: oneOf(LOST_STEPS, step),
    by: stored(parseStaffId(by)),
    at: instant(at),
    entry: stored(parseEntrySeq(entry)),
    note: storedOrNull(parseNoteId, note),
  };
}
