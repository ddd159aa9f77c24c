// Puts a new set-up in force: the version, the log entry and what is forgotten with it are one transaction. Judges no set-up.
import type { DataFolder } from './data-folder.ts';
import type { StaffId } from './domain/ids.ts';
import type { Result } from './domain/result.ts';
import type { CabinetSetup, StaffCredentials } from './domain/setup.ts';
import type { StorageFault } from './domain/storage.ts';
import type { Instant } from './domain/time.ts';
import { canonicalText, digestOf } from './setup/digest.ts';
import type { NewSetup } from './store/setup-repository.ts';

/** A set-up as the store keeps it. @param by who applies it; null = not said */
export function newSetup(setup: CabinetSetup, applied: Instant, by: StaffId | null): NewSetup {
  const body = canonicalText(setup);
  return { body, digest: digestOf(body), applied, by };
}

/**
 * Replaces the set-up of a cabinet that does not run, and writes that into its log.
 * @param setup one without faults
 * @param credentials badges and PINs in place of all others; null = they stay
 */
export function changeSetup(
  { store, journal }: Pick<DataFolder, 'store' | 'journal'>,
  setup: CabinetSetup,
  by: StaffId | null,
  credentials: readonly StaffCredentials[] | null = null,
): Result<unknown, StorageFault> {
  const fresh = newSetup(setup, journal.now(), by);
  return journal.recordWith({ kind: 'setup.changed', digest: fresh.digest, by }, () =>
    store.setup.put(fresh, credentials),
  );
}
