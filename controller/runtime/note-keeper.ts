// Sealed notes on their way from the effect that sealed them to the entry that names them. Holds texts for moments only.
import type { Note, NoteId } from '../domain/note.ts';
import type { Notes } from './services.ts';

/** Notes at hand at most. A session has one on its way at a time; older ones were never written. */
const AT_HAND = 16;

/**
 * Makes the sealer of a cabinet.
 * @param seal SHA-256(salt ‖ text), by the audit log
 * @param newSalt 16 fresh random bytes
 */
export function keepNotes(seal: (text: string, salt: Uint8Array) => Note, newSalt: () => Uint8Array): Notes {
  const atHand = new Map<NoteId, Note>();
  return {
    seal: (text) => {
      const note = seal(text, newSalt());
      atHand.set(note.id, note);
      for (const oldest of [...atHand.keys()].slice(0, -AT_HAND)) atHand.delete(oldest);
      return note;
    },
    sealed: (id) => {
      const note = id === null ? undefined : atHand.get(id);
      if (note === undefined) return [];
      atHand.delete(note.id);
      return [note];
    },
  };
}
