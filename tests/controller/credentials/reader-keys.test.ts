// The keys of readers on disk: they go in, are there after a restart, and are refused in any shape but their own.
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { keylessReaders, ReaderKeys, weaknessOf } from '../../../controller/credentials/reader-keys.ts';
import type { ReaderSetup } from '../../../controller/domain/reader.ts';
import { instant } from '../../../controller/domain/time.ts';
import { readerId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const FRONT = readerId('front');
const BACK = readerId('back');
const NOW = instant(1_700_000_000_000);
const KEY = Uint8Array.from({ length: 16 }, (_none, at) => 0x31 + 7 * at);
const OTHER = KEY.toReversed();
const HEX = Buffer.from(KEY).toString('hex');

let folder: string;
let file: string;

beforeEach(() => {
  folder = scratchFolder();
  file = path.join(folder, 'reader.keys');
});

const load = () => expectOk(ReaderKeys.load(folder));

describe('the keys of readers', () => {
  it('are none where there is no file, and none is made by looking', () => {
    expect(load().notes()).toEqual([]);
    expect(load().keyOf(FRONT, 'desfire')).toBeNull();
    expect(existsSync(file)).toBe(false);
  });

  it('are there after a restart, each for its reader and purpose, in a file of its owner alone', () => {
    const keys = load();
    expectOk(keys.set(FRONT, 'desfire', KEY, NOW));
    expectOk(keys.set(BACK, 'osdp', OTHER, NOW));
    for (const one of [keys, load()]) {
      expect(one.keyOf(FRONT, 'desfire')).toEqual(KEY);
      expect(one.keyOf(BACK, 'osdp')).toEqual(OTHER);
      expect(one.keyOf(FRONT, 'osdp')).toBeNull();
      expect(one.keyOf(BACK, 'desfire')).toBeNull();
      expect(one.notes().map(({ reader, kind, since }) => [reader, kind, since])).toEqual([
        [BACK, 'osdp', NOW],
        [FRONT, 'desfire', NOW],
      ]);
    }
    expect(statSync(file).mode & 0o7777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  it('are replaced and forgotten', () => {
    const keys = load();
    expectOk(keys.set(FRONT, 'desfire', KEY, NOW));
    expectOk(keys.set(FRONT, 'desfire', OTHER, NOW));
    expect(load().keyOf(FRONT, 'desfire')).toEqual(OTHER);
    expect(readFileSync(file, 'utf8')).not.toContain(HEX);
    expectOk(keys.forget(FRONT, 'desfire'));
    expect(load().notes()).toEqual([]);
    expect(load().keyOf(FRONT, 'desfire')).toBeNull();
  });

  it('can be compared by their fingerprints, which say nothing else', () => {
    const keys = load();
    expectOk(keys.set(FRONT, 'desfire', KEY, NOW));
    expectOk(keys.set(BACK, 'desfire', KEY, NOW));
    expectOk(keys.set(BACK, 'osdp', KEY, NOW));
    const [back, osdp, front] = keys.notes().map(({ fingerprint }) => fingerprint);
    expect(front).toMatch(/^[0-9a-f]{8}$/);
    expect(front).toBe(back);
    expect(osdp).not.toBe(front);
    expect(HEX).not.toContain(front);
  });

  it('are no more in what is shown of the object than in its notes', () => {
    const keys = load();
    expectOk(keys.set(FRONT, 'desfire', KEY, NOW));
    expect(inspect([keys, keys.notes()], { depth: 9, showHidden: true })).not.toMatch(/0x31|49, *56/);
    expect(JSON.stringify([keys, keys.notes()])).not.toContain(HEX);
  });

  it.each([
    ['all zeros, as every new DESFire has it', '00000000000000000000000000000000', 'one_byte_repeated'],
    ['one byte repeated', 'a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5', 'one_byte_repeated'],
    ['the default key of OSDP', '303132333435363738393a3b3c3d3e3f', 'default_key'],
    ['too short', HEX.slice(2), 'wrong_length'],
    ['too long', `${HEX}00`, 'wrong_length'],
    ['a good one', HEX, null],
  ])('are judged: %s', (_name, digits, weakness) => {
    const key = Uint8Array.from(Buffer.from(digits, 'hex'));
    expect(weaknessOf(key)).toBe(weakness);
    const stored = load().set(FRONT, 'osdp', key, NOW);
    expect(stored).toEqual(weakness === null ? { ok: true, value: undefined } : { ok: false, error: weakness });
    expect(existsSync(file)).toBe(weakness === null);
  });

  it('stay as they were when they cannot be written', () => {
    const keys = load();
    expectOk(keys.set(FRONT, 'desfire', KEY, NOW));
    mkdirSync(`${file}.new`);
    expect(keys.set(FRONT, 'desfire', OTHER, NOW)).toEqual({ ok: false, error: 'not_writable' });
    expect(keys.keyOf(FRONT, 'desfire')).toEqual(KEY);
    expect(load().keyOf(FRONT, 'desfire')).toEqual(KEY);
  });
});

describe('the last change', () => {
  it('can be taken back once, in the file as well', () => {
    const keys = load();
    expectOk(keys.undo());
    expect(existsSync(file)).toBe(false);
    expectOk(keys.set(FRONT, 'desfire', KEY, NOW));
    expectOk(keys.set(FRONT, 'desfire', OTHER, NOW));
    for (let times = 0; times < 2; times += 1) {
      expectOk(keys.undo());
      expect(keys.keyOf(FRONT, 'desfire')).toEqual(KEY);
      expect(load().keyOf(FRONT, 'desfire')).toEqual(KEY);
    }
    expectOk(keys.forget(FRONT, 'desfire'));
    expectOk(keys.undo());
    expect(load().keyOf(FRONT, 'desfire')).toEqual(KEY);
  });
});

describe('a file of keys', () => {
  beforeEach(() => {
    expectOk(load().set(FRONT, 'desfire', KEY, NOW));
  });

  it.each<[string, () => void, string]>([
    ['others can read', () => chmodSync(file, 0o640), 'wrong_mode'],
    ['is cut off', () => writeFileSync(file, readFileSync(file, 'utf8').slice(0, -9)), 'damaged'],
    ['is empty', () => writeFileSync(file, ''), 'damaged'],
    ['is huge', () => writeFileSync(file, ' '.repeat(70_000)), 'too_large'],
    [
      'says more',
      () => writeFileSync(file, readFileSync(file, 'utf8').replace('"format"', '"more": 1, "format"')),
      'damaged',
    ],
    ['is of another format', () => writeFileSync(file, readFileSync(file, 'utf8').replace('1,', '2,')), 'damaged'],
    [
      'holds a default key',
      () => writeFileSync(file, readFileSync(file, 'utf8').replace(HEX, '0'.repeat(32))),
      'damaged',
    ],
    [
      'holds a key of nobody',
      () => writeFileSync(file, readFileSync(file, 'utf8').replace('front', 'Front!')),
      'damaged',
    ],
  ])('is not used when it %s', (_name, damage, error) => {
    damage();
    expect(ReaderKeys.load(folder)).toEqual({ ok: false, error });
  });

  it('is not used when it is a link or a folder', () => {
    const other = scratchFolder();
    symlinkSync(file, path.join(other, 'reader.keys'));
    expect(ReaderKeys.load(other)).toEqual({ ok: false, error: 'not_a_file' });
    const third = scratchFolder();
    mkdirSync(path.join(third, 'reader.keys'));
    expect(ReaderKeys.load(third)).toEqual({ ok: false, error: 'not_a_file' });
  });
});

it('names the readers that need a key and have none', () => {
  const file5 = { application: 'F48120', keyNumber: 0, file: 5, offset: 0, length: 8 };
  const readers: readonly ReaderSetup[] = [
    { id: FRONT, kind: 'pcsc', desfire: file5 },
    { id: BACK, kind: 'osdp', address: 'tcp://reader:4001', unit: 0 },
    { id: readerId('side'), kind: 'pcsc', desfire: null },
    { id: readerId('demo'), kind: 'simulated' },
  ];
  const keys = load();
  const missing = () => keylessReaders(readers, keys).map(({ id }) => id);
  expect(missing()).toEqual([FRONT, BACK]);
  expectOk(keys.set(FRONT, 'osdp', KEY, NOW));
  expect(missing()).toEqual([FRONT, BACK]);
  expectOk(keys.set(FRONT, 'desfire', KEY, NOW));
  expect(missing()).toEqual([BACK]);
});
