// What a reader has written, judged by its profile.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_TEXT, type TextNumber } from '../../../../controller/domain/reader.ts';
import { BADGE_NUMBER_LIMIT } from '../../../../controller/drivers/badge-readers/badge-reader.ts';
import { parseTextNumber, textEvent } from '../../../../controller/drivers/badge-readers/text-number.ts';
import { expectOk } from '../../../support/expect-ok.ts';

const DIGITS: TextNumber = { digits: 'decimal', length: 8, facility: 3 };
const HEX: TextNumber = { digits: 'hex', length: 8, facility: null };

describe('a text', () => {
  it.each<readonly [string, TextNumber, string]>([
    ['11801603', DIGITS, 'digits:118:01603'],
    ['00000000', DIGITS, 'digits:000:00000'],
    ['11801603', { ...DIGITS, facility: null }, 'digits:11801603'],
    ['04a2CC23', HEX, 'hex:04A2CC23'],
    ['08A2CC23', HEX, 'hex:08A2CC23'],
  ])('%s is a number', (text, profile, number) => {
    const read = expectOk(parseTextNumber(text, profile));
    expect(Buffer.from(read.number).toString('latin1')).toBe(number);
    expect(read.format).toBe(profile.digits === 'hex' ? 'hex' : 'digits');
    expect(textEvent(text, profile)).toEqual({ type: 'badge.presented', ...read, strength: 'weak' });
  });

  it.each<readonly [string, string, TextNumber]>([
    ['too short', '1180160', DIGITS],
    ['too long', '118016033', DIGITS],
    ['nothing', '', DIGITS],
    ['hex where digits are', '1180160A', DIGITS],
    ['a space', '1180160 ', DIGITS],
    ['a line end', '11801603\n', DIGITS],
    ['a letter that is no hex', '04A2CC2G', HEX],
    ['digits of another script', '١١٨٠١٦٠٣', DIGITS],
  ])('is not understood: %s', (_what, text, profile) => {
    expect(textEvent(text, profile)).toEqual({ type: 'badge.unreadable', reason: 'not_understood' });
  });

  it('is refused when it is longer than any number may be', () => {
    expect(parseTextNumber('1'.repeat(64), { digits: 'decimal', length: 64, facility: null })).toEqual({
      ok: false,
      error: 'too_long',
    });
  });

  it('of any length and division that a set-up may have fits a badge number', () => {
    for (const digits of ['decimal', 'hex'] as const) {
      for (const facility of [null, 1, LONGEST_TEXT - 1]) {
        const read = parseTextNumber('7'.repeat(LONGEST_TEXT), { digits, length: LONGEST_TEXT, facility });
        expect(read).toMatchObject({ ok: true });
      }
    }
    const longer: TextNumber = { digits: 'decimal', length: LONGEST_TEXT + 1, facility: 1 };
    expect(parseTextNumber('7'.repeat(LONGEST_TEXT + 1), longer)).toEqual({ ok: false, error: 'too_long' });
  });

  it('is taken only in the length and the characters of its profile, and never grows past the limit', () => {
    const anyProfile = fc.record({
      digits: fc.constantFrom('decimal' as const, 'hex' as const),
      length: fc.integer({ min: 1, max: 64 }),
      facility: fc.option(fc.integer({ min: 1, max: 63 })),
    });
    const anyText = fc.oneof(fc.string(), fc.stringMatching(/^[0-9A-Fa-f]{0,64}$/));
    fc.assert(
      fc.property(anyProfile, anyText, (profile, text) => {
        const read = parseTextNumber(text, profile);
        if (!read.ok) return;
        expect(text).toMatch(profile.digits === 'hex' ? /^[0-9A-Fa-f]+$/ : /^[0-9]+$/);
        expect(text).toHaveLength(profile.length);
        expect(read.value.number.length).toBeLessThanOrEqual(BADGE_NUMBER_LIMIT);
      }),
    );
  });
});
