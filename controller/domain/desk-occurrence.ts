// What a supervisor does at the desk, as past facts; a part of `Occurrence`. Ids and closed codes only.
import type { EntrySeq, KeyGroupId, KeyId, SessionId, StaffId } from './ids.ts';
import type { NoteId } from './note.ts';

export type DeskOccurrence =
  | (DuringSession & {
      readonly kind: 'staff.suspended';
      readonly person: StaffId;
      /** Whether the person sees no more than that they cannot be served. */
      readonly silent: boolean;
      /** Keys that are called back; at most `RECALLED_LIMIT` are named. */
      readonly recalled: readonly KeyId[];
      readonly note: NoteId | null;
    })
  | (DuringSession & { readonly kind: 'staff.reinstated'; readonly person: StaffId; readonly note: NoteId | null })
  /** A use of break-glass has been looked at. */
  | (DuringSession & { readonly kind: 'override.reviewed'; readonly intent: EntrySeq; readonly note: NoteId | null })
  | (DuringSession & {
      readonly kind: 'emergency.began';
      /** null = every key. */
      readonly keyGroup: KeyGroupId | null;
      readonly note: NoteId | null;
    })
  | (DuringSession & { readonly kind: 'emergency.ended'; readonly released: number; readonly failed: number })
  /** A supervisor looks at what others have and may do: that is written down before anything shows. */
  | (DuringSession & { readonly kind: 'desk.opened' })
  /**
   * A supervisor has signed what rights give whom: all who reach a group of keys, or all that one person reaches; the other is
   * null. `digest`: SHA-256 of the text of `domain/policy/rights.ts`, 64 hex digits.
   */
  | (DuringSession & {
      readonly kind: 'rights.reviewed';
      readonly keyGroup: KeyGroupId | null;
      readonly person: StaffId | null;
      readonly digest: string;
      readonly note: NoteId | null;
    });

/** What a person did in a session of their own. */
interface DuringSession {
  readonly session: SessionId;
  readonly staff: StaffId;
}
