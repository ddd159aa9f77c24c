// The data folder is made once, and never anew in the place of what is there or was there.
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../controller/audit/checkpoint.ts';
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

  it('signs its log with a key of its own from the first start on, and where it stands whenever it is closed', () => {
    const folder = madeFolder();
    const { close, journal, logKey, store } = expectOk(openDataFolder(folder, openingOf()));
    expect(statSync(path.join(folder, 'log.key')).mode & 0o777).toBe(0o600);
    expect(store.tree.newestCheckpoint()?.size).toBe(0);
    expectOk(journal.record({ kind: 'door.opened', during: null }));
    close();
    const again = expectOk(openDataFolder(folder, openingOf()));
    expect(again.logKey.vkey).toBe(logKey.vkey);
    const note = again.store.tree.newestCheckpoint()?.note ?? '';
    expect(expectOk(openCheckpoint(note, logKey.noteKey)).size).toBe(1);
    again.close();
  });

  it('does not open with the key of another log', () => {
    const folder = madeFolder();
    writeFileSync(path.join(folder, 'log.key'), new Uint8Array(32).fill(1));
    const first = expectOk(openDataFolder(`${folder}-2`, openingOf()));
    expectOk(first.journal.record({ kind: 'door.opened', during: null }));
    first.close();
    copyFileSync(path.join(folder, 'log.key'), path.join(`${folder}-2`, 'log.key'));
    expect(openDataFolder(`${folder}-2`, openingOf())).toEqual({
      ok: false,
      error: { what: 'log', code: 'checkpoint' },
    });
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

  it.each(['badge.key', 'pin.key', 'log.key'])('does not replace a lost %s', (name) => {
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

  it.each([
    ['the mark alone', []],
    ['one secret', ['badge.key']],
    ['every secret', ['badge.key', 'log.key', 'pin.key']],
  ])('finishes a first start that was cut off after %s', (_, made) => {
    const whole = madeFolder();
    const folder = scratchFolder();
    writeFileSync(path.join(folder, 'first-start'), '');
    for (const name of made) copyFileSync(path.join(whole, name), path.join(folder, name));
    expectOk(openDataFolder(folder, openingOf())).close();
    for (const name of made) {
      expect(readFileSync(path.join(folder, name))).toEqual(readFileSync(path.join(whole, name)));
    }
    rmSync(path.join(folder, 'wardkey.db'));
    expect(openDataFolder(folder, openingOf())).toMatchObject({ ok: false, error: { code: 'missing' } });
  });

  it.each(['badge.key', 'log.key', 'pin.key'])('begins no new log where nothing but %s is left', (left) => {
    const folder = madeFolder();
    for (const name of ['wardkey.db', 'badge.key', 'log.key', 'pin.key']) {
      if (name !== left) rmSync(path.join(folder, name));
    }
    expect(openDataFolder(folder, openingOf())).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(readdirSync(folder).filter((name) => name.endsWith('.key') || name.startsWith('wardkey.db'))).toEqual([
      left,
    ]);
  });

  it('makes no secret anew once there is a database, whatever mark lies there', () => {
    const folder = madeFolder();
    writeFileSync(path.join(folder, 'first-start'), '');
    rmSync(path.join(folder, 'pin.key'));
    expect(openDataFolder(folder, openingOf())).toMatchObject({ ok: false, error: { code: 'missing' } });
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
