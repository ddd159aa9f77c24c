// `wardkey audit hold|lift|retain|prune|erase` as two people run them: the real program on a real data folder.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tracesOf } from '../../../controller/cli/traces.ts';
import { type DataFolder, databaseIn, openDataFolder } from '../../../controller/data-folder.ts';
import { parseHoldId } from '../../../controller/domain/ids.ts';
import type { Occurrence } from '../../../controller/domain/occurrence.ts';
import { instant } from '../../../controller/domain/time.ts';
import { openingOf } from '../../../controller/main.ts';
import { changeSetup } from '../../../controller/setup-change.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { aSetup, aStaff, NOW, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { DAY, fillDaily } from '../../support/pruned-log.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const PROGRAM = path.join(REPOSITORY, 'controller', 'cli.ts');
const UPPER = aStaff({ id: staffId('s-1'), number: '36001', name: 'S. Upper', role: 'supervisor' });
const AUDITOR = aStaff({ id: staffId('a-1'), number: '36002', name: 'A. Udit', role: 'auditor' });
const NURSE = aStaff({ id: staffId('p-1'), number: '36003', name: 'N. Testwell' });
const PINS = { [UPPER.id]: '730184', [AUDITOR.id]: '905263', [NURSE.id]: '184620' };
const BOTH = ['730184', '905263'];
const AS_BOTH = ['--by', '36001', '--with', '36002'];
/** Entries of the log that the tests begin with: one a day, then the set-up. */
const DAYS = 700;
/** Each test runs the program several times, and a busy machine takes seconds to start it. */
const PATIENCE = { timeout: 120_000 };

let template: string;
let data: string;

beforeAll(async () => {
  template = mkdtempSync(path.join(tmpdir(), 'wardkey-test-'));
  data = template;
  const clock = new SteppedClock();
  clock.wall = NOW - DAYS * DAY;
  const folder = expectOk(openDataFolder(data, openingOf(clock)));
  fillDaily(folder.journal, clock, DAYS);
  expectOk(changeSetup(folder, aSetup({ staff: [UPPER, AUDITOR, NURSE] }), null));
  for (const person of [UPPER, AUDITOR, NURSE]) {
    const phc = expectOk(await folder.pins.hash(PINS[person.id] ?? ''));
    expectOk(folder.store.credentials.writePin(person.id, phc, false));
  }
  folder.close();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

beforeEach(() => {
  data = path.join(scratchFolder(), 'data');
  cpSync(template, data, { recursive: true });
});

/** Runs one word of the group on the data folder of the test. @param pins what is typed, a line each */
function audit(words: readonly string[], pins: readonly string[] = []) {
  const cabinet = words[0] === 'verify' ? [] : ['--data', data];
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'audit', ...words, ...cabinet], {
    encoding: 'utf8',
    input: pins.map((pin) => `${pin}\n`).join(''),
  });
  return { status, stdout, stderr };
}

function held<T>(look: (folder: DataFolder) => T): T {
  const folder = expectOk(openDataFolder(data, openingOf()));
  try {
    return look(folder);
  } finally {
    folder.close();
  }
}

/** How often the nurse is named in the files of an export of the log as it is now. */
function exportedTraces(name: string): number {
  const folder = path.join(data, '..', name);
  expect(audit(['export', folder])).toMatchObject({ status: 0 });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.reduce(
    (sum, { parentPath, name: file }) => sum + tracesOf(path.join(parentPath, file), [NURSE.name]),
    0,
  );
}

/** The newest entries, oldest first. */
const latest = (count: number): readonly Occurrence[] =>
  held(({ journal }) => expectOk(journal.latest(count)).map(({ occurrence }) => occurrence)).toReversed();

describe('two people', PATIENCE, () => {
  it('place a hold; why stands beside the log', () => {
    const words = ['hold', '--from', '2029-11-01', '--until', '2029-11-30', '--reason', 'case 7 of the court'];
    const placed = audit([...words, ...AS_BOTH], BOTH);
    expect(placed).toMatchObject({ status: 0, stderr: '' });
    const [hold = ''] = placed.stdout.split(':');
    const span = { from: instant(Date.UTC(2029, 10, 1)), until: instant(Date.UTC(2029, 11, 1) - 1) };
    expect(latest(3)).toMatchObject([
      { kind: 'pin.accepted', staff: UPPER.id },
      { kind: 'pin.accepted', staff: AUDITOR.id },
      { kind: 'hold.placed', hold, by: UPPER.id, witness: AUDITOR.id, ...span },
    ]);
    const texts = held(({ store }) => store.pruning.notesThat((text) => text === 'case 7 of the court').length);
    expect(texts).toBe(1);
  });

  it('see a hold, and lift it', () => {
    const hold = expectOk(parseHoldId('hold-1'));
    const [by, witness] = [UPPER.id, AUDITOR.id];
    held(({ journal }) =>
      journal.record({ kind: 'hold.placed', by, witness, hold, from: NOW, until: null, note: null }),
    );
    expect(audit(['hold']).stdout).toBe('hold-1: 2030-01-15T09:00:00.000Z and all after it\n');
    expect(audit(['lift', hold, '--reason', 'settled', ...AS_BOTH], BOTH)).toMatchObject({ status: 0, stderr: '' });
    expect(held(({ journal }) => journal.ledger().holds.size)).toBe(0);
  });

  it('change how long entries are kept', () => {
    expect(audit(['retain']).stdout).toBe('entries are kept 2192 days\n');
    expect(audit(['retain', '400', ...AS_BOTH], BOTH)).toMatchObject({ status: 0, stderr: '' });
    expect(latest(1)).toMatchObject([{ kind: 'retention.changed', days: 400, by: UPPER.id, witness: AUDITOR.id }]);
  });

  it('delete what is older, and the log still continues a checkpoint from before', () => {
    const since = path.join(data, '..', 'checkpoint');
    const vkey = held(({ journal, logKey }) => {
      writeFileSync(since, expectOk(journal.checkpoint()));
      expectOk(journal.record({ kind: 'retention.changed', by: UPPER.id, witness: AUDITOR.id, days: 400 }));
      return logKey.vkey;
    });
    const line = '256 entries, 1 to 256; entry 300 is younger than the retention period\n';
    expect(audit(['prune', '--dry-run'])).toMatchObject({ status: 0, stdout: `would delete ${line}` });
    expect(held(({ store }) => store.entries.first())).toBe(1);
    expect(audit(['prune', ...AS_BOTH], BOTH)).toEqual({ status: 0, stdout: `deleted ${line}`, stderr: '' });
    expect(held(({ store }) => store.entries.first())).toBe(257);
    expect(latest(1)).toMatchObject([{ kind: 'log.pruned', first: 257, by: UPPER.id, witness: AUDITOR.id }]);
    const nothing = 'deleted nothing; entry 300 is younger than the retention period\n';
    expect(audit(['prune', ...AS_BOTH], BOTH)).toEqual({ status: 0, stdout: nothing, stderr: '' });
    const exported = path.join(data, '..', 'pruned');
    expect(audit(['export', exported])).toMatchObject({ status: 0 });
    expect(audit(['verify', exported, '--key', vkey, '--since', since])).toMatchObject({ status: 0 });
  });

  it('erase a person, whose name is then nowhere', () => {
    expect(tracesOf(databaseIn(data), [NURSE.name])).toBeGreaterThan(0);
    expect(exportedTraces('before')).toBeGreaterThan(0);
    const erased = audit(['erase', NURSE.id, ...AS_BOTH], BOTH);
    expect(erased).toMatchObject({ status: 0, stderr: '' });
    expect(erased.stdout).toContain('p-1 is erased');
    expect(tracesOf(databaseIn(data), [NURSE.name, '36003'])).toBe(0);
    expect(exportedTraces('after')).toBe(0);
    expect(audit(['erase', AUDITOR.id, ...AS_BOTH], BOTH)).toMatchObject({ status: 65, stdout: '' });
  });
});

describe('nobody decides', PATIENCE, () => {
  const days = () => held(({ journal }) => journal.ledger().retention.days);
  const counter = (staff: typeof UPPER) =>
    held(({ store }) => ({ ...store.credentials.pinCounter(staff.id) })).failures;

  it.each<[string, readonly string[], number, string]>([
    ['alone', ['--by', '36001', '--with', '36001'], 77, 'two people decide this'],
    ['with a stranger', ['--by', '36001', '--with', '99'], 64, 'nobody has the staff number 99'],
    ['with a nurse', ['--by', '36001', '--with', '36003'], 77, 'N. Testwell is neither supervisor nor auditor'],
  ])('%s', (_what, who, status, said) => {
    const refused = audit(['retain', '400', ...who], ['730184', '184620']);
    expect(refused).toMatchObject({ status, stdout: '' });
    expect(refused.stderr).toContain(said);
    expect([days(), counter(UPPER)]).toEqual([2192, 0]);
  });

  it('with a wrong PIN, which counts, or without one', () => {
    const refused = audit(['retain', '400', ...AS_BOTH], ['730184', '111222']);
    expect(refused).toMatchObject({ status: 77, stdout: '' });
    expect(refused.stderr).toContain('the PIN of A. Udit was not accepted: 4 tries left');
    expect(audit(['retain', '400', ...AS_BOTH], ['730184']).stderr).toContain('no PIN of A. Udit was given');
    expect([days(), counter(UPPER), counter(AUDITOR)]).toEqual([2192, 0, 1]);
    expect(latest(3).map(({ kind }) => kind)).toEqual(['pin.accepted', 'pin.refused', 'pin.accepted']);
    const { signed, size } = held(({ store, journal }) => ({
      signed: store.tree.newestCheckpoint()?.size,
      size: journal.size(),
    }));
    expect(signed, 'what was refused is signed too').toBe(size);
  });

  it('while a PIN must wait, and the right one does not help then', () => {
    held(({ store }) => expectOk(store.credentials.writePinCounter(AUDITOR.id, { failures: 15, lastFailure: NOW })));
    const refused = audit(['retain', '400', ...AS_BOTH], BOTH);
    expect(refused).toMatchObject({ status: 77, stdout: '' });
    expect(refused.stderr).toContain('it is locked');
  });

  it('with a one-time code', () => {
    held(({ store }) => {
      const pin = store.credentials.pinOf(UPPER.id);
      expectOk(store.credentials.writePin(UPPER.id, pin?.phc ?? '', true));
    });
    expect(audit(['retain', '400', ...AS_BOTH], BOTH).stderr).toContain('must choose a PIN at the cabinet first');
    expect(days()).toBe(2192);
  });

  it('while the cabinet runs', () => {
    held(() => expect(audit(['prune', '--dry-run'])).toMatchObject({ status: 75, stdout: '' }));
  });

  it.each<[readonly string[], string]>([
    [['hold', '--from', 'May', '--reason', 'x'], '--from: "May" is no day'],
    [['hold', '--from', '2029-02-30T00:00Z', '--reason', 'x'], '--from: "2029-02-30T00:00Z" is no day'],
    [['retain', '29'], 'DAYS must be a whole number from 30 to 36500'],
    [['erase', 'N. Testwell'], 'is no id of a person'],
  ])('with the words %j', (words, said) => {
    const refused = audit([...words, ...AS_BOTH]);
    expect(refused).toMatchObject({ status: 64, stdout: '' });
    expect(refused.stderr).toContain(said);
  });
});
