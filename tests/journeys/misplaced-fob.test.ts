// A fob is pushed into slot 30, where nothing belongs: the screen says where it is and where it should be, and helps it out again.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';

const KEY = { id: 'loading-bay', number: 24, slot: 24, fob: 'fob-24' };
const FREE = 30;

let cabinet: TestAppliance;
let porter: DemoPerson;

beforeEach(async () => {
  cabinet = await startTestAppliance();
  porter = personWho(cabinet.people, ({ title }) => title === 'Porter');
  await cabinet.tap(porter);
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: KEY.id })).toBeNull();
  await cabinet.screen('take');
  await cabinet.act({ type: 'door.open' });
  await cabinet.until(({ door }) => door === 'open', 'the open door');
  await cabinet.act({ type: 'fob.pull', slot: KEY.slot });
  await cabinet.screen('close-door');
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const stateOf = (slot: number) => cabinet.look().slots.find(({ number }) => number === slot)?.state;
const misplace = () => cabinet.act({ type: 'fob.insert', fob: KEY.fob, slot: FREE });

/** Draws the fob from the wrong slot, which is offered, and puts it into its own. */
async function putRight(): Promise<void> {
  expect(await cabinet.screen('take')).toMatchObject({ slot: FREE, key: null });
  expect(await cabinet.act({ type: 'fob.pull', slot: FREE })).toBeNull();
  const { have, misfilled } = await cabinet.screen('home');
  expect([have.map(({ id }) => id), misfilled]).toEqual([[KEY.id], []]);
  expect(stateOf(FREE)).toBe('free');
  expect(await cabinet.act({ type: 'fob.insert', fob: KEY.fob, slot: KEY.slot })).toBeNull();
  expect((await cabinet.screen('close-door')).returned).toMatchObject([{ id: KEY.id }]);
  await cabinet.act({ type: 'door.close' });
  await cabinet.screen('done');
  expect(cabinet.look().alarms).toEqual([]);
  expect(cabinet.look().counts).toEqual({ in: 28, out: 0, overdue: 0, faults: 0 });
}

/** What the log says of the free slot and of the key, from the wrong place to the right one. */
function story() {
  const log = cabinet.log();
  return {
    misfilled: entriesOf(log, 'slot.misfilled').map(({ occurrence }) => occurrence),
    reopened: entriesOf(log, 'release.taken').flatMap(({ occurrence }) =>
      occurrence.purpose === 'reopen' ? [occurrence] : [],
    ),
    returned: entriesOf(log, 'key.returned').at(-1)?.occurrence,
  };
}

test('in a session: wrong place, open again, put right', async () => {
  expect(await misplace()).toBeNull();
  expect(await cabinet.screen('wrong-place')).toEqual({
    name: 'wrong-place',
    slot: FREE,
    belongs: [{ slot: KEY.slot, key: expect.objectContaining({ id: KEY.id }) }],
    refusals: [],
  });
  expect([stateOf(FREE), stateOf(KEY.slot)]).toEqual(['wrong', 'put']);
  expect(cabinet.look().alarms).toMatchObject([{ kind: 'slot_misfilled', severity: 'warning', slots: [FREE] }]);
  expect(cabinet.look().counts, 'he still has it').toMatchObject({ out: 1, faults: 1 });
  expect(await cabinet.press({ type: 'slot.reopen', slot: FREE })).toBeNull();
  await putRight();
  expect(story()).toMatchObject({
    misfilled: [{ slot: 'slot-30', key: null, during: { staff: porter.staff } }],
    reopened: [{ slot: 'slot-30', key: null, staff: porter.staff }],
    returned: { key: KEY.id, holder: porter.staff, during: { staff: porter.staff } },
  });
});

test('with nobody at the screen: an alarm, kept shut for those without a key, and put right by its holder', async () => {
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
  expect(await misplace()).toBeNull();
  await cabinet.until(({ alarms }) => alarms.some(({ kind }) => kind === 'slot_misfilled'), 'the alarm');
  expect(cabinet.look().screen.name).toBe('idle');

  await cabinet.tap(personWho(cabinet.people, ({ title }) => title === 'Estates engineer'));
  expect((await cabinet.screen('home')).misfilled).toEqual([FREE]);
  await cabinet.press({ type: 'slot.reopen', slot: FREE });
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'holds_nothing' }]);
  expect(entriesOf(cabinet.log(), 'access.refused').at(-1)?.occurrence).toMatchObject({ slot: 'slot-30', key: null });

  await cabinet.tap(porter);
  await cabinet.until(({ screen }) => screen.name === 'home' && screen.have.length === 1, 'the keys of the porter');
  expect(cabinet.look().screen).toMatchObject({ misfilled: [FREE] });
  expect(await cabinet.press({ type: 'slot.reopen', slot: FREE })).toBeNull();
  await putRight();
  expect(story()).toMatchObject({
    misfilled: [{ slot: 'slot-30', during: null }],
    reopened: [{ staff: porter.staff }],
  });
});

test('a slot in which nothing stands is not opened', async () => {
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  await cabinet.press({ type: 'slot.reopen', slot: FREE });
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'slot_not_misfilled' }]);
});
