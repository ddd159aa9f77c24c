// The data folder is made once, and never anew in the place of what is there or was there.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../controller/data-folder.ts';
import { parseBootId } from '../../controller/domain/ids.ts';
import { systemClock } from '../../controller/main.ts';
import { expectOk } from '../support/expect-ok.ts';
import { scratchFolder } from '../support/scratch.ts';

const boot = expectOk(parseBootId('boot'));

function madeFolder(): string {
  const folder = path.join(scratchFolder(), 'data');
  expectOk(openDataFolder(folder, boot, systemClock)).store.close();
  return folder;
}

describe('the data folder', () => {
  it('is made at the first start and opened at the second', () => {
    const folder = madeFolder();
    const { store, journal } = expectOk(openDataFolder(folder, boot, systemClock));
    expect(journal.size()).toBe(0);
    store.close();
  });

  it.each(['badge.key', 'pin.key'])('does not replace a lost %s', (name) => {
    const folder = madeFolder();
    rmSync(path.join(folder, name));
    expect(openDataFolder(folder, boot, systemClock)).toMatchObject({ ok: false, error: { code: 'missing' } });
  });

  it('does not start a new log where the old one is gone', () => {
    const folder = madeFolder();
    rmSync(path.join(folder, 'wardkey.db'));
    expect(openDataFolder(folder, boot, systemClock)).toEqual({
      ok: false,
      error: { what: 'database', code: 'missing' },
    });
  });

  it('says that a database is damaged, and keeps it', () => {
    const folder = madeFolder();
    writeFileSync(path.join(folder, 'wardkey.db'), 'this is no database, however long it is made '.repeat(200));
    expect(openDataFolder(folder, boot, systemClock)).toEqual({
      ok: false,
      error: { what: 'database', code: 'corrupt' },
    });
  });
});
