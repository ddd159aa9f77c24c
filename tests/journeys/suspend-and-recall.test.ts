// Misfortune: somebody with two keys in hand must be stopped. One action blocks them and calls both keys back; they can still
// bring them, one and then the other. In silence they learn no more than that they are not served.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { RECALL_TIME } from '../../controller/domain/recall.ts';
import { after, seconds } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { NOW } from '../support/domain-builders.ts';
import { alarmsOf, expectDense, unlocksOn } from '../support/expectations.ts';
import { porterOf, simulationOf } from '../support/key-24.ts';
import { comeIn, drawKeys, goAway, placed, putBack } from '../support/key-visit.ts';

const BAY = placed('loading-bay', 24);
const WASTE = placed('waste-compound', 25);
const KEYS = [BAY, WASTE];
/** Granted to the porter too, and in its slot. */
const LINEN = placed('ward-3-linen', 10);
const TEXT = 'left the ward in anger';

let cabinet: TestAppliance;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  cabinet = await startTestAppliance();
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, KEYS);
  await goAway(cabinet);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log())).not.toContain(TEXT);
  await cabinet.stop();
});

const recall = () => cabinet.look().alarms.find(({ kind }) => kind === 'recall');
const recallStory = () => alarmsOf(cabinet.log()).filter((change) => change.startsWith('recall'));
const dueOf = (key: string) => {
  const holding = cabinet.custodyOf(key);
  return holding?.at === 'person' ? holding.due : null;
};

/** The supervisor suspends the porter and goes. @returns what their page says then */
async function suspend(silent: boolean) {
  const person = porterOf(cabinet).staff;
  await openDesk(cabinet);
  await ask(cabinet, { type: 'desk.person', person }, 'desk-person');
  const page = await ask(cabinet, { type: 'desk.suspend', person, silent, text: TEXT }, 'desk-person');
  await leaveDesk(cabinet);
  return page;
}

/** The porter asks for a key that stands there, and nothing moves. @returns why not */
async function askInVain() {
  const before = unlocks.length;
  expect(await cabinet.press({ type: 'key.take', key: LINEN.id })).toBeNull();
  const { refusals, canBreakGlass } = await cabinet.screen('refused');
  expect([unlocks.length, canBreakGlass]).toEqual([before, false]);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  return refusals;
}

/** The supervisor acknowledges the recall, whose cause is gone. */
async function acknowledge(): Promise<void> {
  await openDesk(cabinet);
  const { alarms } = await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  const called = alarms.find(({ kind }) => kind === 'recall');
  expect(called).toMatchObject({
    person: { id: porterOf(cabinet).staff },
    acknowledged: null,
    gone: expect.any(String),
  });
  const text = 'both are back';
  const done = await ask(cabinet, { type: 'desk.acknowledge', alarm: called?.ref ?? '', text }, 'desk-now');
  expect(done.notice).toMatchObject({ fault: null });
  await expect.poll(() => recallStory().at(-1)).toBe('recall closed');
  await leaveDesk(cabinet);
}

/** The supervisor lets the porter in again. */
async function letIn(): Promise<void> {
  await openDesk(cabinet);
  const person = porterOf(cabinet).staff;
  expect(await ask(cabinet, { type: 'desk.reinstate', person, text: 'talked it over' }, 'desk-now')).toMatchObject({
    notice: { command: 'desk.reinstate', fault: null },
    suspended: expect.not.arrayContaining([expect.objectContaining({ id: person })]),
  });
  await leaveDesk(cabinet);
}

async function reinstate(): Promise<void> {
  await letIn();
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [LINEN]);
  expect(cabinet.custodyOf(LINEN.id)).toMatchObject({ at: 'person', staff: porterOf(cabinet).staff });
}

test('both keys are called back, and the alarm stands until both are there and somebody has looked at it', async () => {
  const { staff } = porterOf(cabinet);
  const page = await suspend(false);
  expect(page).toMatchObject({
    notice: { fault: null },
    person: { standing: 'suspended_here' },
    suspension: { silent: false },
  });
  expect(page.keys.map(({ id }) => id)).toEqual(KEYS.map(({ id }) => id));
  const [suspended] = entriesOf(cabinet.log(), 'staff.suspended');
  expect(suspended?.occurrence).toMatchObject({
    person: staff,
    staff: supervisorOf(cabinet).staff,
    silent: false,
    recalled: KEYS.map(({ id }) => id),
  });
  const called = after(suspended?.at ?? NOW, RECALL_TIME);
  for (const { id } of KEYS) {
    expect(dueOf(id), 'the clock of the recall runs').toBeGreaterThanOrEqual(called);
    expect(dueOf(id)).toBeLessThan(after(called, seconds(5)));
  }
  expect(recall()).toMatchObject({ severity: 'alarm', acknowledged: false, gone: false });

  const home = await comeIn(cabinet, porterOf(cabinet));
  expect(home.have.map(({ id }) => id)).toEqual(KEYS.map(({ id }) => id));
  expect(home.offers.length).toBeGreaterThan(0);
  expect(home.offers.filter(({ refusals }) => refusals[0]?.code !== 'staff_suspended')).toEqual([]);
  expect(await askInVain()).toMatchObject([{ code: 'staff_suspended' }]);
  await putBack(cabinet, BAY);
  await cabinet.screen('close-door');
  await goAway(cabinet);
  expect(recall(), 'one is not both').toMatchObject({ gone: false });

  await comeIn(cabinet, porterOf(cabinet));
  await putBack(cabinet, WASTE);
  await cabinet.until(() => recall()?.gone === true, 'the end of the cause');
  const returned = entriesOf(cabinet.log(), 'key.returned').slice(-KEYS.length);
  expect(returned.map(({ occurrence }) => occurrence)).toMatchObject(
    KEYS.map(({ id }) => ({ key: id, holder: staff, during: { staff } })),
  );
  expect(recallStory(), 'nobody has looked at it').toEqual(['recall raised', 'recall gone']);
  await goAway(cabinet);
  await cabinet.tap(porterOf(cabinet));
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'staff_suspended' }]);
  await goAway(cabinet);

  await acknowledge();
  expect(recallStory()).toEqual(['raised', 'gone', 'acknowledged', 'closed'].map((change) => `recall ${change}`));
  await reinstate();
});

test('in silence: no picture tells why, the keys come back all the same, and log and desk have it', async () => {
  const { staff } = porterOf(cabinet);
  const due = KEYS.map(({ id }) => dueOf(id));
  const seen: CabinetSnapshot[] = [];
  const page = await suspend(true);
  expect(page).toMatchObject({ suspension: { silent: true }, keys: KEYS.map(({ id }) => ({ id })) });
  const unsubscribe = cabinet.appliance.runtime.subscribe((picture) => seen.push(picture));
  await expect.poll(recallStory, { message: 'the alarm of the desk' }).toEqual(['recall raised']);

  const home = await comeIn(cabinet, porterOf(cabinet));
  expect(home.have.map(({ id }) => id)).toEqual(KEYS.map(({ id }) => id));
  expect(home.have.map((key) => (key.due === null ? null : Date.parse(key.due)))).toEqual(due);
  expect(await askInVain()).toMatchObject([{ code: 'not_served' }]);
  for (const key of KEYS) await putBack(cabinet, key);
  await cabinet.until(({ screen }) => screen.name === 'close-door' && screen.returned.length === 2, 'both keys');
  await goAway(cabinet);
  await cabinet.tap(porterOf(cabinet));
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'not_served' }]);
  await goAway(cabinet);
  unsubscribe();

  expect(seen.length).toBeGreaterThan(5);
  expect(JSON.stringify(seen)).not.toMatch(/suspend|recall/);
  expect(entriesOf(cabinet.log(), 'staff.suspended').map(({ occurrence }) => occurrence)).toMatchObject([
    { person: staff, silent: true, recalled: KEYS.map(({ id }) => id) },
  ]);
  const refused = entriesOf(cabinet.log(), 'access.refused').map(({ occurrence }) => occurrence);
  expect(refused).toMatchObject([
    { staff, key: LINEN.id, reasons: ['staff_suspended'] },
    { staff, key: null, reasons: ['staff_suspended'] },
  ]);
  for (const { id } of KEYS) expect(cabinet.custodyOf(id)).toMatchObject({ at: 'slot' });
  await acknowledge();
  expect(recallStory()).toEqual(['raised', 'gone', 'acknowledged', 'closed'].map((change) => `recall ${change}`));
  await reinstate();
});

test('in silence and let in again before anybody has looked at it: no picture ever had a recall', async () => {
  const seen: CabinetSnapshot[] = [];
  const unsubscribe = cabinet.appliance.runtime.subscribe((picture) => seen.push(picture));
  await suspend(true);
  await expect.poll(recallStory, { message: 'the alarm of the desk' }).toEqual(['recall raised']);
  await letIn();
  await expect.poll(recallStory, { message: 'its cause is over' }).toEqual(['recall raised', 'recall gone']);
  const home = await comeIn(cabinet, porterOf(cabinet));
  expect(home.have.map(({ id }) => id)).toEqual(KEYS.map(({ id }) => id));
  await goAway(cabinet);
  unsubscribe();
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.flatMap(({ alarms }) => alarms).filter(({ kind }) => kind === 'recall')).toEqual([]);
  await acknowledge();
  expect(recallStory()).toEqual(['raised', 'gone', 'acknowledged', 'closed'].map((change) => `recall ${change}`));
});
