// The nurses and a key that two people take and two bring back: whom a journey with controlled drugs needs.
import { expect } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { personWho, type TestAppliance } from './appliance.ts';
import { openDoor } from './key-24.ts';

export const DRUG_KEY = { id: 'drugs-ward-3', number: 7, slot: 7, slotId: 'slot-07', fob: 'fob-07' } as const;

/** Staff ids. The PINs of both must be asked for when the cabinet is started. */
export const NURSE = 'staff-07';
export const NURSE_IN_CHARGE = 'staff-09';

/** A featured person by their staff id. */
export function personOf({ people }: Pick<TestAppliance, 'people'>, id: string): DemoPerson {
  return personWho(people, ({ staff }) => staff === id);
}

/** Badge and PIN, until the keys are shown. */
export async function signIn(cabinet: TestAppliance, person: DemoPerson): Promise<void> {
  await cabinet.tap(person);
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin: person.pin ?? '' })).toBeNull();
  await cabinet.screen('home');
}

/** Ends the session at the screen. */
export async function signOut(cabinet: TestAppliance): Promise<void> {
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.until(({ session }) => session === null, 'the end of the session');
}

/** A signed-in person chooses the drug key, somebody else stands by, and the key is drawn. */
export async function takeDrugKey(cabinet: TestAppliance, witness: DemoPerson): Promise<void> {
  expect(await cabinet.press({ type: 'key.take', key: DRUG_KEY.id })).toBeNull();
  await cabinet.screen('witness');
  await cabinet.tap(witness);
  await cabinet.screen('take');
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.pull', slot: DRUG_KEY.slot })).toBeNull();
  await cabinet.screen('close-door');
}

/** Puts the drug key back into its slot, through the open door. */
export async function insertDrugKey(cabinet: TestAppliance): Promise<void> {
  expect(await cabinet.act({ type: 'fob.insert', fob: DRUG_KEY.fob, slot: DRUG_KEY.slot })).toBeNull();
}
