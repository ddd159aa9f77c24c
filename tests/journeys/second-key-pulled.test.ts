// While one person takes a key, another fob is torn out of its locked slot: that is an alarm, and never a release of that person.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { alarmsOf, expectAudit, expectDense, expectReleased, storyOf, unlocksOn } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf, seen24, simulationOf } from '../support/key-24.ts';
import { standing } from '../support/standing-alarms.ts';

const TORN = { id: 'ward-3-treatment', slot: 9, slotId: 'slot-09', fob: 'fob-09' };

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance();
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const custodyOf = (id: string) => [...cabinet.appliance.data.journal.custody()].find(([key]) => key === id)?.[1];
const story = () => storyOf(cabinet.log(), TORN.slotId);

test('the torn key is unaccounted for, the chosen one is with its taker, and the cause of the alarm ends with the return', async () => {
  const { staff } = porterOf(cabinet);
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  expect(await cabinet.act({ type: 'fob.force', slot: TORN.slot })).toBeNull();
  const { alarms } = await cabinet.until((picture) => picture.alarms.length > 0, 'the alarm');
  expect(alarms).toMatchObject([{ kind: 'key_removed', severity: 'alarm', slots: [TORN.slot] }]);
  expectAudit(story(), 'key.removed');
  expect(story()[0]).toMatchObject({ key: TORN.id, cause: 'sensor', during: { staff } });
  expect(custodyOf(TORN.id)).toMatchObject({ at: 'unaccounted', during: staff });

  expect(cabinet.look().screen.name).toBe('take');
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  expect((await cabinet.screen('close-door')).taken.map(({ id }) => id)).toEqual([KEY_24.id]);
  expectReleased(cabinet.log(), unlocks, { slot: KEY_24.slotId, key: KEY_24.id, staff });
  expectAudit(story(), 'key.removed');

  expect(await cabinet.act({ type: 'fob.insert', fob: TORN.fob, slot: TORN.slot })).toBeNull();
  await cabinet.until((picture) => standing(picture).length === 0, 'the end of its cause');
  expect(cabinet.look().alarms, 'shown until a supervisor has seen it').toMatchObject([
    { kind: 'key_removed', gone: true, acknowledged: false },
  ]);
  expect(alarmsOf(cabinet.log())).toEqual(['key_removed raised', 'key_removed gone']);
  expectAudit(story(), 'key.removed', 'key.returned');
  expect(story()[1]).toMatchObject({ holder: null, during: { staff }, cause: 'sensor' });
  expect(custodyOf(TORN.id)).toMatchObject({ at: 'slot', slot: TORN.slotId });
  expect(seen24(cabinet).slot).toBe('yours');
  expectDense(cabinet.log());
});
