// A change of the set-up and its line in the log: both are on disk, or neither.
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type DataFolder, openDataFolder } from '../../controller/data-folder.ts';
import { parseBadgeHash } from '../../controller/domain/ids.ts';
import { openingOf } from '../../controller/main.ts';
import { parseDocument } from '../../controller/setup/document.ts';
import { changeSetup } from '../../controller/setup-change.ts';
import { aSetup, aStaff, staffId } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { scratchFolder } from '../support/scratch.ts';

function openFolder(): DataFolder {
  const folder = expectOk(openDataFolder(path.join(scratchFolder(), 'data'), openingOf()));
  onTestFinished(folder.close);
  return folder;
}

const logged = ({ journal }: DataFolder) =>
  expectOk(journal.latest(10)).map(({ occurrence }) =>
    occurrence.kind === 'setup.changed' ? [occurrence.digest, occurrence.by] : occurrence.kind,
  );

describe('a change of the set-up', () => {
  it('is a version and an entry with its digest and its author', () => {
    const folder = openFolder();
    expectOk(changeSetup(folder, aSetup(), aStaff().id));
    const current = folder.store.setup.current();
    expect(logged(folder)).toEqual([[current?.digest, aStaff().id]]);
    expect(current).toMatchObject({ version: 1, by: aStaff().id });
    expect(expectOk(parseDocument(current?.body ?? ''))).toEqual(aSetup());
  });

  it('leaves neither behind when a part of it cannot be written, and the log goes on', () => {
    const folder = openFolder();
    const badges = [{ hash: expectOk(parseBadgeHash('a'.repeat(64))), strength: 'strong' }] as const;
    const twice = [aStaff().id, staffId('porter')].map((staff) => ({
      staff,
      badges,
      pinHash: null,
      pinIsFirst: false,
    }));
    expect(() => changeSetup(folder, aSetup(), null, twice)).toThrow('two badges are one');
    expect([logged(folder), folder.store.setup.current()]).toEqual([[], null]);
    expectOk(changeSetup(folder, aSetup(), null));
    expect(logged(folder)).toEqual([[folder.store.setup.current()?.digest, null]]);
  });

  it('is an entry only when the disk takes both', () => {
    const folder = openFolder();
    folder.store.transaction(() => {
      throw Object.assign(new Error('planted'), { code: 'ENOSPC' });
    });
    expect(changeSetup(folder, aSetup(), null)).toEqual({ ok: false, error: 'storage_full' });
    expect(folder.store.setup.current()).toBe(null);
    expect(folder.journal.size()).toBe(0);
  });
});
