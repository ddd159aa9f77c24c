// The verifier of exports against somebody who has the key of the cabinet and signs whatever was changed.
import { describe, expect, it } from 'vitest';
import type { FlawCode } from '../../../../controller/audit/verify/flaw.ts';
import {
  checkpointOf,
  type ExportFolder,
  honestExport,
  noteOf,
  notesFile,
  signed,
  someLog,
  withFile,
} from '../../../support/export-forger.ts';
import { flaw, KEY, LOG, OTHER_LOG, PART, resigned, THIEF, textOf, WHOLE } from '../../../support/export-verdict.ts';

const ENTRIES = 'entries/000001.ndjson';
/** Lines of a file without those that a test drops, or with others in their place. */
const line = (place: number, change: (text: string) => readonly string[]) => (text: string) =>
  text
    .slice(0, -1)
    .split('\n')
    .flatMap((each, index) => (index === place - 1 ? change(each) : [each]))
    .map((each) => `${each}\n`)
    .join('');

describe('by somebody with the key', () => {
  const swap = (text: string) => {
    const lines = text.slice(0, -1).split('\n');
    return [...lines.slice(0, 9), lines[10], lines[9], ...lines.slice(11), ''].join('\n');
  };

  it.each<[string, ExportFolder, FlawCode, string]>([
    [
      'a changed entry',
      resigned(
        WHOLE,
        ENTRIES,
        line(300, (text) => [text.replace('session', 'sexxion')]),
      ),
      'root',
      'entries 257 to 512',
    ],
    [
      'a deleted entry',
      resigned(
        WHOLE,
        ENTRIES,
        line(300, () => []),
      ),
      'position',
      'entry 300',
    ],
    [
      'a doubled entry',
      resigned(
        WHOLE,
        ENTRIES,
        line(300, (text) => [text, text]),
      ),
      'position',
      'entry 301',
    ],
    ['two entries swapped', resigned(WHOLE, ENTRIES, swap), 'position', 'entry 10'],
    [
      'an empty line',
      resigned(
        WHOLE,
        ENTRIES,
        line(5, (text) => ['', text]),
      ),
      'blank',
      'entry 5',
    ],
    [
      'an endless line',
      resigned(
        WHOLE,
        ENTRIES,
        line(5, () => ['x'.repeat(9000)]),
      ),
      'line_too_long',
      'line 5',
    ],
    [
      'an entry that is no JSON',
      resigned(
        WHOLE,
        ENTRIES,
        line(5, () => ['[]']),
      ),
      'not_json',
      'entry 5',
    ],
    [
      'an entry with a space',
      resigned(
        WHOLE,
        ENTRIES,
        line(5, (text) => [text.replace(',', ', ')]),
      ),
      'not_canonical',
      'entry 5',
    ],
    [
      'an entry from before',
      resigned(
        WHOLE,
        ENTRIES,
        line(5, (text) => [text.replace('2026-', '2025-')]),
      ),
      'time',
      'entry 5',
    ],
    [
      'an entry without its time',
      resigned(
        WHOLE,
        ENTRIES,
        line(5, (text) => [text.replace('2026-', 'x026-')]),
      ),
      'time',
      'entry 5',
    ],
    ['a last line that does not end', resigned(WHOLE, ENTRIES, (text) => text.slice(0, -1)), 'no_newline', 'line 600'],
    [
      'too few entries',
      resigned(
        WHOLE,
        ENTRIES,
        line(600, () => []),
      ),
      'count',
      '599 entries, not 600',
    ],
    ['too many entries', resigned(WHOLE, 'range', () => 'from 1 to 599 of 600\n'), 'count', 'entry 600'],
    [
      'entries under another name',
      signed(
        new Map([...withFile(WHOLE, ENTRIES, null), ['entries/000002.ndjson', Buffer.from(textOf(WHOLE, ENTRIES))]]),
        KEY,
      ),
      'not_listed',
      'entries/000001',
    ],
    ['no range', resigned(WHOLE, 'range', () => 'from 0 to 600 of 600\n'), 'range', 'range'],
    ['the range of another size', resigned(WHOLE, 'range', () => 'from 1 to 600 of 601\n'), 'range', 'range'],
    ['an empty range', resigned(WHOLE, 'range', () => 'from 6 to 5 of 600\n'), 'range', 'range'],
    ['a range with zeros', resigned(WHOLE, 'range', () => 'from 01 to 600 of 600\n'), 'range', 'range'],
    ['a subtree too many', resigned(PART, 'left', (text) => `${text}1 ${'A'.repeat(43)}=\n`), 'subtree', 'left, line'],
    [
      'a subtree of a wrong size',
      resigned(
        PART,
        'left',
        line(1, (text) => [text.replace('64', '32')]),
      ),
      'subtree',
      'some are missing',
    ],
    [
      'a subtree of no power of two',
      resigned(
        PART,
        'left',
        line(1, (text) => [text.replace('64', '63')]),
      ),
      'subtree',
      'left, line 1',
    ],
    ['subtrees missing at the end', resigned(PART, 'right', () => ''), 'subtree', 'right'],
    [
      'another subtree',
      resigned(
        PART,
        'right',
        line(1, (text) => [`${text.slice(0, -2)}A=`]),
      ),
      'root',
      'checkpoint',
    ],
    [
      'a checkpoint of another log',
      resigned(WHOLE, 'checkpoint', () => checkpointOf(OTHER_LOG, 600)),
      'root',
      'after entry',
    ],
    [
      'a checkpoint that is none',
      resigned(WHOLE, 'checkpoint', () => textOf(WHOLE, 'manifest')),
      'other_origin',
      'checkpoint',
    ],
    [
      'a checkpoint of another key',
      resigned(WHOLE, 'checkpoint', () => checkpointOf({ ...LOG, key: THIEF }, 600)),
      'not_signed',
      'checkpoint',
    ],
    [
      'an older checkpoint that is none',
      resigned(WHOLE, 'checkpoints', () => 'hello\n'),
      'not_a_note',
      'checkpoints, line 1',
    ],
    [
      'an older checkpoint of a longer log',
      resigned(WHOLE, 'checkpoints', () => checkpointOf(someLog(601, KEY), 601)),
      'shorter',
      'checkpoints',
    ],
    [
      'an older checkpoint of a fork',
      resigned(WHOLE, 'checkpoints', () => checkpointOf(OTHER_LOG, 300)),
      'fork',
      'size 300',
    ],
    [
      'two older checkpoints of one size',
      signed(
        withFile(
          honestExport(LOG, { from: 300, to: 310 }),
          'checkpoints',
          [LOG, OTHER_LOG].map((log) => checkpointOf(log, 100)).join('-----\n'),
        ),
        KEY,
      ),
      'fork',
      'size 100',
    ],
    [
      'a changed text',
      resigned(WHOLE, 'notes.ndjson', (text) => text.replace('"text":"', '"text":"x')),
      'seal',
      'line 1',
    ],
    [
      'a text that no entry names',
      signed(withFile(WHOLE, 'notes.ndjson', notesFile([noteOf('made up')])), KEY),
      'unnamed',
      'line 1',
    ],
    [
      'texts in another order',
      resigned(WHOLE, 'notes.ndjson', (text) => `${text.trimEnd().split('\n').toReversed().join('\n')}\n`),
      'order',
      'line 2',
    ],
    [
      'a text twice',
      resigned(WHOLE, 'notes.ndjson', (text) =>
        text
          .split('\n')
          .slice(0, 1)
          .flatMap((each) => [each, each, ''])
          .join('\n'),
      ),
      'order',
      'line 2',
    ],
    ['a text that is none', resigned(WHOLE, 'notes.ndjson', () => '{"id":1}\n'), 'text', 'line 1'],
    ['another set-up', resigned(WHOLE, 'setup.json', (text) => text.replace('Ground', 'First')), 'setup', 'setup.json'],
    ['a manifest of something else', signed(WHOLE, KEY, 'wardkey-0000000000000000'), 'manifest', 'first line'],
    ['a manifest that lists no entries file', signed(withFile(WHOLE, 'left', null), KEY), 'not_listed', 'left'],
  ])('%s is found', (_what, files, code, where) => {
    const found = flaw(files);
    expect(found.code).toBe(code);
    expect(found.line).toContain(where);
    expect(found.line).not.toContain('\n');
  });

  it('cannot list a file outside of the folder', () => {
    const listed = signed(new Map([...WHOLE, ['../x', Buffer.from('x')]]), KEY);
    expect(flaw(listed).code).toBe('manifest');
  });

  it('rewrites the log, and a checkpoint that was carried away tells', () => {
    const rewritten = OTHER_LOG;
    const files = honestExport(rewritten);
    expect(flaw(files).code).toBe('proved');
    expect(flaw(files, checkpointOf(LOG, 100)).code).toBe('fork');
    expect(flaw(files, checkpointOf(LOG, 600)).code).toBe('fork');
  });

  it('cuts the tail off, or rolls the disk back, and a later checkpoint tells', () => {
    const files = honestExport({ ...LOG, entries: LOG.entries.slice(0, 550) });
    expect(flaw(files, checkpointOf(LOG, 550)).code).toBe('proved');
    expect(flaw(files, checkpointOf(LOG, 551))).toMatchObject({ code: 'shorter', outcome: 'broken' });
  });
});
