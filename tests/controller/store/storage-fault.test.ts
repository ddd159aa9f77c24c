// Codes of SQLite and of the file system become four faults; everything else stays a surprise.
import { expect, it } from 'vitest';
import { isCorruption, storageFaultOf } from '../../../controller/store/storage-fault.ts';

const coded = (code: unknown) => Object.assign(new Error('disk full'), { code });

it.each([
  ['SQLITE_FULL', 'storage_full'],
  ['ENOSPC', 'storage_full'],
  ['EDQUOT', 'storage_full'],
  ['SQLITE_BUSY', 'storage_busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'storage_busy'],
  ['SQLITE_BUSY_RECOVERY', 'storage_busy'],
  ['SQLITE_LOCKED_SHAREDCACHE', 'storage_busy'],
  ['SQLITE_IOERR', 'storage_io'],
  ['SQLITE_IOERR_FSYNC', 'storage_io'],
  ['SQLITE_CANTOPEN', 'storage_io'],
  ['SQLITE_CANTOPEN_ISDIR', 'storage_io'],
  ['EIO', 'storage_io'],
  ['ENOENT', 'storage_io'],
  ['SQLITE_READONLY', 'storage_readonly'],
  ['SQLITE_READONLY_DBMOVED', 'storage_readonly'],
  ['EROFS', 'storage_readonly'],
  ['EACCES', 'storage_readonly'],
])('%s is %s', (code, fault) => {
  expect(storageFaultOf(coded(code))).toBe(fault);
  expect(isCorruption(coded(code))).toBe(false);
});

it.each(['SQLITE_CONSTRAINT_TRIGGER', 'SQLITE_BUSYBODY', 'SQLITE_ERROR', 'SQLITE_MISUSE', 'ERR_INVALID_ARG_TYPE', 5])(
  '%s is a surprise',
  (code) => {
    expect(storageFaultOf(coded(code))).toBe(null);
    expect(isCorruption(coded(code))).toBe(false);
  },
);

it('looks at codes and never at messages', () => {
  expect(storageFaultOf(new Error('SQLITE_FULL: database or disk is full'))).toBe(null);
  expect(storageFaultOf('SQLITE_FULL')).toBe(null);
  expect(storageFaultOf(undefined)).toBe(null);
});

it.each(['SQLITE_CORRUPT', 'SQLITE_CORRUPT_INDEX', 'SQLITE_NOTADB'])(
  '%s is damage, not a fault of the disk',
  (code) => {
    expect(isCorruption(coded(code))).toBe(true);
    expect(storageFaultOf(coded(code))).toBe(null);
  },
);
