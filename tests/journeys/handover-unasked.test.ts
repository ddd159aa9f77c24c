// While a key waits to be handed over, somebody taps a badge to be served next. They are asked: nobody is given a key that they
// did not take.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { instant } from '../../controller/domain/time.ts';
import { DELAYS } from '../../controller/machines/delays.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { NURSE, personOf, signOut } from '../support/drug-key.ts';
import { expectDense, unlocksOn } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf, simulationOf } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';

let time: PassingTime;
let cabinet: TestAppliance;
let giver: DemoPerson;
let driver: DemoPerson;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  time = new PassingTime(instant(Date.UTC(2026, 9, 12, 8)));
  cabinet = await startTestAppliance({ time });
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  giver = porterOf(cabinet);
  driver = personWho(cabinet.people, ({ title }) => title === 'Driver');
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  await cabinet.screen('close-door');
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expect(unlocks, 'only the taking opened anything').toHaveLength(1);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const handedOver = () => entriesOf(cabinet.log(), 'key.handed_over').map(({ occurrence }) => occurrence);

/** The porter offers the key, and the driver, who only wants to be next, shows a badge. */
async function tapUnasked(): Promise<void> {
  expect(await cabinet.press({ type: 'key.hand_over', key: KEY_24.id })).toBeNull();
  expect(await cabinet.screen('handover')).toMatchObject({ to: null, count: null, confirm: false });
  expect(await cabinet.press({ type: 'handover.confirm' })).toMatchObject({ code: 'not_offered' });
  await cabinet.tap(driver);
  await cabinet.until(({ screen }) => screen.name === 'handover' && screen.confirm, 'the question');
}

function expectStillWithGiver(): void {
  expect(handedOver()).toEqual([]);
  expect(cabinet.custodyOf(KEY_24.id)).toMatchObject({ at: 'person', staff: giver.staff });
}

test('the receiver is named and asked, no other badge changes that, and only the yes is written down', async () => {
  await tapUnasked();
  const asked = cabinet.look().screen;
  expect(asked).toMatchObject({
    name: 'handover',
    key: { id: KEY_24.id },
    from: cabinet.nameOf(giver),
    to: cabinet.nameOf(driver),
    count: null,
  });
  for (const person of [personOf(cabinet, NURSE), driver, giver]) await cabinet.tap(person);
  expect(cabinet.look().screen).toEqual(asked);
  expectStillWithGiver();
  expect(await cabinet.press({ type: 'handover.confirm' })).toBeNull();
  await cabinet.screen('close-door');
  expect(handedOver()).toMatchObject([{ key: KEY_24.id, staff: giver.staff, to: driver.staff, count: null }]);
  expect(cabinet.custodyOf(KEY_24.id)).toMatchObject({ at: 'person', staff: driver.staff });
});

test('a no, or no answer in time, leaves the key with its holder', async () => {
  await tapUnasked();
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  expect((await cabinet.screen('home')).have).toMatchObject([{ id: KEY_24.id }]);
  expectStillWithGiver();
  await tapUnasked();
  await time.pass(DELAYS.handoverWindow);
  expect((await cabinet.screen('home')).have).toMatchObject([{ id: KEY_24.id }]);
  expectStillWithGiver();
  await signOut(cabinet);
});
