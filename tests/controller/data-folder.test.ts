// The data folder is made once, and never anew in the place of what is there or was there.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../controller/data-folder.ts';
import { openingOf } from '../../controller/main.ts';
import { expectOk } from '../support/expect-ok.ts';
import { scratchFolder } from '../support/scratch.ts';

function madeFolder(): string {
  const folder = path.join(scratchFolder(), 'data');
  expectOk(openDataFolder(folder, openingOf())).close();
  return folder;
}

describe('the data folder', () => {
  it('is made at the first start and opened at the second', () => {
    const folder = madeFolder();
    const { close, journal } = expectOk(openDataFolder(folder, openingOf()));
    expect(journal.size()).toBe(0);
    close();
  });

  it('is given to one at a time, and is free again when the first has closed it', () => {
    const folder = madeFolder();
    const first = expectOk(openDataFolder(folder, openingOf()));
    expect(openDataFolder(folder, openingOf())).toEqual({ ok: false, error: { what: 'folder', code: 'in_use' } });
    first.close();
    expectOk(openDataFolder(folder, openingOf())).close();
  });

  it('is free again when it could not be opened', () => {
    const folder = madeFolder();
    const away = `${folder}.away`;
    renameSync(path.join(folder, 'pin.key'), away);
    expect(openDataFolder(folder, openingOf())).toMatchObject({ ok: false });
    renameSync(away, path.join(folder, 'pin.key'));
    expectOk(openDataFolder(folder, openingOf())).close();
  });

  it.each(['badge.key', 'pin.key'])('does not replace a lost %s', (name) => {
    const folder = madeFolder();
    rmSync(path.join(folder, name));
    expect(openDataFolder(folder, openingOf())).toMatchObject({ ok: false, error: { code: 'missing' } });
  });

  it('does not start a new log where the old one is gone', () => {
    const folder = madeFolder();
    rmSync(path.join(folder, 'wardkey.db'));
    expect(openDataFolder(folder, openingOf())).toEqual({
      ok: false,
      error: { what: 'database', code: 'missing' },
    });
  });

  it('says that a database is damaged, and keeps it', () => {
    const folder = madeFolder();
    writeFileSync(path.join(folder, 'wardkey.db'), 'this is no database, however long it is made '.repeat(200));
    expect(openDataFolder(folder, openingOf())).toEqual({
      ok: false,
      error: { what: 'database', code: 'corrupt' },
    });
  });
});
