// The log of a cabinet that may be running in another process, read in short steps. Never writes.
import { parseNoteId } from '../domain/note.ts';
import type { Result } from '../domain/result.ts';
import type { Database, DatabaseFault } from './database.ts';
import { EntryRepository } from './entry-repository.ts';
import { NoteRepository } from './note-repository.ts';
import { lookAt } from './onlooker.ts';
import { stored } from './row.ts';
import { readVersions, type SetupVersion } from './setup-repository.ts';
import { type StoredCheckpoint, type StoredHead, TreeRepository } from './tree-repository.ts';

/** Most rows of one step. */
const STEP = 1000;
const TILE_WIDTH = 256;

/** An entry as it lies on disk; what it holds is for a verifier to judge. */
interface ExactEntry {
  readonly seq: number;
  /** Exactly what was hashed. */
  readonly bytes: Uint8Array;
}

/** Runs work that looks at the log. @throws what `work` throws that is not a fault of the database */
export function lookAtLog<T>(file: string, work: (log: LogOnlooker) => T): Result<T, DatabaseFault> {
  return lookAt(file, (database) => work(new LogOnlooker(database)));
}

/** All methods throw what SQLite throws. */
export class LogOnlooker {
  readonly #database: Database;
  readonly #entries: EntryRepository;
  readonly #page;
  readonly #tree: TreeRepository;
  readonly #notes: NoteRepository;

  constructor(database: Database) {
    this.#database = database;
    this.#entries = new EntryRepository({ database });
    this.#page = database.prepare<[number, number], ExactEntry>(
      'SELECT seq, bytes FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?',
    );
    this.#tree = new TreeRepository({ database });
    this.#notes = new NoteRepository({ database });
  }

  /** Where the log stands, and its first entry that was not pruned: both of one moment. */
  stand(): StoredHead & { readonly first: number } {
    return this.#database.transaction(() => ({ ...this.#tree.head(), first: this.#entries.first() }))();
  }

  /** Up to 1,000 entries from a position on, in order. */
  page(from: number, limit: number): readonly ExactEntry[] {
    return this.#page.all(from, Math.min(limit, STEP));
  }

  /**
   * Hashes of the tree in order, fewer than asked for where it lacks some.
   * @param level 0 = leaves, 1 = roots over 256 leaves, 2 = over 65,536, 3 = over 16,777,216
   * @param from counted from 0; at level 0 all of them lie in one tile of 256
   */
  hashes(level: number, from: number, count: number): readonly Uint8Array[] {
    if (level > 0) return this.#tree.tiles(level, from, count);
    const tile = Math.floor(from / TILE_WIDTH);
    const pruned = this.#tree.prunedLeaves(tile);
    if (pruned === null) return this.#entries.leaves(from + 1, count);
    return pruned.slice(from - tile * TILE_WIDTH, from - tile * TILE_WIDTH + count);
  }

  /** Up to 1,000 signed checkpoints from a size on, in order. */
  checkpoints(from: number): readonly StoredCheckpoint[] {
    return this.#tree.checkpoints(from, STEP);
  }

  /** A text with its salt; null = erased. @param id 64 lower-case hex digits */
  note(id: string): { readonly salt: Uint8Array; readonly text: string } | null {
    return this.#notes.read(stored(parseNoteId(id)));
  }

  /** Versions of the set-up, newest first. */
  setups(limit: number): readonly SetupVersion[] {
    return readVersions(this.#database, limit);
  }
}
