// A secret of the cabinet in a file of its own, outside the database: 32 random bytes that only their owner may read.
// Never makes a new one in the place of one that is there, however odd: every badge or PIN would die with the old one.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../domain/result.ts';

export type KeyFileFault =
  | 'missing'
  | 'not_a_file' // a link, a folder, a device
  | 'wrong_size'
  | 'wrong_mode' // others than the owner may read or write it, or the owner may not
  | 'unreadable'
  | 'not_writable'; // it could not be made

const KEY_SIZE = 32;
const OWNER_ONLY = 0o600;
const MODE_BITS = 0o7777;

/** The key in a file that must be there. */
export function loadKey(file: string): Result<Uint8Array, KeyFileFault> {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return keyIn(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    switch (codeOf(error)) {
      case null:
        throw error;
      case 'ENOENT':
        return err('missing');
      case 'ELOOP':
        return err('not_a_file');
      default:
        return err('unreadable');
    }
  }
}

/** The key in a file, which is made first when there is none: whole, with mode 0600, and on disk before it is returned. */
export function loadOrCreateKey(file: string): Result<Uint8Array, KeyFileFault> {
  const found = loadKey(file);
  if (found.ok || found.error !== 'missing') return found;
  try {
    create(file);
  } catch (error) {
    if (codeOf(error) === null) throw error;
    return err('not_writable');
  }
  return loadKey(file);
}

function keyIn(descriptor: number): Result<Uint8Array, KeyFileFault> {
  const status = fstatSync(descriptor);
  if (!status.isFile()) return err('not_a_file');
  if ((status.mode & MODE_BITS) !== OWNER_ONLY) return err('wrong_mode');
  if (status.size !== KEY_SIZE) return err('wrong_size');
  const key = readFileSync(descriptor);
  return key.length === KEY_SIZE ? ok(new Uint8Array(key)) : err('wrong_size');
}

/** Written beside its place, then linked: unlike a rename, a link never takes the place of a file that is there. */
function create(file: string): void {
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  const descriptor = openSync(fresh, 'wx', OWNER_ONLY);
  try {
    writeSync(descriptor, randomBytes(KEY_SIZE));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  linkSync(fresh, file);
  rmSync(fresh);
  syncFolder(path.dirname(file));
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The code of an error of node:fs; null for any other. */
function codeOf(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
