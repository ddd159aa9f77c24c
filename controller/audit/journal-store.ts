// What the journal needs of a store, in the words of the journal. The store meets it by shape; neither imports the other.
import type { EntrySeq } from '../domain/ids.ts';
import type { Ledger, LedgerChange } from '../domain/ledger.ts';
import type { Note } from '../domain/note.ts';
import type { Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
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
  /** Number of rows and highest position; 0 in an empty log. */
  census(): { readonly count: number; readonly newest: number };
  at(seq: EntrySeq): EntryRow | null;
  page(from: EntrySeq, limit: number): readonly EntryRow[];
  /** Newest first. */
  latest(limit: number): readonly EntryRow[];
  frontier(): Frontier;
  saveFrontier(frontier: Frontier): void;
  openIntent(intent: EntrySeq): void;
  closeIntent(intent: EntrySeq): void;
  openIntents(): readonly EntrySeq[];
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

export interface JournalStore {
  readonly entries: EntryTable;
  readonly ledger: LedgerTables;
  readonly notes: NoteTable;
  /** Runs work in one transaction; what it returns is on disk. `intent` asks for exactly one fsync. */
  transaction<T>(work: () => T, pace?: 'ordinary' | 'intent'): Result<T, StorageFault>;
  /** Runs work that only reads. */
  read<T>(work: () => T): Result<T, StorageFault>;
}
