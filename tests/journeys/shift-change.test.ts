// The shift changes: twelve people in a burst before one open door, each with their badge at the reader before the one in front
// has gone. Nobody's key is under another's name, and all of it is in the log.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { alarmsOf, expectDense, unlocksOn } from '../support/expectations.ts';
import { openDoor, simulationOf } from '../support/key-24.ts';
import { anyone, comeIn, drawKeys, goAway, type PlacedKey } from '../support/key-visit.ts';
import { BEFORE, TURNS, type Turn } from '../support/shift-change.ts';

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance();
  for (const { staff, takes } of BEFORE) {
    await comeIn(cabinet, anyone(cabinet, staff));
    await drawKeys(cabinet, takes);
    await goAway(cabinet);
  }
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expect(alarmsOf(cabinet.log())).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const tapped = (staff: string) => cabinet.tap(anyone(cabinet, staff));

async function isServed(staff: string): Promise<void> {
  const name = cabinet.nameOf(anyone(cabinet, staff));
  await cabinet.until(({ session, screen }) => session?.person === name && screen.name === 'home', `${name}'s turn`);
}

async function bring({ fob, slot, id }: PlacedKey): Promise<void> {
  expect(await cabinet.act({ type: 'fob.insert', fob, slot })).toBeNull();
  await cabinet.until(
    ({ screen }) => screen.name === 'close-door' && screen.returned.some((key) => key.id === id),
    `${id} in its slot`,
  );
}

/** Draws the keys in their order. Just before the last one leaves its slot, something happens. */
async function draw(keys: readonly PlacedKey[], beforeLast: () => Promise<void>): Promise<void> {
  if (cabinet.look().screen.name !== 'home') {
    expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
    await cabinet.screen('home');
  }
  expect(await cabinet.press({ type: 'key.take_many', keys: keys.map(({ id }) => id) })).toBeNull();
  for (const { slot } of keys) {
    await cabinet.until(({ screen }) => screen.name === 'take' && screen.slot === slot, `the open slot ${slot}`);
    if (slot === keys.at(-1)?.slot) await beforeLast();
    expect(await cabinet.act({ type: 'fob.pull', slot })).toBeNull();
  }
}

/** One person at the screen; the next holds their badge to the reader while a slot is open, or before the door is closed. */
async function take({ staff, brings, takes }: Turn, next: string | undefined): Promise<void> {
  await isServed(staff);
  for (const key of brings) await bring(key);
  const callNext = async () => {
    if (next === undefined) return;
    await tapped(next);
    await cabinet.until(({ session }) => session?.waiting === 1, 'the one who waits');
  };
  if (takes.length > 0) await draw(takes, callNext);
  else if (next !== undefined) await tapped(next);
}

test('twelve people come and go by one open door, and each key is with the one who drew it', async () => {
  const before = cabinet.log().length;
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  const [first] = TURNS;
  await openDoor(cabinet);
  await tapped(first?.staff ?? '');
  for (const [place, turn] of TURNS.entries()) await take(turn, TURNS[place + 1]?.staff);
  await cabinet.screen('close-door');
  await goAway(cabinet);

  const log = cabinet.log().slice(before);
  const taken = TURNS.flatMap(({ staff, takes }) => takes.map(({ id }) => ({ staff, key: id })));
  const brought = TURNS.flatMap(({ staff, brings }) => brings.map(({ id }) => ({ staff, key: id })));
  expect(entriesOf(log, 'session.began').map(({ occurrence }) => occurrence.staff)).toEqual(
    TURNS.map(({ staff }) => staff),
  );
  expect(entriesOf(log, 'session.ended')).toHaveLength(TURNS.length);
  const facts = ({ staff, key }: { readonly staff: string; readonly key: string | null }) => ({ staff, key });
  expect(entriesOf(log, 'release.intended').map(({ occurrence }) => facts(occurrence))).toEqual(taken);
  expect(entriesOf(log, 'release.taken').map(({ occurrence }) => facts(occurrence))).toEqual(taken);
  const returned = entriesOf(log, 'key.returned').map(({ occurrence }) => occurrence);
  expect(returned).toMatchObject(brought.map(({ staff, key }) => ({ key, holder: staff, during: { staff } })));
  expect(unlocks).toHaveLength(taken.length);
  expect(
    log.filter(({ occurrence }) => occurrence.kind.startsWith('door.')).map(({ occurrence }) => occurrence.kind),
  ).toEqual(['door.opened', 'door.closed']);

  const out = [...cabinet.appliance.data.journal.custody()].flatMap(([key, holding]) =>
    holding.at === 'person' ? [{ staff: holding.staff, key }] : [],
  );
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
  expect(out.toSorted(byKey)).toEqual(taken.toSorted(byKey));
  expect(cabinet.look().counts).toMatchObject({ in: 28 - taken.length, out: taken.length });
});

test('three badges at once while a slot is open: the key is its drawer’s, and they are served as they came', async () => {
  const [, second, , fourth, fifth] = TURNS;
  const queue = [fourth, fifth, fourth, second].flatMap((turn) => turn?.staff ?? []);
  const drawer = 'staff-34';
  const [linen] = (fourth?.takes ?? []).filter(({ id }) => id === 'ward-3-linen');
  if (linen === undefined) throw new Error('the plan has no such key');
  await openDoor(cabinet);
  await tapped(drawer);
  await isServed(drawer);
  await draw([linen], async () => {
    for (const staff of [...queue, drawer]) await tapped(staff);
    await cabinet.until(({ session }) => session?.waiting === 3, 'three who wait');
  });
  expect(cabinet.look().session).toMatchObject({ person: cabinet.nameOf(anyone(cabinet, drawer)) });
  const order = [...new Set(queue)];
  for (const staff of order) {
    await isServed(staff);
    expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  }
  await cabinet.screen('idle');
  expect(cabinet.custodyOf(linen.id)).toMatchObject({ at: 'person', staff: drawer });
  const began = entriesOf(cabinet.log(), 'session.began').map(({ occurrence }) => occurrence.staff);
  expect(began.slice(-4)).toEqual([drawer, ...order]);
});

test('somebody comes between the hand and the sensor: the key is off the name of its holder, and in nobody else’s', async () => {
  const [bringing, next] = TURNS;
  const [key] = bringing?.brings ?? [];
  if (bringing === undefined || next === undefined || key === undefined) throw new Error('the plan has no such turn');
  await openDoor(cabinet);
  await tapped(bringing.staff);
  await isServed(bringing.staff);
  await Promise.all([cabinet.act({ type: 'fob.insert', fob: key.fob, slot: key.slot }), tapped(next.staff)]);
  await expect.poll(() => cabinet.custodyOf(key.id)).toMatchObject({ at: 'slot', slot: key.slotId });
  expect(entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence).toMatchObject({
    key: key.id,
    holder: bringing.staff,
  });
  const name = cabinet.nameOf(anyone(cabinet, next.staff));
  await cabinet.until(({ session, screen }) => session?.person === name && screen.name !== 'pin', 'the next one');
  await draw(next.takes, () => Promise.resolve());
  await cabinet.screen('close-door');
  expect(cabinet.custodyOf(key.id)).toMatchObject({ at: 'person', staff: next.staff });
  await goAway(cabinet);
});

test('where shifts do not change in a burst, nobody takes the place of somebody before the open door', async () => {
  await cabinet.stop();
  cabinet = await startTestAppliance({
    change: (setup) => ({ ...setup, policy: { ...setup.policy, shiftChange: false } }),
  });
  const [first, second] = TURNS.map(({ staff }) => anyone(cabinet, staff));
  if (first === undefined || second === undefined) throw new Error('the plan has no two people');
  await openDoor(cabinet);
  await comeIn(cabinet, first);
  await cabinet.tap(second);
  await cabinet.until(({ session }) => session?.waiting === 1, 'the one who waits');
  expect(cabinet.look()).toMatchObject({ session: { person: cabinet.nameOf(first) }, screen: { name: 'home' } });
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await isServed(second.staff);
});
