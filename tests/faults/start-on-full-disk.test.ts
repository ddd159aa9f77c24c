// A start on a disk without a byte to spare: it says so, breaks nothing, and what can be read is read.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../controller/cli/exit.ts';
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

describe('a first start of the whole cabinet', () => {
  const REPOSITORY = path.resolve(import.meta.dirname, '..', '..');
  const start = (data: string) =>
    spawnSync(process.execPath, ['controller/launch.cjs', 'controller/cli.ts', 'demo', '--data', data, '--port', '0'], {
      cwd: REPOSITORY,
      encoding: 'utf8',
      timeout: 20_000,
    });

  it.each([
    ['full', (disk: SmallDisk) => disk.fill(0), 'the disk is full'],
    ['read-only', (disk: SmallDisk) => disk.readOnly(true), 'its disk is read-only'],
  ] as const)('on a %s disk says so in one sentence', (_, spoil, words) => {
    const disk = SmallDisk.mount(1024);
    spoil(disk);
    const { status, stdout, stderr } = start(path.join(disk.folder, 'data'));
    expect([status, stdout]).toEqual([EXIT.unavailable, '']);
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
