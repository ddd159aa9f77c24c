// What a supervisor does past the rules, and what two of them sign: a key forced out, a group in an emergency, a shift. Each by
// what is written on the glass.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseIn } from '../../../controller/data-folder.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { entriesOf } from '../../support/appliance.ts';
import { type BrowserJourney, openJourney } from '../../support/browser-journey.ts';
import { supervisorOf } from '../../support/desk-visit.ts';
import { holdDatabase } from '../../support/held-database.ts';
import { anyone } from '../../support/key-visit.ts';

const SITE_MANAGER = 'staff-36';

let journey: BrowserJourney;

beforeAll(async () => {
  journey = await openJourney('past-the-rules', { pins: [SITE_MANAGER] });
});

afterAll(() => journey.close());

const first = () => supervisorOf(journey.cabinet);
const second = () => anyone(journey.cabinet, SITE_MANAGER);

async function openDesk(): Promise<void> {
  await journey.comeIn(first());
  await journey.press('Supervisor');
  await journey.cabinet.screen('desk-now');
  await journey.heading('The cabinet now');
}

async function backToDesk(): Promise<void> {
  await journey.press('Back');
  await journey.cabinet.screen('desk-now');
  await journey.heading('The cabinet now');
}

test('a key is forced out: a reason, the PIN, a button that is held', async () => {
  const { press, at, digits, hold, draw, reads, cabinet } = journey;
  await openDesk();
  await press(
    'Find',
    'D',
    'R',
    'U',
    'G',
    'Key 7, Controlled drugs, ward 3…',
    'Release this key…',
    'Patient care cannot wait',
  );
  await at('desk-secure');
  await digits(first().pin ?? '');
  await at('desk-confirm');
  await hold(/^Release/, () => at('desk-forcing'));
  await reads('Take key 7');
  await draw(7);
  await at('desk-forced');
  await reads('Another supervisor must review it.');
  await press('Back to the key');
  await journey.heading('Key 7, Controlled drugs, ward 3');
  await backToDesk();
  expect(cabinet.custodyOf('drugs-ward-3')).toMatchObject({ at: 'person', staff: first().staff });
});

test('a group is opened in an emergency', async () => {
  const { press, at, letters, hold, draw } = journey;
  await press('Emergency', 'Pool cars');
  await letters('fire');
  // The PIN was entered a moment ago.
  await at('desk-confirm');
  await hold(/^Release/, () => at('desk-emergency'));
  await draw(26);
  await at('desk-released');
  await backToDesk();
});

test('a shift is handed over by two', async () => {
  const { press, at, digits, reads, time, cabinet } = journey;
  await press('More', 'Shift hand-over…');
  await at('shift');
  await press('Hand over and sign', 'Done');
  await at('shift-pin');
  await digits(first().pin ?? '');
  await at('shift-turn');
  await cabinet.tap(second());
  await at('shift-pin');
  await digits(second().pin ?? '');
  await reads(`${cabinet.nameOf(second())}: do you take over?`);
  await press('I take over');
  await at('shift-signed');
  await time.pass(DELAYS.doneDisplay);
  await cabinet.screen('idle');
  expect(entriesOf(cabinet.log(), 'shift.handed_over')).toHaveLength(1);
});

test('a shift that nobody can write down is not handed over', async () => {
  const { press, at, cabinet } = journey;
  await openDesk();
  await press('More');
  const letGo = await holdDatabase(databaseIn(cabinet.folder));
  await press('Shift hand-over…');
  await at('shift-refused');
  await letGo();
});

test('no screen past the rules is left out', () => {
  expect(journey.missing()).toEqual([]);
});
