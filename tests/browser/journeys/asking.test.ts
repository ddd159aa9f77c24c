// What is asked around a key: why, who stands by, how many there are, who receives it, what is wrong with it. Each by what is written
// on the glass; the way of two nurses and a drug key in French too.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { entriesOf } from '../../support/appliance.ts';
import { type BrowserJourney, openJourney } from '../../support/browser-journey.ts';
import { NURSE, NURSE_IN_CHARGE } from '../../support/drug-key.ts';
import { anyone } from '../../support/key-visit.ts';

const FRENCH_NURSE = 'staff-12';
const RECORDS_MANAGER = 'staff-18';
const DRIVER = 'staff-31';
const DRUGS = 'Controlled drugs, ward 3';

let journey: BrowserJourney;

beforeAll(async () => {
  journey = await openJourney('asking', { pins: [FRENCH_NURSE, NURSE_IN_CHARGE, RECORDS_MANAGER] });
});

afterAll(() => journey.close());

const who = (id: string) => anyone(journey.cabinet, id);
const insert = (fob: string, slot: number) => journey.act({ type: 'fob.insert', fob, slot });

/** Closes the door, and leaves. */
async function finish(language: 'en' | 'fr' = 'en'): Promise<void> {
  await journey.act({ type: 'door.close' });
  await journey.at('done', language);
  await journey.press(language === 'en' ? 'Finish' : 'Terminer');
  await journey.cabinet.screen('idle');
}

test('a reason and a case number', async () => {
  const { comeIn, press, at, letters, draw } = journey;
  await comeIn(who(RECORDS_MANAGER));
  await press('Take key 13, Medical records, archive');
  await at('reason');
  await press('Complaint');
  await letters('case ab');
  await at('take');
  await draw(13);
  await at('close-door');
  await finish();
});

test('somebody stands by, a count is signed by both, and the key goes from hand to hand', async () => {
  const { comeIn, press, at, digits, draw, reads, cabinet } = journey;
  await comeIn(who(NURSE));
  await press(`Take key 7, ${DRUGS}`);
  await at('witness');
  await cabinet.tap(who(FRENCH_NURSE));
  await at('take');
  await draw(7);
  await at('close-door');
  await press('Back to your keys');
  await at('home');
  await press(`Key 7, ${DRUGS}: Hand over`);
  await at('count');
  await digits('12');
  await at('handover');
  await cabinet.tap(who(FRENCH_NURSE));
  await at('pin');
  await digits(who(FRENCH_NURSE).pin ?? '');
  await reads('Count: 12');
  await at('handover');
  await press('I take it');
  await at('close-door');
  await finish();
  expect(entriesOf(cabinet.log(), 'key.handed_over').map(({ occurrence }) => occurrence.to)).toEqual([FRENCH_NURSE]);
});

test('en français : la clé revient devant témoin', async () => {
  const { comeIn, press, at, act, cabinet } = journey;
  await comeIn(who(FRENCH_NURSE), 'fr');
  await act({ type: 'door.open' });
  await press(`Rendre la clé 7, ${DRUGS}`);
  await at('return', 'fr');
  await insert('fob-07', 7);
  await at('witness', 'fr');
  await cabinet.tap(who(NURSE));
  await at('close-door', 'fr');
  await finish('fr');
});

test('the glass is broken with a reason, and it is said that it is loud', async () => {
  const { comeIn, press, at, letters, draw, reads } = journey;
  await comeIn(who(NURSE_IN_CHARGE));
  await press('Take key 8, Controlled drugs, ward 5');
  await at('witness');
  await press('Break glass');
  await at('glass');
  await reads('It raises an alarm and is reviewed.');
  await press('Write why');
  await letters('seizure');
  await at('take');
  await draw(8);
  await at('close-door');
  await finish();
});

test('a fault and a mileage are written down', async () => {
  const { comeIn, press, at, act, letters, digits, draw, time, cabinet } = journey;
  await comeIn(who(DRIVER));
  await press('Take key 27, Transport van 2');
  await at('take');
  await draw(27);
  await at('close-door');
  await act({ type: 'door.close' });
  await at('done');
  await press('Back to your keys');
  await at('home');
  await press('Key 27, Transport van 2: Report', 'Mileage, fuel, place…');
  await at('vehicle');
  await press('Begin');
  await digits('48213');
  await press('5/8 full');
  await letters('bay');
  await journey.heading('It is written down');
  await time.pass(DELAYS.notedDisplay);
  await at('done');
  await press('Back to your keys');
  await at('home');
  await press('Key 27, Transport van 2: Report', 'Report a fault…');
  await at('report');
  await press('Turns badly', 'Soon');
  await letters('');
  await journey.heading('It is written down');
  await time.pass(DELAYS.notedDisplay);
  await at('done');
  await press('Finish');
  await cabinet.screen('idle');
});

test('no screen of what is asked is left out', () => {
  expect(journey.missing()).toEqual([]);
});
