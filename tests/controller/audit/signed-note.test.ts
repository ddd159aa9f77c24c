// Signed notes: what is signed can be opened, and nothing else, in no other spelling.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogKey } from '../../../controller/audit/log-key.ts';
import {
  fromBase64,
  keyIdOf,
  openNote,
  parseSignedNote,
  parseVkey,
  signNote,
  vkeyOf,
} from '../../../controller/audit/signed-note.ts';
import { expectOk } from '../../support/expect-ok.ts';

const key = LogKey.of(new Uint8Array(32).fill(7));
const stranger = LogKey.of(new Uint8Array(32).fill(8));
const NOTE = signNote('said\n', key);
const LINE = NOTE.slice('said\n\n'.length);
const STRANGE_LINE = signNote('said\n', stranger).slice('said\n\n'.length);
const text = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .filter((line) => !/\p{Cc}/u.test(line) && line.isWellFormed())
  .map((line) => `${line}\n`);

describe('a signed note', () => {
  it('opens with its key, and with no other', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (lines) => {
        const note = signNote(lines.join(''), key);
        expect(expectOk(openNote(note, key.noteKey))).toBe(lines.join(''));
        expect(expectOk(openNote(Buffer.from(note), key.noteKey))).toBe(lines.join(''));
        expect(openNote(note, stranger.noteKey)).toEqual({ ok: false, error: 'unsigned' });
      }),
      { numRuns: 50 },
    );
  });

  it('does not open with any bit of it flipped', () => {
    const whole = Buffer.from(NOTE);
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const flipped = Uint8Array.from(whole);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openNote(flipped, key.noteKey).ok, `bit ${bit}`).toBe(false);
    }
  });

  it('may carry signatures of others', () => {
    expect(expectOk(openNote(`said\n\n${STRANGE_LINE}${LINE}`, key.noteKey))).toBe('said\n');
    expect(expectOk(parseSignedNote(`said\n\n${STRANGE_LINE}${LINE}`)).signatures).toHaveLength(2);
  });

  it('keeps what another algorithm signs', () => {
    const other = `— ${key.origin} ${Buffer.alloc(2424, 9).toString('base64')}\n`;
    expect(expectOk(openNote(`said\n\n${other}${LINE}`, key.noteKey))).toBe('said\n');
  });

  it('does not open when one of two signatures of the key is wrong', () => {
    const wrong = signNote('sold\n', key).slice('sold\n\n'.length);
    expect(openNote(`said\n\n${LINE}${wrong}`, key.noteKey)).toEqual({ ok: false, error: 'bad_signature' });
  });

  it.each([
    ['nothing', ''],
    ['a text alone', 'said\n'],
    ['no blank line', `said\n${LINE}`],
    ['no newline at its end', NOTE.slice(0, -1)],
    ['a line after its signatures', `${NOTE}more\n`],
    ['a blank line after its signatures', `${NOTE}\n`],
    ['a hyphen for the dash', NOTE.replace('—', '-')],
    ['two spaces', NOTE.replace('— ', '—  ')],
    ['a name with a plus', NOTE.replace(key.origin, 'ward+key')],
    ['base64 without padding', NOTE.replace(/=+\n$/, '\n')],
    ['base64 for the web', NOTE.replace(/[A-Za-z0-9](?=[^\n]{10}\n$)/, '_')],
    ['a carriage return', `said\r\n\n${LINE}`],
    ['a tab in its text', `sa\tid\n\n${LINE}`],
    ['a NUL in its text', `sa\0id\n\n${LINE}`],
    ['half a character', `sa\ud800id\n\n${LINE}`],
    ['a signature of nothing', `said\n\n— ${key.origin} AAAAAA==\n`],
  ])('is none with %s', (_what, note) => {
    expect(parseSignedNote(note)).toEqual({ ok: false, error: 'malformed_note' });
  });

  it('is none when its bytes are no UTF-8', () => {
    expect(parseSignedNote(Buffer.concat([Buffer.of(0xff), Buffer.from(NOTE)]))).toEqual({
      ok: false,
      error: 'malformed_note',
    });
  });

  it.each([
    ['in its text', `${'x'.repeat(64 * 1024)}\n\n${LINE}`],
    ['in signatures', `said\n\n${STRANGE_LINE.repeat(16)}${LINE}`],
  ])('is refused when it is too long %s', (_what, note) => {
    expect(openNote(note, key.noteKey)).toEqual({ ok: false, error: 'too_long' });
  });

  it.each(['', 'said', 'sa\tid\n', 'sa\ud800id\n'])('cannot be made of %j', (unfit) => {
    expect(() => signNote(unfit, key)).toThrow(RangeError);
  });
});

describe('a vkey', () => {
  it('comes back from its text, with white space around it', () => {
    expect(expectOk(parseVkey(`  ${key.vkey}\n`))).toEqual(key.noteKey);
    expect(vkeyOf(key.noteKey)).toBe(key.vkey);
  });

  it('with another name has another id', () => {
    expect(keyIdOf('wardkey-a', key.publicKey)).not.toEqual(keyIdOf('wardkey-b', key.publicKey));
  });

  it.each([
    ['nothing', ''],
    ['an id of another key', key.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['another name', key.vkey.replace('wardkey', 'wardkez')],
    ['a part less', key.vkey.slice(0, key.vkey.lastIndexOf('+'))],
    ['a byte less', key.vkey.slice(0, -4)],
    ['another algorithm', `${key.vkey.slice(0, -44)}Ag${key.vkey.slice(-42)}`],
    ['two lines', `${key.vkey}\n${key.vkey}`],
    ['no end', `${key.vkey}${'A'.repeat(2000)}`],
  ])('is none with %s', (_what, unfit) => {
    expect(parseVkey(unfit)).toEqual({ ok: false, error: 'malformed_vkey' });
  });
});

describe('base64', () => {
  it('has one spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
      }),
    );
  });

  it.each(['AB==', 'AA=', 'AA', 'A', 'AA==\n', 'AA-_', 'A A='])('is not %j', (unfit) => {
    expect(fromBase64(unfit)).toBeNull();
  });
});
