// A badge was lost and its owner stands at the desk: the supervisor takes the old one away and gives them a new one, with no
// code to carry. A badge of somebody else is never theirs, and whoever is no supervisor gives none.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { seconds } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { NOW } from '../support/domain-builders.ts';
import { expectDense } from '../support/expectations.ts';
import { porterOf } from '../support/key-24.ts';
import { anyone, comeIn } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';

const NEW_BADGE = '04000000000001';

let time: PassingTime;
let cabinet: TestAppliance;
let porter: DemoPerson;

beforeEach(async () => {
  time = new PassingTime(NOW);
  cabinet = await startTestAppliance({ time });
  porter = porterOf(cabinet);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log()), 'no badge stands in the log as it is read').not.toContain(NEW_BADGE);
  await cabinet.stop();
});

const issued = () => entriesOf(cabinet.log(), 'badge.issued');
const enrol = () => ask(cabinet, { type: 'desk.enrol_badge', person: porter.staff }, 'desk-enrol');
const holdNew = () => cabinet.act({ type: 'badge.tap', badge: NEW_BADGE });

/** To the page of the porter. */
async function openPorter() {
  await openDesk(cabinet);
  return ask(cabinet, { type: 'desk.person', person: porter.staff }, 'desk-person');
}

async function toldThat(fault: string | null) {
  const { screen } = await cabinet.until(
    ({ screen: shown }) => shown.name === 'desk-person' && shown.notice?.command === 'desk.enrol_badge',
    'what became of the badge',
  );
  expect(screen).toMatchObject({ notice: { fault } });
  return screen;
}

test('the new badge is good at once, the old one never again', async () => {
  expect(await openPorter()).toMatchObject({ badges: ['strong'] });
  const revoke = { type: 'desk.revoke_badge', person: porter.staff, badge: 1 } as const;
  expect(await ask(cabinet, revoke, 'desk-person')).toMatchObject({ badges: [] });
  expect(await enrol()).toMatchObject({ person: { id: porter.staff, name: cabinet.nameOf(porter) } });
  expect(issued(), 'to ask changes nothing').toEqual([]);
  expect(await holdNew()).toBeNull();
  expect(await toldThat(null)).toMatchObject({ badges: ['strong'] });
  expect(issued().map(({ occurrence }) => occurrence)).toMatchObject([
    { staff: supervisorOf(cabinet).staff, person: porter.staff, strength: 'strong' },
  ]);
  await leaveDesk(cabinet);

  await cabinet.tap(porter);
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'badge_unknown' }]);
  await time.pass(seconds(11));
  await cabinet.screen('idle');
  expect(await holdNew()).toBeNull();
  await cabinet.until(({ session }) => session?.person === cabinet.nameOf(porter), 'the porter');
});

test('the badge of somebody else stays theirs, and the desk stays that of the supervisor', async () => {
  await openPorter();
  await enrol();
  await cabinet.tap(anyone(cabinet, 'staff-31'));
  await toldThat('badge_of_another');
  expect(cabinet.look().session?.person).toBe(cabinet.nameOf(supervisorOf(cabinet)));
  expect(issued()).toEqual([]);
});

test('nobody waits for a badge for ever, and what comes later is a stranger', async () => {
  await openPorter();
  await enrol();
  await time.pass(seconds(31));
  await toldThat('no_badge');
  await enrol();
  expect(await ask(cabinet, { type: 'desk.now' }, 'desk-person')).toMatchObject({ person: { id: porter.staff } });
  await leaveDesk(cabinet);
  expect(await holdNew()).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'badge_unknown' }]);
  expect(issued()).toEqual([]);
});

test('whoever has no desk gives no badge', async () => {
  await comeIn(cabinet, porter);
  const command = { type: 'desk.enrol_badge', person: porter.staff } as const;
  expect(await cabinet.press(command)).toMatchObject({ code: 'not_offered' });
  expect(await ask(cabinet, { type: 'desk.open' }, 'desk-refused')).toMatchObject({ code: 'not_a_supervisor' });
  expect(await cabinet.press(command)).toMatchObject({ code: 'not_offered' });
  expect(issued()).toEqual([]);
});
