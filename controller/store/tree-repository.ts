// The tree over the log: its head, the hashes of its tiles, and the signed checkpoints. Hashes and signs nothing itself.
import type { Connection } from './connection.ts';

/** Where the log stands. */
export interface StoredHead {
  readonly size: number;
  /** Roots of the perfect subtrees, largest first. */
  readonly nodes: readonly Uint8Array[];
  /** Positions of releases whose outcome is not in the log yet, oldest first; NaN for what is no number. */
  readonly intents: readonly number[];
}

export interface StoredCheckpoint {
  readonly size: number;
  /** When it was signed, in milliseconds since 1970. */
  readonly at: number;
  /** The signed note, exactly. */
  readonly note: string;
}

const HASH_SIZE = 32;
/** How many of the newest checkpoints are kept; of older ones, the first of each day. */
const CHECKPOINTS_KEPT = 256;
const DAY = 24 * 60 * 60 * 1000;

/** Methods that write are called inside a transaction. All throw what SQLite throws. */
export class TreeRepository {
  readonly #head;
  readonly #saveHead;
  readonly #addTile;
  readonly #tiles;
  readonly #tileCount;
  readonly #prunedLeaves;
  readonly #addCheckpoint;
  readonly #checkpoint;
  readonly #checkpoints;
  readonly #leaving;
  readonly #forget;

  constructor({ database }: Pick<Connection, 'database'>) {
    this.#head = database.prepare<[], { size: number; nodes: Uint8Array; intents: string }>(
      'SELECT size, nodes, intents FROM log_head',
    );
    this.#saveHead = database.prepare<[number, Uint8Array, string]>(
      'UPDATE log_head SET size = ?, nodes = ?, intents = ?',
    );
    this.#addTile = database.prepare<[number, number, Uint8Array]>(
      'INSERT INTO log_tiles (level, position, hash) VALUES (?, ?, ?)',
    );
    this.#tiles = database.prepare<[number, number, number], { hash: Uint8Array }>(
      'SELECT hash FROM log_tiles WHERE level = ? AND position >= ? AND position < ? ORDER BY position',
    );
    this.#tileCount = database.prepare<[number], { count: number }>(
      'SELECT coalesce(max(position), -1) + 1 AS count FROM log_tiles WHERE level = ?',
    );
    this.#prunedLeaves = database.prepare<[number], { hash: Uint8Array }>(
      'SELECT hash FROM log_tiles WHERE level = 0 AND position = ?',
    );
    this.#addCheckpoint = database.prepare<[number, number, string]>(
      'INSERT INTO checkpoints (size, at, note) VALUES (?, ?, ?)',
    );
    this.#checkpoint = database.prepare<[], StoredCheckpoint>(
      'SELECT size, at, note FROM checkpoints ORDER BY size DESC LIMIT 1',
    );
    this.#checkpoints = database.prepare<[number, number], StoredCheckpoint>(
      'SELECT size, at, note FROM checkpoints WHERE size >= ? ORDER BY size LIMIT ?',
    );
    this.#leaving = database.prepare<[number], { size: number; at: number; before: number | null }>(
      `SELECT size, at, (
         SELECT older.at FROM checkpoints AS older WHERE older.size < newer.size ORDER BY older.size DESC LIMIT 1
       ) AS before
       FROM checkpoints AS newer ORDER BY size DESC LIMIT 1 OFFSET ?`,
    );
    this.#forget = database.prepare<[number]>('DELETE FROM checkpoints WHERE size = ?');
  }

  head(): StoredHead {
    const row = this.#head.get();
    if (row === undefined) return { size: 0, nodes: [], intents: [] };
    return { size: row.size, nodes: hashesIn(row.nodes), intents: intentsIn(row.intents) };
  }

  saveHead({ size, nodes, intents }: StoredHead): void {
    this.#saveHead.run(size, Buffer.concat(nodes), JSON.stringify(intents));
  }

  /** @param level from 1. @param position of the tile among those of its level, from 0 */
  addTile(level: number, position: number, hash: Uint8Array): void {
    this.#addTile.run(level, position, hash);
  }

  /** Hashes of a level from 1 on, in order; fewer than asked for when they are not there. */
  tiles(level: number, from: number, count: number): readonly Uint8Array[] {
    return this.#tiles.all(level, from, from + count).map(({ hash }) => hash);
  }

  /** How many tiles a level has: one more than the highest position. */
  tileCount(level: number): number {
    return this.#tileCount.get(level)?.count ?? 0;
  }

  /** The 256 leaves of a tile whose entries were pruned; null when they were not. */
  prunedLeaves(tile: number): readonly Uint8Array[] | null {
    const row = this.#prunedLeaves.get(tile);
    return row === undefined ? null : hashesIn(row.hash);
  }

  /** Adds the newest checkpoint, and lets go of one that is neither among the newest nor the first of its day. */
  addCheckpoint({ size, at, note }: StoredCheckpoint): void {
    this.#addCheckpoint.run(size, at, note);
    const leaving = this.#leaving.get(CHECKPOINTS_KEPT);
    if (leaving === undefined || leaving.before === null) return;
    if (Math.floor(leaving.before / DAY) === Math.floor(leaving.at / DAY)) this.#forget.run(leaving.size);
  }

  newestCheckpoint(): StoredCheckpoint | null {
    return this.#checkpoint.get() ?? null;
  }

  /** Up to `limit` checkpoints from a size on, in order. */
  checkpoints(from: number, limit: number): readonly StoredCheckpoint[] {
    return this.#checkpoints.all(from, limit);
  }
}

function hashesIn(hashes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: hashes.length / HASH_SIZE }, (_, index) =>
    hashes.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE),
  );
}

function intentsIn(text: string): readonly number[] {
  const list = text.slice(1, -1);
  return list === '' ? [] : list.split(',').map(Number);
}
