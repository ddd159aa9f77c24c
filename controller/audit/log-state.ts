// What the journal keeps in memory, read from the disk and checked on the way. Never repairs what does not fit.
import { type EntrySeq, parseEntrySeq } from '../domain/ids.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { ReleaseIntended } from '../domain/occurrence.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import type { Instant } from '../domain/time.ts';
import { type Entry, parseEntry } from './entry.ts';
import type { EntryRow, JournalStore } from './journal-store.ts';
import { type Frontier, isWellFormed, leafHash, sameHash } from './merkle.ts';

/** A release whose outcome is not in the log yet. */
export interface OpenIntent {
  readonly intent: EntrySeq;
  readonly occurrence: ReleaseIntended;
  readonly at: Instant;
}

export interface LogState {
  readonly frontier: Frontier;
  readonly ledger: Ledger;
  readonly openIntents: ReadonlyMap<EntrySeq, OpenIntent>;
  /** Time of the newest entry: wall time is never believed to be before it. Null in an empty log. */
  readonly mark: Instant | null;
}

export interface JournalFault {
  readonly code: 'log_broken';
  readonly flaw:
    | 'gap' // positions are not dense
    | 'frontier' // the frontier has another size than the log, or cannot have that size
    | 'leaf' // the newest entry is not what was hashed
    | 'entry' // an entry cannot be read, or says another position than its row
    | 'intent'; // what is noted as an open release is none
}

/** Reads frontier, ledger and open intents. Looks at the newest entry and at every open intent, not at the whole log. */
export function loadLog(store: JournalStore): Result<LogState, JournalFault | StorageFault> {
  const read = store.read(() => load(store));
  return read.ok ? read.value : read;
}

/** Parses an entry that was read from the log, and checks it against its row. */
export function entryIn(row: EntryRow): Result<Entry, JournalFault> {
  const parsed = parseEntry(row.bytes);
  if (!parsed.ok || parsed.value.seq !== row.seq) return broken('entry');
  return sameHash(leafHash(row.bytes), row.leaf) ? parsed : broken('leaf');
}

function load({ entries, ledger }: JournalStore): Result<LogState, JournalFault> {
  const { count, newest } = entries.census();
  const frontier = entries.frontier();
  if (count !== newest) return broken('gap');
  if (frontier.size !== newest || !isWellFormed(frontier)) return broken('frontier');
  const mark = newestTime(entries.latest(1), frontier);
  if (!mark.ok) return mark;
  const openIntents = new Map<EntrySeq, OpenIntent>();
  for (const intent of entries.openIntents()) {
    const open = openIntentIn(entries.at(intent));
    if (!open.ok) return open;
    openIntents.set(intent, open.value);
  }
  return ok({ frontier, ledger: ledger.read(), openIntents, mark: mark.value });
}

/** In a log of odd size the newest leaf is itself the last node of the frontier. */
function newestTime([row]: readonly EntryRow[], { size, nodes }: Frontier): Result<Instant | null, JournalFault> {
  if (row === undefined) return ok(null);
  const entry = entryIn(row);
  if (!entry.ok) return entry;
  const last = nodes.at(-1);
  if (size % 2 === 1 && (last === undefined || !sameHash(last, row.leaf))) return broken('frontier');
  return ok(entry.value.at);
}

function openIntentIn(row: EntryRow | null): Result<OpenIntent, JournalFault> {
  if (row === null) return broken('intent');
  const entry = entryIn(row);
  if (!entry.ok) return entry;
  const { seq, occurrence, at } = entry.value;
  return occurrence.kind === 'release.intended' ? ok({ intent: seq, occurrence, at }) : broken('intent');
}

/** The position after the newest. */
export function nextSeq({ frontier }: LogState): EntrySeq {
  return seqOf(frontier.size + 1);
}

/** The position of the newest entry. @throws in an empty log */
export function newestSeq({ frontier }: LogState): EntrySeq {
  return seqOf(frontier.size);
}

function seqOf(position: number): EntrySeq {
  const seq = parseEntrySeq(position);
  if (!seq.ok) throw new RangeError('The log has no such position');
  return seq.value;
}

function broken(flaw: JournalFault['flaw']): Result<never, JournalFault> {
  return err({ code: 'log_broken', flaw });
}
