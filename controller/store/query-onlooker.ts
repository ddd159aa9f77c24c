// Lets questions be asked of a cabinet that may be running in another process. Never writes, never migrates; each read is one short
// transaction, so that the WAL of the cabinet can be emptied between two.
import type { NoteId } from '../domain/note.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Database, DatabaseFault } from './database.ts';
import { NoteRepository } from './note-repository.ts';
import { lookAt } from './onlooker.ts';
import { QueryRepository } from './query-repository.ts';
import { readVersions, type SetupVersion } from './setup-repository.ts';

/** Runs work that asks questions. @throws what `work` throws that is not a fault of the database */
export function lookAtQueries<T>(file: string, work: (log: QueryOnlooker) => T): Result<T, DatabaseFault> {
  return lookAt(file, (database) => work(new QueryOnlooker(database)));
}

/** All methods throw what SQLite throws. */
export class QueryOnlooker {
  readonly queries: QueryRepository;
  readonly #notes: NoteRepository;
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.queries = new QueryRepository({ database });
    this.#notes = new NoteRepository({ database });
  }

  /** Runs work that only reads; all of it sees one state of the log. */
  read<T>(work: () => T): Result<T, never> {
    return ok(this.#database.transaction(work)());
  }

  /** The set-up in force; null = none yet. */
  setup(): SetupVersion | null {
    return readVersions(this.#database, 1)[0] ?? null;
  }

  /** The text of a note; null = erased, or never written. */
  textOf(note: NoteId): string | null {
    return this.#notes.read(note)?.text ?? null;
  }
}
