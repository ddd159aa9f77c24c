// `wardkey audit` as an inspector runs it: the real program on a real data folder, and on what came out of it.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealNote } from '../../../controller/audit/note-seal.ts';
import { audit as run } from '../../../controller/cli/audit.ts';
import { openDataFolder } from '../../../controller/data-folder.ts';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import { openingOf } from '../../../controller/main.ts';
import { changeSetup } from '../../../controller/setup-change.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { commandRun } from '../../support/command-run.ts';
import { keyId, NOW, sessionId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { checkpointOf, keyOf, someLog } from '../../support/export-forger.ts';

const PROGRAM = path.join(REPOSITORY, 'controller', 'cli.ts');
const HOSPITAL = demoHospital(NOW).setup;
const PERSON = HOSPITAL.staff[0];
const KEY = HOSPITAL.keys[0];
const DOORS = 20;

/** Made once: reading changes nothing of them. */
let scratch: string;
let data: string;
let whole: string;
let key: string;
let earlier: string;

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'wardkey-test-'));
  data = path.join(scratch, 'data');
  whole = path.join(scratch, 'whole');
  record();
  earlier = path.join(scratch, 'earlier');
  writeFileSync(earlier, (await audit('checkpoint', '--data', data)).stdout);
  record();
  key = (await audit('key', '--data', data)).stdout.trim();
  expect(await audit('export', whole, '--data', data)).toMatchObject({ status: 0, stderr: '' });
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const audit = (...words: readonly string[]) => commandRun(() => run(words));

/** The same as a process of its own. */
function program(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'audit', ...words], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** Twenty doors, a set-up, and what somebody reported in words. */
function record(): void {
  if (PERSON === undefined || KEY === undefined) throw new Error('the hospital is empty');
  const folder = expectOk(openDataFolder(data, openingOf()));
  expectOk(changeSetup(folder, HOSPITAL, null));
  for (let turn = 0; turn < DOORS; turn += 1) expectOk(folder.journal.record({ kind: 'door.opened', during: null }));
  const note = sealNote('=1+1, bent', Buffer.alloc(16, folder.journal.size()));
  const visit = { session: sessionId('s-1'), staff: staffId(PERSON.id) };
  expectOk(
    folder.journal.record(
      { kind: 'fault.reported', ...visit, key: keyId(KEY.id), fault: 'bent', severity: 'minor', note: note.id },
      [note],
    ),
  );
  folder.close();
}

function copyOf(folder: string): string {
  const copy = mkdtempSync(path.join(scratch, 'copy-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

describe('wardkey audit', () => {
  it('says its words', async () => {
    expect(await audit()).toMatchObject({ status: 0, stderr: '' });
    expect((await audit()).stdout).toContain('check-proof FILE --entry FILE --key VKEY');
    expect(await audit('burn')).toMatchObject({ status: 64, stdout: '' });
  });

  it('gives the key of the cabinet, again and again the same', async () => {
    expect(key).toMatch(/^wardkey-[0-9a-f]{16}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
    expect(readFileSync(path.join(whole, 'vkey'), 'utf8')).toBe(`${key}\n`);
  });

  it('knows a checkpoint whose lines a mail has ended with CR LF', async () => {
    const file = path.join(scratch, 'mailed.txt');
    writeFileSync(file, readFileSync(earlier, 'latin1').replaceAll('\n', '\r\n'), 'latin1');
    expect(await audit('verify', whole, '--key', key, '--since', file)).toMatchObject({ status: 0, stderr: '' });
  });

  it('proves what it exported, since a checkpoint that was carried away', async () => {
    const { status, stdout, stderr } = await audit('verify', whole, '--key', key, '--since', earlier);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const size = 2 * (DOORS + 2);
    expect(stdout).toContain(`entries      1 to ${size} (${size})`);
    expect(stdout).toContain(`the log continues the checkpoint of ${size / 2} entries`);
    expect(stdout).toContain('texts        2, each fits');
    expect(stdout).toContain('set-up       is the one that the log names');
    expect(stdout).toMatch(/Not proved:\n {2}- what happened after entry/);
  });

  it('writes a table with names, and no formula', async () => {
    const table = readFileSync(path.join(whole, 'log.csv'), 'utf8');
    expect(table).toContain(`${PERSON?.name} (${PERSON?.id})`);
    expect(table).toContain(`"'=1+1, bent"`);
    expect(table.split('\r\n')).toHaveLength(2 * (DOORS + 2) + 2);
  });

  it('exports a part by position or by time', async () => {
    const part = path.join(scratch, 'part');
    expect((await audit('export', part, '--from', '5', '--to', '9', '--data', data)).stdout).toContain(
      'Entries 5 to 9 of 44',
    );
    expect((await audit('verify', part, '--key', key)).stdout).toContain('what entries 1 to 4 say');
    const hidden = await audit('verify', part, '--key', key, '--since', earlier);
    expect(hidden).toMatchObject({ status: 2, stdout: '' });
    expect(hidden.stderr).toContain('export the whole log');
    const [first = ''] = readFileSync(path.join(whole, 'entries', '000001.ndjson'), 'utf8').split('\n');
    const { at } = JSON.parse(first);
    const today = path.join(scratch, 'today');
    expect((await audit('export', today, '--from', at, '--to', '9999-01-01', '--data', data)).stdout).toContain(
      '1 to 44 of 44',
    );
    const never = await audit('export', path.join(scratch, 'never'), '--to', '2001-01-01', '--data', data);
    expect(never).toMatchObject({ status: 64, stdout: '' });
  });

  it('proves one entry, to anybody who has its bytes and the key', async () => {
    const entry = path.join(scratch, 'entry');
    const proof = path.join(scratch, 'proof');
    const { stdout } = await audit('prove', '7', '--entry', entry, '--data', data);
    writeFileSync(proof, stdout);
    expect(stdout).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 6\n/);
    expect(await audit('check-proof', proof, '--entry', entry, '--key', key)).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(entry, `${readFileSync(entry, 'utf8')}\n`);
    expect((await audit('check-proof', proof, '--entry', entry, '--key', key)).status).toBe(0);
    writeFileSync(entry, readFileSync(entry, 'utf8').replace('opened', 'closed'));
    expect(await audit('check-proof', proof, '--entry', entry, '--key', key)).toMatchObject({ status: 1, stdout: '' });
    expect((await audit('check-proof', proof, '--entry', '/nowhere', '--key', key)).status).toBe(2);
    expect((await audit('prove', '45', '--data', data)).status).toBe(64);
  });
});

describe('wardkey audit verify', () => {
  it('ends as the program does', () => {
    expect(program('verify', whole, '--key', key)).toMatchObject({ status: 0, stderr: '' });
    expect(program('verify', whole, '--key', keyOf(9).vkey)).toMatchObject({ status: 1, stdout: '' });
    expect(program('verify', '/nowhere', '--key', key)).toMatchObject({ status: 2, stdout: '' });
  });

  it('ends with 1 for what is broken, and says where in one line', async () => {
    const copy = copyOf(whole);
    writeFileSync(path.join(copy, 'log.csv'), 'x');
    const changed = await audit('verify', copy, '--key', key);
    expect(changed).toMatchObject({ status: 1, stdout: '' });
    expect(changed.stderr).toMatch(/^BROKEN: log\.csv: [^\n]*\n$/);
    const alien = path.join(scratch, 'alien');
    writeFileSync(alien, checkpointOf(someLog(10, keyOf(9)), 10));
    expect((await audit('verify', whole, '--key', key, '--since', alien)).status).toBe(1);
    expect((await audit('verify', whole, '--key', keyOf(9).vkey)).status).toBe(1);
  });

  it('names what lies beside, without what could steer a terminal', async () => {
    const copy = copyOf(whole);
    writeFileSync(path.join(copy, 'evil\u001b[31m'), 'x');
    const { status, stdout } = await audit('verify', copy, '--key', key);
    expect(status).toBe(0);
    expect(stdout).toContain('no part of the export: evil?[31m');
  });

  it.each<[string, () => readonly string[]]>([
    ['no folder', () => ['/nowhere']],
    ['a file in place of a folder', () => [earlier]],
    ['a folder without a manifest', () => [data]],
    ['a malformed key', () => [whole, '--key', 'wardkey']],
    ['a checkpoint that is not there', () => [whole, '--since', '/nowhere']],
    ['a checkpoint that is a folder', () => [whole, '--since', whole]],
    ['a checkpoint that is endless', () => [whole, '--since', '/dev/zero']],
  ])('ends with 2 for %s', async (_what, words) => {
    const { status, stdout, stderr } = await audit('verify', '--key', key, ...words());
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^CANNOT BE USED: [^\n]*\n$/);
  });

  it('ends with 64 when it is not told what to do', async () => {
    expect((await audit('verify', whole)).status).toBe(64);
    expect((await audit('verify', '--key', key)).status).toBe(64);
    expect((await audit('verify', whole, 'more', '--key', key)).status).toBe(64);
  });
});

describe('wardkey audit export', () => {
  it.each<[string, () => readonly string[], number]>([
    ['into the data folder', () => [path.join(data, 'out'), '--data', data], 64],
    ['into a folder that is not empty', () => [whole, '--data', data], 73],
    ['below a file', () => [path.join(data, 'log.key', 'out'), '--data', data], 64],
    ['below what is no folder', () => [path.join(earlier, 'out'), '--data', data], 73],
    ['from no cabinet', () => [path.join(scratch, 'none'), '--data', path.join(scratch, 'nowhere')], 69],
    ['from nowhere said', () => [path.join(scratch, 'none')], 64],
    ['from no position', () => [path.join(scratch, 'none'), '--data', data, '--from', 'soon'], 64],
    ['from after the end', () => [path.join(scratch, 'none'), '--data', data, '--from', '45'], 64],
  ])('%s ends with its code and writes nothing', async (_what, words, status) => {
    const before = readdirSync(data);
    expect(await audit('export', ...words())).toMatchObject({ status, stdout: '' });
    expect(existsSync(path.join(scratch, 'none'))).toBe(false);
    expect(readdirSync(data)).toEqual(before);
  });

  it('needs the key that signs, as it was made', async () => {
    const copy = copyOf(data);
    chmodSync(path.join(copy, 'log.key'), 0o644);
    const refused = await audit('export', path.join(scratch, 'none'), '--data', copy);
    expect(refused).toMatchObject({ status: 69, stdout: '' });
    rmSync(path.join(copy, 'log.key'));
    expect(await audit('key', '--data', copy)).toMatchObject({ status: 69, stdout: '' });
    expect(existsSync(path.join(copy, 'log.key'))).toBe(false);
  });

  it('takes an empty folder', async () => {
    const empty = path.join(scratch, 'empty');
    mkdirSync(empty);
    expect((await audit('export', empty, '--data', data)).status).toBe(0);
    expect(existsSync(path.join(empty, 'manifest'))).toBe(true);
  });
});
