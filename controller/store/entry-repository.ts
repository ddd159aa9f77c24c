// The rows of the log, its frontier and its open intents. Appends and reads; the schema refuses everything else.
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

/** Roots of the perfect subtrees of the log, largest first. */
export interface StoredFrontier {
  readonly size: number;
  readonly nodes: readonly Uint8Array[];
}

interface EntryRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly leaf: Uint8Array;
}

const HASH_SIZE = 32;

/** Methods that write are called inside a transaction. All throw what SQLite throws. */
export class EntryRepository {
  readonly #insert;
  readonly #census;
  readonly #one;
  readonly #page;
  readonly #latest;
  readonly #frontier;
  readonly #saveFrontier;
  readonly #open;
  readonly #close;
  readonly #openIntents;

  constructor({ database }: Connection) {
    this.#insert = database.prepare<[number, Uint8Array, Uint8Array]>(
      'INSERT INTO entries (seq, bytes, leaf) VALUES (?, ?, ?)',
    );
    this.#census = database.prepare<[], { count: number; newest: number }>(
      'SELECT (SELECT count(*) FROM entries) AS count, (SELECT coalesce(max(seq), 0) FROM entries) AS newest',
    );
    this.#one = database.prepare<[number], EntryRow>('SELECT seq, bytes, leaf FROM entries WHERE seq = ?');
    this.#page = database.prepare<[number, number], EntryRow>(
      'SELECT seq, bytes, leaf FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?',
    );
    this.#latest = database.prepare<[number], EntryRow>(
      'SELECT seq, bytes, leaf FROM entries ORDER BY seq DESC LIMIT ?',
    );
    this.#frontier = database.prepare<[], { size: number; nodes: Uint8Array }>('SELECT size, nodes FROM log_frontier');
    this.#saveFrontier = database.prepare<[number, Uint8Array]>('UPDATE log_frontier SET size = ?, nodes = ?');
    this.#open = database.prepare<[number]>('INSERT INTO open_intents (intent) VALUES (?)');
    this.#close = database.prepare<[number]>('DELETE FROM open_intents WHERE intent = ?');
    this.#openIntents = database.prepare<[], { intent: number }>('SELECT intent FROM open_intents ORDER BY intent');
  }

  append({ seq, bytes, leaf }: StoredEntry): void {
    this.#insert.run(seq, bytes, leaf);
  }

  /** How many entries there are, and the highest position; 0 in an empty log. Reads the whole index. */
  census(): { readonly count: number; readonly newest: number } {
    return this.#census.get() ?? { count: 0, newest: 0 };
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

  frontier(): StoredFrontier {
    const row = this.#frontier.get();
    return row === undefined ? { size: 0, nodes: [] } : { size: row.size, nodes: hashesIn(row.nodes) };
  }

  saveFrontier({ size, nodes }: StoredFrontier): void {
    this.#saveFrontier.run(size, Buffer.concat(nodes));
  }

  openIntent(intent: EntrySeq): void {
    this.#open.run(intent);
  }

  /** Forgets an open intent; one that is not open is passed over. */
  closeIntent(intent: EntrySeq): void {
    this.#close.run(intent);
  }

  openIntents(): readonly EntrySeq[] {
    return this.#openIntents.all().map(({ intent }) => stored(parseEntrySeq(intent)));
  }
}

function entryOf({ seq, bytes, leaf }: EntryRow): StoredEntry {
  return { seq: stored(parseEntrySeq(seq)), bytes, leaf };
}

function hashesIn(nodes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: nodes.length / HASH_SIZE }, (_, index) =>
    nodes.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE),
  );
}
