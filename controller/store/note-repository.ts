// The texts that entries name by their seal. They stand beside the log and can be erased; the entry then names what is gone.
import { type Note, type NoteId, parseNoteId } from '../domain/note.ts';
import type { Connection } from './connection.ts';
import { stored } from './row.ts';

interface NoteRow {
  readonly id: string;
  readonly salt: Uint8Array;
  readonly text: string;
}

/** Methods that write are called inside a transaction. All throw what SQLite throws. */
export class NoteRepository {
  readonly #insert;
  readonly #one;
  readonly #erase;

  constructor({ database }: Pick<Connection, 'database'>) {
    this.#insert = database.prepare<[NoteRow]>('INSERT INTO notes (id, salt, text) VALUES (:id, :salt, :text)');
    this.#one = database.prepare<[string], NoteRow>('SELECT id, salt, text FROM notes WHERE id = ?');
    this.#erase = database.prepare<[string]>('DELETE FROM notes WHERE id = ?');
  }

  write({ id, salt, text }: Note): void {
    this.#insert.run({ id, salt, text });
  }

  /** A text with its salt; null = erased, or never written. */
  read(id: NoteId): Note | null {
    const row = this.#one.get(id);
    return row === undefined ? null : { id: stored(parseNoteId(row.id)), salt: row.salt, text: row.text };
  }

  /** Erases text and salt; SQLite overwrites their bytes. */
  erase(id: NoteId): void {
    this.#erase.run(id);
  }
}
