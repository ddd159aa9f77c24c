// The night takes over from the day: one supervisor reads what stands, leaves a word and signs, another shows a badge, proves it
// and takes over. Nothing is signed by one alone, nor what has changed since it was read.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { minutes, seconds } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { openDesk, supervisorOf } from '../support/desk-visit.ts';
import { NOW } from '../support/domain-builders.ts';
import { expectDense } from '../support/expectations.ts';
import { porterOf } from '../support/key-24.ts';
import { anyone, comeIn, drawKeys, goAway, placed } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';

/** The other supervisor of the demo hospital. */
const SITE_MANAGER = 'staff-36';
const NOTE = 'the garage comes at three';
const CLINIC = placed('loading-bay', 24);

let time: PassingTime;
let cabinet: TestAppliance;

beforeEach(async () => {
  time = new PassingTime(NOW);
  cabinet = await startTestAppliance({ time, pins: [SITE_MANAGER] });
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log()), 'what was typed is sealed beside the log').not.toContain(NOTE);
  await cabinet.stop();
});

const night = () => anyone(cabinet, SITE_MANAGER);
const signed = () => entriesOf(cabinet.log(), 'shift.handed_over');
const faultNow = () => {
  const { screen } = cabinet.look();
  return 'fault' in screen ? screen.fault : null;
};

/** To the sheet, from the idle screen. */
async function openSheet(supervisor = supervisorOf(cabinet)) {
  await openDesk(cabinet, supervisor);
  expect(await cabinet.press({ type: 'desk.shift' })).toBeNull();
  return cabinet.screen('shift');
}

/** The outgoing supervisor signs; the badge of the next one is waited for then. */
async function sign(): Promise<void> {
  expect(await cabinet.press({ type: 'shift.sign', text: NOTE })).toBeNull();
  await cabinet.screen('shift-pin');
  expect(await cabinet.press({ type: 'shift.prove', pin: supervisorOf(cabinet).pin ?? '' })).toBeNull();
  await cabinet.screen('shift-turn');
}

/** The incoming supervisor proves who they are. */
async function takeTurn(): Promise<void> {
  await cabinet.tap(night());
  expect(await cabinet.screen('shift-pin')).toMatchObject({ of: { id: SITE_MANAGER } });
  expect(await cabinet.press({ type: 'shift.prove', pin: night().pin ?? '' })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'shift-turn' && screen.confirm, 'the turn of the night');
}

test('a shift is handed over by two, and the sheet says what stood', async () => {
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [CLINIC]);
  await goAway(cabinet);

  expect(await openSheet()).toMatchObject({ counts: { out: 1, overdue: 0 }, out: [{ id: CLINIC.id }], last: null });
  await sign();
  expect(await cabinet.press({ type: 'shift.confirm' }), 'nobody has come').toMatchObject({ code: 'not_offered' });
  await takeTurn();
  expect(signed(), 'a badge and a PIN alone take nothing over').toEqual([]);
  expect(await cabinet.press({ type: 'shift.confirm' })).toBeNull();
  await cabinet.screen('shift-signed');

  const [entry, ...more] = signed();
  expect(more).toEqual([]);
  expect(entry?.occurrence).toMatchObject({ staff: supervisorOf(cabinet).staff, to: SITE_MANAGER, out: 1, overdue: 0 });
  expect(entry?.occurrence.digest).toMatch(/^[0-9a-f]{64}$/);
  await time.pass(seconds(10));
  await cabinet.screen('idle');

  await cabinet.halt();
  cabinet = await startTestAppliance({ folder: cabinet.folder, time, pins: [SITE_MANAGER] });
  await cabinet.screen('idle');
  expect((await openSheet(night())).last, 'it outlives a restart').toMatchObject({
    by: { id: supervisorOf(cabinet).staff },
    to: { id: SITE_MANAGER },
    note: NOTE,
  });
});

test('nobody hands over to themselves, nor to somebody who is no supervisor', async () => {
  await openSheet();
  await sign();
  await cabinet.tap(supervisorOf(cabinet));
  await expect.poll(faultNow).toBe('same_person');
  await cabinet.tap(porterOf(cabinet));
  await expect.poll(faultNow).toBe('not_a_supervisor');
  const { session } = cabinet.look();
  expect(session?.person, 'the desk is still that of the first').toBe(cabinet.nameOf(supervisorOf(cabinet)));
  expect(entriesOf(cabinet.log(), 'access.refused').at(-1)?.occurrence.staff).toBe(porterOf(cabinet).staff);
  expect(signed()).toEqual([]);
});

test('what has changed since it was read must be read again', async () => {
  await openSheet();
  await sign();
  await takeTurn();
  expect(await cabinet.act({ type: 'fault.set', fault: 'reader-lost', on: true })).toBeNull();
  await expect.poll(() => cabinet.look().alarms.length).toBeGreaterThan(0);
  expect(await cabinet.press({ type: 'shift.confirm' })).toBeNull();
  const again = await cabinet.screen('shift');
  expect(again).toMatchObject({ fault: 'sheet_changed' });
  expect(again.counts.alarms).toBeGreaterThan(0);
  expect(signed()).toEqual([]);
});

test('a sheet that nobody signs in time is handed over to nobody, and says so', async () => {
  await openSheet();
  await sign();
  await time.pass(minutes(1));
  expect(await cabinet.screen('shift')).toMatchObject({ fault: 'timed_out', last: null });
  expect(signed()).toEqual([]);
  await time.pass(minutes(4));
  await cabinet.screen('idle');
});
