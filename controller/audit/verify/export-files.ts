// The files of an export as a verifier sees them: a name, a size, bytes in pieces. Follows no link, opens no device, writes nothing.
import { closeSync, constants, type Dirent, fstatSync, lstatSync, opendirSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';

export interface ExportFiles {
  /** Size in bytes; why not, where there is no such file or it is none. */
  size(file: string): Result<number, 'missing' | 'unreadable'>;
  /** The bytes in order; a piece is good only until the next is asked for. Throws what the disk throws. */
  pieces(file: string): Iterable<Buffer>;
  /** Names of what lies there, for telling what is no part of the export; at most some thousands. */
  names(): readonly string[];
}

const PIECE = 256 * 1024;
/** So many names are told apart at most. */
const NAMES = 20_000;
const READING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The files of a folder; null = there is no such folder, or it cannot be read. */
export function filesIn(folder: string): ExportFiles | null {
  if (listed(folder) === null) return null;
  return {
    size: (file) => (isBehindLink(folder, file) ? err('unreadable') : sizeOf(path.join(folder, file))),
    pieces: (file) => piecesOf(path.join(folder, file)),
    names: () => namesIn(folder),
  };
}

/** The bytes of one file; null = it is none, it is larger than `limit`, or it cannot be read. */
export function smallFile(file: string, limit: number): Buffer | null {
  const size = sizeOf(file);
  if (!size.ok || size.value > limit) return null;
  try {
    return Buffer.concat(Array.from(piecesOf(file), (piece) => Buffer.from(piece)));
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    return null;
  }
}

/** Whether an exception came from the file system. */
export function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** Whether a folder on the way to a file is a link: it would lead out of the export. Throws what the disk throws. */
function isBehindLink(folder: string, file: string): boolean {
  let place = folder;
  for (const step of file.split('/').slice(0, -1)) {
    place = path.join(place, step);
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (found?.isDirectory() !== true) return found?.isSymbolicLink() === true;
  }
  return false;
}

function sizeOf(file: string): Result<number, 'missing' | 'unreadable'> {
  try {
    const descriptor = openSync(file, READING);
    try {
      const status = fstatSync(descriptor);
      return status.isFile() ? ok(status.size) : err('unreadable');
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    return err(error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'unreadable');
  }
}

function* piecesOf(file: string): Iterable<Buffer> {
  const descriptor = openSync(file, READING);
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) {
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Two levels: an export has no more. */
function namesIn(folder: string): readonly string[] {
  const names: string[] = [];
  for (const entry of listed(folder) ?? []) {
    if (entry.isDirectory()) {
      for (const inner of listed(path.join(folder, entry.name)) ?? []) names.push(`${entry.name}/${inner.name}`);
    } else names.push(entry.name);
    if (names.length > NAMES) break;
  }
  return names.slice(0, NAMES);
}

/** What lies in a folder, so much as is told apart; null = it cannot be read. */
function listed(folder: string): readonly Dirent[] | null {
  try {
    const opened = opendirSync(folder);
    try {
      const entries: Dirent[] = [];
      for (let entry = opened.readSync(); entry !== null && entries.length < NAMES; entry = opened.readSync()) {
        entries.push(entry);
      }
      return entries;
    } finally {
      opened.closeSync();
    }
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    return null;
  }
}
