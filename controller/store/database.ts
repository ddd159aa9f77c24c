// Opens the one database file: pragmas that make a commit durable, a self-check, and the numbered migrations.
// Never starts a new file in the place of one that is there, however damaged; never trusts a pragma it has not read back.
import { closeSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { err, ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import { type Migration, migrations } from './migrations.ts';
import { isCorruption, storageFaultOf } from './storage-fault.ts';

export type Database = Sqlite.Database;

export type DatabaseFault =
  | StorageFault
  | 'missing' // no file, and none may be made
  | 'corrupt' // the self-check failed, or the file was cut off; it is left as it is
  | 'too_new'; // written by a newer release

/** Whether a missing file is a first start or a loss. */
export type Existence = 'create_if_missing' | 'existing';

/** Before this release a WAL reset could lose commits: https://www.sqlite.org/wal.html#walresetbug */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** How long another process may hold the file, in ms. A short wait forgives an onlooker; what lasts is a fault of the storage. */
const BUSY_TIMEOUT = 250;
const OWNER_ONLY = 0o600;
/** Tables that are too long to be read at a start. */
const UNCHECKED = new Set(['entries', 'log_tiles', 'entry_index']);

/** Pragma, value as set, value as read back. `wal_autocheckpoint` is off because an intent must cost exactly one fsync. */
const PRAGMAS: readonly (readonly [name: string, set: string, read: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['mmap_size', '0', 0],
  ['journal_size_limit', String(16 * 1024 * 1024), 16 * 1024 * 1024],
  ['temp_store', 'MEMORY', 2],
  ['wal_autocheckpoint', '0', 0],
];

/**
 * Opens the database, checks it and brings it to the newest schema. A missing file is made with mode 0600, whole or not at all.
 * Nothing may be committed on the connection before `proveDurable` has succeeded.
 * @throws when SQLite is too old or a migration fails for another reason than the disk
 */
export function openDatabase(
  file: string,
  existence: Existence = 'create_if_missing',
): Result<Database, DatabaseFault> {
  try {
    if (!exists(file)) {
      if (existence === 'existing') return err('missing');
      if (exists(`${file}-wal`)) return err('corrupt');
      create(file);
    }
    return openSound(file);
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}

/**
 * Writes once, then reads every pragma back: in WAL this build drops `synchronous` to NORMAL at the first write unless it was set.
 * The write also puts the header of the WAL on disk, so that the next commit is one fsync.
 * @throws when a pragma does not hold
 */
export function proveDurable(database: Database): Result<void, StorageFault> {
  try {
    probe(database);
    if (database.pragma('synchronous', { simple: true }) !== 2) {
      database.pragma('synchronous = FULL');
      probe(database);
    }
  } catch (error) {
    const fault = storageFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
  for (const [name, , expected] of PRAGMAS) {
    const found = database.pragma(name, { simple: true });
    if (found !== expected) throw new Error(`SQLite: pragma ${name} is ${String(found)}, not ${expected}`);
  }
  return ok(undefined);
}

/** A write that changes nothing anyone reads. Throws what SQLite throws. */
export function probe(database: Database): void {
  database.exec('UPDATE write_probe SET writes = writes + 1');
}

/**
 * Made under another name first: a file under the real name is always a whole database, so an empty one is damage.
 * It is linked, not renamed, because a link never takes the place of a file that is there.
 */
function create(file: string): void {
  const fresh = `${file}.new`;
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${ending}`, { force: true });
  closeSync(openSync(fresh, 'wx', OWNER_ONLY));
  const database = connect(fresh);
  try {
    for (const migration of migrations()) migrate(database, migration);
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
  syncPath(fresh);
  linkSync(fresh, file);
  rmSync(fresh);
  syncPath(path.dirname(file));
}

function openSound(file: string): Result<Database, DatabaseFault> {
  const database = connect(file);
  try {
    const fault = check(database);
    if (fault === null) return ok(database);
    database.close();
    return err(fault);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Self-check, then the migrations that are missing. */
function check(database: Database): DatabaseFault | null {
  if (!isSound(database)) return 'corrupt';
  const known = migrations();
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version < 1) return 'corrupt';
  if (version > known.length) return 'too_new';
  for (const migration of known.slice(version)) migrate(database, migration);
  return null;
}

/**
 * Every table but those that grow with the log. Entries, and the leaves of pruned ones, are covered by the tiles over them, of
 * which the tail is read at each start and the rest in quiet moments; the index of the log is derived.
 */
function isSound(database: Database): boolean {
  const tables = database
    .prepare<[], string>(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`)
    .pluck()
    .all();
  return tables
    .filter((table) => !UNCHECKED.has(table))
    .every((table) => database.pragma(`quick_check("${table}")`, { simple: true }) === 'ok');
}

function connect(file: string): Database {
  const database = new Sqlite(file, { fileMustExist: true, timeout: BUSY_TIMEOUT });
  try {
    requireVersion(database);
    for (const [name, set] of PRAGMAS) database.pragma(`${name} = ${set}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: Database, { number, sql }: Migration): void {
  database
    .transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${number}`);
    })
    .immediate();
}

function requireVersion(database: Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const differing = OLDEST_SQLITE.findIndex((part, place) => part !== parts[place]);
  const oldest = OLDEST_SQLITE[differing];
  if (oldest !== undefined && (parts[differing] ?? 0) < oldest) {
    throw new Error(`SQLite ${version} may lose commits; ${OLDEST_SQLITE.join('.')} or newer is needed`);
  }
}

function faultOf(error: unknown): DatabaseFault | null {
  return isCorruption(error) ? 'corrupt' : storageFaultOf(error);
}

/** Unlike existsSync, a disk that cannot answer is not taken for a missing file. */
function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function syncPath(target: string): void {
  const descriptor = openSync(target, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
