// The lock of a data folder: one process at a time works on it. Held by the operating system, so it ends with its process,
// however that ends; there is no stale lock and no process number to check.
import Sqlite from 'better-sqlite3';
import { err, ok, type Result } from '../domain/result.ts';
import { storageFaultOf } from './storage-fault.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock, or finds that another process has it. It is an exclusive transaction on a database of its own that is never
 * written, which SQLite holds as a lock of the operating system on the file (fcntl): https://www.sqlite.org/lockingv3.html
 * A disk that takes no new file gives a lock that holds nothing: nobody can change anything there, and keys must come back.
 * @param file of the lock itself, made where it is missing
 */
export function lockFolder(file: string): Result<FolderLock, 'in_use'> {
  let database: Sqlite.Database | null = null;
  try {
    database = new Sqlite(file, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    const held = database;
    return ok({ release: () => held.close() });
  } catch (error) {
    database?.close();
    if (isBusy(error)) return err('in_use');
    if (storageFaultOf(error) === null) throw error;
    return ok({ release: () => undefined });
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY';
}
