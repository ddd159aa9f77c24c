// The data folder of one cabinet: lock, database, journal and secrets, opened together. Never starts anew in the place of what is there.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Journal } from './audit/journal.ts';
import { LogKey } from './audit/log-key.ts';
import { BadgeHasher } from './credentials/badge-hash.ts';
import { loadKey, loadOrCreateKey } from './credentials/key-file.ts';
import { OneTimeCodes } from './credentials/one-time-codes.ts';
import { PinHasher } from './credentials/pin-hash.ts';
import type { BootId } from './domain/ids.ts';
import { err, ok, type Result } from './domain/result.ts';
import { type Clock, seconds } from './domain/time.ts';
import type { Existence } from './store/database.ts';
import { lockFolder } from './store/folder-lock.ts';
import { Reserve } from './store/reserve.ts';
import { storageFaultOf } from './store/storage-fault.ts';
import { Store } from './store/store.ts';

export interface DataFolder {
  readonly store: Store;
  /** Given up already when the disk was full. It is made whole by the cabinet, not by opening the folder. */
  readonly reserve: Reserve;
  readonly journal: Journal;
  /** Signs the log; its vkey is what outsiders verify it with. */
  readonly logKey: LogKey;
  readonly badges: BadgeHasher;
  readonly pins: PinHasher;
  readonly codes: OneTimeCodes;
  /** Signs where the log stands, closes the database and gives the folder free. */
  readonly close: () => void;
}

/** What could not be opened, and the closed code that says why. */
export interface DataFolderFault {
  readonly what: 'folder' | 'disk' | 'database' | 'log' | 'badge key' | 'PIN key' | 'log key';
  readonly code: string;
}

export interface DataFolderOptions {
  readonly boot: BootId;
  readonly clock: Clock;
  /** Gives so many bytes that nobody can foresee. */
  readonly random: (size: number) => Uint8Array;
}

/** How long after the commit of an intent its unlock frame may still be written. */
const TOKEN_LIFETIME = seconds(2);
const OWNER_ONLY = 0o700;
const OWNER_ONLY_FILE = 0o600;
/** Files with a secret each. Any of them says that a cabinet was here. */
const SECRETS = ['badge.key', 'log.key', 'pin.key'] as const;

/** Where the database of a data folder is. */
export function databaseIn(folder: string): string {
  return path.join(folder, 'wardkey.db');
}

/** Where the lock of a data folder is. */
export function lockIn(folder: string): string {
  return path.join(folder, 'wardkey.lock');
}

/**
 * Opens the data folder, which no other process then can. Makes a new one only where there is none: with the secrets there
 * and the database gone, it refuses. A first start that was cut off has left its mark, and is finished by the next.
 */
export function openDataFolder(folder: string, options: DataFolderOptions): Result<DataFolder, DataFolderFault> {
  try {
    return openFolder(folder, options);
  } catch (error) {
    const fault = storageFaultOf(error);
    if (fault === null) throw error;
    return err({ what: 'disk', code: fault });
  }
}

function openFolder(folder: string, options: DataFolderOptions): Result<DataFolder, DataFolderFault> {
  mkdirSync(path.dirname(folder), { recursive: true });
  if (!existsSync(folder)) mkdirSync(folder, { mode: OWNER_ONLY });
  const lock = lockFolder(lockIn(folder));
  if (!lock.ok) return err({ what: 'folder', code: lock.error });
  try {
    const opened = openLocked(folder, options, isFirst(folder));
    if (!opened.ok) {
      lock.value.release();
      return opened;
    }
    rmSync(markIn(folder), { force: true });
    const { store, journal } = opened.value;
    const close = () => {
      // What cannot be signed now is read in full at the next start, and signed then.
      if (store.fault === null) journal.checkpoint();
      store.close();
      lock.value.release();
    };
    return ok({ ...opened.value, close });
  } catch (error) {
    lock.value.release();
    throw error;
  }
}

/** Whether nothing is there yet but the mark of a first start, which is set then. */
function isFirst(folder: string): boolean {
  const file = databaseIn(folder);
  const made = [file, ...SECRETS.map((name) => path.join(folder, name))];
  if (!made.some((one) => existsSync(one))) setMark(markIn(folder));
  return existsSync(markIn(folder)) && !existsSync(file);
}

/** Written and synced like what will follow it: a disk that takes no byte is found before there is half a cabinet. */
function setMark(mark: string): void {
  const descriptor = openSync(mark, 'w', OWNER_ONLY_FILE);
  try {
    writeSync(descriptor, 'first start\n');
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function markIn(folder: string): string {
  return path.join(folder, 'first-start');
}

function openLocked(
  folder: string,
  { boot, clock, random }: DataFolderOptions,
  isFirstStart: boolean,
): Result<Omit<DataFolder, 'close'>, DataFolderFault> {
  const secret = isFirstStart ? loadOrCreateKey : loadKey;
  const badgeKey = secret(path.join(folder, 'badge.key'));
  if (!badgeKey.ok) return err({ what: 'badge key', code: badgeKey.error });
  const seed = secret(path.join(folder, 'log.key'));
  if (!seed.ok) return err({ what: 'log key', code: seed.error });
  const pepper = secret(path.join(folder, 'pin.key'));
  if (!pepper.ok) return err({ what: 'PIN key', code: pepper.error });
  const logKey = LogKey.of(seed.value);
  const reserve = Reserve.in(folder);
  const store = openStore(databaseIn(folder), isFirstStart ? 'create_if_missing' : 'existing', reserve);
  if (!store.ok) return err({ what: 'database', code: store.error });
  const journal = Journal.open(store.value, { boot, clock, tokenLifetime: TOKEN_LIFETIME, key: logKey });
  if (!journal.ok) {
    store.value.close();
    return err({ what: 'log', code: typeof journal.error === 'string' ? journal.error : journal.error.flaw });
  }
  return ok({
    store: store.value,
    reserve,
    journal: journal.value,
    logKey,
    badges: new BadgeHasher(badgeKey.value),
    pins: new PinHasher(pepper.value),
    codes: new OneTimeCodes(badgeKey.value, random),
  });
}

/** A disk that is full gets the room of the reserve: keys must come back. */
function openStore(file: string, existence: Existence, reserve: Reserve): ReturnType<typeof Store.open> {
  const opened = Store.open(file, existence);
  const fault = opened.ok ? opened.value.fault : opened.error;
  if (fault !== 'storage_full') return opened;
  const given = reserve.giveUp();
  if (!given.ok || !given.value) return opened;
  if (opened.ok) opened.value.close();
  return Store.open(file, existence);
}
