// Misfortune: the slip with the one-time PIN lies in a drawer for days. Then it is good for nothing, the screen says so, and no
// wrong try is counted; with another one it goes on.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoHospital } from '../../controller/demo/hospital.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { FIRST_PIN_LIFETIME } from '../../controller/domain/pin.ts';
import { after, instant, minutes } from '../../controller/domain/time.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk } from '../support/desk-visit.ts';
import { signOut } from '../support/drug-key.ts';
import { expectDense } from '../support/expectations.ts';
import { PassingTime } from '../support/passing-time.ts';

let time: PassingTime;
let cabinet: TestAppliance;
let person: DemoPerson;

beforeEach(async () => {
  time = new PassingTime(instant(Date.UTC(2026, 9, 12, 8)));
  const { people } = demoHospital(time.now());
  const pins = people.filter(({ pinIsFirst }) => pinIsFirst).map(({ staff }) => staff);
  cabinet = await startTestAppliance({ time, pins });
  person = personWho(cabinet.people, ({ title }) => title === 'Pharmacist');
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

/** A supervisor makes a one-time PIN and gives it away. */
async function handOut(): Promise<string> {
  await openDesk(cabinet);
  const slip = await ask(cabinet, { type: 'desk.issue_pin', person: person.staff }, 'desk-secret');
  const made = time.now();
  expect(Date.parse(slip.expires ?? '')).toBeGreaterThan(after(made, FIRST_PIN_LIFETIME) - minutes(1));
  expect(Date.parse(slip.expires ?? '')).toBeLessThanOrEqual(after(made, FIRST_PIN_LIFETIME));
  await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  await leaveDesk(cabinet);
  return slip.secret;
}

async function enter(pin: string): Promise<void> {
  await cabinet.tap(person);
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin })).toBeNull();
}

test('after three days it is said to have run out, no try is counted, and another one is good', async () => {
  const old = await handOut();
  await time.passUntil(after(time.now(), FIRST_PIN_LIFETIME));
  await enter(old);
  const refused = await cabinet.until(
    ({ screen }) => screen.name === 'pin' && screen.trouble === 'expired',
    'the word that it has run out',
  );
  expect(refused.screen).toMatchObject({ wrong: false, triesLeft: null, locked: false });
  expect(entriesOf(cabinet.log(), 'pin.refused').at(-1)?.occurrence).toMatchObject({ staff: person.staff });
  expect(await cabinet.press({ type: 'pin.enter', pin: '918273' })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'pin' && screen.wrong && screen.triesLeft === 4, 'a wrong one');
  await signOut(cabinet);
  const fresh = await handOut();
  await enter(fresh);
  await cabinet.screen('account-pin');
  expect(await cabinet.press({ type: 'account.leave' })).toBeNull();
  await cabinet.screen('idle');
});

test('so does one that came with the set-up, from the day on which the cabinet took it in', async () => {
  const came = time.now();
  const clerk = personWho(cabinet.people, ({ pinIsFirst }) => pinIsFirst);
  const tap = async () => {
    await cabinet.tap(clerk);
    await cabinet.screen('pin');
    expect(await cabinet.press({ type: 'pin.enter', pin: clerk.pin ?? '' })).toBeNull();
  };
  await tap();
  await cabinet.screen('account-pin');
  expect(await cabinet.press({ type: 'account.leave' })).toBeNull();
  await cabinet.screen('idle');
  await time.passUntil(after(came, FIRST_PIN_LIFETIME));
  await tap();
  await cabinet.until(({ screen }) => screen.name === 'pin' && screen.trouble === 'expired', 'the word of its end');
  await signOut(cabinet);
});
