// `wardkey reader key` as an installer runs it: the real program on a real data folder. The key goes in and is never seen again.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reader } from '../../../controller/cli/reader.ts';
import { ReaderKeys } from '../../../controller/credentials/reader-keys.ts';
import { openDataFolder } from '../../../controller/data-folder.ts';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import { openingOf } from '../../../controller/main.ts';
import { changeSetup } from '../../../controller/setup-change.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { type CommandRun, commandRun } from '../../support/command-run.ts';
import { NOW, readerId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const PROGRAM = path.join(REPOSITORY, 'controller', 'cli.ts');
const KEY = '31383f464d545b626970777e858c939a';
const FILE = { application: 'F48120', keyNumber: 0, file: 5, offset: 0, length: 8 };

let template: string;
let data: string;

beforeAll(() => {
  template = mkdtempSync(path.join(tmpdir(), 'wardkey-test-'));
  const folder = expectOk(openDataFolder(template, openingOf()));
  const { setup } = demoHospital(NOW);
  const readers = [
    { id: readerId('front'), kind: 'pcsc', desfire: FILE },
    { id: readerId('side'), kind: 'pcsc', desfire: null },
  ] as const;
  expectOk(changeSetup(folder, { ...setup, readers }, null));
  folder.close();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

beforeEach(() => {
  data = path.join(scratchFolder(), 'data');
  cpSync(template, data, { recursive: true });
});

/** As an installer starts it, in a process of its own. */
function program(words: readonly string[], input: string) {
  const args = [PROGRAM, 'reader', 'key', ...words, '--data', data];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', input });
  return withoutKey({ status: status ?? -1, stdout, stderr });
}

/** The same in this process, which takes no seconds to start. */
async function key(words: readonly string[], input = '') {
  return withoutKey(await commandRun(() => reader(['key', ...words, '--data', data], () => input)));
}

function withoutKey(run: CommandRun): CommandRun {
  expect(`${run.stdout}${run.stderr}`.toLowerCase()).not.toContain(KEY);
  return run;
}

describe('wardkey reader key', () => {
  it('takes a key, tells of it and forgets it, and the log says so', async () => {
    expect((await key(['list'])).stdout).toMatch(/^front +desfire +NO KEY: .*counts as weak/);
    expect(program(['set', 'front', '--by', 'staff-36'], `${KEY}\n`)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^the key of front is stored, fingerprint [0-9a-f]{8}; the cabinet uses it from its next start\n$/,
      ),
      stderr: '',
    });
    expect(expectOk(ReaderKeys.load(data)).keyOf(readerId('front'), 'desfire')).toEqual(
      Uint8Array.from(Buffer.from(KEY, 'hex')),
    );
    expect((await key(['list'])).stdout).toMatch(/^front +desfire +set since 20\d\d-\S+Z, fingerprint [0-9a-f]{8}\n$/);

    for (const name of readdirSync(data).filter((one) => one !== 'reader.keys')) {
      expect(readFileSync(path.join(data, name), 'latin1'), name).not.toContain(KEY);
    }

    expect(await key(['forget', 'front'])).toMatchObject({ status: 0, stderr: '' });
    const folder = expectOk(openDataFolder(data, openingOf()));
    expect(folder.store.setup.current()?.body).toContain('F48120');
    const entries = expectOk(folder.journal.latest(10)).flatMap(({ occurrence }) =>
      'reader' in occurrence && 'by' in occurrence ? [[occurrence.kind, occurrence.reader, occurrence.by]] : [],
    );
    folder.close();
    expect(entries.toReversed()).toEqual(
      [
        ['reader.key_forgotten', 'front', null],
        ['reader.key_set', 'front', 'staff-36'],
      ].toReversed(),
    );
  });

  it.each([
    ['words that are no key', 'front', `${KEY} 00`, 65, '32 hex digits'],
    ['a reader that reads no file', 'side', KEY, 64, 'names no file'],
    ['a reader that is not there', 'back', KEY, 64, 'there is no reader "back"'],
    ['the key that every new reader has', 'front', '303132333435363738393A3B3C3D3E3F', 65, 'default key'],
  ])('refuses %s, and stores nothing', async (_name, id, input, status, reason) => {
    expect(await key(['set', id], input)).toMatchObject({
      status,
      stdout: '',
      stderr: expect.stringContaining(reason),
    });
    expect(expectOk(ReaderKeys.load(data)).notes()).toEqual([]);
  });

  it('changes nothing under a cabinet that runs', async () => {
    const running = expectOk(openDataFolder(data, openingOf()));
    const refused = await key(['set', 'front'], KEY);
    running.close();
    expect(refused).toMatchObject({
      status: 75,
      stderr: expect.stringContaining('another process works on this data folder'),
    });
    expect(existsSync(path.join(data, 'reader.keys.new'))).toBe(false);
    expect(expectOk(ReaderKeys.load(data)).notes()).toEqual([]);
  });
});
