// What every request at the desk must pass: a supervisor who is valid now, and free text that can be sealed beside the log.
import type { StaffId } from '../domain/ids.ts';
import { NOTE_LIMIT, type NoteId } from '../domain/note.ts';
import { standing } from '../domain/policy/rules/standing.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Services } from './services.ts';

/** Whether a person is a supervisor and valid now. */
export function isSupervisor({ roster, journal }: Services, id: StaffId): boolean {
  const staff = roster.staff(id);
  return staff?.role === 'supervisor' && standing(staff, journal.ledger(), journal.now()).length === 0;
}

/**
 * Seals a text for the entry that is written next.
 * @returns null for an empty text, where it may be empty
 */
export function sealedText(
  { notes }: Services,
  text: string,
  need: 'required' | 'optional',
): Result<NoteId | null, 'text_required' | 'text_too_long'> {
  const bare = text.toWellFormed().trim();
  if (bare === '') return need === 'required' ? err('text_required') : ok(null);
  return bare.length > NOTE_LIMIT ? err('text_too_long') : ok(notes.seal(bare).id);
}
