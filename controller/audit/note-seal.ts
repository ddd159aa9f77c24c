// The seal between a text and the entry that names it: SHA-256 over a random salt and the text. The entry never holds the
// text, and without the salt nobody can find out by trying which text it was.
import { createHash } from 'node:crypto';
import { NOTE_LIMIT, type Note, type NoteId, parseNoteId } from '../domain/note.ts';

/** Bytes of a salt. */
export const SALT_SIZE = 16;

/**
 * Seals a text: SHA-256(salt ‖ UTF-8 of the text) is its id.
 * @param salt 16 random bytes, fresh for each note
 * @throws RangeError for a salt of another size, a text that is empty, too long or no Unicode
 */
export function sealNote(text: string, salt: Uint8Array): Note {
  if (salt.length !== SALT_SIZE) throw new RangeError(`a salt has ${SALT_SIZE} bytes`);
  if (text.length === 0 || text.length > NOTE_LIMIT || !text.isWellFormed()) throw new RangeError('not a note');
  return { id: idOf(text, salt), salt, text };
}

/** Whether the id of a note is that of its text. */
export function isSealed({ id, salt, text }: Note): boolean {
  return idOf(text, salt) === id;
}

function idOf(text: string, salt: Uint8Array): NoteId {
  const id = parseNoteId(createHash('sha256').update(salt).update(text, 'utf8').digest('hex'));
  if (!id.ok) throw new Error('SHA-256 has 64 hex digits');
  return id.value;
}
