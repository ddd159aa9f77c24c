// Another process holds the database for longer than the cabinet waits: no token, no crash, and all is well once it lets go.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { databaseIn } from '../../controller/data-folder.ts';
import { err } from '../../controller/domain/result.ts';
import { startTestAppliance } from '../support/appliance.ts';
import { anIntent } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectDense, expectNoUnlock, unlocksOn } from '../support/expectations.ts';
import { holdDatabase } from '../support/held-database.ts';
import { expectWholeLog, journalStage } from '../support/journal-stage.ts';
import { chooseKey24, openDoor, seen24, simulationOf } from '../support/key-24.ts';

it('gives no token while the file is held, and goes on without a gap when it is free', async () => {
  const { journal, store, file } = journalStage();
  expectOk(journal.intend(anIntent()));
  const letGo = await holdDatabase(file);
  expect(journal.intend(anIntent())).toEqual(err('storage_busy'));
  expect(store.fault).toBe('storage_busy');
  expect(store.reopen()).toEqual(err('storage_busy'));
  expectWholeLog(store, 1);
  await letGo();
  expectOk(store.reopen());
  expectOk(journal.reload());
  expect(expectOk(journal.intend(anIntent())).intent).toBe(2);
  expectWholeLog(store, 2);
});

it('a cabinet refuses meanwhile, says why and heals by itself', async () => {
  const cabinet = await startTestAppliance();
  onTestFinished(() => cabinet.stop());
  const unlocks = unlocksOn(simulationOf(cabinet).bus);
  const letGo = await holdDatabase(databaseIn(cabinet.folder));
  await chooseKey24(cabinet);
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'storage_unavailable' }]);
  await sleep(1000);
  expect(cabinet.look().service).toBe('returns_only');
  await letGo();
  expectNoUnlock(cabinet.log(), unlocks);
  await cabinet.press({ type: 'screen.back' });
  await cabinet.screen('home');
  await cabinet.until(() => seen24(cabinet).refusals?.length === 0, 'the offer', 20_000);
  await openDoor(cabinet);
  expect(await cabinet.press({ type: 'key.take', key: 'loading-bay' })).toBeNull();
  await cabinet.screen('take');
  expect([unlocks.length, cabinet.fatal]).toEqual([1, []]);
  expectDense(cabinet.log());
});
