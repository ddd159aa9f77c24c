// `wardkey audit show` as an auditor runs it: the real program on a real data folder, with names and the time on the wall.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Entry, encodeEntry } from '../../../controller/audit/entry.ts';
import { sealNote } from '../../../controller/audit/note-seal.ts';
import { EntryIndex } from '../../../controller/audit/queries/entry-index.ts';
import { EXIT } from '../../../controller/cli/exit.ts';
import { type Asked, answerLines } from '../../../controller/cli/show-answer.ts';
import { databaseIn, openDataFolder } from '../../../controller/data-folder.ts';
import { openingOf } from '../../../controller/main.ts';
import { newSetup } from '../../../controller/setup-change.ts';
import { lookAtQueries } from '../../../controller/store/query-onlooker.ts';
import { Store } from '../../../controller/store/store.ts';
import { REPOSITORY } from '../../support/architecture/source-tree.ts';
import { aKey, anIntent, aRelease, aSetup, aStaff, NOW, seq, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { entriesOfLog, writeEntries } from '../../support/query-stage.ts';
import { scratchFolder } from '../../support/scratch.ts';

const PROGRAM = path.join(REPOSITORY, 'controller', 'cli.ts');
const NOTE = sealNote('the handle is \u001b[31mloose', new Uint8Array(16).fill(1));
const DURING = { session: sessionId('session-1'), staff: aStaff().id };
const LOG: readonly Entry[] = entriesOfLog([
  anIntent({ due: NOW }),
  { kind: 'release.taken', ...aRelease(), intent: seq(1), cause: 'sensor', due: NOW },
  { kind: 'fault.reported', ...DURING, key: aKey().id, fault: 'bent', severity: 'minor', note: NOTE.id },
  { kind: 'access.refused', ...DURING, key: aKey().id, slot: null, reasons: ['key_out', 'no_grant'] },
  {
    kind: 'alarm.raised',
    alarm: 'key_overdue',
    slot: null,
    key: aKey().id,
    board: null,
    reader: null,
    person: null,
    intent: null,
  },
  {
    kind: 'key.returned',
    slot: aRelease().slot,
    fob: aRelease().fob,
    key: aKey().id,
    holder: DURING.staff,
    during: DURING,
    cause: 'sensor',
  },
]);

/** Made once; each test has a copy. */
const template = mkdtempSync(path.join(tmpdir(), 'wardkey-show-'));
let data: string;

beforeAll(() => {
  expectOk(openDataFolder(template, openingOf())).close();
  const store = expectOk(Store.open(databaseIn(template)));
  const setup = aSetup({
    identity: { name: 'Ground floor', timeZone: 'Europe/Paris', contact: 'the switchboard, 1234', language: 'en' },
    staff: [aStaff({ number: '4711' })],
  });
  expectOk(store.setup.write(newSetup(setup, NOW, null), null));
  writeEntries({ store }, LOG);
  expectOk(store.transaction(() => store.notes.write(NOTE)));
  expectOk(new EntryIndex(store).advance(3));
  store.close();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

beforeEach(() => {
  data = path.join(scratchFolder(), 'data');
  cpSync(template, data, { recursive: true });
});

/** Runs the real program. */
function run(...words: readonly string[]) {
  const all = [PROGRAM, 'audit', 'show', '--data', data, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** What it answers, without a process of its own. */
function lines(asked: Partial<Asked> = {}): readonly string[] {
  const question = { alarms: false, refusals: false, overrides: false, limit: 50, json: false, ...asked };
  return expectOk(lookAtQueries(databaseIn(data), (log) => [...answerLines(log, question)]));
}

const positionsIn = (shown: readonly string[]) =>
  shown.flatMap((line) => /^ *(\d+) {2}/.exec(line)?.slice(1).map(Number) ?? []);

describe('wardkey audit show', () => {
  it('prints entries with names and the time on the wall, newest first', () => {
    const { status, stdout, stderr } = run();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n').slice(0, -1)).toEqual([
      ' position  time, Europe/Paris   what                  who                     details',
      '        6  2030-01-15 10:00:05  key returned                                  slot 14, key 14 Linen room, during N. Testwell, holder N. Testwell, cause sensor',
      '        5  2030-01-15 10:00:04  alarm raised                                  alarm key_overdue, key 14 Linen room',
      '        4  2030-01-15 10:00:03  access refused        N. Testwell             key 14 Linen room, reasons key_out + no_grant',
      '        3  2030-01-15 10:00:02  fault reported        N. Testwell             key 14 Linen room, fault bent, severity minor, “the handle is  [31mloose”',
      '        2  2030-01-15 10:00:01  release taken         N. Testwell             slot 14, key 14 Linen room, purpose take, intent 1, cause sensor, due 2030-01-15 10:00:00',
      expect.stringMatching(/^ {8}1 {2}2030-01-15 10:00:00 {2}release intended/),
    ]);
  });

  it.each<readonly [string, Partial<Asked>, readonly number[]]>([
    ['a key by its id', { key: 'linen' }, [6, 5, 4, 3, 2, 1]],
    ['a key by its number', { key: '14', limit: 2 }, [6, 5]],
    ['a person by their number', { staff: '4711' }, [6, 4, 3, 2, 1]],
    ['alarms', { alarms: true }, [5]],
    ['refusals', { refusals: true }, [4]],
    ['overrides', { overrides: true }, []],
    ['a day', { from: '2030-01-15', to: '2030-01-15' }, [6, 5, 4, 3, 2, 1]],
    ['two seconds', { from: '2030-01-15T10:00:02', to: '2030-01-15T10:00:03' }, [4, 3]],
    ['another day', { from: '2030-01-16' }, []],
    ['somebody who is nobody any more', { staff: 'long-gone' }, []],
  ])('answers of %s', (_what, asked, positions) => {
    const shown = lines(asked);
    expect(positionsIn(shown)).toEqual(positions);
    expect(shown.includes('nothing')).toBe(positions.length === 0);
    expect(shown.some((line) => line.startsWith('there are older ones'))).toBe(asked.limit !== undefined);
  });

  it('gives programs exactly the bytes that were hashed', () => {
    const bytes = LOG.map((entry) => Buffer.from(encodeEntry(entry)).toString('utf8')).toReversed();
    expect(lines({ json: true })).toEqual(bytes);
  });

  it('says what was out at a moment, and which alarms were open', () => {
    expect(lines({ outAt: '2030-01-15T10:00:04' })).toEqual([
      'out at 2030-01-15 10:00:04, Europe/Paris',
      expect.stringMatching(/^14 Linen room +out +N\. Testwell +since 2030-01-15 10:00:01, due .*, by entry 2$/),
    ]);
    expect(lines({ outAt: '2030-01-15T10:00:06' }).at(-1)).toBe('nothing');
    expect(lines({ outAt: '2030-01-15T10:00:04', json: true }).map((line): unknown => JSON.parse(line))).toEqual([
      {
        key: 'linen',
        at: 'person',
        slot: null,
        staff: 'nurse',
        told: 2,
        since: '2030-01-15T09:00:01.000Z',
        due: '2030-01-15T09:00:00.000Z',
      },
    ]);
    expect(lines({ alarmsAt: '2030-01-16' })).toEqual([
      'open at 2030-01-16 00:00:00, Europe/Paris',
      '2030-01-15 10:00:04  key overdue           key 14 Linen room, not acknowledged',
    ]);
    const [alarm] = lines({ alarmsAt: '2030-01-16', json: true });
    expect(JSON.parse(alarm ?? '')).toMatchObject({
      kind: 'key_overdue',
      key: 'linen',
      acknowledged: null,
      gone: null,
    });
  });

  it('says where a text was erased', () => {
    const store = expectOk(Store.open(databaseIn(data)));
    expectOk(store.transaction(() => store.notes.erase(NOTE.id)));
    store.close();
    expect(lines({ from: '2030-01-15T10:00:02', to: '2030-01-15T10:00:02' })[1]).toContain('(text erased)');
  });

  it('changes nothing in the data folder', () => {
    const before = readFileSync(databaseIn(data));
    lines({ key: '14' });
    expect(readFileSync(databaseIn(data)).equals(before)).toBe(true);
  });

  it.each([
    ['two questions', ['--key', '14', '--alarms'], EXIT.usage],
    ['a moment with a span', ['--out-at', '2030-01-15', '--from', '2030-01-15'], EXIT.usage],
    ['what is no time', ['--from', 'yesterday'], EXIT.usage],
    ['what is no cabinet', ['--data', '/nowhere'], EXIT.noInput],
  ])('refuses %s', (_what, words, code) => {
    const { status, stdout, stderr } = run(...words);
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toMatch(/^wardkey: /);
  });

  it('says that the log is broken where it cannot be read, and does not print past it', () => {
    const store = expectOk(Store.open(databaseIn(data)));
    expectOk(
      store.transaction(() => store.entries.append({ seq: seq(7), bytes: Buffer.from('{}'), leaf: Buffer.alloc(32) })),
    );
    store.close();
    const { status, stderr } = run();
    expect(status).toBe(EXIT.data);
    expect(stderr).toContain('the log cannot be read here, broken: entry');
  });
});
