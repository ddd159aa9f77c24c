// A start on a disk without a byte to spare: it says so, breaks nothing, and what can be read is read.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { err } from '../../controller/domain/result.ts';
import { Store } from '../../controller/store/store.ts';
import { anIntent } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectWholeLog, journalStage, openJournal } from '../support/journal-stage.ts';
import { SmallDisk } from '../support/small-disk.ts';

it('makes no half database for a new cabinet, and a whole one once there is space', () => {
  const disk = SmallDisk.mount(1024);
  const file = path.join(disk.folder, 'wardkey.db');
  disk.fill(0);
  expect(Store.open(file)).toEqual(err('storage_full'));
  expect(readdirSync(disk.folder)).not.toContain('wardkey.db');
  disk.clear();
  const store = expectOk(Store.open(file));
  expectWholeLog(store, 0);
  store.close();
});

it('reads the log and gives no token after a run that was cut off', () => {
  const disk = SmallDisk.mount(1024);
  const { journal, file } = journalStage(disk.folder);
  expectOk(journal.intend(anIntent()));
  disk.fill(0);
  const store = expectOk(Store.open(file, 'existing'));
  expect(store.fault).toBe('storage_full');
  expectWholeLog(store, 1);
  expect(openJournal(store).intend(anIntent())).toEqual(err('storage_full'));
  disk.clear();
  expectOk(store.reopen());
  expect(expectOk(openJournal(store).intend(anIntent())).intent).toBe(2);
  store.close();
});

it('says that the disk is full after a clean stop, and leaves the file as it is', () => {
  const disk = SmallDisk.mount(1024);
  const file = path.join(disk.folder, 'wardkey.db');
  const first = expectOk(Store.open(file));
  expectOk(openJournal(first).intend(anIntent()));
  first.close();
  disk.fill(0);
  const before = readFileSync(file);
  expect(Store.open(file, 'existing')).toEqual(err('storage_full'));
  expect(readFileSync(file).equals(before)).toBe(true);
  disk.clear();
  const again = expectOk(Store.open(file, 'existing'));
  expectWholeLog(again, 1);
  again.close();
});
