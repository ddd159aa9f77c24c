// What the journal keeps in memory of the log, and what can be wrong with a log on disk.
import { type EntrySeq, parseEntrySeq } from '../domain/ids.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { ReleaseIntended } from '../domain/occurrence.ts';
import { err, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { type Entry, parseEntry } from './entry.ts';
import type { EntryRow } from './journal-store.ts';
import { type Frontier, isLeafOf } from './merkle.ts';

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
  /** The newest checkpoint. Null before the first entry, never after. */
  readonly checkpoint: SignedSize | null;
}

/** A checkpoint as the journal remembers it. */
export interface SignedSize {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
}

export interface JournalFault {
  readonly code: 'log_broken';
  readonly flaw:
    | 'gap' // positions are not dense, or some are missing that no entry says were pruned
    | 'frontier' // the frontier has another size than the log, cannot have that size, or is not that of tiles and leaves
    | 'tile' // the root over 256 entries, or over 256 such roots, is missing, is another, or is there too early
    | 'checkpoint' // the newest one is not signed by this cabinet, or speaks of another log than this, or of a longer one
    | 'leaf' // an entry is not what was hashed
    | 'entry' // an entry cannot be read, or says another position than its row
    | 'intent'; // what is noted as an open release is none
}

/** Parses an entry that was read from the log, and checks it against its row. */
export function entryIn(row: EntryRow): Result<Entry, JournalFault> {
  const parsed = parseEntry(row.bytes);
  if (!parsed.ok || parsed.value.seq !== row.seq) return broken('entry');
  return isLeafOf(row.leaf, row.bytes) ? parsed : broken('leaf');
}

/** The position after the newest. */
export function nextSeq({ frontier }: LogState): EntrySeq {
  return seqOf(frontier.size + 1);
}

/** The position of the newest entry. @throws in an empty log */
export function newestSeq({ frontier }: LogState): EntrySeq {
  return seqOf(frontier.size);
}

/** What is wrong with a log. */
export function broken(flaw: JournalFault['flaw']): Result<never, JournalFault> {
  return err({ code: 'log_broken', flaw });
}

function seqOf(position: number): EntrySeq {
  const seq = parseEntrySeq(position);
  if (!seq.ok) throw new RangeError('The log has no such position');
  return seq.value;
}
