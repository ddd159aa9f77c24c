// The parsers of identifiers against what a wire, a row, a card or a file may hold.
import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseBadgeHash,
  parseBoardId,
  parseBootId,
  parseEntrySeq,
  parseFobId,
  parseKeyGroupId,
  parseKeyId,
  parseReaderId,
  parseSessionId,
  parseSlotId,
  parseStaffGroupId,
  parseStaffId,
} from '../../../controller/domain/ids.ts';

const PARSERS = {
  parseBoardId,
  parseBootId,
  parseFobId,
  parseKeyGroupId,
  parseKeyId,
  parseReaderId,
  parseSessionId,
  parseSlotId,
  parseStaffGroupId,
  parseStaffId,
};

const HOSTILE: readonly unknown[] = [
  '',
  ' ',
  'a b',
  ' a',
  'a ',
  'a\n',
  '\na',
  'a\u0000',
  'A',
  'É',
  '-a',
  '.a',
  '_a',
  '../a',
  'a/b',
  'a\\b',
  "a'; DROP TABLE staff; --",
  '<script>',
  '=1+1',
  'a'.repeat(65),
  'ａ',
  'a\u202e',
  null,
  undefined,
  0,
  1,
  Number.NaN,
  true,
  {},
  [],
  ['a'],
  { toString: () => 'a' },
  { toString: null, valueOf: null },
  Object.create(null),
  Symbol('a'),
  1n,
  () => 'a',
];

describe.each(Object.entries(PARSERS))('%s', (_, parse) => {
  it.each(['a', '0', 'slot-14', 'b1', 'a.b_c-d', `9${'z'.repeat(63)}`])('accepts %s as it is', (text) => {
    expect(parse(text)).toEqual({ ok: true, value: text });
  });

  it.each(HOSTILE.map((value) => [inspect(value), value] as const))('refuses %s', (_text, value) => {
    expect(parse(value)).toMatchObject({ ok: false, error: { code: 'not_an_id' } });
  });
});

describe('any identifier', () => {
  it('that is accepted is plain ASCII and short; a refusal quotes at most 80 characters', () => {
    const values = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.stringMatching(/^[a-z0-9._-]{0,70}$/));
    fc.assert(
      fc.property(values, (text) => {
        const result = parseKeyId(text);
        if (result.ok) expect(result.value).toMatch(/^[a-z0-9][a-z0-9._-]{0,63}$/);
        else expect(result.error.text.length).toBeLessThanOrEqual(80);
      }),
    );
  });

  it('never throws, whatever is parsed', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        for (const parse of [...Object.values(PARSERS), parseEntrySeq, parseBadgeHash])
          expect(parse(value)).toBeDefined();
      }),
    );
  });
});

describe('parseEntrySeq', () => {
  it.each([1, 2, 5_300_000, Number.MAX_SAFE_INTEGER])('accepts %d', (value) => {
    expect(parseEntrySeq(value)).toEqual({ ok: true, value });
  });

  it.each([
    [0],
    [-1],
    [1.5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [2 ** 53],
    ['1'],
    [1n],
    [null],
    [undefined],
    [[1]],
  ])('refuses %s', (value) => {
    expect(parseEntrySeq(value)).toMatchObject({ ok: false, error: { code: 'not_an_id' } });
  });
});

describe('parseBadgeHash', () => {
  it('accepts 64 lower-case hex digits', () => {
    const hash = '0123456789abcdef'.repeat(4);
    expect(parseBadgeHash(hash)).toEqual({ ok: true, value: hash });
  });

  it.each([
    ['a'.repeat(63)],
    ['a'.repeat(65)],
    ['A'.repeat(64)],
    ['g'.repeat(64)],
    [`${'a'.repeat(64)}\n`],
    [''],
    [null],
    [7],
  ])('refuses %s', (value) => {
    expect(parseBadgeHash(value)).toMatchObject({ ok: false, error: { code: 'not_an_id' } });
  });
});
