// What may stand for a person, and what may not.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyBadgeNumber } from '../../../../controller/drivers/badge-readers/badge-number.ts';
import { BADGE_NUMBER_LIMIT } from '../../../../controller/drivers/badge-readers/badge-reader.ts';

describe('classifyBadgeNumber', () => {
  it.each([
    ['nothing', [], 'no_answer'],
    ['a random UID', [0x08, 1, 2, 3], 'random_uid'],
    ['one byte too many', Array.from({ length: BADGE_NUMBER_LIMIT + 1 }, () => 7), 'too_long'],
  ])('refuses %s', (_what, bytes, error) => {
    expect(classifyBadgeNumber(Uint8Array.from(bytes))).toEqual({ ok: false, error });
  });

  it.each([
    ['a 7-byte UID that opens with 08', [0x08, 1, 2, 3, 4, 5, 6]],
    ['a fixed 4-byte UID', [0x09, 1, 2, 3]],
    ['one byte', [0x08]],
    ['the longest number', Array.from({ length: BADGE_NUMBER_LIMIT }, () => 7)],
  ])('accepts %s', (_what, bytes) => {
    expect(classifyBadgeNumber(Uint8Array.from(bytes))).toEqual({ ok: true, value: Uint8Array.from(bytes) });
  });

  it('gives a copy, so that a reused buffer cannot change a number afterwards', () => {
    const buffer = Uint8Array.of(4, 5, 6, 7);
    const judged = classifyBadgeNumber(buffer);
    buffer.fill(0);
    expect(judged).toEqual({ ok: true, value: Uint8Array.of(4, 5, 6, 7) });
  });

  it('never lets more than the limit through', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const judged = classifyBadgeNumber(bytes);
        return !judged.ok || (judged.value.length > 0 && judged.value.length <= BADGE_NUMBER_LIMIT);
      }),
    );
  });
});
