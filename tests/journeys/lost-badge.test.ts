// Misfortune: a badge is lost, and an unknown one is to take its place. The lost one dies at once; the new one lives by a code.
// And a pool car is booked before it can be had.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk } from '../support/desk-visit.ts';
import { openDoor, porterOf } from '../support/key-24.ts';

let cabinet: TestAppliance;
let driver: DemoPerson;
let porter: DemoPerson;
let code = '';

beforeAll(async () => {
  cabinet = await startTestAppliance();
  driver = personWho(cabinet.people, ({ title }) => title === 'Driver');
  porter = porterOf(cabinet);
});

afterAll(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

async function openAccount(person: DemoPerson): Promise<void> {
  await cabinet.tap(person);
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'account.open' })).toBeNull();
  await cabinet.screen('account');
}

async function account(fits: (screen: { notice: { kind: string } | null; busy: boolean }) => boolean, what: string) {
  const { screen } = await cabinet.until(({ screen: shown }) => shown.name === 'account' && fits(shown), what);
  return screen;
}

async function leave(): Promise<void> {
  expect(await cabinet.press({ type: 'account.leave' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
}

test('the lost badge opens nothing from the moment it is reported', async () => {
  await openDesk(cabinet);
  expect(await ask(cabinet, { type: 'desk.person', person: porter.staff }, 'desk-person')).toMatchObject({
    badges: ['strong'],
  });
  const revoke = { type: 'desk.revoke_badge', person: porter.staff, badge: 1 } as const;
  expect(await ask(cabinet, revoke, 'desk-person')).toMatchObject({ badges: [], notice: { fault: null } });
  const issued = await ask(cabinet, { type: 'desk.issue_code', person: driver.staff }, 'desk-secret');
  code = issued.secret;
  expect(code).toMatch(/^[0-9A-Z]{10}$/);
  await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  expect(JSON.stringify(cabinet.look())).not.toContain(code);
  expect(JSON.stringify(cabinet.log())).not.toContain(code);
  await leaveDesk(cabinet);
  await cabinet.tap(porter);
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'badge_unknown' }]);
});

test('a badge that nobody has becomes that of whoever has the code, once', async () => {
  await openAccount(driver);
  expect(await cabinet.press({ type: 'account.enrol', code: code.toLowerCase() })).toBeNull();
  await cabinet.screen('account-badge');
  await cabinet.tap(porter);
  expect(await account(({ notice }) => notice?.kind === 'badge_enrolled', 'the new badge')).toMatchObject({
    badges: ['strong', 'strong'],
  });
  await leave();
  await cabinet.tap(porter);
  await cabinet.screen('home');
  expect(cabinet.look().session?.person).toContain('Eskmere');
  await cabinet.press({ type: 'session.end' });
  await cabinet.screen('idle');
});

test('a pool car is booked, had, and the booking cannot be withdrawn then', async () => {
  await openAccount(driver);
  const what = { kind: 'group', group: 'pool-cars' } as const;
  const [minute, hour] = [60_000, 3_600_000];
  const at = (offset: number) => new Date(Date.now() + offset).toISOString();
  expect(await cabinet.press({ type: 'account.book', what, from: at(hour), until: at(-hour) })).toBeNull();
  expect(await account(({ notice }) => notice?.kind === 'booking_refused', 'the refusal')).toMatchObject({
    notice: { fault: { code: 'ends_before_it_begins' } },
    bookings: [],
  });
  expect(await cabinet.press({ type: 'account.book', what, from: at(-minute), until: at(hour) })).toBeNull();
  expect(await account(({ notice }) => notice?.kind === 'booked', 'the booking')).toMatchObject({
    bookings: [{ what: { id: 'pool-cars' }, inUse: false }],
  });
  await leave();

  await cabinet.tap(driver);
  const { offers } = await cabinet.screen('home');
  const car = offers.find(({ name }) => name === 'Pool car 1');
  expect(car?.refusals).toEqual([]);
  expect(await cabinet.press({ type: 'key.take', key: car?.id ?? '' })).toBeNull();
  await cabinet.screen('take');
  await openDoor(cabinet);
  await cabinet.act({ type: 'fob.pull', slot: car?.slot ?? 0 });
  await cabinet.screen('close-door');
  await cabinet.press({ type: 'screen.back' });
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'account.open' })).toBeNull();
  const { bookings, keys } = await cabinet.screen('account');
  expect([bookings, keys]).toMatchObject([[{ inUse: true }], [{ name: 'Pool car 1' }]]);
  const booking = bookings[0]?.id ?? '';
  expect(await cabinet.press({ type: 'account.cancel_booking', booking })).toBeNull();
  expect(await account(({ notice }) => notice?.kind === 'booking_refused', 'the refusal')).toMatchObject({
    notice: { fault: { code: 'in_use' } },
  });
});
