// The rows of the log. Appends and reads; the schema refuses everything else.
import { type EntrySeq, parseEntrySeq } from '../domain/ids.ts';
import type { Connection } from './connection.ts';
import { stored } from './row.ts';

export interface StoredEntry {
  readonly seq: EntrySeq;
  /** Exactly what was hashed. */
  readonly bytes: Uint8Array;
  /** Leaf hash, 32 bytes. */
  readonly leaf: Uint8Array;
}

interface EntryRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly leaf: Uint8Array;
}

/** Methods that write are called inside a transaction. All throw what SQLite throws. */
export class EntryRepository {
  readonly #insert;
  readonly #first;
  readonly #span;
  readonly #one;
  readonly #page;
  readonly #latest;
  readonly #leaves;

  constructor({ database }: Pick<Connection, 'database'>) {
    this.#insert = database.prepare<[number, Uint8Array, Uint8Array]>(
      'INSERT INTO entries (seq, bytes, leaf) VALUES (?, ?, ?)',
    );
    this.#first = database.prepare<[], { first: number }>('SELECT first FROM log_start');
    this.#span = database.prepare<[], { oldest: number | null; newest: number | null }>(
      'SELECT (SELECT min(seq) FROM entries) AS oldest, (SELECT max(seq) FROM entries) AS newest',
    );
    this.#one = database.prepare<[number], EntryRow>('SELECT seq, bytes, leaf FROM entries WHERE seq = ?');
    this.#page = database.prepare<[number, number], EntryRow>(
      'SELECT seq, bytes, leaf FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?',
    );
    this.#latest = database.prepare<[number], EntryRow>(
      'SELECT seq, bytes, leaf FROM entries ORDER BY seq DESC LIMIT ?',
    );
    this.#leaves = database.prepare<[number, number], { leaf: Uint8Array }>(
      'SELECT leaf FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?',
    );
  }

  append({ seq, bytes, leaf }: StoredEntry): void {
    this.#insert.run(seq, bytes, leaf);
  }

  /** The first position that was not pruned: 1, or one after a multiple of 256. */
  first(): number {
    return this.#first.get()?.first ?? 1;
  }

  /** The lowest and the highest position; null without entries. */
  span(): { readonly oldest: number; readonly newest: number } | null {
    const { oldest = null, newest = null } = this.#span.get() ?? {};
    return oldest === null || newest === null ? null : { oldest, newest };
  }

  at(seq: EntrySeq): StoredEntry | null {
    const row = this.#one.get(seq);
    return row === undefined ? null : entryOf(row);
  }

  /** Up to `limit` entries from a position on, in order. */
  page(from: EntrySeq, limit: number): readonly StoredEntry[] {
    return this.#page.all(from, limit).map(entryOf);
  }

  /** Up to `limit` entries, newest first. */
  latest(limit: number): readonly StoredEntry[] {
    return this.#latest.all(limit).map(entryOf);
  }

  /** The leaves of up to `count` entries from a position on, in order. */
  leaves(from: number, count: number): readonly Uint8Array[] {
    return this.#leaves.all(from, count).map(({ leaf }) => leaf);
  }
}

function entryOf({ seq, bytes, leaf }: EntryRow): StoredEntry {
  return { seq: stored(parseEntrySeq(seq)), bytes, leaf };
}
