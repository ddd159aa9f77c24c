// A contractor's last minute comes while he stands at the screen: from then on he gets nothing, and what he has he gives back.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { after, type Duration, instant, minutes, seconds } from '../../controller/domain/time.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { signOut } from '../support/drug-key.ts';
import { expectDense, expectNoUnlock, unlocksOn } from '../support/expectations.ts';
import { openDoor, simulationOf } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';

const KEY = { id: 'lift-east', slot: 22, slotId: 'slot-22', fob: 'fob-22' };
const OTHER = 'lift-west';
const BEGIN = instant(Date.UTC(2026, 9, 12, 8));
/** His access ends an hour from now; he comes half a minute before, which is less than an idle screen stays. */
const END = after(BEGIN, minutes(60));
const COMES = after(END, seconds(-30));
/** By then whoever has become invalid must be so everywhere. */
const EFFECT: Duration = seconds(1);

let time: PassingTime;
let cabinet: TestAppliance;
let contractor: DemoPerson;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  time = new PassingTime(BEGIN);
  cabinet = await startTestAppliance({
    time,
    change: (setup) => ({
      ...setup,
      staff: setup.staff.map((one) =>
        one.groups.some((group) => group === 'contractors') ? { ...one, validUntil: END } : one,
      ),
    }),
  });
  contractor = personWho(cabinet.people, ({ title }) => title === 'Lift contractor');
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  await time.passUntil(COMES);
  await cabinet.tap(contractor);
  await cabinet.screen('home');
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

async function takeKey(): Promise<void> {
  expect(await cabinet.press({ type: 'key.take', key: KEY.id })).toBeNull();
  await cabinet.screen('take');
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY.slot })).toBeNull();
  await cabinet.screen('close-door');
}

const refusalOf = (key: string) => {
  const { screen } = cabinet.look();
  return screen.name === 'home' ? screen.offers.find(({ id }) => id === key)?.refusals.map(({ code }) => code) : null;
};

test('with a key in hand: a second later nothing is offered any more, and the key is taken back', async () => {
  await takeKey();
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  expect(refusalOf(OTHER)).toEqual([]);
  const { session } = cabinet.look();
  await time.passUntil(after(END, EFFECT));
  expect(refusalOf(OTHER)).toEqual(['staff_expired']);
  expect(cabinet.look().session?.id, 'the session goes on').toBe(session?.id);

  expect(await cabinet.press({ type: 'key.take', key: OTHER })).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([
    { code: 'staff_expired', until: new Date(END).toISOString() },
  ]);
  expect(entriesOf(cabinet.log(), 'access.refused').at(-1)?.occurrence).toMatchObject({
    staff: contractor.staff,
    key: OTHER,
    reasons: ['staff_expired'],
  });
  expect(unlocks).toHaveLength(1);

  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  expect((await cabinet.screen('home')).have).toMatchObject([{ id: KEY.id }]);
  expect(await cabinet.press({ type: 'key.return', key: KEY.id })).toBeNull();
  await cabinet.screen('return');
  expect(await cabinet.act({ type: 'fob.insert', fob: KEY.fob, slot: KEY.slot })).toBeNull();
  expect((await cabinet.screen('close-door')).returned).toMatchObject([{ id: KEY.id }]);
  expect(cabinet.custodyOf(KEY.id)).toMatchObject({ at: 'slot', slot: KEY.slotId });
  expect(entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence).toMatchObject({
    holder: contractor.staff,
    during: { staff: contractor.staff },
  });
  await signOut(cabinet);
  await cabinet.tap(contractor);
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'staff_expired' }]);
  expect(unlocks).toHaveLength(1);
});

test('with empty hands: a second later the screen says so, and the next press opens nothing', async () => {
  expect(refusalOf(OTHER)).toEqual([]);
  const before = cabinet.look();
  await time.passUntil(after(END, EFFECT));
  expect(cabinet.look().screen).toMatchObject({
    name: 'refused',
    refusals: [{ code: 'staff_expired', until: new Date(END).toISOString() }],
  });
  expect(await cabinet.press({ type: 'key.take', key: OTHER })).toMatchObject({ code: 'not_offered' });
  const late = { sessionId: before.session?.id, revision: before.revision, command: { type: 'key.take', key: OTHER } };
  const response = await fetch(new URL('/api/commands', cabinet.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(late),
  });
  expect(response.status, 'a press on the picture from before').toBe(409);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('idle');
  expectNoUnlock(cabinet.log(), unlocks);
  expect(cabinet.look().counts).toMatchObject({ in: 28, out: 0 });
});

test('in the very millisecond, before the screen has changed: the decision refuses all the same', async () => {
  await takeKey();
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  await time.passUntil(END);
  await expect.poll(() => cabinet.press({ type: 'key.take', key: OTHER })).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'staff_expired' }]);
  expect(unlocks).toHaveLength(1);
  expect(cabinet.custodyOf(OTHER)).toMatchObject({ at: 'slot' });
});

test('between two keys that he chose together: the open slot is his, the next one stays shut', async () => {
  await openDoor(cabinet);
  await time.passUntil(after(END, seconds(-8)));
  await expect.poll(() => cabinet.press({ type: 'key.take_many', keys: [KEY.id, OTHER] })).toBeNull();
  expect(await cabinet.screen('take')).toMatchObject({ slot: KEY.slot });
  await time.passUntil(after(END, EFFECT));
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY.slot })).toBeNull();
  expect((await cabinet.screen('close-door')).taken).toMatchObject([{ id: KEY.id }]);
  expect(cabinet.custodyOf(KEY.id)).toMatchObject({ at: 'person', staff: contractor.staff });
  expect(cabinet.custodyOf(OTHER)).toMatchObject({ at: 'slot' });
  expect(unlocks).toHaveLength(1);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  expect(refusalOf(OTHER)).toEqual(['staff_expired']);
});
