// A slot was opened and nobody draws the key: at once pushed home, or left standing until the window of 20 s ends.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../../controller/domain/time.ts';
import { systemClock } from '../../controller/main.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectAudit, expectDense, storyOf, unlocksOn } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, seen24, simulationOf } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';

let time: PassingTime;
let cabinet: TestAppliance;

beforeEach(async () => {
  time = new PassingTime(systemClock.now());
  cabinet = await startTestAppliance({ time });
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const story = () => storyOf(cabinet.log(), KEY_24.slotId);

test('left standing: the screen asks to push it home, and it is home when it was', async () => {
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  const { startedAt, endsAt } = await cabinet.screen('take');
  expect(Date.parse(endsAt) - Date.parse(startedAt)).toBe(20_000);
  await time.passUntil(instant(Date.parse(endsAt)));
  expect(await cabinet.screen('push-back')).toMatchObject({ slot: KEY_24.slot, key: { id: KEY_24.id } });
  expectAudit(story(), 'release.intended', 'release.not_taken', 'slot.left_unlocked');
  expect(story()[1]).toMatchObject({ cause: 'window_ended' });
  const intended = cabinet.log().find(({ occurrence }) => occurrence.kind === 'release.intended');
  const ended = cabinet.log().find(({ occurrence }) => occurrence.kind === 'release.not_taken');
  expect((ended?.mono ?? 0) - (intended?.mono ?? 0)).toBeGreaterThanOrEqual(20_000);
  expect(seen24(cabinet)).toMatchObject({ slot: 'push', alarms: ['warning: slot_left_unlocked'] });

  expect(await cabinet.act({ type: 'fob.push', slot: KEY_24.slot })).toBeNull();
  await cabinet.screen('home');
  expectAudit(story(), 'release.intended', 'release.not_taken', 'slot.left_unlocked', 'slot.relocked');
  expect(seen24(cabinet)).toEqual({ refusals: [], slot: 'in', alarms: [] });
  expect(unlocks).toHaveLength(1);
  expectDense(cabinet.log());
});

test('pushed home at once: nothing was taken, and the person is back at the list', async () => {
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  expect(await cabinet.act({ type: 'fob.push', slot: KEY_24.slot })).toBeNull();
  await cabinet.screen('home');
  expectAudit(story(), 'release.intended', 'release.not_taken');
  expect(story().at(-1)).toMatchObject({ cause: 'pushed_back' });
  expect(seen24(cabinet)).toEqual({ refusals: [], slot: 'in', alarms: [] });
  expect(unlocks).toHaveLength(1);
  expectDense(cabinet.log());
});
