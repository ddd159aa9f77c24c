// Reads the log backwards under one subject: the tail that is not in the index yet off the entries themselves, the rest by the
// index. So an answer is complete, however far the index has come. Each call is one short read.
import type { EntrySeq } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { StorageFault } from '../../domain/storage.ts';
import type { Instant } from '../../domain/time.ts';
import type { Entry } from '../entry.ts';
import type { EntryRow } from '../journal-store.ts';
import { entryIn, type JournalFault } from '../log-state.ts';
import type { QueryStore } from './query-store.ts';
import { isUnder, type Subject } from './subjects.ts';

export type QueryFault = JournalFault | StorageFault;

/** Positions of the log: `from` … `below` − 1. */
export interface Bounds {
  readonly from: number;
  readonly below: number;
}

export interface Stretch {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Everything from this position up to `below` has been looked at. */
  readonly reached: number;
}

/**
 * The next entries below a position, newest first. Looks at no more than `limit` rows, so it may find fewer, or none, before
 * it has reached `from`: the caller goes on from `reached`.
 * @param subject null = every entry
 */
export function earlier(
  store: QueryStore,
  subject: Subject | null,
  { from, below }: Bounds,
  limit: number,
): Result<Stretch, QueryFault> {
  const { queries } = store;
  const read = store.read(() => {
    const tail = Math.max(from, queries.indexedTo() + 1);
    if (subject === null) return { rows: queries.before(below, from, limit), end: from };
    return below > tail
      ? { rows: queries.before(below, tail, limit), end: tail }
      : { rows: queries.under(subject, below, from, limit), end: from };
  });
  if (!read.ok) return read;
  const { rows, end } = read.value;
  const entries = parsed(rows);
  if (!entries.ok) return entries;
  // An index that somebody else has written shows nothing under a subject that is not there by the entry itself.
  return ok({
    entries: subject === null ? entries.value : entries.value.filter(({ occurrence }) => isUnder(occurrence, subject)),
    reached: rows.length < limit ? end : (rows.at(-1)?.seq ?? end),
  });
}

/** The first position whose entry is not before an instant; past the newest when all are. Times never go back in a log. */
export function positionAt(store: QueryStore, at: Instant): Result<number, QueryFault> {
  const range = rangeOf(store);
  if (!range.ok) return range;
  let low = range.value.first;
  let high = range.value.newest + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = entryAt(store, middle);
    if (!entry.ok) return entry;
    if (entry.value === null || entry.value.at < at) low = middle + 1;
    else high = middle;
  }
  return ok(low);
}

/** The first position that is kept and the newest; an empty log is 1 … 0. */
export function rangeOf(store: QueryStore): Result<{ readonly first: number; readonly newest: number }, StorageFault> {
  const range = store.read(() => store.queries.range());
  return range.ok ? ok({ first: Math.max(1, range.value.first), newest: range.value.newest }) : range;
}

/** One entry; null where none is. */
function entryAt(store: QueryStore, position: EntrySeq | number): Result<Entry | null, QueryFault> {
  const row = store.read(() => store.queries.at(position));
  if (!row.ok) return row;
  return row.value === null ? ok(null) : entryIn(row.value);
}

function parsed(rows: readonly EntryRow[]): Result<readonly Entry[], JournalFault> {
  const entries: Entry[] = [];
  for (const row of rows) {
    const entry = entryIn(row);
    if (!entry.ok) return err(entry.error);
    entries.push(entry.value);
  }
  return ok(entries);
}
