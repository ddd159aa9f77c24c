// What happened, as past facts. Every log entry and every change of custody is derived from one of these.
// No names, no badge numbers, no free text: ids and closed codes only.
import type { AlarmOccurrence } from './alarm.ts';
import type { DeskOccurrence } from './desk-occurrence.ts';
import type { FaultCode, FaultSeverity } from './fault.ts';
import type {
  BadgeHash,
  BoardId,
  BookingId,
  EntrySeq,
  FobId,
  FobTag,
  KeyGroupId,
  KeyId,
  ReaderId,
  SessionId,
  SlotId,
  StaffId,
} from './ids.ts';
import type { RetentionOccurrence } from './legal-hold.ts';
import type { NoteId } from './note.ts';
import type { RefusalCode } from './refusal.ts';
import type { Sensing } from './slot.ts';
import type { BadgeStrength, Factor } from './staff.ts';
import type { Instant } from './time.ts';

/**
 * `take` hands out the key of a slot; `reopen` lets a fob be drawn from a slot where it does not belong; `emergency` is one
 * of many slots that somebody opens in sequence; `forced` is one key that a supervisor takes past the rules, and answers for.
 */
export type ReleasePurpose = 'take' | 'reopen' | 'emergency' | 'forced';

/** The most keys that one suspension names, so that its entry stays within its limit. */
export const RECALLED_LIMIT = 48;

/** Whose session was open at the time. It says nothing about who did it. */
export interface During {
  readonly session: SessionId;
  readonly staff: StaffId;
}

/** What a person did in a session of their own. */
interface DuringSession {
  readonly session: SessionId;
  readonly staff: StaffId;
}

/** A slot with what belongs in it. `fob` and `key` are null for a free slot. */
export interface SlotSubject {
  readonly slot: SlotId;
  readonly fob: FobId | null;
  readonly key: KeyId | null;
}

/** The person and the decision behind one release. */
export interface ReleaseSubject extends SlotSubject {
  readonly session: SessionId;
  readonly staff: StaffId;
  readonly purpose: ReleasePurpose;
}

export interface ReleaseIntended extends ReleaseSubject {
  readonly kind: 'release.intended';
  readonly factors: readonly Factor[];
  /** When the key is due back; null = no limit. */
  readonly due: Instant | null;
  /** Who stood by with a badge of their own. */
  readonly witnesses: readonly StaffId[];
  /** The code of the reason that was chosen; null = none was asked for. */
  readonly reason: string | null;
  readonly note: NoteId | null;
  /** The booking it fulfils. */
  readonly booking: BookingId | null;
  /** Rules that said no and were overridden, by breaking glass or by force; each use is reviewed. */
  readonly overridden: readonly RefusalCode[];
}

/** How the outcome of a release became known. */
export type OutcomeCause =
  | 'sensor' // seen by the sensors as it happened
  | 'pushed_back' // the person pushed the fob home instead of drawing it
  | 'window_ended' // nobody drew it within the take window
  | 'not_sent' // no frame was written: port closed, token expired
  | 'bolt_still' // the frame went out, the bolt did not move
  | 'board_silent' // the frame may have gone out, then the board fell silent
  | 'recovered'; // found at start-up or when the board or the disk came back

/** What it rests on that a key left or came. Left out in entries from before it was written down. */
interface Seen {
  readonly seen?: Sensing | undefined;
}

interface ReleaseOutcome<Kind extends string> extends ReleaseSubject {
  readonly kind: Kind;
  readonly intent: EntrySeq;
  readonly cause: OutcomeCause;
}

/** The key left its slot. `due` repeats what the intent promised. */
export interface ReleaseTaken extends ReleaseOutcome<'release.taken'>, Seen {
  readonly due: Instant | null;
}

export type Occurrence =
  /** `size` and `root`, 64 hex digits, are those of the log before it. */
  | { readonly kind: 'cabinet.started'; readonly openIntents: number; readonly size: number; readonly root: string }
  | { readonly kind: 'cabinet.stopped' }
  | { readonly kind: 'clock.regressed'; readonly mark: Instant }
  /** The wall clock moved by more than time had passed: what it would have shown, and what it shows. */
  | { readonly kind: 'clock.stepped'; readonly from: Instant; readonly onto: Instant }
  | { readonly kind: 'badge.unknown'; readonly reader: ReaderId }
  /** A staff number that nobody has was typed in place of a badge. It is not kept: it may be half of somebody's. */
  | { readonly kind: 'number.unknown' }
  /** `reader`: null = came by the staff number. */
  | (DuringSession & { readonly kind: 'session.began'; readonly reader: ReaderId | null })
  | { readonly kind: 'session.ended'; readonly session: SessionId; readonly staff: StaffId; readonly cause: SessionEnd }
  | { readonly kind: 'pin.accepted' | 'pin.refused'; readonly session: SessionId; readonly staff: StaffId }
  /** `cause`: the person took the place of a one-time code, or of a PIN they knew. */
  | {
      readonly kind: 'pin.changed';
      readonly session: SessionId;
      readonly staff: StaffId;
      readonly cause: 'first' | 'changed' | 'duress';
    }
  | (DuringSession & { readonly kind: 'badge.enrolled'; readonly badge: BadgeHash; readonly strength: BadgeStrength })
  | { readonly kind: 'badge.revoked'; readonly by: StaffId; readonly staff: StaffId; readonly badge: BadgeHash }
  /** A one-time code was made for somebody: for a badge of theirs, or in place of a PIN. */
  | (DuringSession & {
      readonly kind: 'code.issued';
      readonly person: StaffId;
      readonly cause: 'badge' | 'first_pin';
    })
  | (DuringSession & { readonly kind: 'witness.confirmed'; readonly witness: StaffId; readonly key: KeyId })
  | {
      readonly kind: 'access.refused';
      readonly session: SessionId | null;
      readonly staff: StaffId;
      readonly key: KeyId | null;
      readonly slot: SlotId | null;
      readonly reasons: readonly RefusalCode[];
    }
  | ReleaseIntended
  | ReleaseTaken
  | ReleaseOutcome<'release.not_taken'>
  | ReleaseOutcome<'release.not_opened'>
  | ReleaseOutcome<'release.unknown'>
  /** `slot` is where it stands, which need not be its home where slots read chips. */
  | (SlotSubject &
      Seen & {
        readonly kind: 'key.returned';
        readonly key: KeyId;
        /** Who was answerable for the key; null when nobody was. */
        readonly holder: StaffId | null;
        /** Whose session it was; null = returned without a badge, by whom is not known. */
        readonly during: During | null;
        readonly cause: 'sensor' | 'recovered';
      })
  /** Custody went from hand to hand at the cabinet, without the slot. Both have signed by badge, and the count if there is one. */
  | {
      readonly kind: 'key.handed_over';
      readonly session: SessionId;
      readonly key: KeyId;
      readonly staff: StaffId;
      readonly to: StaffId;
      readonly due: Instant | null;
      readonly count: number | null;
      readonly note: NoteId | null;
    }
  /** By a supervisor, with a reason. */
  | (DuringSession & {
      readonly kind: 'key.extended';
      readonly key: KeyId;
      readonly holder: StaffId;
      readonly due: Instant;
      readonly note: NoteId | null;
    })
  | {
      readonly kind: 'key.due_soon' | 'key.overdue' | 'key.escalated';
      readonly key: KeyId;
      readonly holder: StaffId;
      readonly due: Instant;
    }
  | (DuringSession & {
      readonly kind: 'key.lost';
      readonly key: KeyId;
      readonly holder: StaffId | null;
      readonly note: NoteId | null;
    })
  | (DuringSession & { readonly kind: 'key.found'; readonly key: KeyId })
  /** Who stood by when a key came back that two people must return. */
  | (DuringSession & { readonly kind: 'return.witnessed'; readonly key: KeyId; readonly witness: StaffId })
  /** Nobody came to stand by. The return stands. */
  | (DuringSession & { readonly kind: 'return.unwitnessed'; readonly key: KeyId })
  /** It came back with nobody at the screen, although its group wants somebody there. The return stands. */
  | { readonly kind: 'return.unsigned'; readonly slot: SlotId; readonly key: KeyId; readonly holder: StaffId }
  | (DuringSession & {
      readonly kind: 'fault.reported';
      readonly key: KeyId;
      readonly fault: FaultCode;
      readonly severity: FaultSeverity;
      readonly note: NoteId | null;
    })
  /** `report`: the entry that reported it. */
  | (DuringSession & { readonly kind: 'fault.cleared'; readonly key: KeyId; readonly report: EntrySeq })
  | (DuringSession & {
      readonly kind: 'vehicle.read';
      readonly key: KeyId;
      readonly mileage: number | null;
      readonly fuel: number | null;
      /** `corrected`: a supervisor put right what a driver had typed, and the note says why; null = read off, and it says where. */
      readonly cause: 'corrected' | null;
      readonly note: NoteId | null;
    })
  | (DuringSession & {
      readonly kind: 'booking.made';
      readonly booking: BookingId;
      readonly holder: StaffId;
      readonly key: KeyId | null;
      readonly keyGroup: KeyGroupId | null;
      readonly from: Instant;
      readonly until: Instant;
    })
  | { readonly kind: 'booking.cancelled'; readonly booking: BookingId; readonly by: StaffId }
  /** Nobody came for it in time: the key is free again. */
  | { readonly kind: 'booking.lapsed'; readonly booking: BookingId }
  | DeskOccurrence
  /** The set-up was replaced. `digest`: SHA-256 of its canonical document, 64 hex digits. */
  | { readonly kind: 'setup.changed'; readonly digest: string; readonly by: StaffId | null }
  /** A secret key of a reader was put in, or taken out. The key itself is in no log. */
  | { readonly kind: 'reader.key_set' | 'reader.key_forgotten'; readonly reader: ReaderId; readonly by: StaffId | null }
  | AlarmOccurrence
  | RetentionOccurrence
  | (SlotSubject &
      Seen & {
        readonly kind: 'key.removed';
        readonly key: KeyId;
        readonly during: During | null;
        readonly cause: 'sensor' | 'recovered';
      })
  | (SlotSubject & {
      /**
       * Something stands in a slot where it does not belong, or has left it again. What left after `fob.misplaced` or
       * `fob.unknown` is named by its own fob and key.
       */
      readonly kind: 'slot.misfilled' | 'slot.cleared';
      readonly during: During | null;
    })
  /** A fob stands in a slot whose chip nobody knows, another slot has too, or nothing could read (`tag` null). No return. */
  | {
      readonly kind: 'fob.unknown';
      readonly slot: SlotId;
      readonly tag: FobTag | null;
      readonly during: During | null;
    }
  /** A known fob stands in a slot where it does not belong. `belongs`: its home; null = none. Whoever answers for the key still does. */
  | (SlotSubject & {
      readonly kind: 'fob.misplaced';
      readonly fob: FobId;
      readonly key: KeyId;
      readonly belongs: SlotId | null;
      readonly during: During | null;
    })
  | (SlotSubject & { readonly kind: 'slot.left_unlocked' | 'slot.relocked'; readonly during: During | null })
  | { readonly kind: 'door.opened' | 'door.closed'; readonly during: During | null }
  | { readonly kind: 'door.left_open'; readonly during: During | null }
  | { readonly kind: 'board.lost' | 'board.back'; readonly board: BoardId }
  | { readonly kind: 'reader.lost' | 'reader.back'; readonly reader: ReaderId }
  | { readonly kind: 'storage.restored' }
  | { readonly kind: 'event.unexpected'; readonly machine: string; readonly event: string };

export type OccurrenceKind = Occurrence['kind'];

type WithKind<O, K> = O extends { readonly kind: infer Kinds } ? (K extends Kinds ? O : never) : never;
/** The occurrences of one or some kinds. */
export type OccurrenceOf<K extends OccurrenceKind> = WithKind<Occurrence, K>;

/** Somebody came or went. It changes no custody and belongs to no release. */
export type Visit = Extract<Occurrence, { readonly kind: 'session.began' | 'session.ended' }>;

/** How a release ended, as far as anyone knows. */
export type Outcome = OccurrenceOf<'release.taken' | 'release.not_taken' | 'release.not_opened' | 'release.unknown'>;

export type SessionEnd = 'signed_out' | 'idle' | 'finished' | 'refused' | 'replaced' | 'fault';

export function isVisit(occurrence: Occurrence): occurrence is Visit {
  return occurrence.kind === 'session.began' || occurrence.kind === 'session.ended';
}

export function isOutcome(occurrence: Occurrence): occurrence is Outcome {
  switch (occurrence.kind) {
    case 'release.taken':
    case 'release.not_taken':
    case 'release.not_opened':
    case 'release.unknown':
      return true;
    default:
      return false;
  }
}
