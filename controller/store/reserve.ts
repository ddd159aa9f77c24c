// The reserve: real bytes on the disk of the log, given up when that is full, so that what comes back can still be written down.
// Never a hole in a file, and never the last room of others. While it is not whole nothing may be released.
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, ftruncateSync, lstatSync, openSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../domain/result.ts';
import type { StorageFault } from '../domain/storage.ts';
import { storageFaultOf } from './storage-fault.ts';

const MIB = 1024 * 1024;
/** Room for a full WAL and some thousand entries, in bytes. */
export const RESERVE_SIZE = 8 * MIB;
/** The most that is written at once while the cabinet works, in bytes: nobody is to wait for it. */
const PIECE = MIB / 4;
/** What must be free beside a whole reserve, in bytes: the log goes first. */
const MARGIN = MIB;
/** A block of `stat`, in bytes. */
const STAT_BLOCK = 512;
const OWNER_ONLY = 0o600;
const { O_CREAT, O_NOFOLLOW, O_RDWR } = constants;

export class Reserve {
  readonly #folder: string;
  /** Bytes that are known to be on disk. */
  #size: number;

  private constructor(folder: string, size: number) {
    this.#folder = folder;
    this.#size = size;
  }

  /** The reserve of a data folder as it is. A file with holes holds nothing. Writes nothing. */
  static in(folder: string): Reserve {
    return new Reserve(folder, sizeIn(reserveIn(folder)));
  }

  get isWhole(): boolean {
    return this.#size >= RESERVE_SIZE;
  }

  /** Makes it whole at once, with one fsync. Called before anybody is served. */
  fill(): Result<void, StorageFault> {
    return this.#write(RESERVE_SIZE - this.#size);
  }

  /** Writes the next piece of 256 KiB, with one fsync. */
  refill(): Result<'more' | 'whole', StorageFault> {
    const written = this.#write(Math.min(PIECE, RESERVE_SIZE - this.#size));
    if (!written.ok) return written;
    return ok(this.isWhole ? 'whole' : 'more');
  }

  /** Leaves its room to the log. @returns whether there was any to leave */
  giveUp(): Result<boolean, StorageFault> {
    const before = this.#size;
    if (before === 0) return ok(false);
    return onFile(reserveIn(this.#folder), (file) => {
      ftruncateSync(file, 0);
      fsyncSync(file);
      this.#size = 0;
      return ok(true);
    });
  }

  #write(bytes: number): Result<void, StorageFault> {
    if (bytes <= 0) return ok(undefined);
    return onFile(reserveIn(this.#folder), (file) => {
      if (roomIn(this.#folder) < RESERVE_SIZE - this.#size + MARGIN) return err('storage_full');
      try {
        append(file, this.#size, bytes);
      } catch (error) {
        // What could not be written to its end is left to the log.
        ftruncateSync(file, this.#size);
        throw error;
      }
      this.#size += bytes;
      return ok(undefined);
    });
  }
}

/** Where the reserve of a data folder is. */
function reserveIn(folder: string): string {
  return path.join(folder, 'reserve');
}

/** Opens the file, which is made where it is missing, and turns a fault of the disk into a value. */
function onFile<T>(name: string, work: (file: number) => Result<T, StorageFault>): Result<T, StorageFault> {
  try {
    const file = openSync(name, O_RDWR | O_CREAT | O_NOFOLLOW, OWNER_ONLY);
    try {
      return work(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const fault = storageFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}

/** Random bytes, because a disk that packs its blocks would keep little of any others. */
function append(file: number, from: number, bytes: number): void {
  const noise = randomBytes(PIECE);
  ftruncateSync(file, from);
  for (let at = from; at < from + bytes; ) at += writeSync(file, noise, 0, Math.min(PIECE, from + bytes - at), at);
  fsyncSync(file);
}

/** Size in bytes of a reserve without holes; 0 for any other. */
function sizeIn(name: string): number {
  const status = lstatSync(name, { throwIfNoEntry: false });
  if (status === undefined || !status.isFile()) return 0;
  return status.blocks * STAT_BLOCK < status.size ? 0 : status.size;
}

/** Free room in bytes, without what is kept for the system. */
function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
