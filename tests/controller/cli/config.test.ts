// `wardkey config` as an installer runs it: the real program on a real data folder.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../controller/data-folder.ts';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import type { CabinetSetup } from '../../../controller/domain/setup.ts';
import { minutes } from '../../../controller/domain/time.ts';
import { localDate } from '../../../controller/domain/zone.ts';
import { openingOf } from '../../../controller/main.ts';
import { documentText, parseDocument } from '../../../controller/setup/document.ts';
import { changeSetup } from '../../../controller/setup-change.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { keyGroupId, NOW } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const PROGRAM = path.join(REPOSITORY, 'controller', 'cli.ts');
const { setup: HOSPITAL } = demoHospital(NOW);

let folder: string;
let data: string;

beforeEach(() => {
  folder = scratchFolder();
  data = path.join(folder, 'data');
});

/** Runs one command of the group on the data folder of the test. */
function config(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'config', ...words, '--data', data], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function fileOf(setup: CabinetSetup, name = 'setup.json'): string {
  const file = path.join(folder, name);
  writeFileSync(file, documentText(setup));
  return file;
}

/** Puts a set-up in force without a process of its own. */
function inForce(setup: CabinetSetup): void {
  const folderOfData = expectOk(openDataFolder(data, openingOf()));
  expectOk(changeSetup(folderOfData, setup, null));
  folderOfData.close();
}

/** What the data folder holds: its versions, and the entries of its log about the set-up. */
function held() {
  const { store, journal, close } = expectOk(openDataFolder(data, openingOf()));
  const changes = expectOk(journal.latest(100)).flatMap(({ occurrence }) =>
    occurrence.kind === 'setup.changed' ? [{ digest: occurrence.digest, by: occurrence.by }] : [],
  );
  const versions = store.setup.versions();
  close();
  return { versions, changes };
}

const withAllowance = (allowance: number): CabinetSetup => ({ ...HOSPITAL, policy: { ...HOSPITAL.policy, allowance } });

describe('wardkey config', () => {
  it('brings a set-up into an empty folder, and gives it back', () => {
    const file = fileOf(HOSPITAL);
    expect(config('apply', file)).toMatchObject({ status: 0, stderr: '' });
    const exported = path.join(folder, 'out.json');
    expect(config('export', exported)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(exported, 'utf8')).toBe(readFileSync(file, 'utf8'));
    expect(config('export', '-').stdout).toBe(readFileSync(file, 'utf8'));
  });

  it('shows a difference, applies it with its author, and writes it into the log', () => {
    inForce(HOSPITAL);
    const changed = fileOf(withAllowance(2));
    const line = '~ policy: allowance 4 → 2\n';
    expect(config('diff', changed).stdout).toBe(line);
    expect(config('apply', changed, '--by', 'staff-36').stdout).toBe(line);
    expect(config('diff', changed).stdout).toBe('no difference\n');
    const { versions, changes } = held();
    expect(versions.map(({ version, by }) => [version, by])).toEqual([
      [2, 'staff-36'],
      [1, null],
    ]);
    expect(changes).toEqual(versions.map(({ digest, by }) => ({ digest, by })));
  });

  it('makes no version of what is in force already', () => {
    inForce(HOSPITAL);
    expect(config('apply', fileOf(HOSPITAL)).stdout).toBe('no difference\n');
    expect(held().versions).toHaveLength(1);
  });

  it('only looks with --dry-run, and makes no folder for it', () => {
    expect(config('apply', fileOf(HOSPITAL), '--dry-run').stdout).toContain('+ key 14\n');
    expect(existsSync(data)).toBe(false);
  });

  it('undoes the last change, and with it the undoing', () => {
    inForce(HOSPITAL);
    inForce(withAllowance(2));
    expect(config('undo').stdout).toBe('~ policy: allowance 2 → 4\n');
    expect(config('undo').stdout).toBe('~ policy: allowance 4 → 2\n');
    const { versions } = held();
    expect(versions.map(({ body }) => expectOk(parseDocument(body)).policy.allowance)).toEqual([2, 4, 2, 4]);
  });

  it('puts a whole set-up in the place of one that cannot be read', () => {
    const { store, close } = expectOk(openDataFolder(data, openingOf()));
    expectOk(store.setup.write({ body: '{"format":2}', digest: 'f'.repeat(64), applied: NOW, by: null }, null));
    close();
    expect(config('export', '-')).toMatchObject({ status: 65, stdout: '' });
    expect(config('apply', fileOf(HOSPITAL))).toMatchObject({ status: 0, stderr: '' });
    expect(config('export', '-').stdout).toBe(documentText(HOSPITAL));
  });

  it('has nothing to undo before the second version', () => {
    inForce(HOSPITAL);
    expect(config('undo')).toMatchObject({ status: 69, stderr: 'wardkey: there is no version before this one\n' });
  });

  it('prints the schema that is shipped', () => {
    const shipped = readFileSync(path.join(REPOSITORY, 'provisioning', 'setup.schema.json'), 'utf8');
    expect(JSON.parse(config('schema').stdout)).toEqual(JSON.parse(shipped));
  });

  it.each<[string, readonly string[], number]>([
    ['no command', [], 64],
    ['a word too many', ['diff', 'a', 'b'], 64],
    ['no file', ['apply'], 64],
    ['a file that is not there', ['apply', '/nowhere/setup.json'], 66],
    ['no set-up to export', ['export', '-'], 69],
  ])('with %s ends with its code', (_what, words, status) => {
    expect(config(...words).status).toBe(status);
  });

  it('knows who may be named', () => {
    expect(config('apply', fileOf(HOSPITAL), '--by', 'nobody')).toMatchObject({ status: 64 });
    expect(config('undo')).toMatchObject({ status: 69, stderr: 'wardkey: this cabinet has no set-up yet\n' });
    expect(existsSync(data)).toBe(false);
  });
});

describe('a bad document', () => {
  const [schedule, ...schedules] = HOSPITAL.schedules;
  const [key, ...keys] = HOSPITAL.keys;
  const [grant, ...grants] = HOSPITAL.grants;
  if (schedule === undefined || key === undefined || grant === undefined) throw new Error('the hospital is empty');
  const backwards = { from: localDate('2030-05-02'), to: localDate('2030-05-01'), windows: [] };
  const itself = { kind: 'key', key: key.id } as const;

  it.each<[string, Partial<CabinetSetup>, string]>([
    [
      'a schedule that ends before it starts',
      { schedules: [{ ...schedule, exceptions: [backwards] }, ...schedules] },
      'schedules[0].exceptions[0]: this exception ends before it starts (exception_ends_before_start)',
    ],
    [
      'a curfew of 0',
      { keys: [{ ...key, curfews: [{ kind: 'after', duration: minutes(0) }] }, ...keys] },
      'keys[0].curfews[0]: a curfew is at least 1 minute (curfew_too_short)',
    ],
    [
      'a pair with itself',
      { pairs: [{ kind: 'exclusive', first: itself, second: itself }] },
      'pairs[0]: key 1 is on both sides (pair_with_itself)',
    ],
    [
      'an unknown time zone',
      { identity: { ...HOSPITAL.identity, timeZone: 'Europe/Atlantis' } },
      'identity.timeZone: there is no time zone "Europe/Atlantis"; names are those of IANA, e.g. Europe/Paris (time_zone_unknown)',
    ],
    [
      'a grant to a deleted group',
      { grants: [{ ...grant, keyGroup: keyGroupId('deleted') }, ...grants] },
      'grants[0].keyGroup: there is no group of keys "deleted" (unknown_reference)',
    ],
  ])('with %s is refused with its place and reason, and changes nothing', (_what, wrong, line) => {
    inForce(HOSPITAL);
    const before = held();
    const refused = config('apply', fileOf({ ...HOSPITAL, ...wrong }, 'wrong.json'));
    expect(refused).toEqual({
      status: 65,
      stdout: '',
      stderr: `wardkey: the document is refused, and nothing was changed:\n  ${line}\n`,
    });
    expect(held()).toEqual(before);
  });

  it('is told all that is wrong at once', () => {
    const file = path.join(folder, 'wrong.json');
    writeFileSync(file, '{"identity": {"name": "x"}, "keys": [{"id": "A"}], "colour": 1}');
    const { status, stderr } = config('apply', file);
    expect(status).toBe(65);
    expect(
      stderr
        .split('\n')
        .slice(1, -1)
        .map((line) => line.trim().split(':')[0]),
    ).toEqual(['identity.timeZone', 'identity.contact', 'keys[0].id', 'keys[0].number', 'keys[0].name', 'colour']);
    expect(existsSync(data)).toBe(false);
  });
});

describe('while a cabinet runs on the folder', () => {
  it('nothing is applied or undone, and looking is allowed', () => {
    inForce(HOSPITAL);
    const { close } = expectOk(openDataFolder(data, openingOf()));
    const changed = fileOf(withAllowance(2));
    expect(config('apply', changed)).toMatchObject({ status: 75, stdout: '' });
    expect(config('undo')).toMatchObject({ status: 75, stdout: '' });
    expect(config('diff', changed)).toMatchObject({ status: 0, stdout: '~ policy: allowance 4 → 2\n' });
    expect(config('export', '-')).toMatchObject({ status: 0, stdout: documentText(HOSPITAL) });
    close();
    expect(held().versions).toHaveLength(1);
  });
});
