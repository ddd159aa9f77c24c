// The data folder of one cabinet: database, journal and secrets, opened together. Never starts anew in the place of what is there.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Journal } from './audit/journal.ts';
import { BadgeHasher } from './credentials/badge-hash.ts';
import { loadKey, loadOrCreateKey } from './credentials/key-file.ts';
import { PinHasher } from './credentials/pin-hash.ts';
import type { BootId } from './domain/ids.ts';
import { err, ok, type Result } from './domain/result.ts';
import { type Clock, seconds } from './domain/time.ts';
import { Store } from './store/store.ts';

export interface DataFolder {
  readonly store: Store;
  readonly journal: Journal;
  readonly badges: BadgeHasher;
  readonly pins: PinHasher;
}

/** What could not be opened, and the closed code that says why. */
export interface DataFolderFault {
  readonly what: 'database' | 'log' | 'badge key' | 'PIN key';
  readonly code: string;
}

/** How long after the commit of an intent its unlock frame may still be written. */
const TOKEN_LIFETIME = seconds(2);
const OWNER_ONLY = 0o700;

/** Opens the data folder. Makes a new one only where there is none: with the secrets there and the database gone, it refuses. */
export function openDataFolder(folder: string, boot: BootId, clock: Clock): Result<DataFolder, DataFolderFault> {
  const file = path.join(folder, 'wardkey.db');
  const pinKey = path.join(folder, 'pin.key');
  const isFirstStart = !existsSync(file) && !existsSync(pinKey);
  if (isFirstStart) mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  const secret = isFirstStart ? loadOrCreateKey : loadKey;
  const badgeKey = secret(path.join(folder, 'badge.key'));
  if (!badgeKey.ok) return err({ what: 'badge key', code: badgeKey.error });
  const pepper = secret(pinKey);
  if (!pepper.ok) return err({ what: 'PIN key', code: pepper.error });
  const store = Store.open(file, isFirstStart ? 'create_if_missing' : 'existing');
  if (!store.ok) return err({ what: 'database', code: store.error });
  const journal = Journal.open(store.value, { boot, clock, tokenLifetime: TOKEN_LIFETIME });
  if (!journal.ok) {
    store.value.close();
    return err({ what: 'log', code: typeof journal.error === 'string' ? journal.error : journal.error.flaw });
  }
  return ok({
    store: store.value,
    journal: journal.value,
    badges: new BadgeHasher(badgeKey.value),
    pins: new PinHasher(pepper.value),
  });
}
