// The log as questions read it: by position, and by subject through an index that is derived from it and stands behind it.
// Every statement walks along one index; none reads the whole log.
import { type EntrySeq, parseEntrySeq } from '../domain/ids.ts';
import type { Database } from './database.ts';
import { stored } from './row.ts';

interface EntryRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly leaf: Uint8Array;
}

/** An entry as it lies on disk. */
interface FoundEntry {
  readonly seq: EntrySeq;
  readonly bytes: Uint8Array;
  readonly leaf: Uint8Array;
}

/** Every statement that reads, by name: a test asks SQLite how it would run each. */
export const QUERY_SQL = {
  first: 'SELECT coalesce(min(seq), 0) AS position FROM entries',
  newest: 'SELECT coalesce(max(seq), 0) AS position FROM entries',
  mark: 'SELECT indexed_to AS position FROM index_mark',
  at: 'SELECT seq, bytes, leaf FROM entries WHERE seq = :position',
  after: 'SELECT seq, bytes, leaf FROM entries WHERE seq > :position ORDER BY seq LIMIT :limit',
  before: 'SELECT seq, bytes, leaf FROM entries WHERE seq < :below AND seq >= :from ORDER BY seq DESC LIMIT :limit',
  under: `SELECT entries.seq, bytes, leaf
    FROM index_subjects
    CROSS JOIN entry_index ON entry_index.subject = index_subjects.id
    CROSS JOIN entries ON entries.seq = entry_index.seq
    WHERE index_subjects.name = :subject AND entry_index.seq < :below AND entry_index.seq >= :from
    ORDER BY entry_index.seq DESC LIMIT :limit`,
  subjects: 'SELECT name FROM index_subjects WHERE name >= :prefix AND name < :end ORDER BY name',
  subject: 'SELECT id FROM index_subjects WHERE name = :subject',
} as const;

interface Stretch {
  readonly below: number;
  readonly from: number;
  readonly limit: number;
}

/** Methods that write are called inside a transaction. All throw what SQLite throws. */
export class QueryRepository {
  readonly #database: Database;
  readonly #first;
  readonly #newest;
  readonly #mark;
  readonly #at;
  readonly #after;
  readonly #before;
  readonly #under;
  readonly #subjects;
  readonly #subject;
  readonly #name;
  readonly #add;
  readonly #setMark;

  /** @param connection a read-only one will do for all that reads */
  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
    this.#first = database.prepare<[], { position: number }>(QUERY_SQL.first);
    this.#newest = database.prepare<[], { position: number }>(QUERY_SQL.newest);
    this.#mark = database.prepare<[], { position: number }>(QUERY_SQL.mark);
    this.#at = database.prepare<[{ position: number }], EntryRow>(QUERY_SQL.at);
    this.#after = database.prepare<[{ position: number; limit: number }], EntryRow>(QUERY_SQL.after);
    this.#before = database.prepare<[Stretch], EntryRow>(QUERY_SQL.before);
    this.#under = database.prepare<[Stretch & { subject: string }], EntryRow>(QUERY_SQL.under);
    this.#subjects = database.prepare<[{ prefix: string; end: string }], { name: string }>(QUERY_SQL.subjects);
    this.#subject = database.prepare<[{ subject: string }], { id: number }>(QUERY_SQL.subject);
    this.#name = database.prepare<[string]>('INSERT INTO index_subjects (name) VALUES (?)');
    this.#add = database.prepare<[number, number]>('INSERT OR IGNORE INTO entry_index (subject, seq) VALUES (?, ?)');
    this.#setMark = database.prepare<[number]>('UPDATE index_mark SET indexed_to = ?');
  }

  /** The first position that is kept and the newest; both 0 in an empty log. */
  range(): { readonly first: number; readonly newest: number } {
    return { first: this.#first.get()?.position ?? 0, newest: this.#newest.get()?.position ?? 0 };
  }

  /** Every entry up to this position is in the index. */
  indexedTo(): number {
    return this.#mark.get()?.position ?? 0;
  }

  at(position: number): FoundEntry | null {
    const row = this.#at.get({ position });
    return row === undefined ? null : entryOf(row);
  }

  /** Up to `limit` entries after a position, in order. */
  after(position: number, limit: number): readonly FoundEntry[] {
    return this.#after.all({ position, limit }).map(entryOf);
  }

  /** Up to `limit` entries of positions `from` … `below` − 1, newest first. */
  before(below: number, from: number, limit: number): readonly FoundEntry[] {
    return this.#before.all({ below, from, limit }).map(entryOf);
  }

  /** The same, only those that the index has under a subject. Rows whose entry was pruned are passed over. */
  under(subject: string, below: number, from: number, limit: number): readonly FoundEntry[] {
    return this.#under.all({ subject, below, from, limit }).map(entryOf);
  }

  /** Subjects of the index that begin with a prefix of ASCII letters and a colon, in order. */
  subjects(prefix: string): readonly string[] {
    return this.#subjects.all({ prefix, end: `${prefix}\u{10FFFF}` }).map(({ name }) => name);
  }

  /** Notes that an entry is found under a subject. Said twice, it is noted once. */
  add(subject: string, position: number): void {
    this.#add.run(this.#idOf(subject), position);
  }

  setIndexedTo(position: number): void {
    this.#setMark.run(position);
  }

  /** Forgets the whole index; the log stays. */
  dropIndex(): void {
    this.#database.exec('DELETE FROM entry_index; DELETE FROM index_subjects; UPDATE index_mark SET indexed_to = 0');
  }

  /** Forgets what the index has of entries before a position, because they are pruned. */
  forgetBefore(first: number): void {
    const forget = this.#database.prepare('DELETE FROM entry_index WHERE subject = ? AND seq < ?');
    for (const { id } of this.#database.prepare<[], { id: number }>('SELECT id FROM index_subjects').all()) {
      forget.run(id, first);
    }
    this.#database.exec(
      'DELETE FROM index_subjects WHERE NOT EXISTS (SELECT 1 FROM entry_index WHERE subject = index_subjects.id)',
    );
  }

  #idOf(subject: string): number {
    return this.#subject.get({ subject })?.id ?? Number(this.#name.run(subject).lastInsertRowid);
  }
}

function entryOf({ seq, bytes, leaf }: EntryRow): FoundEntry {
  return { seq: stored(parseEntrySeq(seq)), bytes, leaf };
}
