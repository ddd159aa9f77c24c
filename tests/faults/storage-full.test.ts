// A disk that fills up or cannot be written: no token, nothing half written, reading goes on, and all is well once there is space.
import { expect, it } from 'vitest';
import type { Journal } from '../../controller/audit/journal.ts';
import { err } from '../../controller/domain/result.ts';
import { Store } from '../../controller/store/store.ts';
import { anIntent } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { expectWholeLog, journalStage, openJournal } from '../support/journal-stage.ts';
import { SmallDisk } from '../support/small-disk.ts';

it('gives no token on a full disk, and goes on without a gap when there is space', () => {
  const disk = SmallDisk.mount(2048);
  const { journal, store, file } = journalStage(disk.folder);
  const written = fillUp(journal, store, disk);
  expect(store.fault).toBe('storage_full');
  expect(journal.size()).toBe(written);
  expect(journal.intend(anIntent())).toEqual(err('storage_full'));
  expect(journal.record({ kind: 'door.opened', during: null })).toEqual(err('storage_full'));
  expect(expectOk(journal.latest(1))[0]?.seq).toBe(written);

  disk.clear();
  expectOk(store.reopen());
  expect(journal.intend(anIntent())).toEqual(err('storage_full'));
  expectOk(journal.reload());
  expect(journal.size()).toBe(written);
  expect(expectOk(journal.intend(anIntent())).intent).toBe(written + 1);
  expectWholeLog(store, written + 1);

  store.close();
  const again = expectOk(Store.open(file, 'existing'));
  expect(openJournal(again).size()).toBe(written + 1);
  again.close();
});

it('does not open for writing on a disk that became read-only', () => {
  const disk = SmallDisk.mount(2048);
  const { journal, store, file } = journalStage(disk.folder);
  expectOk(journal.intend(anIntent()));
  store.close();
  disk.readOnly(true);
  const refused = Store.open(file, 'existing');
  expect(refused.ok ? refused.value.fault : refused.error).toMatch(/^storage_(readonly|io)$/);
  if (refused.ok) refused.value.close();
  disk.readOnly(false);
  const healed = expectOk(Store.open(file, 'existing'));
  expect(openJournal(healed).size()).toBe(1);
  healed.close();
});

/**
 * Intends releases on an ever fuller disk until reopening does not help any more: at first it does, because it empties the WAL.
 * Returns how many entries were acknowledged.
 */
function fillUp(journal: Journal, store: Store, disk: SmallDisk): number {
  let acknowledged = 0;
  for (let round = 0; round < 20; round += 1) {
    disk.fill(32);
    for (let token = journal.intend(anIntent()); token.ok; token = journal.intend(anIntent())) {
      acknowledged += 1;
      expect(token.value.intent).toBe(acknowledged);
    }
    disk.fill(0);
    const reopened = store.reopen();
    if (!reopened.ok) {
      expect(reopened).toEqual(err('storage_full'));
      return acknowledged;
    }
    expectOk(journal.reload());
  }
  throw new Error('the disk never became full');
}
