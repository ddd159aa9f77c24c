// The database file: pragmas that really hold after writes, a schema that keeps the rules, and damage that is never papered over.
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, proveDurable } from '../../../controller/store/database.ts';
import { migrations } from '../../../controller/store/migrations.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const HOLDS: Readonly<Record<string, string | number>> = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  secure_delete: 1,
  mmap_size: 0,
  journal_size_limit: 16 * 1024 * 1024,
  temp_store: 2,
  wal_autocheckpoint: 0,
};

let file: string;
beforeEach(() => {
  file = path.join(scratchFolder(), 'wardkey.db');
});

function opened(): Database {
  const database = expectOk(openDatabase(file));
  expectOk(proveDurable(database));
  return database;
}

function pragmasOf(database: Database) {
  return Object.fromEntries(Object.keys(HOLDS).map((name) => [name, database.pragma(name, { simple: true })]));
}

function addEntry(database: Database, seq: number): void {
  database.prepare('INSERT INTO entries VALUES (?, ?, ?)').run(seq, Buffer.from('x'), Buffer.alloc(32));
}

describe('the pragmas', () => {
  it('hold after writes, on a new file and on one opened again', () => {
    for (const round of [1, 2]) {
      const database = opened();
      addEntry(database, round);
      expect(pragmasOf(database)).toEqual(HOLDS);
      database.close();
    }
  });

  it('would not hold in this build without being set', () => {
    opened().close();
    const naive = new Sqlite(file);
    naive.exec('UPDATE write_probe SET writes = 0');
    expect(naive.pragma('synchronous', { simple: true })).toBe(1);
    expect(() => proveDurable(naive)).toThrow('pragma recursive_triggers is 0');
    expect(naive.pragma('synchronous', { simple: true })).toBe(2);
    naive.close();
  });
});

describe('the file', () => {
  it('is for its owner only, its companions too, and leaves nothing beside it', () => {
    const database = opened();
    for (const ending of ['', '-wal', '-shm']) expect(statSync(`${file}${ending}`).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
    database.close();
  });

  it('is made again after a start that was cut off', () => {
    writeFileSync(`${file}.new`, 'half');
    writeFileSync(`${file}.new-wal`, 'half');
    opened().close();
  });

  it('is not made where one must be', () => {
    expect(openDatabase(file, 'existing')).toEqual({ ok: false, error: 'missing' });
    expect(existsSync(file)).toBe(false);
  });

  it('is not made beside the WAL of one that is gone', () => {
    writeFileSync(`${file}-wal`, 'frames');
    expect(openDatabase(file)).toEqual({ ok: false, error: 'corrupt' });
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['empty', () => writeFileSync(file, '')],
    ['not a database', () => writeFileSync(file, 'not a database at all, and long enough for a header'.repeat(100))],
    ['cut off', () => truncateSync(file, 8192)],
    ['overwritten in the middle', () => overwrite(file)],
    ['a database of something else', () => new Sqlite(file).exec('CREATE TABLE other (x)').close()],
  ])('is refused and kept when it is %s', (what, damage) => {
    if (what === 'cut off' || what.startsWith('overwritten')) opened().close();
    damage();
    const before = readFileSync(file);
    expect(openDatabase(file)).toEqual({ ok: false, error: 'corrupt' });
    if (before.length > 0 && !what.startsWith('a database')) expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(file)).toBe(true);
  });

  it('is refused when a newer release wrote it', () => {
    const database = opened();
    database.pragma(`user_version = ${migrations().length + 1}`);
    database.close();
    expect(openDatabase(file)).toEqual({ ok: false, error: 'too_new' });
  });

  it('that cannot be opened is a fault of the disk', () => {
    expect(openDatabase(path.join(file, 'below-nothing.db'))).toEqual({ ok: false, error: 'storage_io' });
    mkdirSync(file);
    expect(openDatabase(file)).toEqual({ ok: false, error: 'storage_io' });
  });
});

describe('migrations', () => {
  it('are numbered from 1 without a gap, and the newest is the version of the file', () => {
    expect(migrations().map(({ number }) => number)).toEqual(migrations().map((_, index) => index + 1));
    const database = opened();
    expect(database.pragma('user_version', { simple: true })).toBe(migrations().length);
    database.close();
  });

  it.each([
    ['a gap', ['001-a.sql', '003-b.sql']],
    ['a number twice', ['001-a.sql', '001-b.sql']],
    ['a stranger', ['001-a.sql', 'notes.txt']],
  ])('are refused with %s', (_what, files) => {
    const folder = scratchFolder();
    for (const name of files) copyFileSync(import.meta.filename, path.join(folder, name));
    expect(() => migrations(folder)).toThrow('Migration out of order');
  });
});

describe('what stands in slots wrongly', () => {
  it('is known of a database of an earlier release by the alarms that stand in it', () => {
    const [initial] = migrations();
    const old = new Sqlite(file);
    old.exec(initial?.sql ?? '');
    const raise = old.prepare('INSERT INTO alarms (position, kind, slot, key, since, gone) VALUES (?, ?, ?, ?, 0, ?)');
    raise.run(0, 'slot_misfilled', 'slot-1', 'linen', null);
    raise.run(1, 'fob_unknown', 'slot-2', null, null);
    raise.run(2, 'slot_misfilled', 'slot-2', 'van', null);
    raise.run(3, 'slot_misfilled', 'slot-3', null, 1);
    raise.run(4, 'slot_jammed', 'slot-4', null, null);
    old.pragma('user_version = 1');
    old.close();
    const database = opened();
    expect(database.prepare('SELECT slot, wrong, key FROM misfits ORDER BY slot').all()).toEqual([
      { slot: 'slot-1', wrong: 'slot_misfilled', key: 'linen' },
      { slot: 'slot-2', wrong: 'fob_unknown', key: null },
    ]);
    database.close();
  });
});

describe('the log tables', () => {
  it.each([
    ['an update', 'UPDATE entries SET leaf = zeroblob(32)', 'append only'],
    ['a delete', 'DELETE FROM entries', 'append only'],
    ['a replacement', `INSERT OR REPLACE INTO entries VALUES (1, x'00', zeroblob(32))`, 'must follow the newest'],
    [
      'a replacement by upsert',
      `INSERT INTO entries VALUES (2, x'00', zeroblob(32)), (2, x'00', zeroblob(32)) ON CONFLICT DO UPDATE SET bytes = x'01'`,
      'must follow',
    ],
    ['a gap', `INSERT INTO entries VALUES (3, x'00', zeroblob(32))`, 'must follow the newest'],
    ['a leaf that is none', `INSERT INTO entries VALUES (2, x'00', x'00')`, 'CHECK'],
    ['a second head', `INSERT INTO log_head VALUES (2, 0, x'', '[]')`, 'CHECK'],
    ['open releases that are no list', `UPDATE log_head SET intents = '7'`, 'CHECK'],
    ['a tile of another size', `INSERT INTO log_tiles VALUES (1, 0, x'00')`, 'CHECK'],
    ['a tile above the highest', 'INSERT INTO log_tiles VALUES (4, 0, zeroblob(32))', 'CHECK'],
    ['a start within a tile', 'UPDATE log_start SET first = 2', 'CHECK'],
  ])('refuse %s', (_what, sql, message) => {
    const database = opened();
    addEntry(database, 1);
    expect(() => database.exec(sql)).toThrow(message);
    expect(database.prepare('SELECT seq, bytes FROM entries').all()).toEqual([{ seq: 1, bytes: Buffer.from('x') }]);
    database.close();
  });

  it('refuse a replacement even without the trigger that keeps them dense', () => {
    const database = opened();
    addEntry(database, 1);
    database.exec('DROP TRIGGER entries_are_dense');
    const replace = `INSERT OR REPLACE INTO entries VALUES (1, x'00', zeroblob(32))`;
    expect(() => database.exec(replace)).toThrow('append only');
    database.pragma('recursive_triggers = OFF');
    expect(() => database.exec(replace)).not.toThrow();
    database.close();
  });
});

/** Breaks pages in the middle of the file in a way that a self-check sees. */
function overwrite(target: string): void {
  const bytes = readFileSync(target);
  bytes.fill(0xa5, 4096 * 3, 4096 * 6);
  writeFileSync(target, bytes);
}
