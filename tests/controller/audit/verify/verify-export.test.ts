// The verifier of exports: what it proves, and what it says to somebody who changes an export without the key of the cabinet.
import { describe, expect, it } from 'vitest';
import type { FlawCode } from '../../../../controller/audit/verify/flaw.ts';
import { verifyExport } from '../../../../controller/audit/verify/verify-export.ts';
import {
  checkpointOf,
  type ExportFolder,
  honestExport,
  signed,
  someLog,
  withFile,
} from '../../../support/export-forger.ts';
import { flaw, KEY, LOG, PART, resigned, THIEF, textOf, verdict, WHOLE } from '../../../support/export-verdict.ts';
import { filesInMemory } from '../../../support/files-in-memory.ts';

describe('an export that nobody touched', () => {
  it('is proved, with what was seen', () => {
    const proved = verdict(WHOLE, checkpointOf(LOG, 333));
    expect(proved).toMatchObject({
      ok: true,
      value: { size: 600, from: 1, to: 600, checkpoints: 2, hidden: 0, since: 333, setup: 'bound', strangers: [] },
    });
    expect(proved.ok && proved.value.texts).toBe(LOG.notes.length);
  });

  it('is proved in any pieces', () => {
    for (const piece of [1, 7, 64, 8191]) {
      const files = filesInMemory(PART, piece);
      expect(verifyExport(files, { key: KEY.vkey, since: null }).ok).toBe(true);
    }
  });

  it('of a part says which checkpoints it cannot show', () => {
    expect(verdict(PART)).toMatchObject({ ok: true, value: { from: 100, to: 400, checkpoints: 2, hidden: 0 } });
    const late = honestExport(LOG, { from: 300, to: 310 });
    expect(verdict(late)).toMatchObject({ ok: true, value: { checkpoints: 2, hidden: 0, setup: 'unbound' } });
    expect(verdict(honestExport({ ...LOG, older: [100, 305] }, { from: 300, to: 310 }))).toMatchObject({
      ok: true,
      value: { checkpoints: 1, hidden: 1 },
    });
  });

  it('of an empty log is proved, and since nothing as well', () => {
    const empty = someLog(0, KEY);
    expect(verdict(honestExport(empty), checkpointOf(empty, 0))).toMatchObject({
      ok: true,
      value: { size: 0, from: 1, to: 0, first: null, since: 0 },
    });
  });

  it('names what is no part of it, and reads none of that', () => {
    expect(verdict(withFile(WHOLE, 'readme.exe', 'x'))).toMatchObject({
      ok: true,
      value: { strangers: ['readme.exe'] },
    });
  });

  it('is proved when signatures of others stand beside', () => {
    const other = checkpointOf({ ...LOG, key: THIEF }, 600).split('\n\n')[1] ?? '';
    expect(flaw(resigned(WHOLE, 'checkpoint', (text) => `${text}${other}`)).code).toBe('proved');
  });

  it('is proved without the set-up, when that is not kept', () => {
    expect(verdict(signed(withFile(WHOLE, 'setup.json', null), KEY))).toMatchObject({
      ok: true,
      value: { setup: 'absent' },
    });
  });
});

describe('by somebody without the key', () => {
  it.each<[string, ExportFolder, FlawCode]>([
    ['no manifest', withFile(WHOLE, 'manifest', null), 'no_manifest'],
    ['a manifest of another key', signed(WHOLE, THIEF), 'not_signed'],
    [
      'a manifest with a changed line',
      withFile(WHOLE, 'manifest', textOf(WHOLE, 'manifest').replace('0', '1')),
      'bad_signature',
    ],
    ['a manifest that is no note', withFile(WHOLE, 'manifest', 'hello\n'), 'not_a_note'],
    ['an endless manifest', withFile(WHOLE, 'manifest', Buffer.alloc(3_000_000, 'x')), 'too_large'],
    ['a missing file', withFile(WHOLE, 'log.csv', null), 'missing'],
    ['a longer file', withFile(WHOLE, 'log.csv', `${textOf(WHOLE, 'log.csv')}\n`), 'size'],
    ['a changed file', withFile(WHOLE, 'log.csv', textOf(WHOLE, 'log.csv').replace('door', 'desk')), 'hash'],
    ['the export of another cabinet', honestExport(someLog(600, THIEF)), 'not_signed'],
  ])('%s is found', (_what, files, code) => {
    expect(flaw(files).code).toBe(code);
  });
});

describe('the outside checkpoint', () => {
  it.each<[string, string | Buffer, FlawCode, string]>([
    ['of another cabinet', checkpointOf(someLog(500, THIEF), 500), 'not_signed', 'broken'],
    ['that was changed', checkpointOf(LOG, 500).replace('500', '501'), 'bad_signature', 'broken'],
    ['that is none', 'hello\n', 'not_a_note', 'unusable'],
    ['that is empty', '', 'not_a_note', 'unusable'],
    ['that is no text', Buffer.from([0xff, 0x0a, 0x0a, 0x0a]), 'not_a_note', 'unusable'],
    ['with a control character', checkpointOf(LOG, 500).replace('500', '500\u0007'), 'not_a_note', 'unusable'],
    ['with 17 signatures', checkpointOf(LOG, 500).replace(/— .*\n/, (one) => one.repeat(17)), 'not_a_note', 'unusable'],
    ['without signatures', checkpointOf(LOG, 500).replace(/— .*\n/, ''), 'not_a_note', 'unusable'],
  ])('%s', (_what, since, code, outcome) => {
    expect(flaw(WHOLE, since)).toMatchObject({ code, outcome });
  });

  it('inside a subtree cannot be compared', () => {
    expect(flaw(PART, checkpointOf(LOG, 33))).toMatchObject({ code: 'since_hidden', outcome: 'unusable' });
    expect(flaw(PART, checkpointOf(LOG, 64)).code).toBe('proved');
    expect(flaw(PART, checkpointOf(LOG, 250)).code).toBe('proved');
  });
});

describe('the key', () => {
  it.each([
    ['', 'vkey'],
    ['wardkey', 'vkey'],
    [KEY.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), 'vkey'],
    [KEY.vkey.slice(0, -2), 'vkey'],
    [`x${KEY.vkey}`, 'vkey'],
    [THIEF.vkey, 'not_signed'],
    [`  ${KEY.vkey}\n`, 'proved'],
  ])('%j gives %s', (key, code) => {
    expect(flaw(WHOLE, null, key).code).toBe(code);
  });
});
