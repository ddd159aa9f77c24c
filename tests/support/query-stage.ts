// A log for questions: occurrences written as entries without a journal, the index over any part of it, and the naive answers that
// a scan of the whole log gives.
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Entry, encodeEntry, parseEntry } from '../../controller/audit/entry.ts';
import { leafHash } from '../../controller/audit/merkle.ts';
import { EntryIndex } from '../../controller/audit/queries/entry-index.ts';
import { LogQueries, type Page, type Span } from '../../controller/audit/queries/log-queries.ts';
import type { QueryFault } from '../../controller/audit/queries/log-reader.ts';
import { parseBootId } from '../../controller/domain/ids.ts';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import type { Result } from '../../controller/domain/result.ts';
import { type Instant, instant, monotonic } from '../../controller/domain/time.ts';
import { Store } from '../../controller/store/store.ts';
import { NOW, seq } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { scratchFolder } from './scratch.ts';

const BOOT = expectOk(parseBootId('boot-1'));

export interface QueryStage {
  readonly folder: string;
  readonly file: string;
  readonly store: Store;
  readonly index: EntryIndex;
  readonly queries: LogQueries;
}

/** An empty log on a database of the test. The questions leave the index as the test has it. */
export function queryStage(): QueryStage {
  const folder = scratchFolder();
  const file = path.join(folder, 'wardkey.db');
  const store = expectOk(Store.open(file));
  onTestFinished(() => store.close());
  return { folder, file, store, index: new EntryIndex(store), queries: new LogQueries(store) };
}

/** Entries at their place in the log, one second apart unless told otherwise. */
export function entriesOfLog(
  occurrences: readonly Occurrence[],
  atOf: (place: number) => Instant = (place) => instant(NOW + place * 1000),
): readonly Entry[] {
  return occurrences.map((occurrence, place) => {
    const entry = {
      seq: seq(place + 1),
      boot: BOOT,
      mono: monotonic(place),
      at: atOf(place),
      clock: 'good' as const,
      occurrence,
    };
    return expectOk(parseEntry(encodeEntry(entry)));
  });
}

/** Writes entries after those that are there. Frontier and ledger stay behind: no question reads them. */
export function writeEntries({ store }: Pick<QueryStage, 'store'>, entries: readonly Entry[]): void {
  expectOk(
    store.transaction(() => {
      for (const entry of entries) {
        const bytes = encodeEntry(entry);
        store.entries.append({ seq: entry.seq, bytes, leaf: leafHash(bytes) });
      }
    }),
  );
}

/** Puts the first entries into the index, up to a position. */
export function indexUpTo({ store, index }: Pick<QueryStage, 'store' | 'index'>, position: number): void {
  for (;;) {
    const rest = position - store.queries.indexedTo();
    if (rest <= 0 || expectOk(index.advance(rest)) === 0) return;
  }
}

/** Every page of an answer, from the newest to the oldest. @returns the entries of each */
export function pagesOf(ask: (span: Span) => Result<Page, QueryFault>, span: Span = {}): readonly (readonly Entry[])[] {
  const pages: (readonly Entry[])[] = [];
  let below = span.below ?? null;
  for (;;) {
    const { entries, next } = expectOk(ask({ ...span, below }));
    pages.push(entries);
    if (next === null) return pages;
    if (below !== null && next >= below) throw new Error('a cursor that does not move');
    below = next;
  }
}
