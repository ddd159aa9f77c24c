// Fills the index behind the log, a batch at a time: no entry waits for it, and it proves nothing. What it lacks, questions read
// off the log itself. Rows and mark change in one transaction, so a batch is there or it is not.
import { err, ok, type Result } from '../../domain/result.ts';
import type { StorageFault } from '../../domain/storage.ts';
import { entryIn, type JournalFault } from '../log-state.ts';
import type { IndexStore } from './query-store.ts';
import { subjectsOf } from './subjects.ts';

/** The most entries of one batch: some 15 ms of work. A batch that is full writes least for each entry. */
export const BATCH = 256;
/** With more entries than this outside of the index, a question has it filled first. */
const TAIL_LIMIT = 1024;
/** The most batches that one question waits for. */
const BATCHES_A_QUESTION = 8;

type IndexFault = JournalFault | StorageFault;

export class EntryIndex {
  readonly #store: IndexStore;

  constructor(store: IndexStore) {
    this.#store = store;
  }

  /** How many entries are not in the index yet. */
  behind(): Result<number, StorageFault> {
    const { queries } = this.#store;
    return this.#store.read(() => queries.range().newest - queries.indexedTo());
  }

  /**
   * Puts the next entries into the index, at most `BATCH`, in one transaction; called in quiet moments. A log that was put
   * back to an older state makes it begin anew.
   * @param limit fewer entries than a whole batch
   * @returns how many it has put in
   */
  advance(limit = BATCH): Result<number, IndexFault> {
    const behind = this.behind();
    if (!behind.ok || behind.value === 0) return behind;
    const done = this.#store.derive(() => (behind.value < 0 ? this.#begin() : this.#batch(Math.min(limit, BATCH))));
    return done.ok ? done.value : done;
  }

  /** The same, as soon as a whole batch waits; before that it does nothing. */
  keepUp(): Result<number, IndexFault> {
    const behind = this.behind();
    return behind.ok && behind.value >= 0 && behind.value < BATCH ? ok(0) : this.advance();
  }

  /** Keeps the tail short that a question reads off the log. Does nothing while it is short enough. */
  catchUp(): Result<void, IndexFault> {
    for (let batches = 0; batches < BATCHES_A_QUESTION; batches += 1) {
      const behind = this.behind();
      if (!behind.ok) return behind;
      if (behind.value >= 0 && behind.value <= TAIL_LIMIT) break;
      const advanced = this.advance();
      if (!advanced.ok) return advanced;
    }
    return ok(undefined);
  }

  /** Forgets the index, so that it is made anew. */
  drop(): Result<void, StorageFault> {
    return this.#store.derive(() => this.#store.queries.dropIndex());
  }

  #begin(): Result<number, never> {
    this.#store.queries.dropIndex();
    return ok(0);
  }

  /** Runs inside the transaction. An entry that cannot be read ends the batch before it. */
  #batch(limit: number): Result<number, JournalFault> {
    const { queries } = this.#store;
    const before = queries.indexedTo();
    let mark = before;
    for (const row of queries.after(before, limit)) {
      const entry = entryIn(row);
      if (!entry.ok && mark === before) return err(entry.error);
      if (!entry.ok) break;
      for (const subject of subjectsOf(entry.value.occurrence)) queries.add(subject, row.seq);
      mark = row.seq;
    }
    if (mark > before) queries.setIndexedTo(mark);
    return ok(mark - before);
  }
}
