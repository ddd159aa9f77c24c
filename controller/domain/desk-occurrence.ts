// What a supervisor does at the desk and an installer at the device, as past facts; a part of `Occurrence`. Ids and closed codes only.
import type { BadgeHash, EntrySeq, KeyGroupId, KeyId, SessionId, SlotId, StaffId } from './ids.ts';
import type { LostStep } from './lost-step.ts';
import type { NoteId } from './note.ts';
import type { ShiftCounts } from './shift-counts.ts';
import type { BadgeStrength } from './staff.ts';

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
  /** A badge that nobody had was made the credential of a person who stood at the desk. */
  | (DuringSession & {
      readonly kind: 'badge.issued';
      readonly person: StaffId;
      readonly badge: BadgeHash;
      readonly strength: BadgeStrength;
    })
  /** A one-time code that nobody was handed, or that is over, was typed with nobody signed in. */
  | { readonly kind: 'code.refused'; readonly session: SessionId }
  /** A use of break-glass has been looked at. */
  | (DuringSession & { readonly kind: 'override.reviewed'; readonly intent: EntrySeq; readonly note: NoteId | null })
  | (DuringSession & {
      readonly kind: 'emergency.began';
      /** null = every key. */
      readonly keyGroup: KeyGroupId | null;
      readonly note: NoteId | null;
    })
  | (DuringSession & { readonly kind: 'emergency.ended'; readonly released: number; readonly failed: number })
  /** A slot was taken out of use, or put back: nothing is released from it meanwhile, and keys may be put into it. */
  | (DuringSession & {
      readonly kind: 'slot.quarantined' | 'slot.reinstated';
      readonly slot: SlotId;
      readonly note: NoteId | null;
    })
  /** An installer looks at the device, tests it, has its page loaded anew, or ends the service so that it starts again. */
  | (DuringSession & {
      readonly kind: 'device.opened' | 'device.tested' | 'screen.restart_asked' | 'service.restart_asked';
    })
  /** A supervisor looks at what others have and may do: that is written down before anything shows. */
  | (DuringSession & { readonly kind: 'desk.opened' })
  /** What they looked up there: a key, a person, or neither, as with results of a search. In the log before it shows. */
  | (DuringSession & {
      readonly kind: 'desk.looked';
      readonly what: DeskLook;
      readonly key: KeyId | null;
      readonly person: StaffId | null;
    })
  /** A step of the search for a lost key was done. The note may say more, and must for some steps. */
  | (DuringSession & {
      readonly kind: 'lost.step_done';
      readonly key: KeyId;
      readonly step: LostStep;
      readonly note: NoteId | null;
    })
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
    })
  /**
   * A supervisor has handed the shift over to another, who stood there too. `digest`: SHA-256 of the text of `domain/shift.ts`,
   * 64 hex digits. `astray`: keys of which nobody can say where they are.
   */
  | (DuringSession &
      ShiftCounts & {
        readonly kind: 'shift.handed_over';
        readonly to: StaffId;
        readonly digest: string;
        readonly note: NoteId | null;
      });

/** What can be looked up at the desk. `outlook`: who could take what. */
export type DeskLook = 'found' | 'key' | 'person' | 'timeline' | 'lost' | 'outlook' | 'rights' | 'weak' | 'shift';

/** What a person did in a session of their own. */
interface DuringSession {
  readonly session: SessionId;
  readonly staff: StaffId;
}
