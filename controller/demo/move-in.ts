// Brings the demo hospital into an empty cabinet. Badges and PINs are hashed as in a real one; the plain ones stay here.
import type { BadgeHash } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { StaffCredentials } from '../domain/setup.ts';
import type { DemoHospital } from './hospital.ts';

/** The parts of a data folder that take in a set-up. */
export interface EmptyCabinet {
  readonly badges: { hash(number: Uint8Array): BadgeHash };
  readonly pins: { hash(pin: string): Promise<Result<string, string>> };
  /** Writes the set-up of the hospital with these credentials, in one transaction. */
  readonly write: (credentials: readonly StaffCredentials[]) => Result<unknown, string>;
}

/** Writes set-up, badges and PINs in one transaction. @throws when a PIN cannot be hashed or the disk does not take it */
export async function moveIn({ people }: DemoHospital, { badges, pins, write }: EmptyCabinet): Promise<void> {
  const credentials: StaffCredentials[] = [];
  for (const { staff, badge, strength, pin, pinIsFirst } of people) {
    const hashed = pin === null ? null : await pins.hash(pin);
    if (hashed !== null && !hashed.ok) throw new Error(`a demo PIN cannot be hashed: ${hashed.error}`);
    credentials.push({
      staff,
      badges: [{ hash: badges.hash(Buffer.from(badge, 'hex')), strength }],
      pinHash: hashed?.value ?? null,
      pinIsFirst,
    });
  }
  const written = write(credentials);
  if (!written.ok) throw new Error(`the demo hospital cannot be written: ${written.error}`);
}
