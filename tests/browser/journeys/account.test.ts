// A person about themselves: the one-time PIN, a PIN of their own, a badge, a booking, how the screen is for them. Each by what is
// written on the glass.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoPerson } from '../../../controller/demo/hospital-staff.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { type BrowserJourney, openJourney } from '../../support/browser-journey.ts';
import { supervisorOf } from '../../support/desk-visit.ts';
import { porterOf } from '../../support/key-24.ts';
import { anyone } from '../../support/key-visit.ts';

const RECORDS_CLERK = 'staff-19';
const ENGINEER = 'staff-25';
const NEW_PIN = '481537';

let journey: BrowserJourney;

beforeAll(async () => {
  journey = await openJourney('account', { pins: [RECORDS_CLERK] });
});

afterAll(() => journey.close());

const who = (id: string) => anyone(journey.cabinet, id);

/** A supervisor takes the badge of somebody away and makes a code for another. @returns the code */
async function codeFor(person: DemoPerson): Promise<string> {
  const { comeIn, press, at, cabinet } = journey;
  await comeIn(supervisorOf(cabinet));
  await press('Supervisor');
  await at('desk-now');
  await press('Find');
  await at('desk-found');
  const name = cabinet.nameOf(person);
  const letters = name
    .replace(/^.*\. /, '')
    .slice(0, 4)
    .toUpperCase();
  await press(...Array.from(letters), `${name}…`);
  await at('desk-person');
  await press('Badge 1', 'Revoke this badge');
  await at('desk-person');
  await press('Code for a new badge', 'Show the code');
  const { secret } = await at('desk-secret');
  await journey.reads(secret);
  await press('Back');
  await at('desk-now');
  await press('Back');
  await at('home');
  await press('Sign out');
  await at('idle');
  return secret;
}

test('a one-time PIN is replaced before anything else', async () => {
  const { cabinet, at, digits, press } = journey;
  const clerk = who(RECORDS_CLERK);
  await cabinet.tap(clerk);
  await at('pin');
  await digits(clerk.pin ?? '');
  await at('account-pin');
  await digits(NEW_PIN);
  await journey.heading('Enter it once more');
  await digits(NEW_PIN);
  await at('home');
  await press('Sign out');
  await at('idle');
});

test('a new PIN, a booking, large light words, and all of it is said', async () => {
  const { cabinet, comeIn, at, press, reads } = journey;
  await comeIn({ ...who(RECORDS_CLERK), pin: NEW_PIN });
  await press('You');
  await at('account');
  await press('Change your PIN');
  await at('account-pin');
  await press('Back');
  await at('account');
  await press('Back');
  await at('home');
  await press('Text, colours, language, sound');
  await journey.heading('How the screen is for you');
  await press('Largest');
  await expect.poll(() => cabinet.look().session?.preferences.textSize).toBe('largest');
  await press('Light');
  await expect.poll(() => cabinet.look().session?.preferences.theme).toBe('light');
  await press('Français');
  await journey.heading('Réglez l’écran à votre vue');
  await press('English');
  await journey.heading('How the screen is for you');
  await press('Remember for my badge…');
  await reads('Remembered for your badge.');
  await press('Back');
  await at('home');
  await press('Sign out');
  await at('idle');
});

test('a pool car is booked and the booking cancelled', async () => {
  const { comeIn, at, press, reads } = journey;
  await comeIn(who(ENGINEER));
  await press('You');
  await at('account');
  await press('Book', 'Key 26, Pool car 1', '+ 1 hour', 'Done', '+ 1 hour', 'Done');
  await reads('It is booked.');
  await press('Key 26, Pool car 1…', 'Cancel the booking');
  await reads('The booking is cancelled.');
  await press('Back');
  await at('home');
  await press('Sign out');
  await at('idle');
});

test('a badge is enrolled by a code, by somebody who has none', async () => {
  const { cabinet, at, press, letters, time, comeIn } = journey;
  const porter = porterOf(cabinet);
  const code = await codeFor(porter);
  await press('I have a code');
  await letters('xx');
  await at('enrolment');
  await press('Back');
  await at('idle');
  await press('I have a code');
  for (const letter of code.toUpperCase()) await press(...(/\d/.test(letter) ? ['123', letter, 'ABC'] : [letter]));
  await press('Done');
  await journey.heading('Hold your new badge to the reader');
  await cabinet.tap(porter);
  await journey.heading('The badge is yours now');
  await time.pass(DELAYS.doneDisplay);
  await at('idle');
  await comeIn(porter);
  await press('You');
  await at('account');
  await press('Add a badge…');
  await letters('xx');
  await at('account-badge');
  await press('Back');
  await at('account');
  await press('Back');
  await at('home');
  await press('Sign out');
  await at('idle');
});

test('the glass is wiped, no touch counts, and a badge ends it', async () => {
  const { press, comeIn, page, cabinet } = journey;
  await press('Clean');
  await journey.heading('Wipe the glass now');
  await page.mouse.click(640, 400);
  await comeIn(porterOf(cabinet));
  await press('Sign out');
  await journey.at('idle');
});

test('no screen of a person is left out', () => {
  expect(journey.missing()).toEqual([]);
});
