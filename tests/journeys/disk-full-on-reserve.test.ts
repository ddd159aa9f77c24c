// The disk is full and stays so: keys come back and are in the log there and then, nothing is released, and a cabinet that is
// started so does the same. Space again: the reserve is made whole first, then releases go on.

import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseEntry } from '../../controller/audit/entry.ts';
import { databaseIn } from '../../controller/data-folder.ts';
import type { OccurrenceKind } from '../../controller/domain/occurrence.ts';
import { lookAtLog } from '../../controller/store/log-onlooker.ts';
import { RESERVE_SIZE } from '../../controller/store/reserve.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectDense, unlocksOn } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf, seen24, simulationOf } from '../support/key-24.ts';
import { mountSmallDisk } from '../support/small-disk.ts';

const BACK_WITHIN = 20_000;

/** The kinds of the entries that are on disk, read by a connection that has nothing to do with the cabinet. */
function kindsOnDisk({ folder }: TestAppliance): readonly OccurrenceKind[] {
  const rows = expectOk(lookAtLog(databaseIn(folder), (log) => log.page(1, 1000)));
  return rows.map(({ bytes }) => expectOk(parseEntry(bytes)).occurrence.kind);
}

const reserveOf = ({ folder }: TestAppliance) => statSync(path.join(folder, 'reserve'));
const isOnReserve = (cabinet: TestAppliance) => kindsOnDisk(cabinet).includes('storage.restored');
const ofKind = (cabinet: TestAppliance, kind: OccurrenceKind) => kindsOnDisk(cabinet).filter((one) => one === kind);

async function cabinetOnSmallDisk() {
  const disk = mountSmallDisk();
  let cabinet = await startTestAppliance({ folder: disk.folder });
  onTestFinished(async () => {
    expect(cabinet.fatal).toEqual([]);
    await cabinet.halt();
  });
  return {
    disk,
    get cabinet() {
      return cabinet;
    },
    restart: async () => {
      await cabinet.halt();
      cabinet = await startTestAppliance({ folder: disk.folder });
      return cabinet;
    },
  };
}

async function takeKey24(cabinet: TestAppliance): Promise<void> {
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  await cabinet.screen('close-door');
}

test('what comes back is in the log on a full disk, also after a restart; releases wait for a whole reserve', async () => {
  const stage = await cabinetOnSmallDisk();
  const { disk, cabinet: first } = stage;
  expect([reserveOf(first).size, reserveOf(first).mode & 0o777]).toEqual([RESERVE_SIZE, 0o600]);
  expect(reserveOf(first).blocks * 512).toBeGreaterThanOrEqual(RESERVE_SIZE);
  await openDoor(first);
  await takeKey24(first);
  disk.fill();
  expect(await first.act({ type: 'door.close' })).toBeNull();
  await expect.poll(() => isOnReserve(first), { timeout: BACK_WITHIN }).toBe(true);
  expect(reserveOf(first).size).toBe(0);
  expect(first.look().service).toBe('returns_only');

  const returned = ofKind(first, 'key.returned').length;
  await openDoor(first);
  await expect.poll(() => ofKind(first, 'door.opened').length).toBe(2);
  expect(await first.act({ type: 'fob.insert', fob: KEY_24.fob, slot: KEY_24.slot })).toBeNull();
  await expect.poll(() => ofKind(first, 'key.returned').length).toBe(returned + 1);
  expect(entriesOf(first.log(), 'key.returned').at(-1)?.occurrence).toMatchObject({
    key: KEY_24.id,
    holder: porterOf(first).staff,
    cause: 'sensor',
  });

  const again = await stage.restart();
  const unlocks = unlocksOn(simulationOf(again).bus);
  await again.until(({ service }) => service === 'returns_only', 'returns only');
  expect(ofKind(again, 'cabinet.started')).toHaveLength(2);
  await again.tap(porterOf(again));
  await again.screen('home');
  await expect.poll(() => seen24(again).refusals).toEqual(['storage_unavailable']);
  expect(await again.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  await again.screen('refused');
  expect([unlocks, ofKind(again, 'release.intended')]).toEqual([[], ['release.intended']]);
  await again.press({ type: 'screen.back' });
  await again.screen('home');

  disk.clear();
  await again.until(({ service }) => service === 'full', 'a whole reserve', BACK_WITHIN);
  expect(reserveOf(again).size).toBe(RESERVE_SIZE);
  await expect.poll(() => seen24(again).refusals).toEqual([]);
  await openDoor(again);
  expect(await again.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  await again.screen('take');
  expect([unlocks.length, ofKind(again, 'release.intended').length]).toEqual([1, 2]);
  expectDense(again.log());
});

test('with the reserve used up too, what came back is written down as soon as there is space', async () => {
  const { disk, cabinet } = await cabinetOnSmallDisk();
  await openDoor(cabinet);
  await takeKey24(cabinet);
  disk.fill();
  expect(await cabinet.act({ type: 'door.close' })).toBeNull();
  await expect.poll(() => isOnReserve(cabinet), { timeout: BACK_WITHIN }).toBe(true);
  disk.fill();
  const before = ofKind(cabinet, 'key.returned').length;
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.insert', fob: KEY_24.fob, slot: KEY_24.slot })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'close-door' && screen.returned.length === 1, 'the fob');
  disk.clear();
  await cabinet.until(({ service }) => service === 'full', 'a whole reserve', BACK_WITHIN);
  expect(ofKind(cabinet, 'key.returned')).toHaveLength(before + 1);
  expect(cabinet.custodyOf(KEY_24.id)).toMatchObject({ at: 'slot' });
  expectDense(cabinet.log());
});
