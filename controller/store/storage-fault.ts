// Tells faults of the disk from surprises, by error code. Never looks at message text.
import type { StorageFault } from '../domain/storage.ts';

/** SHMSIZE: there is no room for the index of the WAL, 32 KiB that SQLite makes anew after every clean stop. */
const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT']);
/** Whoever holds the file lets it go: a fault like any other, from which the repair recovers. */
const BUSY = ['SQLITE_BUSY', 'SQLITE_LOCKED'] as const;
const READONLY = new Set(['EROFS', 'EACCES', 'EPERM']);
const IO = new Set(['EIO', 'ENOENT', 'ENOTDIR', 'ENXIO', 'ENODEV', 'ESTALE']);

/**
 * The fault of the disk behind an exception of SQLite or node:fs; null = something else, which the caller throws again.
 * Source: https://www.sqlite.org/rescode.html, extended codes as better-sqlite3 spells them.
 */
export function storageFaultOf(error: unknown): StorageFault | null {
  const code = codeOf(error);
  if (code === null) return null;
  if (FULL.has(code)) return 'storage_full';
  if (BUSY.some((busy) => code === busy || code.startsWith(`${busy}_`))) return 'storage_busy';
  if (READONLY.has(code) || code.startsWith('SQLITE_READONLY')) return 'storage_readonly';
  if (IO.has(code) || code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) return 'storage_io';
  return null;
}

/** Whether an exception says that the file is no sound SQLite database. */
export function isCorruption(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
