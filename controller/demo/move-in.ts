// Brings the demo hospital into an empty cabinet. Badges and PINs are hashed as in a real one; the plain ones stay here.
import type { BadgeHash } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { CabinetSetup, StaffCredentials } from '../domain/setup.ts';
import type { DemoHospital } from './hospital.ts';

/** The parts of a data folder that take in a set-up. */
export interface EmptyCabinet {
  readonly badges: { hash(number: Uint8Array): BadgeHash };
  readonly pins: { hash(pin: string): Promise<Result<string, string>> };
  readonly store: {
    readonly setup: { write(setup: CabinetSetup, credentials: readonly StaffCredentials[]): Result<void, string> };
  };
}

/** Writes set-up, badges and PINs in one transaction. @throws when a PIN cannot be hashed or the disk does not take it */
export async function moveIn({ setup, people }: DemoHospital, { store, badges, pins }: EmptyCabinet): Promise<void> {
  const credentials: StaffCredentials[] = [];
  for (const { staff, badge, pin } of people) {
    const hashed = pin === null ? null : await pins.hash(pin);
    if (hashed !== null && !hashed.ok) throw new Error(`a demo PIN cannot be hashed: ${hashed.error}`);
    const number = Buffer.from(badge, 'hex');
    credentials.push({ staff, badges: [badges.hash(number)], pinHash: hashed?.value ?? null });
  }
  const written = store.setup.write(setup, credentials);
  if (!written.ok) throw new Error(`the demo hospital cannot be written: ${written.error}`);
}
