// The disk is full when a key is chosen, or when it is drawn: no bolt moves for an intent that is not on disk, what hands do is
// written on the reserve, and nothing gets lost. Space again: the reserve is made whole, and it works again by itself.
import { expect, onTestFinished, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import {
  expectAudit,
  expectDense,
  expectNoUnlock,
  expectReleased,
  storyOf,
  unlocksOn,
} from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf, seen24, simulationOf } from '../support/key-24.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { standing } from '../support/standing-alarms.ts';

/** 5 s for a reserve and 2 s for a repair, on a machine with other work. */
const BACK_WITHIN = 20_000;

async function cabinetOnSmallDisk() {
  const disk = mountSmallDisk();
  const cabinet = await startTestAppliance({ folder: disk.folder });
  onTestFinished(async () => {
    expect(cabinet.fatal).toEqual([]);
    await cabinet.halt();
  });
  return { disk, cabinet, unlocks: unlocksOn(simulationOf(cabinet).bus) };
}

const isStorageLost = (picture: CabinetSnapshot) => standing(picture).some(({ kind }) => kind === 'storage_failed');
const storageAlarm = (cabinet: TestAppliance) => isStorageLost(cabinet.look());

async function storageBack(cabinet: TestAppliance): Promise<void> {
  await cabinet.until((picture) => !isStorageLost(picture), 'the disk', BACK_WITHIN);
}

test('full before the choice: no frame, no intent, and the screen says why', async () => {
  const { disk, cabinet, unlocks } = await cabinetOnSmallDisk();
  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('home');
  const before = cabinet.log();
  disk.fill();
  expect(await cabinet.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  const { refusals, key } = await cabinet.screen('refused');
  expect(key).toMatchObject({ id: KEY_24.id });
  expect(refusals).toMatchObject([{ code: 'storage_unavailable' }]);
  await cabinet.until(() => storageAlarm(cabinet), 'the alarm');
  expectNoUnlock(cabinet.log(), unlocks);
  await cabinet.press({ type: 'screen.back' });
  await cabinet.screen('home');
  expect(seen24(cabinet).refusals).toEqual(['storage_unavailable']);

  disk.clear();
  await storageBack(cabinet);
  await cabinet.until(() => seen24(cabinet).refusals?.length === 0, 'the offer');
  await openDoor(cabinet);
  expect(await cabinet.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  await cabinet.screen('take');
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  await cabinet.screen('close-door');
  const log = cabinet.log();
  expectReleased(log, unlocks, { slot: KEY_24.slotId, key: KEY_24.id, staff: porterOf(cabinet).staff });
  expect(log.slice(0, before.length)).toEqual(before);
  expect(log.slice(before.length).map(({ occurrence }) => occurrence.kind)).toEqual([
    'storage.restored',
    'alarm.raised',
    'alarm.gone',
    'door.opened',
    'release.intended',
    'release.taken',
  ]);
  expectDense(log);
});

test('full between the intent and the hand: who took the key is in the log before there is space', async () => {
  const { disk, cabinet, unlocks } = await cabinetOnSmallDisk();
  const { staff } = porterOf(cabinet);
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  disk.fill();
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  await cabinet.screen('close-door');
  await cabinet.until(() => storageAlarm(cabinet), 'the alarm');
  expectAudit(storyOf(cabinet.log(), KEY_24.slotId), 'release.intended');

  await cabinet.until(({ slots }) => slots.some(({ number, state }) => number === 24 && state === 'yours'), 'custody');
  expect(storageAlarm(cabinet), 'the disk is full still').toBe(true);
  expectReleased(cabinet.log(), unlocks, { slot: KEY_24.slotId, key: KEY_24.id, staff });
  expect(storyOf(cabinet.log(), KEY_24.slotId).at(-1)).toMatchObject({ kind: 'release.taken', cause: 'recovered' });
  expect(cabinet.appliance.data.journal.openIntents()).toEqual([]);
  expectDense(cabinet.log());
});

test('full while a key comes back: it is home in the log before there is space', async () => {
  const { disk, cabinet, unlocks } = await cabinetOnSmallDisk();
  const { staff } = porterOf(cabinet);
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  await cabinet.screen('close-door');
  disk.fill();
  expect(await cabinet.act({ type: 'fob.insert', fob: KEY_24.fob, slot: KEY_24.slot })).toBeNull();
  await cabinet.until(() => storageAlarm(cabinet), 'the alarm');
  await cabinet.until(
    ({ counts, alarms }) => counts.out === 0 && alarms.some(({ kind }) => kind === 'storage_failed'),
    'the key at home',
  );
  expect(storageAlarm(cabinet), 'the disk is full still').toBe(true);
  expect(storyOf(cabinet.log(), KEY_24.slotId).at(-1)).toMatchObject({ kind: 'key.returned', holder: staff });
  expect(unlocks).toHaveLength(1);
  expectDense(cabinet.log());
});

test('full before somebody comes: they are told, and served when there is space', async () => {
  const { disk, cabinet, unlocks } = await cabinetOnSmallDisk();
  disk.fill();
  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('home');
  await cabinet.until(() => storageAlarm(cabinet), 'the alarm');
  await cabinet.until(() => seen24(cabinet).refusals?.join() === 'storage_unavailable', 'the reason');
  expectNoUnlock(cabinet.log(), unlocks);
  disk.clear();
  await storageBack(cabinet);
  await cabinet.until(() => seen24(cabinet).refusals?.length === 0, 'the offer');
  expect(await cabinet.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  await cabinet.screen('take');
  expect(unlocks).toHaveLength(1);
  const kinds = cabinet.log().map(({ occurrence }) => occurrence.kind);
  expect(kinds.slice(kinds.indexOf('session.began'))).toEqual([
    'session.began',
    'storage.restored',
    'alarm.raised',
    'alarm.gone',
    'release.intended',
  ]);
  expectDense(cabinet.log());
});
