// The file of the readers' keys on disk: read only as it must be, replaced as a whole. Knows no key, and shows none of the text.
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../domain/result.ts';

export type KeyTextFault =
  | 'not_a_file' // a link, a folder, a device
  | 'wrong_mode' // others than the owner may read or write it, or the owner may not
  | 'too_large'
  | 'unreadable'
  | 'not_writable';

const OWNER_ONLY = 0o600;
const MODE_BITS = 0o7777;
/** Far more than any cabinet has readers. */
const FILE_LIMIT = 64 * 1024;

/** The text in the file of keys; null where there is no file. */
export function readKeyText(file: string): Result<string | null, KeyTextFault> {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const status = fstatSync(descriptor);
      if (!status.isFile()) return err('not_a_file');
      if ((status.mode & MODE_BITS) !== OWNER_ONLY) return err('wrong_mode');
      return status.size > FILE_LIMIT ? err('too_large') : ok(readFileSync(descriptor, 'utf8'));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    switch (codeOf(error)) {
      case null:
        throw error;
      case 'ENOENT':
        return ok(null);
      case 'ELOOP':
        return err('not_a_file');
      default:
        return err('unreadable');
    }
  }
}

/** Puts a text in the place of the one before, on disk when this returns. A power cut leaves the old file or the new one, whole. */
export function replaceKeyText(file: string, text: string): Result<void, 'not_writable'> {
  try {
    replace(file, text);
    return ok(undefined);
  } catch (error) {
    if (codeOf(error) === null) throw error;
    return err('not_writable');
  }
}

function replace(file: string, text: string): void {
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  const descriptor = openSync(fresh, 'wx', OWNER_ONLY);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(fresh, file);
  const folder = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** The code of an error of node:fs; null for any other. */
function codeOf(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
