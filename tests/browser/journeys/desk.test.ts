// The desk of a supervisor, page by page: what is away, every slot, every alarm, one key, one person, what is lost, who may what.
// Each by what is written on the glass.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { entriesOf } from '../../support/appliance.ts';
import { type BrowserJourney, openJourney } from '../../support/browser-journey.ts';
import { supervisorOf } from '../../support/desk-visit.ts';
import { porterOf } from '../../support/key-24.ts';
import { anyone, comeIn, drawKeys, goAway, placed } from '../../support/key-visit.ts';

/** A supervisor who has no PIN yet. */
const SITE_MANAGER = 'staff-36';
/** A clerk who is suspended, and who tried again and again. */
const SUSPENDED = 'staff-20';
/** More than one page tells. */
const TRIES = 22;
const BAY = placed('loading-bay', 24);

let journey: BrowserJourney;

beforeAll(async () => {
  journey = await openJourney('desk', {
    // Nobody is asked for a PIN before the desk asks.
    change: (setup) => ({ ...setup, policy: { ...setup.policy, pinClasses: [] } }),
  });
  const { cabinet } = journey;
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [BAY]);
  await goAway(cabinet);
});

afterAll(() => journey.close());

const pin = () => supervisorOf(journey.cabinet).pin ?? '';

/** From a page of the desk to the first. */
async function home(): Promise<void> {
  await journey.press('Back');
  await journey.at('desk-now');
}

/** From the first page to that of a key or a person, by the first letters. */
async function find(letters: string, row: string, page: 'desk-key' | 'desk-person'): Promise<void> {
  await journey.press('Find');
  await journey.at('desk-found');
  await journey.press(...Array.from(letters), `${row}…`);
  await journey.at(page);
}

test('a clerk who is suspended tries again and again, and is refused each time', async () => {
  const { cabinet, at, time } = journey;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    await cabinet.tap(anyone(cabinet, SUSPENDED));
    await cabinet.screen('refused');
    if (tries === 1) await at('refused');
    await time.pass(DELAYS.refusedDisplay);
    await cabinet.screen('idle');
  }
  expect(entriesOf(cabinet.log(), 'access.refused')).toHaveLength(TRIES);
  await at('idle');
});

test('a supervisor without a PIN is told so', async () => {
  const { comeIn: enter, press, at, cabinet } = journey;
  await enter(anyone(cabinet, SITE_MANAGER));
  await press('Supervisor');
  await at('desk-refused');
  await press('Back');
  await at('home');
  await press('Sign out');
  await at('idle');
});

test('the desk opens by a PIN, and shows what is away, every slot and every alarm', async () => {
  const { comeIn: enter, press, at, digits, reads, cabinet } = journey;
  await enter(supervisorOf(cabinet));
  await press('Supervisor');
  await at('desk-pin');
  await digits(pin());
  await at('desk-now');
  await reads('Key 24, Loading bay');
  await press('Map');
  await at('desk-map');
  await home();
  await press('Alarms');
  await at('desk-alarms');
  await home();
});

test('a key: who could take it, that it is lost, and what is to be done about it', async () => {
  const { press, at, letters, cabinet } = journey;
  await find('LOAD', 'Key 24, Loading bay', 'desk-key');
  await press('Who could take it?', 'Done');
  await at('desk-who');
  await home();
  await find('24', 'Key 24, Loading bay', 'desk-key');
  await press('Report it lost');
  await letters('gone');
  await expect.poll(() => cabinet.custodyOf(BAY.id)?.at).toBe('lost');
  await at('desk-lost');
  await press('Tell security…', 'Done');
  await journey.reads('1 of 6 done');
  await press('To the key');
  await at('desk-key');
  await home();
});

test('a person: what they could take, what their rights are, a badge and a PIN for them', async () => {
  const { press, at, digits, reads } = journey;
  await find('COLV', 'B. Colvane', 'desk-person');
  await press('What could they take?', 'Done');
  await at('desk-what');
  await home();
  await find('COLV', 'B. Colvane', 'desk-person');
  await press('Enrol a badge for them');
  await at('desk-enrol');
  await press('Back');
  await at('desk-person');
  await press('One-time PIN', 'Show the PIN');
  const { secret } = await at('desk-secret');
  await reads(secret);
  await home();
  await find('COLV', 'B. Colvane', 'desk-person');
  await press('Review what they may take');
  await at('desk-rights');
  await press('Sign it', 'Done');
  await at('desk-sign');
  await digits(pin());
  await at('desk-rights');
  await reads('Done.');
  await home();
});

test('badges that are easy to copy, and all that happened to a person', async () => {
  const { press, at, reads } = journey;
  await press('More', 'Badges that are easy to copy…');
  await at('desk-weak');
  await home();
  await find('CAST', 'V. Castellane', 'desk-person');
  await press('Earlier');
  await at('desk-timeline');
  await reads('Refused: suspended');
  await press('To the person');
  await at('desk-person');
  await home();
  await press('Back');
  await at('home');
  await press('Sign out');
});

test('no page of the desk is left out', () => {
  expect(journey.missing()).toEqual([]);
});
