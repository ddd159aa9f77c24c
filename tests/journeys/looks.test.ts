// Misfortune: small words on a dark screen, for somebody who cannot read them. They set it once; it is so whenever they come, also
// after the cabinet lost its power, and nobody else is touched by it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Preferences } from '../../controller/domain/staff.ts';
import { personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { signOut } from '../support/drug-key.ts';

const LARGE: Preferences = {
  language: 'en',
  textSize: 'largest',
  theme: 'light-contrast',
  sound: false,
  moreTime: true,
};

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance({ usualPins: false });
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const nurse = () => personWho(cabinet.people, ({ title }) => title === 'Agency nurse');
const other = () => personWho(cabinet.people, ({ title }) => title === 'Pharmacist');

async function looksOf(person: ReturnType<typeof nurse>) {
  await cabinet.tap(person);
  await cabinet.screen('home');
  const { session } = cabinet.look();
  return { preferences: session?.preferences, kept: session?.kept };
}

async function set(remember: boolean, kept: string): Promise<void> {
  expect(await cabinet.press({ type: 'preferences.set', preferences: LARGE, remember })).toBeNull();
  await cabinet.until(({ session }) => session?.kept === kept, `a screen that is ${kept}`);
}

test('what is chosen for now goes with the person, and what is chosen for ever outlives the power', async () => {
  const before = await looksOf(nurse());
  expect(before.kept).toBe('set_up');
  await set(false, 'session');
  expect(cabinet.look().session?.preferences).toEqual(LARGE);
  await signOut(cabinet);

  expect(await looksOf(nurse())).toEqual(before);
  await set(true, 'remembered');
  await signOut(cabinet);

  const { folder } = cabinet;
  await cabinet.halt();
  cabinet = await startTestAppliance({ folder, usualPins: false });
  expect(await looksOf(nurse())).toEqual({ preferences: LARGE, kept: 'remembered' });
  await signOut(cabinet);
  expect((await looksOf(other())).kept).toBe('set_up');
});
