// What questions to the log need of a store, in words of the log. The store and its onlooker meet it by shape.
import type { Result } from '../../domain/result.ts';
import type { StorageFault } from '../../domain/storage.ts';
import type { EntryRow } from '../journal-store.ts';

/** The log and its index, as far as it goes. Each method is one short statement, called inside `read` or `derive`. */
export interface IndexedRows {
  /** The first position that is kept and the newest; both 0 in an empty log. */
  range(): { readonly first: number; readonly newest: number };
  /** Every entry up to here is in the index; what is newer is not, whatever rows there are. */
  indexedTo(): number;
  at(position: number): EntryRow | null;
  /** Entries of positions `from` … `below` − 1, newest first. */
  before(below: number, from: number, limit: number): readonly EntryRow[];
  /** The same, only those that the index has under a subject. */
  under(subject: string, below: number, from: number, limit: number): readonly EntryRow[];
  /** Subjects of the index that begin with a prefix, in order. */
  subjects(prefix: string): readonly string[];
}

export interface QueryStore {
  readonly queries: IndexedRows;
  /** Runs work that only reads; all of it sees one state of the log. */
  read<T>(work: () => T): Result<T, StorageFault>;
}

/** What fills the index. Writing methods are called inside `derive`. */
export interface IndexStore {
  readonly queries: IndexedRows & {
    /** Entries from a position on, in order. */
    after(position: number, limit: number): readonly EntryRow[];
    /** Notes that an entry is found under a subject. Said twice, it is noted once. */
    add(subject: string, position: number): void;
    setIndexedTo(position: number): void;
    /** Forgets the whole index; the log stays. */
    dropIndex(): void;
  };
  /** Runs work in one transaction. Damage to the index is a value: the log does not depend on it. */
  derive<T>(work: () => T): Result<T, StorageFault>;
  read<T>(work: () => T): Result<T, StorageFault>;
}
