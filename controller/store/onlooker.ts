// Reads the database of a cabinet that may be running in another process. Never writes, never migrates, holds nothing open.
import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { err, ok, type Result } from '../domain/result.ts';
import type { Database, DatabaseFault } from './database.ts';
import { migrations } from './migrations.ts';
import { readVersions, type SetupVersion } from './setup-repository.ts';
import { isCorruption, storageFaultOf } from './storage-fault.ts';

/** How long the cabinet may keep an onlooker waiting, in ms: while it opens the file, or empties the WAL. */
const PATIENCE = 5000;

/** The newest versions of the set-up on disk, newest first. @param file the database, as the cabinet opens it */
export function lookAtSetup(file: string, limit: number): Result<readonly SetupVersion[], DatabaseFault> {
  return lookAt(file, (database) => readVersions(database, limit));
}

/**
 * Runs work on a connection that can only read. Each statement is a transaction of its own and must be a short one: the WAL
 * cannot be emptied meanwhile.
 * @throws what `work` throws that is not a fault of the database
 */
export function lookAt<T>(file: string, work: (database: Database) => T): Result<T, DatabaseFault> {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return err('missing');
  let database: Database | null = null;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: PATIENCE });
    database.pragma('trusted_schema = OFF');
    const schema = Number(database.pragma('user_version', { simple: true }));
    if (schema < 1) return err('corrupt');
    return schema > migrations().length ? err('too_new') : ok(work(database));
  } catch (error) {
    const fault = isCorruption(error) ? 'corrupt' : storageFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  } finally {
    database?.close();
  }
}
