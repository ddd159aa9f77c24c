// The bolt does not move: the person is told so, one frame was sent and no more, and the key can be had once the jam is off.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectAudit, expectDense, storyOf, unlocksOn } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf, seen24, simulationOf } from '../support/key-24.ts';

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance();
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const jam = (on: boolean) => cabinet.act({ type: 'fault.set', fault: 'bolt-jammed', slot: KEY_24.slot, on });
const story = () => storyOf(cabinet.log(), KEY_24.slotId);

test('a jammed bolt is explained, and later the key is taken', async () => {
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  expect(await jam(true)).toBeNull();
  await chooseKey24(cabinet);
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'bolt_jammed', slot: KEY_24.slot }]);
  expectAudit(story(), 'release.intended', 'release.not_opened');
  expect(story().at(-1)).toMatchObject({ cause: 'bolt_still', staff: porterOf(cabinet).staff });
  expect(seen24(cabinet).alarms).toEqual(['warning: slot_jammed']);
  expect(unlocks).toHaveLength(1);

  await cabinet.press({ type: 'screen.back' });
  await cabinet.screen('home');
  expect(seen24(cabinet).refusals).toEqual([]);
  expect(seen24(cabinet).alarms).toEqual(['warning: slot_jammed']);
  expect(await jam(false)).toBeNull();
  await openDoor(cabinet);
  expect(await cabinet.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  await cabinet.screen('take');
  expect(seen24(cabinet).alarms).toEqual([]);
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  expect((await cabinet.screen('close-door')).taken).toMatchObject([{ id: KEY_24.id }]);
  expectAudit(story(), 'release.intended', 'release.not_opened', 'release.intended', 'release.taken');
  expect(unlocks).toHaveLength(2);
  expectDense(cabinet.log());
});
