// Fills a log with true entries in few transactions, because one durable commit each would take minutes. The journal reads it anew.
import { type Entry, encodeEntry } from '../../controller/audit/entry.ts';
import { append, leafHash } from '../../controller/audit/merkle.ts';
import type { DataFolder } from '../../controller/data-folder.ts';
import { parseEntrySeq } from '../../controller/domain/ids.ts';
import { expectOk } from '../support/expect-ok.ts';

const ENTRIES_A_TRANSACTION = 5000;

/** Brings the log to `size` entries, whole and chained, and lets the journal read where it stands. */
export function fillLog({ store, journal }: DataFolder, size: number): void {
  expectOk(journal.record({ kind: 'door.closed', during: null }));
  const [template] = expectOk(journal.latest(1));
  if (template === undefined) throw new Error('the log has no entry to copy');
  while (journal.size() < size) {
    const count = Math.min(ENTRIES_A_TRANSACTION, size - journal.size());
    expectOk(store.transaction(() => appendCopies(store, template, journal.size(), count)));
    expectOk(journal.reload());
  }
}

function appendCopies({ entries }: DataFolder['store'], template: Entry, from: number, count: number): void {
  let frontier = entries.frontier();
  for (let turn = 1; turn <= count; turn += 1) {
    const seq = expectOk(parseEntrySeq(from + turn));
    const bytes = encodeEntry({ ...template, seq });
    const leaf = leafHash(bytes);
    entries.append({ seq, bytes, leaf });
    frontier = append(frontier, leaf);
  }
  entries.saveFrontier(frontier);
}
