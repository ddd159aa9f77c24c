// Who brought a key back is not always who had it: without a badge nobody is named, in another's session only the session is.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { parseDocument } from '../../controller/setup/document.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';
import { fobCaught } from '../support/key-visit.ts';

const KEY = { id: 'loading-bay', number: 24, slot: 24, fob: 'fob-24' };

let cabinet: TestAppliance;
let porter: DemoPerson;

beforeEach(async () => {
  cabinet = await startTestAppliance();
  porter = personWho(cabinet.people, ({ title }) => title === 'Porter');
  await cabinet.tap(porter);
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: KEY.id })).toBeNull();
  await cabinet.screen('take');
  await cabinet.act({ type: 'door.open' });
  await cabinet.act({ type: 'fob.pull', slot: KEY.slot });
  await cabinet.screen('close-door');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expect(cabinet.look().alarms).toEqual([]);
  expect(cabinet.look().counts).toEqual({ in: 28, out: 0, overdue: 0, faults: 0 });
  await cabinet.stop();
});

const insert = () => cabinet.act({ type: 'fob.insert', fob: KEY.fob, slot: KEY.slot });
const lastReturn = () => entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence;
const nameOf = ({ staff }: DemoPerson) => {
  const body = cabinet.appliance.data.store.setup.current()?.body ?? '';
  return expectOk(parseDocument(body)).staff.find(({ id }) => id === staff)?.name;
};

test('without a badge: the key is back, its holder is in the log, and who brought it is not', async () => {
  expect(await insert()).toBeNull();
  expect(await cabinet.screen('returned')).toMatchObject({ slot: KEY.slot, key: { number: KEY.number } });
  expect(cabinet.look().session).toBeNull();
  expect(lastReturn()).toMatchObject({
    key: KEY.id,
    slot: 'slot-24',
    holder: porter.staff,
    during: null,
    cause: 'sensor',
  });
  await cabinet.screen('idle');
});

test('in the session of another person: both are in the log, and the holder is not on the screen', async () => {
  const engineer = personWho(cabinet.people, ({ title }) => title === 'Estates engineer');
  await cabinet.tap(engineer);
  const { offers } = await cabinet.screen('home');
  expect(offers.find(({ id }) => id === KEY.id)?.refusals).toMatchObject([{ code: 'key_out', yours: false }]);
  expect(await insert()).toBeNull();
  const { taken, returned } = await cabinet.screen('close-door');
  expect([taken, returned]).toMatchObject([[], [{ id: KEY.id }]]);
  expect(cabinet.look().session?.person).toBe(nameOf(engineer));
  expect(JSON.stringify(cabinet.look())).not.toContain(nameOf(porter));
  expect(lastReturn()).toMatchObject({ key: KEY.id, holder: porter.staff, during: { staff: engineer.staff } });
  await cabinet.act({ type: 'door.close' });
  await cabinet.screen('done');
});

test('a badge that comes with the key in the slot opens an ordinary session', async () => {
  expect(await insert()).toBeNull();
  await cabinet.screen('returned');
  await fobCaught(cabinet, KEY.slot);
  await cabinet.tap(porter);
  const { have, offers } = await cabinet.screen('home');
  expect(have).toEqual([]);
  expect(offers.find(({ id }) => id === KEY.id)?.refusals).toEqual([]);
});

test('two keys one after the other: each is shown, and for its own time', async () => {
  await cabinet.tap(porter);
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: 'waste-compound' })).toBeNull();
  const { slot } = await cabinet.screen('take');
  await cabinet.act({ type: 'fob.pull', slot });
  await cabinet.screen('close-door');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');

  expect(await insert()).toBeNull();
  const first = await cabinet.screen('returned');
  expect(await cabinet.act({ type: 'fob.insert', fob: `fob-${slot}`, slot })).toBeNull();
  const { screen } = await cabinet.until(
    (seen) => 'slot' in seen.screen && seen.screen.slot === slot,
    'the second key',
  );
  if (screen.name !== 'returned') throw new Error(`the second key is not shown as returned but as ${screen.name}`);
  expect(screen.key.number).toBe(25);
  expect(Date.parse(screen.endsAt)).toBeGreaterThan(Date.parse(first.endsAt));
});

test('after a badge that is not known: the key that comes back is shown at once', async () => {
  await cabinet.act({ type: 'badge.tap', badge: '04000000000001' });
  await cabinet.screen('refused');
  expect(await insert()).toBeNull();
  await cabinet.until(({ screen }) => screen.name !== 'refused', 'another screen');
  expect(cabinet.look().screen).toMatchObject({ name: 'returned', slot: KEY.slot });
  expect(entriesOf(cabinet.log(), 'badge.unknown')).toHaveLength(1);
});
