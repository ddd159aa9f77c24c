// What the journal needs of a store, in the words of the journal. The store meets it by shape; neither imports the other.
import type { EntrySeq } from '../domain/ids.ts';
import type { Ledger, LedgerChange } from '../domain/ledger.ts';
import type { Note } from '../domain/note.ts';
import type { Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import type { Instant } from '../domain/time.ts';
import type { Frontier, Hash } from './merkle.ts';

/** An entry as it lies on disk. */
export interface EntryRow {
  readonly seq: EntrySeq;
  /** Exactly what was hashed. */
  readonly bytes: Uint8Array;
  readonly leaf: Hash;
}

/** The rows of the log. Writing methods are called inside `transaction`, reading ones there or inside `read`. */
export interface EntryTable {
  append(row: EntryRow): void;
  /** The first position that was not pruned: 1, or one after a multiple of 256. */
  first(): number;
  /** Lowest and highest position; null without entries. */
  span(): { readonly oldest: number; readonly newest: number } | null;
  at(seq: EntrySeq): EntryRow | null;
  page(from: EntrySeq, limit: number): readonly EntryRow[];
  /** Newest first. */
  latest(limit: number): readonly EntryRow[];
  /** Leaves from a position on, in order; fewer than asked for at the end. */
  leaves(from: number, count: number): readonly Hash[];
}

/** Where the log stands: its frontier, and the releases whose outcome is not in it yet, oldest first. */
export interface LogHead extends Frontier {
  readonly intents: readonly number[];
}

export interface CheckpointRow {
  readonly size: number;
  readonly at: Instant;
  /** The signed note. */
  readonly note: string;
}

/** What is kept of the tree over the log. */
export interface TreeTables {
  head(): LogHead;
  saveHead(head: LogHead): void;
  /** @param level from 1: roots over 256, 65,536 and 16,777,216 entries */
  addTile(level: number, position: number, hash: Hash): void;
  tiles(level: number, from: number, count: number): readonly Hash[];
  tileCount(level: number): number;
  /** The 256 leaves of a tile whose entries were pruned; null when they were not. */
  prunedLeaves(tile: number): readonly Hash[] | null;
  addCheckpoint(checkpoint: CheckpointRow): void;
  newestCheckpoint(): { readonly size: number; readonly note: string } | null;
}

/** The rows that are the fold of the log. */
export interface LedgerTables {
  read(): Ledger;
  write(change: LedgerChange): void;
}

/** Texts that stand beside the log and can be erased. */
export interface NoteTable {
  write(note: Note): void;
}

/** The parts of a store that hold the log and its tree. */
export interface LogTables {
  readonly entries: EntryTable;
  readonly tree: TreeTables;
}

export interface JournalStore extends LogTables {
  readonly ledger: LedgerTables;
  readonly notes: NoteTable;
  /** Runs work in one transaction; what it returns is on disk. `intent` asks for exactly one fsync. */
  transaction<T>(work: () => T, pace?: 'ordinary' | 'intent'): Result<T, StorageFault>;
  /** Runs work that only reads. */
  read<T>(work: () => T): Result<T, StorageFault>;
}
