// Deletes entries of the log, a tile of 256 at a time, finds entries and texts that name somebody, and leaves no copy of what
// was deleted. What may go is decided elsewhere; the schema refuses to delete what stands at or after the start of the log.
import { type EntrySeq, parseEntrySeq } from '../domain/ids.ts';
import { type NoteId, parseNoteId } from '../domain/note.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';
import { stored } from './row.ts';

/** Tables with names of people, what they know and what they wrote. No row of another table names their rows. */
const PERSONAL = [
  'notes',
  'setup_versions',
  'badges',
  'pins',
  'pin_counters',
  'enrolment_codes',
  'preferences',
] as const;

/** Methods that write are called inside a transaction. All throw what SQLite throws. */
export class PruneRepository {
  readonly #database: Database;
  readonly #addLeaves;
  readonly #advance;
  readonly #delete;
  readonly #mentions;
  readonly #notes;

  constructor({ database }: Connection) {
    this.#database = database;
    this.#addLeaves = database.prepare<[number, Uint8Array]>(
      'INSERT INTO log_tiles (level, position, hash) VALUES (0, ?, ?)',
    );
    this.#advance = database.prepare<[number]>('UPDATE log_start SET first = ?');
    this.#delete = database.prepare<[number]>('DELETE FROM entries WHERE seq < ?');
    this.#mentions = database.prepare<[number, number, string, number], { seq: number; bytes: Uint8Array }>(
      `SELECT seq, bytes FROM entries WHERE seq >= ? AND seq < ? AND instr(bytes, CAST(? AS BLOB)) > 0
       ORDER BY seq LIMIT ?`,
    );
    this.#notes = database.prepare<[], { id: string; text: string }>('SELECT id, text FROM notes');
  }

  /** Keeps the leaves of a tile, lets the log begin after it, and deletes its entries. @param leaves 256 hashes of 32 bytes */
  cut(tile: number, leaves: readonly Uint8Array[], first: number): void {
    this.#addLeaves.run(tile, Buffer.concat(leaves));
    this.#advance.run(first);
    this.#delete.run(first);
  }

  /**
   * Writes every table anew that may have held something personal. SQLite zeroes a row that it deletes and a page that it
   * frees, but not the copies that stay behind when it moves rows from page to page: of 49,000 deleted texts 54 were still
   * there. An emptied table frees all its pages. Holds the tables in memory for a moment.
   */
  rewritePersonal(): void {
    for (const table of PERSONAL) {
      this.#database.exec(
        `CREATE TEMP TABLE kept_rows AS SELECT * FROM ${table} ORDER BY rowid;
         DELETE FROM ${table};
         INSERT INTO ${table} SELECT * FROM kept_rows ORDER BY rowid;
         DROP TABLE kept_rows;`,
      );
    }
  }

  /** Up to `limit` entries of positions `from` … `below` − 1 in whose bytes a text stands, in order. Reads all of them. */
  mentions(
    text: string,
    from: number,
    below: number,
    limit: number,
  ): readonly { readonly seq: EntrySeq; readonly bytes: Uint8Array }[] {
    return this.#mentions.all(from, below, text, limit).map(({ seq, bytes }) => ({
      seq: stored(parseEntrySeq(seq)),
      bytes,
    }));
  }

  /** Ids of the notes whose text is of a kind. Reads one at a time. */
  notesThat(matches: (text: string) => boolean): readonly NoteId[] {
    const found: NoteId[] = [];
    for (const { id, text } of this.#notes.iterate()) if (matches(text)) found.push(stored(parseNoteId(id)));
    return found;
  }
}
