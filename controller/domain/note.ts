// Free text stands beside the log, never in it: the entry carries SHA-256(salt ‖ text), the text and its salt can be erased.
import { err, ok, type Result } from './result.ts';

declare const brand: unique symbol;

/** SHA-256 of salt and text, 64 lower-case hex digits. */
export type NoteId = string & { readonly [brand]: 'NoteId' };

/** A text with what makes its id: SHA-256 over the salt and the UTF-8 of the text. */
export interface Note {
  readonly id: NoteId;
  /** 16 random bytes. */
  readonly salt: Uint8Array;
  readonly text: string;
}

/** Longest note in characters (UTF-16 units). */
export const NOTE_LIMIT = 500;

const HASH = /^[0-9a-f]{64}$/;

/** Parses the id of a note: exactly 64 lower-case hex digits. */
export function parseNoteId(text: unknown): Result<NoteId, { readonly code: 'not_a_note_id' }> {
  return typeof text === 'string' && HASH.test(text) ? ok(text as NoteId) : err({ code: 'not_a_note_id' });
}
