// What the credential effects need, real but for the cabinet: a journal and a store on disk, hashes, and what was sent.
import { parseBadgeHash, type StaffId } from '../../controller/domain/ids.ts';
import type { During, Occurrence } from '../../controller/domain/occurrence.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import type { CabinetEvent } from '../../controller/machines/cabinet-context.ts';
import type { Proof } from '../../controller/runtime/pin-effects.ts';
import type { Running, Services } from '../../controller/runtime/services.ts';
import type { Store } from '../../controller/store/store.ts';
import { credentialServices, listening } from './credential-services.ts';
import { aSetup, aStaff, sessionId, staffId } from './domain-builders.ts';
import { expectOk } from './expect-ok.ts';
import { journalStage } from './journal-stage.ts';
import type { SteppedClock } from './stepped-clock.ts';

/** The number that the nurse of the stage is known by. */
export const STAFF_NUMBER = '30471130';
export const NURSE = aStaff({ number: STAFF_NUMBER });
export const PORTER = aStaff({ id: staffId('porter') });
export const SUPERVISOR: During = { session: sessionId('desk-1'), staff: staffId('supervisor') };

export interface CredentialStage {
  readonly services: Services;
  readonly running: Running;
  readonly store: Store;
  readonly clock: SteppedClock;
  /** What the cabinet was told, in order. */
  readonly sent: readonly CabinetEvent[];
  /** What the log holds, oldest first. */
  logged(): readonly Occurrence[];
}

export function credentialStage(over: Partial<CabinetSetup> = {}): CredentialStage {
  const { store, journal, clock } = journalStage();
  const sent: CabinetEvent[] = [];
  const services = credentialServices(store, journal, clock, aSetup({ staff: [NURSE, PORTER], ...over }));
  const running = listening((event) => sent.push(event));
  const logged = () =>
    expectOk(journal.latest(1000))
      .toReversed()
      .map(({ occurrence }) => occurrence);
  return { services, running, store, clock, sent, logged };
}

/** A session of a person, in which a badge and, unless told otherwise, the PIN was shown. */
export function aProof(staff: StaffId = NURSE.id, over: Partial<Proof> = {}): Proof {
  return { visitor: { session: sessionId('session-1'), staff }, factors: ['badge', 'pin'], ...over };
}

export const badgeHash = (digit: string) => expectOk(parseBadgeHash(digit.repeat(64)));

/** Hashes of PINs that tests give, each made once: one takes as long as all the rest of a test. */
const hashes = new Map<string, Promise<string>>();

/** Gives somebody a PIN, and a duress PIN if there is one. */
export async function givePin(
  { services: { pins }, store }: CredentialStage,
  pin: string,
  duress: string | null = null,
  staff: StaffId = NURSE.id,
): Promise<void> {
  const hashOf = async (text: string) => {
    const made = hashes.get(text) ?? pins.hash(text).then(expectOk);
    hashes.set(text, made);
    return await made;
  };
  expectOk(store.credentials.writePin(staff, await hashOf(pin), false));
  if (duress !== null) expectOk(store.credentials.writeDuressPin(staff, await hashOf(duress)));
}

/** The disk takes nothing from now on. */
export function breakDisk({ store }: CredentialStage): void {
  store.transaction(() => {
    throw Object.assign(new Error('planted'), { code: 'SQLITE_IOERR_FSYNC' });
  });
}
