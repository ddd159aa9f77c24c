// The table for people: names, local time, and no cell that a spreadsheet would run.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, type NameBook, tableHead, tableLine } from '../../../../controller/audit/export/readable-table.ts';

const NAMES: NameBook = {
  staff: (id) => ({ 'staff-1': 'A. Marlow', 'staff-2': '=HYPERLINK("x")' })[id] ?? null,
  key: (id) => (id === 'key-14' ? '14 Linen' : null),
  slot: (id) => (id === 'slot-3' ? '3' : null),
  keyGroup: () => null,
};
const OPTIONS = { names: NAMES, localTime: () => '2026-03-01 09:00:00' };
const HEAD = { seq: 7, boot: 'b-1', mono: 5, at: '2026-03-01T08:00:00.000Z', clock: 'good' };

describe('a line', () => {
  it('has the names beside the ids', () => {
    const entry = {
      ...HEAD,
      kind: 'release.taken',
      session: 's-1',
      staff: 'staff-1',
      slot: 'slot-3',
      key: 'key-14',
      intent: 6,
      witnesses: ['staff-2', 'staff-9'],
    };
    expect(tableLine(entry, 'for ward 3, "urgent"', OPTIONS)).toBe(
      '7,2026-03-01T08:00:00.000Z,2026-03-01 09:00:00,good,release.taken,A. Marlow (staff-1),14 Linen (key-14),3 (slot-3),' +
        '"intent: 6; witnesses: =HYPERLINK(""x"") (staff-2) + staff-9","for ward 3, ""urgent"""\r\n',
    );
  });

  it('says whose session it was', () => {
    const entry = { ...HEAD, kind: 'door.opened', during: { session: 's-1', staff: 'staff-1' } };
    expect(tableLine(entry, null, OPTIONS)).toContain(',door.opened,,,,during: A. Marlow (staff-1),\r\n');
  });

  it('has no formula, even when a person is called one', () => {
    const entry = { ...HEAD, kind: 'desk.opened', staff: 'staff-2' };
    expect(tableLine(entry, '=1+1', OPTIONS)).toContain(`"'=HYPERLINK(""x"") (staff-2)"`);
    expect(tableLine(entry, '=1+1', OPTIONS)).toMatch(/,'=1\+1\r\n$/);
  });

  it('of an entry that cannot be read is still a line', () => {
    expect(tableLine({}, null, OPTIONS)).toBe(',,,,,,,,,\r\n');
  });
});

it('opens with the mark of UTF-8 and the names of the columns', () => {
  expect(tableHead()).toMatch(/^\uFEFFposition,time \(UTC\),/);
});

describe('a cell', () => {
  it.each(['=1', '+1', '-1', '@x', '\tx', '\rx'])('%j gets an apostrophe', (text) => {
    expect(unquoted(cell(text))).toBe(`'${text}`);
  });

  it.each([
    ['call back;=1', "call back;'=1"],
    ['two; +1', "two; '+1"],
    ['a line\n-1', "a line\n'-1"],
    ['x;"=1;y', `x;"'=1;y`],
    ['9-5; seven', '9-5; seven'],
  ])('%j is none either where semicolons and lines divide cells', (text, expected) => {
    expect(unquoted(cell(text))).toBe(expected);
  });

  it('is read back by RFC 4180 as it was written, but for apostrophes, and is nowhere a formula', () => {
    const signs = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ';', ',', '"', ' ', 'a');
    const someText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: signs }));
    fc.assert(
      fc.property(someText, (text) => {
        const written = cell(text);
        expect(written).toMatch(/^(?:[^",\r\n]*|"(?:[^"]|"")*")$/);
        expect(unquoted(written).replaceAll("'", '')).toBe(text.replaceAll("'", ''));
        expect(unquoted(written)).not.toMatch(/^[=+\-@\t\r]/);
        const [, ...others] = written.split(/[;\t\r\n]/);
        expect(others.filter((part) => /^[\s"]*[=+\-@]/.test(part))).toEqual([]);
      }),
    );
  });
});

function unquoted(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
}
