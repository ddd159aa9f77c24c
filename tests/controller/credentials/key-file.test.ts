// A key is made once, whole and for its owner only, and never made again in the place of one that is there.
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadKey, loadOrCreateKey } from '../../../controller/credentials/key-file.ts';
import { err } from '../../../controller/domain/result.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

let file: string;
beforeEach(() => {
  file = path.join(scratchFolder(), 'badge.key');
});

describe('a key file', () => {
  it('is made with 32 bytes for its owner only, and is the same from then on', () => {
    const key = expectOk(loadOrCreateKey(file));
    expect(key.length).toBe(32);
    expect(statSync(file).mode & 0o7777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
    expect(Buffer.from(key).equals(readFileSync(file))).toBe(true);
    expect(loadOrCreateKey(file)).toEqual({ ok: true, value: key });
    expect(loadKey(file)).toEqual({ ok: true, value: key });
  });

  it('is another one in each cabinet', () => {
    const other = expectOk(loadOrCreateKey(path.join(path.dirname(file), 'pin.key')));
    expect(Buffer.from(other).equals(expectOk(loadOrCreateKey(file)))).toBe(false);
  });

  it('is made after a start that was cut off', () => {
    writeFileSync(`${file}.new`, 'half', { mode: 0o600 });
    expect(expectOk(loadOrCreateKey(file)).length).toBe(32);
  });

  it('is not made where one must be', () => {
    expect(loadKey(file)).toEqual(err('missing'));
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['empty', 'wrong_size', () => writeFileSync(file, '', { mode: 0o600 })],
    ['short', 'wrong_size', () => writeFileSync(file, Buffer.alloc(31), { mode: 0o600 })],
    ['long', 'wrong_size', () => writeFileSync(file, Buffer.alloc(33), { mode: 0o600 })],
    ['readable for others', 'wrong_mode', () => chmodSync(made(), 0o640)],
    ['for everyone to write', 'wrong_mode', () => chmodSync(made(), 0o602)],
    ['a folder', 'not_a_file', () => mkdirSync(file, { mode: 0o600 })],
    ['a link', 'not_a_file', () => symlinkSync(made(`${file}.elsewhere`), file)],
    [
      'below a file',
      'unreadable',
      () => {
        writeFileSync(file, '');
        file = path.join(file, 'x');
      },
    ],
  ] as const)('that is %s is a fault and stays as it is', (_what, fault, prepare) => {
    prepare();
    const before = statSync(file, { throwIfNoEntry: false })?.ino;
    expect(loadOrCreateKey(file)).toEqual(err(fault));
    expect(loadKey(file)).toEqual(err(fault));
    expect(statSync(file, { throwIfNoEntry: false })?.ino).toBe(before);
  });

  it('that cannot be made is a fault', () => {
    expect(loadOrCreateKey(path.join(path.dirname(file), 'no-folder', 'badge.key'))).toEqual(err('not_writable'));
  });
});

function made(at = file): string {
  writeFileSync(at, Buffer.alloc(32), { mode: 0o600 });
  return at;
}
