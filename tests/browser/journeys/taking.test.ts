// A nurse at seven in the morning: takes a key and brings it back, in English and in French, and what goes wrong beside it. All
// of it by what is written on the glass.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { personWho } from '../../support/appliance.ts';
import { type BrowserJourney, openJourney } from '../../support/browser-journey.ts';
import { unlocksOn } from '../../support/expectations.ts';
import { KEY_24, porterOf, simulationOf } from '../../support/key-24.ts';
import { anyone, fobCaught } from '../../support/key-visit.ts';

const FRENCH_NURSE = 'staff-12';
/** No key has its home there. */
const FREE = 30;
const BAY = 'Take key 24, Loading bay';

let journey: BrowserJourney;

beforeAll(async () => {
  journey = await openJourney('taking', { pins: [FRENCH_NURSE] });
});

afterAll(() => journey.close());

const porter = () => porterOf(journey.cabinet);
const insert = (fob: string, slot: number) => journey.act({ type: 'fob.insert', fob, slot });

test('a key is taken, and brought back by a hand that presses nothing', async () => {
  const { at, press, draw, act, comeIn, time } = journey;
  await at('idle');
  await comeIn(porter());
  await press(BAY);
  await at('take');
  await draw(KEY_24.slot);
  await at('close-door');
  await act({ type: 'door.close' });
  await at('done');
  await press('Finish');
  await at('idle');

  await act({ type: 'door.open' });
  await insert(KEY_24.fob, KEY_24.slot);
  await at('returned');
  await act({ type: 'door.close' });
  await time.pass(DELAYS.doneDisplay);
  await at('idle');
});

test('en français : un code PIN, une clé prise, puis rendue', async () => {
  const { at, press, draw, act, comeIn, cabinet } = journey;
  await comeIn(anyone(cabinet, FRENCH_NURSE), 'fr');
  await press('Prendre la clé 9, Ward 3, treatment room');
  await at('take', 'fr');
  await draw(9);
  await at('close-door', 'fr');
  await press('Revenir à vos clés');
  await at('home', 'fr');
  await press('Rendre la clé 9, Ward 3, treatment room');
  await at('return', 'fr');
  await insert('fob-09', 9);
  await at('close-door', 'fr');
  await act({ type: 'door.close' });
  await at('done', 'fr');
  await press('Terminer');
  await at('idle');
});

test('a bolt that jams is a refusal that says who can help, and a key that nobody draws is pushed home', async () => {
  const { at, reads, press, act, comeIn, timeOut, cabinet } = journey;
  await comeIn(porter());
  await act({ type: 'fault.set', fault: 'bolt-jammed', slot: KEY_24.slot, on: true });
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await press(BAY);
  await at('releasing');
  await expect.poll(() => unlocks).toHaveLength(1);
  await timeOut(DELAYS.boltDeadline, 'refused');
  await reads('Ask the porters’ lodge, 2600.');
  await act({ type: 'fault.set', fault: 'bolt-jammed', slot: KEY_24.slot, on: false });
  await press('Back to your keys');
  await at('home');
  await press('Take key 25, Waste compound');
  await at('take');
  await timeOut(DELAYS.takeWindow, 'push-back');
  await act({ type: 'door.open' });
  await act({ type: 'fob.push', slot: 25 });
  await at('home');
  await act({ type: 'door.close' });
  await press('Sign out');
  await at('idle');
  expect(cabinet.look().counts.out).toBe(0);
});

test('two keys at once, and a fob in the wrong slot that goes where it belongs', async () => {
  const { at, reads, press, draw, act, comeIn, cabinet } = journey;
  await comeIn(porter());
  await press('Several', 'Take key 12, Ward 5, linen room', 'Take key 10, Ward 3, linen room', 'Take 2 keys');
  await at('take');
  await reads('Key 1 of 2');
  await draw(12);
  await reads('Key 2 of 2');
  await draw(10);
  await at('close-door');
  await insert('fob-12', FREE);
  await at('wrong-place');
  await press(`Open slot ${FREE}`);
  await at('take');
  await draw(FREE);
  await insert('fob-12', 12);
  await insert('fob-10', 10);
  await fobCaught(cabinet, 10);
  await at('close-door');
  await act({ type: 'door.close' });
  await at('done');
  await press('Finish');
  await at('idle');
  expect(cabinet.look().counts.out).toBe(0);
});

test('somebody who stands there and does nothing is asked, and stays', async () => {
  const { at, press, comeIn, timeOut, cabinet } = journey;
  await comeIn(personWho(cabinet.people, ({ title }) => title === 'Driver'));
  await timeOut(DELAYS.signOut, 'still-there');
  await press('I am still here');
  await at('home');
  await press('Sign out');
  await at('idle');
});

test('no screen of a taking is left out', () => {
  expect(journey.missing()).toEqual([]);
});
