// Enrolment codes: ten letters that nobody misreads, all as likely, and typed in whatever way.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_BYTES,
  CODE_LENGTH,
  newEnrolmentCode,
  parseEnrolmentCode,
  parseEnrolmentHash,
} from '../../../controller/domain/enrolment.ts';
import { err, ok } from '../../../controller/domain/result.ts';

const random = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });

describe('a new code', () => {
  it('is ten characters without look-alikes, and is read back as it was written', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const code = newEnrolmentCode(bytes);
        expect(code).toHaveLength(CODE_LENGTH);
        expect(code).not.toMatch(/[01258BGILOQSUZ6]/);
        expect(parseEnrolmentCode(code)).toEqual(ok(code));
      }),
    );
  });

  it('is another one for other bytes', () => {
    fc.assert(
      fc.property(random, fc.nat(7), fc.integer({ min: 1, max: 255 }), (bytes, place, change) => {
        const other = bytes.map((byte, index) => (index === CODE_BYTES - 1 - (place % 4) ? byte ^ change : byte));
        expect(newEnrolmentCode(other)).not.toBe(newEnrolmentCode(bytes));
      }),
    );
  });

  it('uses every letter about as often', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 4_000; round += 1) {
      const bytes = Uint8Array.from(
        { length: CODE_BYTES },
        (_none, index) => Math.imul(round + 1, 2_654_435_761 + index * 40_503) >>> 13,
      );
      for (const letter of newEnrolmentCode(bytes)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const even = (4_000 * CODE_LENGTH) / 21;
    expect(counts.size).toBe(21);
    for (const count of counts.values()) expect(Math.abs(count - even) / even).toBeLessThan(0.2);
  });

  it('is not made of too little chance', () => {
    expect(() => newEnrolmentCode(new Uint8Array(CODE_BYTES - 1))).toThrow(RangeError);
  });
});

describe('a code as it is typed', () => {
  it.each(['ACDEF-HJKMN', 'acdefhjkmn', ' ACDEF HJKMN ', 'a-c-d-e-f-h-j-k-m-n'])('%j is understood', (text) => {
    expect(parseEnrolmentCode(text)).toEqual(ok('ACDEFHJKMN'));
  });

  it.each(['', 'ACDEFHJKM', 'ACDEFHJKMNP', 'ACDEFHJKM0', 'ACDEFHJKMI', 'ACDEFHJKM.', 'ÀCDEFHJKMN'])(
    '%j is none',
    (text) => expect(parseEnrolmentCode(text)).toEqual(err({ code: 'not_a_code' })),
  );
});

it.each(['', 'a'.repeat(63), 'A'.repeat(64), 7, null])('%j is no stored hash', (text) => {
  expect(parseEnrolmentHash(text)).toEqual(err({ code: 'not_a_hash' }));
});
