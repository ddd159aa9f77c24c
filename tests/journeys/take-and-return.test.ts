// The whole way over plain HTTP and nothing else: what any other screen, or a terminal, would see and send.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { KioskClient } from '../support/kiosk-client.ts';

const KEY = { id: 'pharmacy-dispensary', number: 2, slot: 2 };

let cabinet: TestAppliance;
let kiosk: KioskClient;
let person: DemoPerson;

beforeAll(async () => {
  cabinet = await startTestAppliance();
  kiosk = new KioskClient(cabinet.url);
  person = personWho(cabinet.people, ({ title }) => title === 'Pharmacist');
});

afterAll(async () => {
  kiosk.close();
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const stateOfSlot = () => kiosk.picture.slots.find(({ number }) => number === KEY.slot)?.state;
const kinds = () => cabinet.log().map(({ occurrence }) => occurrence.kind);

/** The door and the slots are on different boards: whoever was quicker than a look at both could be seen in either order. */
async function openDoor(): Promise<void> {
  await cabinet.act({ type: 'door.open' });
  await cabinet.until(({ door }) => door === 'open', 'the open door');
}

async function signIn(): Promise<void> {
  await kiosk.screen('idle');
  await cabinet.tap(person);
  await kiosk.screen('pin');
  expect(await kiosk.send({ type: 'pin.enter', pin: person.pin ?? '' })).toBeNull();
  await kiosk.screen('home');
}

test('a key is taken', async () => {
  await signIn();
  const before = kiosk.picture;
  expect(await kiosk.send({ type: 'key.take', key: KEY.id })).toBeNull();
  expect(await kiosk.screen('take')).toMatchObject({ slot: KEY.slot, key: { number: KEY.number } });
  expect(stateOfSlot()).toBe('take');
  expect(await kiosk.send({ type: 'key.take', key: KEY.id }, before)).toMatchObject({ code: 'stale_revision' });

  await openDoor();
  await cabinet.act({ type: 'fob.pull', slot: KEY.slot });
  expect((await kiosk.screen('close-door')).taken.map(({ number }) => number)).toEqual([KEY.number]);
  expect(stateOfSlot()).toBe('yours');
  await cabinet.act({ type: 'door.close' });
  const { taken, returned } = await kiosk.screen('done');
  expect(returned).toEqual([]);
  const due = entriesOf(cabinet.log(), 'release.taken').at(-1)?.occurrence.due ?? 0;
  expect(taken).toMatchObject([{ id: KEY.id, slot: KEY.slot, due: new Date(due).toISOString(), overdue: false }]);
  const done = kiosk.picture;
  expect(await kiosk.send({ type: 'session.end' })).toBeNull();
  await kiosk.screen('idle');
  expect(kiosk.picture.counts).toMatchObject({ in: 27, out: 1 });
  expect(await kiosk.send({ type: 'screen.back' }, done)).toMatchObject({ code: 'stale_session' });
});

test('and returned', async () => {
  await signIn();
  expect((await kiosk.screen('home')).have).toMatchObject([{ id: KEY.id, slot: KEY.slot }]);
  expect(await kiosk.send({ type: 'key.return', key: KEY.id })).toBeNull();
  expect(await kiosk.screen('return')).toMatchObject({ slot: KEY.slot, key: { number: KEY.number } });
  expect(stateOfSlot()).toBe('put');
  await openDoor();
  await cabinet.act({ type: 'fob.insert', fob: 'fob-02', slot: KEY.slot });
  expect((await kiosk.screen('close-door')).returned.map(({ number }) => number)).toEqual([KEY.number]);
  await cabinet.act({ type: 'door.close' });
  expect(await kiosk.screen('done')).toMatchObject({ taken: [], returned: [{ id: KEY.id }] });
  expect(await kiosk.send({ type: 'session.end' })).toBeNull();
  await kiosk.screen('idle');
  expect(kiosk.picture.counts).toMatchObject({ in: 28, out: 0, faults: 0 });
  const returned = entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence;
  expect(returned).toMatchObject({
    key: KEY.id,
    holder: person.staff,
    during: { staff: person.staff },
    cause: 'sensor',
  });
});

test('the log tells the story in its order, and nothing went wrong', () => {
  const story = kinds();
  expect(story.slice(story.indexOf('session.began'))).toEqual([
    'session.began',
    'pin.accepted',
    'release.intended',
    'door.opened',
    'release.taken',
    'door.closed',
    'session.ended',
    'session.began',
    'pin.accepted',
    'door.opened',
    'key.returned',
    'door.closed',
    'session.ended',
  ]);
  expect(cabinet.look().alarms).toEqual([]);
});

test('the pictures were numbered in their order and told no secret', () => {
  const revisions = kiosk.pictures.map(({ revision }) => revision);
  expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  expect(new Set(revisions).size).toBe(revisions.length);
  expect(kiosk.text).not.toContain(person.badge);
  expect(kiosk.text).not.toContain(person.pin);
});
