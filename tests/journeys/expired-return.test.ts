// A contractor whose access has ended still has a key: he may come in and give it back, and gets nothing else.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { after, hours } from '../../controller/domain/time.ts';
import { systemClock } from '../../controller/main.ts';
import { parseDocument } from '../../controller/setup/document.ts';
import { newSetup } from '../../controller/setup-change.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';

const KEY = { id: 'lift-east', number: 22, slot: 22 };

let cabinet: TestAppliance;
let contractor: DemoPerson;

beforeAll(async () => {
  cabinet = await startTestAppliance();
  contractor = personWho(cabinet.people, ({ title }) => title === 'Lift contractor');
  await cabinet.tap(contractor);
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: KEY.id })).toBeNull();
  await cabinet.screen('take');
  await cabinet.act({ type: 'door.open' });
  await cabinet.act({ type: 'fob.pull', slot: KEY.slot });
  await cabinet.screen('close-door');
  endAccess();
  await cabinet.halt();
  cabinet = await startTestAppliance({ folder: cabinet.folder });
});

afterAll(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

/** The access of the contractor ended an hour ago. Nobody has a PIN in this set-up: hashing them takes a while. */
function endAccess(): void {
  const { store, badges } = cabinet.appliance.data;
  const body = store.setup.current()?.body;
  if (body === undefined) throw new Error('the cabinet has no set-up');
  const setup = expectOk(parseDocument(body));
  const now = systemClock.now();
  const staff = setup.staff.map((one) => ({
    ...one,
    validUntil: one.id === contractor.staff ? after(now, hours(-1)) : one.validUntil,
  }));
  const credentials = cabinet.people.map((person) => ({
    staff: person.staff,
    badges: [{ hash: badges.hash(Buffer.from(person.badge, 'hex')), strength: person.strength }],
    pinHash: null,
    pinIsFirst: false,
  }));
  expectOk(store.setup.write(newSetup({ ...setup, staff }, now, null), credentials));
}

test('he is let in, and offered nothing', async () => {
  await cabinet.tap(contractor);
  const { have, offers } = await cabinet.screen('home');
  expect(have).toMatchObject([{ id: KEY.id, slot: KEY.slot }]);
  expect(offers.length).toBeGreaterThan(0);
  for (const { refusals } of offers)
    expect(refusals).toContainEqual(expect.objectContaining({ code: 'staff_expired' }));
  const other = offers[0]?.id ?? '';
  await cabinet.press({ type: 'key.take', key: other });
  expect((await cabinet.screen('refused')).refusals).toContainEqual(expect.objectContaining({ code: 'staff_expired' }));
  expect(entriesOf(cabinet.log(), 'access.refused').at(-1)?.occurrence).toMatchObject({ key: other });
  expect(entriesOf(cabinet.log(), 'release.intended')).toHaveLength(1);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
});

test('his key is taken back', async () => {
  expect(await cabinet.press({ type: 'key.return', key: KEY.id })).toBeNull();
  expect(await cabinet.screen('return')).toMatchObject({ slot: KEY.slot });
  await cabinet.act({ type: 'door.open' });
  await cabinet.act({ type: 'fob.insert', fob: `fob-${KEY.number}`, slot: KEY.slot });
  expect((await cabinet.screen('close-door')).returned).toMatchObject([{ id: KEY.id }]);
  const returned = entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence;
  expect(returned).toMatchObject({ key: KEY.id, holder: contractor.staff, during: { staff: contractor.staff } });
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.until(({ session }) => session === null, 'the end of the session');
});

test('with empty hands he is turned away', async () => {
  await cabinet.tap(contractor);
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'staff_expired' }]);
  expect(await cabinet.press({ type: 'key.take', key: KEY.id })).toMatchObject({ code: 'not_offered' });
});
