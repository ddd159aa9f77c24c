// A board falls silent with an unlock frame on its way: nobody knows whether the bolt moved, and nobody tries a second time.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WireFrame } from '../../controller/drivers/simulated/board-bus.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectAudit, expectDense, expectReleased, storyOf, unlocksOn } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf, seen24, simulationOf } from '../support/key-24.ts';
import { standing } from '../support/standing-alarms.ts';

let cabinet: TestAppliance;
let unlocks: readonly WireFrame[];

beforeEach(async () => {
  cabinet = await startTestAppliance();
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const silence = (on: boolean) =>
  simulationOf(cabinet).act({ type: 'fault.set', fault: 'board-silent', board: KEY_24.board, on });
const story = () => storyOf(cabinet.log(), KEY_24.slotId);
const whereabouts = () => [...cabinet.appliance.data.journal.custody()].find(([key]) => key === KEY_24.id)?.[1];

/** The choice is made, the board is silent, and the screen says what is not known. */
async function expectDoubt(): Promise<void> {
  const { refusals, key } = await cabinet.screen('refused');
  expect(key).toMatchObject({ id: KEY_24.id });
  expect(refusals).toMatchObject([{ code: 'board_silent', slot: KEY_24.slot }]);
  expectAudit(story(), 'release.intended', 'release.unknown');
  expect(story().at(-1)).toMatchObject({ cause: 'board_silent', staff: porterOf(cabinet).staff });
  expect(whereabouts()).toMatchObject({ at: 'doubt', staff: porterOf(cabinet).staff });
  await cabinet.press({ type: 'screen.back' });
  await cabinet.screen('home');
  const { refusals: quarantine, slot, alarms } = seen24(cabinet);
  expect(quarantine).toContain('key_in_doubt');
  expect(quarantine).toContain('slot_silent');
  expect(slot).not.toBe('in');
  expect(alarms).toEqual(expect.arrayContaining(['alarm: outcome_unknown', 'alarm: board_lost']));
  expect(await cabinet.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  await cabinet.screen('refused');
  await cabinet.press({ type: 'screen.back' });
  await cabinet.screen('home');
  expect(unlocks).toHaveLength(1);
}

async function boardBack(): Promise<void> {
  silence(false);
  await cabinet.until(
    (picture) => standing(picture).every(({ kind }) => kind !== 'outcome_unknown'),
    'the end of the doubt',
  );
}

test('the frame was lost: the fob still stands there, and the key can be taken', async () => {
  unlocks = unlocksOn(simulationOf(cabinet).bus, () => silence(true));
  await chooseKey24(cabinet);
  await expectDoubt();
  await boardBack();
  expectAudit(story(), 'release.intended', 'release.unknown', 'release.not_taken');
  expect(story().at(-1)).toMatchObject({ cause: 'recovered' });
  expect(whereabouts()).toMatchObject({ at: 'slot' });
  expect(seen24(cabinet)).toEqual({ refusals: [], slot: 'in', alarms: [] });
  expect(unlocks).toHaveLength(1);
  expectDense(cabinet.log());
});

test('the bolt had moved and the fob was drawn unseen: it is with the person who chose it', async () => {
  unlocks = unlocksOn(simulationOf(cabinet).bus, () => queueMicrotask(() => silence(true)));
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await expectDoubt();
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  await boardBack();
  expectReleased(cabinet.log(), unlocks, { slot: KEY_24.slotId, key: KEY_24.id, staff: porterOf(cabinet).staff });
  expect(story().at(-1)).toMatchObject({ kind: 'release.taken', cause: 'recovered' });
  expect(whereabouts()).toMatchObject({ at: 'person', staff: porterOf(cabinet).staff });
  expect(standing(cabinet.look())).toEqual([]);
  expectDense(cabinet.log());
});

test('silent while the slot stands open for the hand: the key is with its taker when the board is back', async () => {
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  silence(true);
  await expectDoubt();
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  await boardBack();
  expectReleased(cabinet.log(), unlocks, { slot: KEY_24.slotId, key: KEY_24.id, staff: porterOf(cabinet).staff });
  expect(seen24(cabinet)).toMatchObject({ slot: 'yours', alarms: [] });
  expectDense(cabinet.log());
});

test('silent while a misplaced fob is let out: no key is in doubt, and the sensors tell what stands there now', async () => {
  const free = 30;
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot });
  await cabinet.screen('close-door');
  await cabinet.act({ type: 'fob.insert', fob: KEY_24.fob, slot: free });
  await cabinet.screen('wrong-place');
  unlocks = unlocksOn(simulationOf(cabinet).bus, () => queueMicrotask(() => silence(true)));
  expect(await cabinet.press({ type: 'slot.reopen', slot: free })).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'board_silent', slot: free }]);
  expect(await cabinet.act({ type: 'fob.pull', slot: free })).toBeNull();
  await boardBack();
  expectAudit(
    storyOf(cabinet.log(), 'slot-30'),
    'slot.misfilled',
    'release.intended',
    'release.unknown',
    'release.taken',
  );
  expect(whereabouts()).toMatchObject({ at: 'person', staff: porterOf(cabinet).staff });
  expect(unlocks).toHaveLength(1);
  expect(standing(cabinet.look())).toEqual([]);
});

test('a misplaced fob is written down once, however often its board comes back, and cleared when it is gone', async () => {
  const free = 30;
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot });
  await cabinet.screen('close-door');
  await cabinet.act({ type: 'fob.insert', fob: KEY_24.fob, slot: free });
  await cabinet.screen('wrong-place');
  await loseAndRegainBoard(() => undefined);
  expectAudit(storyOf(cabinet.log(), 'slot-30'), 'slot.misfilled');
  await loseAndRegainBoard(() => cabinet.act({ type: 'fob.force', slot: free }));
  expectAudit(storyOf(cabinet.log(), 'slot-30'), 'slot.misfilled', 'slot.cleared');
  expect(standing(cabinet.look())).toEqual([]);
  expect(unlocks).toHaveLength(1);
});

async function loseAndRegainBoard(meanwhile: () => unknown): Promise<void> {
  silence(true);
  await cabinet.until((picture) => standing(picture).some(({ kind }) => kind === 'board_lost'), 'the lost board');
  await meanwhile();
  silence(false);
  const known = ({ state }: { state: string }) => state !== 'unknown';
  await cabinet.until(
    (picture) => standing(picture).every(({ kind }) => kind !== 'board_lost') && picture.slots.every(known),
    'the board',
  );
}
