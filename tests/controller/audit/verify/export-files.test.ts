// The files of an export on a real disk, where an inspector's stick may hold anything: links, pipes, devices, folders.
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, smallFile } from '../../../../controller/audit/verify/export-files.ts';
import { verifyExport } from '../../../../controller/audit/verify/verify-export.ts';
import { err, ok } from '../../../../controller/domain/result.ts';
import { honestExport, keyOf, someLog } from '../../../support/export-forger.ts';
import { scratchFolder } from '../../../support/scratch.ts';

const KEY = keyOf(7);

function filesOf(folder: string) {
  const files = filesIn(folder);
  if (files === null) throw new Error('there is no folder');
  return files;
}

/** An honest export on the disk. */
function exportOnDisk(): string {
  const folder = scratchFolder();
  mkdirSync(path.join(folder, 'entries'));
  for (const [name, bytes] of honestExport(someLog(20, KEY))) writeFileSync(path.join(folder, name), bytes);
  return folder;
}

function codeOf(folder: string): string {
  const verified = verifyExport(filesOf(folder), { key: KEY.vkey, since: null });
  return verified.ok ? 'proved' : verified.error.code;
}

describe('the files of an export', () => {
  it('are read in pieces, whatever their size', () => {
    const folder = scratchFolder();
    const bytes = Buffer.alloc(600_000, 'wardkey');
    writeFileSync(path.join(folder, 'large'), bytes);
    const files = filesOf(folder);
    expect(files.size('large')).toEqual(ok(600_000));
    const pieces = Array.from(files.pieces('large'), (piece) => Buffer.from(piece));
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  });

  it('are no links, pipes, devices or folders', () => {
    const folder = scratchFolder();
    writeFileSync(path.join(folder, 'file'), 'x');
    symlinkSync('file', path.join(folder, 'link'));
    symlinkSync('/dev/zero', path.join(folder, 'device'));
    mkdirSync(path.join(folder, 'folder'));
    expect(spawnSync('mkfifo', [path.join(folder, 'pipe')]).status).toBe(0);
    const files = filesOf(folder);
    for (const name of ['link', 'device', 'folder', 'pipe']) expect(files.size(name)).toEqual(err('unreadable'));
    expect(files.size('nothing')).toEqual(err('missing'));
    expect(smallFile(path.join(folder, 'pipe'), 10)).toBeNull();
    expect(smallFile('/dev/zero', 10)).toBeNull();
    expect(smallFile(path.join(folder, 'file'), 0)).toBeNull();
    expect(smallFile(path.join(folder, 'file'), 1)).toEqual(Buffer.from('x'));
  });

  it('lie in a folder', () => {
    expect(filesIn('/nowhere')).toBeNull();
    expect(filesIn('/dev/null')).toBeNull();
  });
});

describe('an export on the disk', () => {
  it('is proved', () => {
    expect(codeOf(exportOnDisk())).toBe('proved');
  });

  it.each(['manifest', 'entries/000001.ndjson', 'log.csv'])('with a link for %s cannot be used', (name) => {
    const [folder, elsewhere] = [exportOnDisk(), exportOnDisk()];
    spawnSync('rm', [path.join(folder, name)]);
    symlinkSync(path.join(elsewhere, name), path.join(folder, name));
    expect(codeOf(folder)).toBe('unreadable');
  });

  it('with a link for the folder of its entries cannot be used', () => {
    const [folder, elsewhere] = [exportOnDisk(), exportOnDisk()];
    spawnSync('rm', ['-r', path.join(folder, 'entries')]);
    symlinkSync(path.join(elsewhere, 'entries'), path.join(folder, 'entries'));
    expect(codeOf(folder)).toBe('unreadable');
  });

  it('names what lies beside', () => {
    const folder = exportOnDisk();
    mkdirSync(path.join(folder, 'more'));
    writeFileSync(path.join(folder, 'more', 'x'), 'x');
    const proved = verifyExport(filesOf(folder), { key: KEY.vkey, since: null });
    expect(proved).toMatchObject({ ok: true, value: { strangers: ['more/x'] } });
  });
});
