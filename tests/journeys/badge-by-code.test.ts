// A new person has a one-time code and nothing else: no badge that is known, no session. The code is typed at the idle screen, the
// badge is held to the reader, and it is theirs. Wrong codes are written down, slow the next ones down, and open nothing.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { seconds } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk } from '../support/desk-visit.ts';
import { NOW } from '../support/domain-builders.ts';
import { expectDense } from '../support/expectations.ts';
import { porterOf } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';

const WRONG = 'AAAAAAAAAA';

let time: PassingTime;
let cabinet: TestAppliance;
let porter: DemoPerson;
let code: string;

beforeEach(async () => {
  time = new PassingTime(NOW);
  cabinet = await startTestAppliance({ time });
  porter = porterOf(cabinet);
  await openDesk(cabinet);
  const shown = await ask(cabinet, { type: 'desk.person', person: porter.staff }, 'desk-person');
  expect(shown.badges.length).toBeGreaterThan(0);
  await ask(cabinet, { type: 'desk.revoke_badge', person: porter.staff, badge: 1 }, 'desk-person');
  code = (await ask(cabinet, { type: 'desk.issue_code', person: porter.staff }, 'desk-secret')).secret;
  await leaveDesk(cabinet);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log())).not.toContain(code);
  await cabinet.stop();
});

/** What the page of nobody sends. */
function send(command: { readonly type: 'code.leave' } | { readonly type: 'code.enter'; readonly code: string }) {
  const { runtime } = cabinet.appliance;
  const { revision } = runtime.snapshot();
  return runtime.command({ sessionId: null, revision, command });
}

const enter = (typed: string) => send({ type: 'code.enter', code: typed });
const step = (wanted: string) =>
  cabinet.until(({ screen }) => screen.name === 'enrolment' && screen.step === wanted, `the step ${wanted}`);
const refused = () => entriesOf(cabinet.log(), 'code.refused');
const enrolled = () => entriesOf(cabinet.log(), 'badge.enrolled');

/** Types a code that is wrong, and leaves again. @returns what was said */
async function guess(typed: string) {
  expect(enter(typed)).toBeNull();
  const { screen } = await step('refused');
  expect(send({ type: 'code.leave' })).toBeNull();
  await cabinet.screen('idle');
  return screen;
}

test('a code and a badge are enough, and the badge is good at once', async () => {
  expect(enter(code.toLowerCase())).toBeNull();
  await step('badge');
  expect(enrolled(), 'a code alone changes nothing').toEqual([]);
  await cabinet.tap(porter);
  expect((await step('done')).screen).toMatchObject({ person: cabinet.nameOf(porter) });
  expect(enrolled().map(({ occurrence }) => occurrence.staff)).toEqual([porter.staff]);
  await time.pass(seconds(7));
  await cabinet.screen('idle');
  await cabinet.tap(porter);
  await cabinet.until(({ session }) => session?.person === cabinet.nameOf(porter), 'the porter');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
  expect(await guess(code), 'it is good once').toMatchObject({ refusal: { code: 'no_such_code' } });
});

test('whoever thinks better of it, or has no badge at hand, keeps the code', async () => {
  expect(enter(code)).toBeNull();
  await step('badge');
  expect(send({ type: 'code.leave' })).toBeNull();
  await cabinet.screen('idle');
  expect(send({ type: 'code.leave' }), 'there is nothing to leave').toMatchObject({ code: 'not_offered' });
  expect(enter(code)).toBeNull();
  await step('badge');
  await time.pass(seconds(31));
  expect((await step('refused')).screen).toMatchObject({ refusal: { code: 'no_badge' } });
  expect(send({ type: 'code.leave' })).toBeNull();
  await cabinet.screen('idle');
  expect(enter(code)).toBeNull();
  await step('badge');
});

test('somebody whose badge is known is served, and the code is kept', async () => {
  expect(enter(code)).toBeNull();
  await step('badge');
  await openDesk(cabinet);
  expect(enter(code), 'somebody is at the screen').toMatchObject({ code: 'stale_session' });
  expect(enrolled()).toEqual([]);
  await leaveDesk(cabinet);
  expect(enter(code)).toBeNull();
  await step('badge');
});

test('wrong codes are written down, and after five of them nobody may try for a while, over a restart too', async () => {
  for (let tries = 1; tries <= 5; tries += 1) {
    expect(await guess(tries === 2 ? 'not a code' : WRONG)).toMatchObject({ refusal: { code: 'no_such_code' } });
    expect(refused()).toHaveLength(tries);
  }
  expect(await guess(code), 'not even the right one').toMatchObject({ refusal: { code: 'too_many_tries' } });
  expect(refused(), 'what is not looked at is not counted').toHaveLength(5);

  await cabinet.halt();
  cabinet = await startTestAppliance({ folder: cabinet.folder, time });
  await cabinet.screen('idle');
  expect(await guess(code)).toMatchObject({ refusal: { code: 'too_many_tries' } });
  await time.pass(seconds(16));
  expect(enter(code)).toBeNull();
  await step('badge');
});
