// The id of a note is a hash and nothing else.
import { expect, it } from 'vitest';
import { parseNoteId } from '../../../controller/domain/note.ts';

it('parses 64 lower-case hex digits', () => {
  expect(parseNoteId('0123456789abcdef'.repeat(4))).toEqual({ ok: true, value: '0123456789abcdef'.repeat(4) });
});

it.each([
  ['too short', 'a'.repeat(63)],
  ['too long', 'a'.repeat(65)],
  ['upper case', 'A'.repeat(64)],
  ['a sentence', 'the key is at the gate'],
  ['nothing', ''],
  ['no text', 7],
  ['null', null],
])('refuses what is %s', (_what, text) => {
  expect(parseNoteId(text)).toEqual({ ok: false, error: { code: 'not_a_note_id' } });
});
