// The seal of a note: the hash that anyone can compute again, which needs the salt as well as the text.
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSealed, SALT_SIZE, sealNote } from '../../../controller/audit/note-seal.ts';
import { NOTE_LIMIT } from '../../../controller/domain/note.ts';

const salt = (byte: number) => new Uint8Array(SALT_SIZE).fill(byte);

describe('a seal', () => {
  it('is SHA-256 of the salt and the UTF-8 of the text', () => {
    const text = 'clé tordue';
    const expected = createHash('sha256')
      .update(Buffer.concat([salt(7), Buffer.from(text, 'utf8')]))
      .digest('hex');
    expect(sealNote(text, salt(7))).toEqual({ id: expected, salt: salt(7), text });
  });

  it('holds for its own text and salt only', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), fc.nat(254), (text, byte) => {
        const note = sealNote(text, salt(byte));
        expect(isSealed(note)).toBe(true);
        expect(isSealed({ ...note, text: `${text}.` })).toBe(false);
        expect(isSealed({ ...note, salt: salt(byte + 1) })).toBe(false);
      }),
    );
  });

  it.each([
    ['an empty text', '', salt(1)],
    ['a text that is too long', 'x'.repeat(NOTE_LIMIT + 1), salt(1)],
    ['a text that is no Unicode', 'a\ud800', salt(1)],
    ['a salt that is too short', 'text', new Uint8Array(SALT_SIZE - 1)],
    ['a salt that is too long', 'text', new Uint8Array(SALT_SIZE + 1)],
  ])('is not given to %s', (_what, text, grain) => {
    expect(() => sealNote(text, grain)).toThrow(RangeError);
  });

  it('is given to the longest text', () => {
    expect(isSealed(sealNote('x'.repeat(NOTE_LIMIT), salt(1)))).toBe(true);
  });
});
