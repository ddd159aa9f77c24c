// Reads the set-up of a cabinet that may be running in another process. Never writes, never migrates, holds nothing open.
import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { err, ok, type Result } from '../domain/result.ts';
import type { DatabaseFault } from './database.ts';
import { migrations } from './migrations.ts';
import { readVersions, type SetupVersion } from './setup-repository.ts';
import { isCorruption, storageFaultOf } from './storage-fault.ts';

/** The newest versions of the set-up on disk, newest first. @param file the database, as the cabinet opens it */
export function lookAtSetup(file: string, limit: number): Result<readonly SetupVersion[], DatabaseFault> {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return err('missing');
  let database: Sqlite.Database | null = null;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true });
    const schema = Number(database.pragma('user_version', { simple: true }));
    if (schema < 1) return err('corrupt');
    return schema > migrations().length ? err('too_new') : ok(readVersions(database, limit));
  } catch (error) {
    const fault = isCorruption(error) ? 'corrupt' : storageFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  } finally {
    database?.close();
  }
}
