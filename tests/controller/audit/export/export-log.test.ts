// An export and its verifier, round trip: any size, any range, any pruned beginning, any checkpoint that was kept.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExportOptions, exportLog } from '../../../../controller/audit/export/export-log.ts';
import type { LogSource } from '../../../../controller/audit/export/log-source.ts';
import { filesIn } from '../../../../controller/audit/verify/export-files.ts';
import { verifyExport } from '../../../../controller/audit/verify/verify-export.ts';
import { err, ok } from '../../../../controller/domain/result.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { checkpointOf, digestOf, keyOf, someLog } from '../../../support/export-forger.ts';
import { type LogInMemory, logInMemory } from '../../../support/log-in-memory.ts';
import { scratchFolder } from '../../../support/scratch.ts';
import { SmallDisk } from '../../../support/small-disk.ts';

const KEY = keyOf(7);
const LOG = someLog(1400, KEY);
const NOBODY = { staff: () => null, key: () => null, slot: () => null, keyGroup: () => null };
const OPTIONS: ExportOptions = {
  names: NOBODY,
  localTime: (at) => new Date(at).toISOString(),
  range: { from: null, to: null },
  key: KEY,
};

/** The first entries of the log, as a cabinet would hold them. */
function source(size: number, more: Omit<LogInMemory, 'entries'> = {}): LogSource {
  const entries = LOG.entries.slice(0, size).map((entry) => Buffer.from(entry));
  const texts = new Map(
    LOG.notes.map(({ id, salt, text }) => [id, { salt: Buffer.from(salt, 'base64'), text }] as const),
  );
  return logInMemory({
    entries,
    texts,
    setups: [{ body: LOG.setup, digest: digestOf(LOG.setup), applied: 0 }],
    ...more,
  });
}

function exported(log: LogSource, range: ExportOptions['range'] = OPTIONS.range, place = scratchFolder()) {
  const folder = path.join(place, 'export');
  return { folder, done: exportLog(log, folder, { ...OPTIONS, range }) };
}

function verified(folder: string, since: string | null = null) {
  const files = filesIn(folder);
  if (files === null) throw new Error('there is no export');
  return verifyExport(files, { key: KEY.vkey, since: since === null ? null : Buffer.from(since) });
}

/** Sizes around powers of two, where the tree changes its shape. */
const sizes = fc.oneof(
  fc.integer({ min: 0, max: 1400 }),
  fc
    .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: -2, max: 2 }))
    .map(([bits, off]) => Math.max(0, 2 ** bits + off)),
);

describe('an export', () => {
  it('is proved, whatever was asked for', () => {
    const cases = fc.record({
      size: sizes,
      tiles: fc.nat(4),
      a: fc.nat(),
      b: fc.nat(),
      old: fc.array(fc.nat(), { maxLength: 6 }),
      since: fc.nat(),
    });
    const disk = SmallDisk.mount(16 * 1024);
    fc.assert(
      fc.property(cases, ({ size, tiles, a, b, old, since }) => {
        const first = 256 * Math.min(tiles, Math.max(0, Math.floor((size - 1) / 256))) + 1;
        const checkpoints = [...new Set(old.map((each) => each % (size + 1)))]
          .toSorted((x, y) => x - y)
          .map((at) => ({ size: at, note: checkpointOf(LOG, at) }));
        const [x, y] = [a, b].map((each) => first + (each % Math.max(1, size - first + 1)));
        const [from = first, to = size] = [x, y].toSorted((one, other) => (one ?? 0) - (other ?? 0));
        const range = size === 0 ? OPTIONS.range : { from: { seq: from }, to: { seq: to } };
        const { folder, done } = exported(source(size, { first, checkpoints }), range, disk.folder);
        expect(done).toMatchObject({ ok: true, value: size === 0 ? { from: 1, to: 0, size } : { from, to, size } });
        const proved = expectOk(verified(folder));
        expect(proved.checkpoints + proved.hidden).toBe(checkpoints.length);
        const outside = since % (size + 1);
        const compared = verified(folder, checkpointOf(LOG, outside));
        if (!compared.ok) expect(compared.error.code).toBe('since_hidden');
        const isShown = outside < first || (outside >= from - 1 && outside <= to);
        if (isShown) expect(compared.ok).toBe(true);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 40 },
    );
  });

  it('holds exact bytes, in files of 65,536 entries', () => {
    const { folder } = exported(source(1400), { from: { seq: 3 }, to: { seq: 700 } });
    const lines = LOG.entries.slice(2, 700).map((entry) => `${entry}\n`);
    expect(readFileSync(path.join(folder, 'entries', '000001.ndjson'), 'utf8')).toBe(lines.join(''));
    expect(readFileSync(path.join(folder, 'range'), 'utf8')).toBe('from 3 to 700 of 1400\n');
    expect(readdirSync(folder).toSorted()).toEqual(
      [
        'VERIFY.txt',
        'checkpoint',
        'checkpoints',
        'entries',
        'left',
        'log.csv',
        'manifest',
        'notes.ndjson',
        'range',
        'right',
        'setup.json',
        'vkey',
      ].toSorted(),
    );
    expect(readFileSync(path.join(folder, 'vkey'), 'utf8')).toBe(`${KEY.vkey}\n`);
  });

  it('leaves out texts that were erased, and what was signed later', () => {
    const later = { size: 500, note: checkpointOf(LOG, 500) };
    const { folder } = exported(source(400, { texts: new Map(), checkpoints: [later] }));
    expect(verified(folder)).toMatchObject({ ok: true, value: { texts: 0, checkpoints: 0, hidden: 0 } });
  });

  it('takes the set-up that the range names, and none that is not kept', () => {
    const other = { body: '{"new":1}', digest: digestOf('{"new":1}'), applied: 0 };
    const kept = { body: LOG.setup, digest: digestOf(LOG.setup), applied: 0 };
    const named = exported(source(400, { setups: [other, kept] }));
    expect(readFileSync(path.join(named.folder, 'setup.json'), 'utf8')).toBe(LOG.setup);
    expect(verified(named.folder)).toMatchObject({ ok: true, value: { setup: 'bound' } });
    const gone = exported(source(400, { setups: [other] }));
    expect(verified(gone.folder)).toMatchObject({ ok: true, value: { setup: 'absent' } });
    const silent = exported(source(400, { setups: [other, kept] }), { from: { seq: 10 }, to: null });
    expect(readFileSync(path.join(silent.folder, 'setup.json'), 'utf8')).toBe(other.body);
    expect(verified(silent.folder)).toMatchObject({ ok: true, value: { setup: 'unbound' } });
  });

  it('has all leaves of what was pruned, so that any old checkpoint can be compared', () => {
    const { folder } = exported(source(1400, { first: 513 }));
    expect(verified(folder)).toMatchObject({ ok: true, value: { from: 513, to: 1400 } });
    for (const size of [0, 1, 77, 255, 256, 512, 513, 900]) {
      expect(verified(folder, checkpointOf(LOG, size))).toMatchObject({ ok: true, value: { since: size } });
    }
  });
});

describe('no export', () => {
  it.each<[string, ExportOptions['range'], string]>([
    ['before what is kept', { from: { seq: 5 }, to: null }, 'pruned'],
    ['after the end', { from: { seq: 1401 }, to: null }, 'no_entries'],
    ['backwards', { from: { seq: 900 }, to: { seq: 800 } }, 'no_entries'],
    ['of a time without entries', { from: { at: Date.UTC(2030, 0, 1) }, to: null }, 'no_entries'],
  ])('%s', (_what, range, code) => {
    const { folder, done } = exported(source(1400, { first: 257 }), range);
    expect(done).toEqual(err({ code }));
    expect(existsSync(folder)).toBe(false);
  });

  it.each<[string, (log: LogSource) => LogSource]>([
    [
      'an entry that was changed',
      (log) => ({
        ...log,
        page: (from, limit) =>
          log.page(from, limit).map((row) => (row.seq === 300 ? { ...row, bytes: Buffer.from('{"seq":300}') } : row)),
      }),
    ],
    [
      'an entry that is missing',
      (log) => ({ ...log, page: (from, limit) => log.page(from, limit).filter(({ seq }) => seq !== 300) }),
    ],
    [
      'a tail that is missing',
      (log) => ({ ...log, page: (from, limit) => log.page(from, limit).filter(({ seq }) => seq < 1300) }),
    ],
    ['a head of another log', (log) => ({ ...log, stand: () => ({ ...source(1399).stand(), size: 1400 }) })],
    ['a tree with other hashes', (log) => ({ ...log, hashes: () => [] })],
  ])('of a log with %s: nothing is signed, nothing is left', (_what, harm) => {
    const { folder, done } = exported(harm(source(1400)), { from: { seq: 200 }, to: { seq: 1390 } });
    expect(done).toEqual(err({ code: 'damaged' }));
    expect(existsSync(folder)).toBe(false);
  });

  it('into a folder with something in it', () => {
    const folder = scratchFolder();
    writeFileSync(path.join(folder, 'mine'), 'x');
    expect(exportLog(source(10), folder, OPTIONS)).toEqual(err({ code: 'not_empty' }));
    expect(readdirSync(folder)).toEqual(['mine']);
  });

  it('into what is no folder', () => {
    const file = path.join(scratchFolder(), 'file');
    writeFileSync(file, 'x');
    expect(exportLog(source(10), file, OPTIONS)).toEqual(err({ code: 'not_writable', reason: 'ENOTDIR' }));
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('on a full disk: what was begun is gone, and a folder that was there stays', () => {
    const disk = SmallDisk.mount(256);
    const folder = path.join(disk.folder, 'export');
    mkdirSync(folder);
    disk.fill(64);
    expect(exportLog(source(1400), folder, OPTIONS)).toEqual(err({ code: 'not_writable', reason: 'ENOSPC' }));
    expect(readdirSync(folder)).toEqual([]);
    disk.clear();
    expect(exportLog(source(700), folder, OPTIONS)).toMatchObject(ok({ size: 700 }));
    expect(verified(folder).ok).toBe(true);
  });

  it('when the source fails: nothing is left', () => {
    const folder = path.join(scratchFolder(), 'export');
    const failing = {
      ...source(10),
      note: () => null,
      checkpoints: () => {
        throw new Error('planted');
      },
    };
    expect(() => exportLog(failing, folder, OPTIONS)).toThrow('planted');
    expect(existsSync(folder)).toBe(false);
  });
});
