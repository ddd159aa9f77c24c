// Somebody is suspended while they stand at the screen, and taps again: within a second they get nothing more, each time the
// log has it, and what they hold they can still give back. Who expires there is told in contractor-expires.test.ts.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import { instant, seconds } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { supervisorOf } from '../support/desk-visit.ts';
import { sessionId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectDense, unlocksOn } from '../support/expectations.ts';
import { porterOf, simulationOf } from '../support/key-24.ts';
import { comeIn, drawKeys, goAway, placed, putBack } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';

const BAY = placed('loading-bay', 24);
const LINEN = placed('ward-3-linen', 10);

let time: PassingTime;
let cabinet: TestAppliance;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  time = new PassingTime(instant(Date.UTC(2026, 9, 12, 8)));
  cabinet = await startTestAppliance({ time });
  unlocks = unlocksOn(simulationOf(cabinet).bus);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

/** What a supervisor decides elsewhere, as the log gets it; a second later it must count. */
async function decide(kind: 'staff.suspended' | 'staff.reinstated', silent = false): Promise<void> {
  const who = { session: sessionId('elsewhere'), staff: supervisorOf(cabinet).staff, person: porterOf(cabinet).staff };
  const occurrence: Occurrence =
    kind === 'staff.suspended' ? { kind, ...who, silent, recalled: [], note: null } : { kind, ...who, note: null };
  expectOk(cabinet.appliance.data.journal.record(occurrence));
  await time.pass(seconds(1));
}

const refused = () =>
  entriesOf(cabinet.log(), 'access.refused').map(({ occurrence: { staff, key, session, reasons } }) => {
    return { staff, key, session, reasons };
  });
const offers = () => {
  const { screen } = cabinet.look();
  return screen.name === 'home' ? screen.offers.flatMap(({ refusals: [first] }) => first?.code ?? []) : null;
};

test('with empty hands: the screen turns them away, the log says so, and the second tap ends no better', async () => {
  const { staff } = porterOf(cabinet);
  await comeIn(cabinet, porterOf(cabinet));
  const first = cabinet.look().session?.id;
  await decide('staff.suspended');
  expect(cabinet.look().screen).toMatchObject({ name: 'refused', refusals: [{ code: 'staff_suspended' }] });
  expect(refused()).toEqual([{ staff, key: null, session: first, reasons: ['staff_suspended'] }]);
  await time.pass(seconds(1));
  expect(refused(), 'said once').toHaveLength(1);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('idle');

  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('refused');
  const second = cabinet.look().session?.id;
  expect(second).not.toBe(first);
  expect(refused().at(-1)).toEqual({ staff, key: null, session: second, reasons: ['staff_suspended'] });
  expect(unlocks).toEqual([]);
});

test('with a key in hand: nothing is offered, the log says so, and the key comes back', async () => {
  const { staff } = porterOf(cabinet);
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [BAY]);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  await decide('staff.suspended');
  expect(new Set(offers())).toEqual(new Set(['staff_suspended']));
  expect(refused()).toMatchObject([{ staff, key: null, reasons: ['staff_suspended'] }]);
  expect(await cabinet.press({ type: 'key.take', key: LINEN.id })).toBeNull();
  await cabinet.screen('refused');
  expect(refused().at(-1)).toMatchObject({ staff, key: LINEN.id });
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  await putBack(cabinet, BAY);
  await goAway(cabinet);
  expect(unlocks).toHaveLength(1);
});

test('in silence: the screen tells no more than that they are not served, the log has why', async () => {
  await comeIn(cabinet, porterOf(cabinet));
  await decide('staff.suspended', true);
  expect(cabinet.look().screen).toMatchObject({ name: 'refused', refusals: [{ code: 'not_served' }] });
  expect(refused()).toMatchObject([{ reasons: ['staff_suspended'] }]);
});

test('reinstated while at the screen with a key: what was theirs is offered again within a second', async () => {
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [BAY]);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  await decide('staff.suspended');
  await decide('staff.reinstated');
  expect(offers()).not.toContain('staff_suspended');
  expect(refused()).toHaveLength(1);
});
