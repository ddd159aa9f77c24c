// A journal on a real database in a folder of the test, and what must be true of any log, whatever happened to it.
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Entry } from '../../controller/audit/entry.ts';
import { Journal } from '../../controller/audit/journal.ts';
import type { JournalStore } from '../../controller/audit/journal-store.ts';
import { leafHash, rootOf, rootOfLeaves } from '../../controller/audit/merkle.ts';
import { parseBootId } from '../../controller/domain/ids.ts';
import { EMPTY_LEDGER, type Ledger, ledgerChanges, withChanges } from '../../controller/domain/ledger.ts';
import { seconds } from '../../controller/domain/time.ts';
import { Store } from '../../controller/store/store.ts';
import { seq } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { LOG_KEY } from './log-key.ts';
import { scratchFolder } from './scratch.ts';
import { SteppedClock } from './stepped-clock.ts';

export const TOKEN_LIFETIME = seconds(3);

export interface JournalStage {
  readonly file: string;
  readonly clock: SteppedClock;
  readonly store: Store;
  readonly journal: Journal;
}

/** @param folder where the database is; by default a folder that goes with the test */
export function journalStage(folder = scratchFolder()): JournalStage {
  const file = path.join(folder, 'wardkey.db');
  const clock = new SteppedClock();
  const store = expectOk(Store.open(file));
  onTestFinished(() => store.close());
  return { file, clock, store, journal: openJournal(store, clock) };
}

export function openJournal(store: JournalStore, clock = new SteppedClock(), boot = 'boot-1'): Journal {
  return expectOk(
    Journal.open(store, { boot: expectOk(parseBootId(boot)), clock, tokenLifetime: TOKEN_LIFETIME, key: LOG_KEY }),
  );
}

/** Positions dense, leaves of the stored bytes, frontier and root over exactly these. */
export function expectWholeLog({ entries, tree }: JournalStore, size: number): void {
  const rows = size === 0 ? [] : entries.page(seq(1), size + 1);
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: size }, (_, index) => index + 1));
  const leaves = rows.map(({ bytes }) => leafHash(bytes));
  expect(rows.map((row) => hexDigits(row.leaf))).toEqual(leaves.map(hexDigits));
  const frontier = tree.head();
  expect(frontier.size).toBe(size);
  expect(hexDigits(rootOf(frontier))).toBe(hexDigits(rootOfLeaves(leaves)));
}

/** Every entry of a log, in order. */
export function wholeLog(journal: Journal): readonly Entry[] {
  const first = Array.from({ length: Math.ceil(journal.size() / 1000) }, (_, page) => seq(page * 1000 + 1));
  return first.flatMap((from) => expectOk(journal.entries(from, 1000)));
}

/** The ledger as it follows from a log alone. */
export function ledgerOf(log: readonly Entry[]): Ledger {
  return log.reduce(
    (ledger, { occurrence, seq: position, at }) =>
      withChanges(ledger, expectOk(ledgerChanges(ledger, occurrence, position, at))),
    EMPTY_LEDGER,
  );
}

export function hexDigits(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** What SQLite throws when a write fails. */
export function diskFailure(): never {
  throw Object.assign(new Error('planted'), { code: 'SQLITE_IOERR_WRITE' });
}

/** The store of a stage whose ledger fails in the middle of the transaction. */
export function failingLedger({ store }: JournalStage): JournalStore {
  return {
    entries: store.entries,
    tree: store.tree,
    ledger: { read: () => store.ledger.read(), write: diskFailure },
    notes: store.notes,
    transaction: (work, pace) => store.transaction(work, pace),
    read: (work) => store.read(work),
  };
}
