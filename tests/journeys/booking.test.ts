// A van is promised to a driver: in their time nobody else gets it and they do. Where they do not come, it is free again.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../controller/contract/command.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { after, hours, type Instant, instant, milliseconds, minutes } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectDense, expectNoUnlock, expectReleased, unlocksOn } from '../support/expectations.ts';
import { simulationOf } from '../support/key-24.ts';
import { anyone, comeIn, drawKeys, goAway, placed, putBack } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';

const VAN = placed('transport-van-2', 27);
const POOL_CAR = placed('pool-car-1', 26);
/** 08:00 in Paris on a Monday. */
const BEGIN = instant(Date.UTC(2026, 9, 12, 6));
const FROM = after(BEGIN, hours(2));
const UNTIL = after(FROM, hours(3));
/** By the policy of the demo hospital. */
const NO_SHOW = minutes(30);
const LEAD = hours(1);

let time: PassingTime;
let cabinet: TestAppliance;
let driver: DemoPerson;
let rival: DemoPerson;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  time = new PassingTime(BEGIN);
  cabinet = await startTestAppliance({ time });
  [driver, rival] = [anyone(cabinet, 'staff-31'), anyone(cabinet, 'staff-34')];
  unlocks = unlocksOn(simulationOf(cabinet).bus);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const iso = (at: Instant) => new Date(at).toISOString();
const made = () => entriesOf(cabinet.log(), 'booking.made').map(({ occurrence }) => occurrence);
const lapsed = () => entriesOf(cabinet.log(), 'booking.lapsed').map(({ occurrence }) => occurrence.booking);

type Wish = Extract<Command, { type: 'account.book' }>;

const wish = (from: Instant, until: Instant, what: Wish['what'] = { kind: 'key', key: VAN.id }): Wish => ({
  type: 'account.book',
  what,
  from: iso(from),
  until: iso(until),
});

/** Somebody asks for a booking on their own page and goes. @returns what the page says of it */
async function book(person: DemoPerson, asked: Wish) {
  await comeIn(cabinet, person);
  expect(await cabinet.press({ type: 'account.open' })).toBeNull();
  await cabinet.screen('account');
  expect(await cabinet.press(asked)).toBeNull();
  const { screen } = await cabinet.until(
    ({ screen: now }) => now.name === 'account' && !now.busy && now.notice !== null,
    'the answer',
  );
  if (screen.name !== 'account') throw new Error('the page is gone');
  expect(await cabinet.press({ type: 'account.leave' })).toBeNull();
  await cabinet.screen('home');
  await goAway(cabinet);
  return screen;
}

/** What a key is offered as to somebody who comes and goes. */
async function offerTo(person: DemoPerson, key: string) {
  const { offers } = await comeIn(cabinet, person);
  await goAway(cabinet);
  return offers.find(({ id }) => id === key);
}

/** Somebody asks for a key, is refused, and goes. */
async function askInVain(person: DemoPerson, key: string) {
  await comeIn(cabinet, person);
  expect(await cabinet.press({ type: 'key.take', key })).toBeNull();
  const { refusals } = await cabinet.screen('refused');
  await goAway(cabinet);
  return refusals;
}

async function take(person: DemoPerson, key: typeof VAN): Promise<void> {
  await comeIn(cabinet, person);
  await drawKeys(cabinet, [key]);
  await goAway(cabinet);
}

test('in the time of a booking only who booked gets the van, and bringing it back ends the booking', async () => {
  const page = await book(driver, wish(FROM, UNTIL));
  expect(page).toMatchObject({
    notice: { kind: 'booked' },
    bookings: [{ from: iso(FROM), until: iso(UNTIL), inUse: false }],
  });
  const [booking] = made();
  expect(booking).toMatchObject({ staff: driver.staff, holder: driver.staff, key: VAN.id, from: FROM, until: UNTIL });
  expect((await book(rival, wish(after(FROM, minutes(-30)), after(FROM, minutes(30))))).notice).toEqual({
    kind: 'booking_refused',
    fault: { code: 'taken_by_others', from: iso(FROM), until: iso(UNTIL) },
  });
  expect(made()).toHaveLength(1);

  expect(await offerTo(rival, VAN.id), 'early enough before it').toMatchObject({ refusals: [], warnings: [] });
  await time.passUntil(instant(FROM - LEAD));
  expect(await offerTo(rival, VAN.id)).toMatchObject({
    refusals: [],
    warnings: [{ code: 'booked_soon', from: iso(FROM) }],
  });

  await time.passUntil(FROM);
  const refusals = await askInVain(rival, VAN.id);
  expect(refusals).toMatchObject([{ code: 'booked_by_other', from: iso(FROM), until: iso(UNTIL) }]);
  expect(JSON.stringify(refusals), 'nobody is named').not.toContain(cabinet.nameOf(driver));
  expectNoUnlock(cabinet.log(), unlocks);
  expect(entriesOf(cabinet.log(), 'access.refused').at(-1)?.occurrence).toMatchObject({
    staff: rival.staff,
    key: VAN.id,
    reasons: ['booked_by_other'],
  });

  await time.pass(minutes(10));
  await take(driver, VAN);
  expectReleased(cabinet.log(), unlocks, { slot: VAN.slotId, key: VAN.id, staff: driver.staff });
  expect(entriesOf(cabinet.log(), 'release.intended').at(-1)?.occurrence.booking).toBe(booking?.booking);
  await time.pass(NO_SHOW);
  expect(lapsed(), 'who came did not stay away').toEqual([]);
  await comeIn(cabinet, driver);
  await putBack(cabinet, VAN);
  await goAway(cabinet);
  expect(await offerTo(rival, VAN.id), 'back before its end: free').toMatchObject({ refusals: [] });
  expect(lapsed()).toEqual([]);
});

test('nobody comes: the booking lapses once, and the van is free', async () => {
  await book(driver, wish(FROM, UNTIL));
  await time.passUntil(after(FROM, milliseconds(NO_SHOW - 20_000)));
  expect(await askInVain(rival, VAN.id)).toMatchObject([{ code: 'booked_by_other' }]);
  expect(lapsed()).toEqual([]);
  await time.passUntil(after(FROM, milliseconds(NO_SHOW)));
  await time.pass(minutes(1));
  await expect.poll(lapsed).toEqual(made().map(({ booking }) => booking));
  await take(rival, VAN);
  expectReleased(cabinet.log(), unlocks, { slot: VAN.slotId, key: VAN.id, staff: rival.staff });
  expect(await askInVain(driver, VAN.id)).toMatchObject([{ code: 'key_out', yours: false }]);
  await time.pass(hours(1));
  expect(lapsed()).toHaveLength(1);
});

test('a pool car goes out on a booking only, and one of the group is as good as another', async () => {
  expect(await askInVain(driver, POOL_CAR.id)).toMatchObject([{ code: 'booking_required', group: 'Pool cars' }]);
  expectNoUnlock(cabinet.log(), unlocks);
  const any = { kind: 'group', group: 'pool-cars' } as const;
  expect((await book(driver, wish(FROM, UNTIL, any))).notice).toEqual({ kind: 'booked' });
  expect(await askInVain(driver, POOL_CAR.id), 'long before its time').toMatchObject([{ code: 'booking_required' }]);
  await time.passUntil(after(FROM, minutes(-15)));
  await take(driver, POOL_CAR);
  expectReleased(cabinet.log(), unlocks, { slot: POOL_CAR.slotId, key: POOL_CAR.id, staff: driver.staff });
  expect(entriesOf(cabinet.log(), 'release.intended').at(-1)?.occurrence.booking).toBe(made()[0]?.booking);
});
