// Misfortune: a PIN is forgotten. A supervisor hands out a one-time PIN, which is good for nothing but choosing another.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk } from '../support/desk-visit.ts';

const NEW_PIN = '284913';

let cabinet: TestAppliance;
let person: DemoPerson;
let first = '';

beforeAll(async () => {
  cabinet = await startTestAppliance();
  person = personWho(cabinet.people, ({ title }) => title === 'Pharmacist');
});

afterAll(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

async function enter(pin: string): Promise<void> {
  await cabinet.screen('idle');
  await cabinet.tap(person);
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin })).toBeNull();
}

/** The page for a new PIN, once it has taken the last entry. */
function choosing(step: 'choose' | 'repeat', fault: string | null) {
  return cabinet.until(
    ({ screen }) => screen.name === 'account-pin' && screen.step === step && screen.fault === fault && !screen.busy,
    `the page to ${step} a PIN`,
  );
}

test('a supervisor hands out a one-time PIN, which ends the old one', async () => {
  await openDesk(cabinet);
  first = (await ask(cabinet, { type: 'desk.issue_pin', person: person.staff }, 'desk-secret')).secret;
  await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  await leaveDesk(cabinet);
  expect(JSON.stringify(cabinet.log())).not.toContain(first);
  await enter(person.pin ?? '');
  await cabinet.until(({ screen }) => screen.name === 'pin' && screen.wrong, 'the refusal');
  await cabinet.press({ type: 'session.end' });
});

test('with it nothing can be done before it is replaced', async () => {
  await enter(first);
  const { screen } = await choosing('choose', null);
  expect(screen).toMatchObject({ purpose: 'first', must: true });
  expect(await cabinet.press({ type: 'account.back' })).toMatchObject({ code: 'not_offered' });
  expect(await cabinet.press({ type: 'key.take', key: 'pharmacy-dispensary' })).toMatchObject({ code: 'not_offered' });
  expect(await cabinet.press({ type: 'account.leave' })).toBeNull();
  await enter(first);
  await choosing('choose', null);
});

test('a weak PIN is refused with the reason, one typed amiss is chosen anew, and then it is set', async () => {
  expect(await cabinet.press({ type: 'account.pin', pin: '123456' })).toBeNull();
  await choosing('choose', 'run');
  expect(await cabinet.press({ type: 'account.pin', pin: NEW_PIN })).toBeNull();
  await choosing('repeat', null);
  expect(await cabinet.press({ type: 'account.pin', pin: '284914' })).toBeNull();
  await choosing('choose', 'different');
  expect(await cabinet.press({ type: 'account.pin', pin: NEW_PIN })).toBeNull();
  await choosing('repeat', null);
  expect(await cabinet.press({ type: 'account.pin', pin: NEW_PIN })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await enter(NEW_PIN);
  await cabinet.screen('home');
  expect(entriesOf(cabinet.log(), 'pin.changed')).toMatchObject([
    { occurrence: { staff: person.staff, cause: 'first' } },
  ]);
  expect(JSON.stringify([cabinet.log(), cabinet.look()])).not.toContain(NEW_PIN);
});
