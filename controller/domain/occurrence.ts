// What happened, as past facts. Every log entry and every change of custody is derived from one of these.
// No names, no badge numbers, no free text: ids and closed codes only.
import type { BoardId, EntrySeq, FobId, KeyId, ReaderId, SessionId, SlotId, StaffId } from './ids.ts';
import type { RefusalCode } from './refusal.ts';
import type { Factor } from './staff.ts';
import type { Instant } from './time.ts';

/** `take` hands out the key of a slot; `reopen` lets a fob be drawn from a slot where it does not belong. */
export type ReleasePurpose = 'take' | 'reopen';

/** Whose session was open at the time. It says nothing about who did it. */
export interface During {
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

interface ReleaseOutcome<Kind extends string> extends ReleaseSubject {
  readonly kind: Kind;
  readonly intent: EntrySeq;
  readonly cause: OutcomeCause;
}

/** The key left its slot. `due` repeats what the intent promised. */
export interface ReleaseTaken extends ReleaseOutcome<'release.taken'> {
  readonly due: Instant | null;
}

export type Occurrence =
  | { readonly kind: 'cabinet.started'; readonly openIntents: number }
  | { readonly kind: 'cabinet.stopped' }
  | { readonly kind: 'clock.regressed'; readonly mark: Instant }
  | { readonly kind: 'badge.unknown'; readonly reader: ReaderId }
  | { readonly kind: 'session.began'; readonly session: SessionId; readonly staff: StaffId; readonly reader: ReaderId }
  | { readonly kind: 'session.ended'; readonly session: SessionId; readonly staff: StaffId; readonly cause: SessionEnd }
  | { readonly kind: 'pin.accepted' | 'pin.refused'; readonly session: SessionId; readonly staff: StaffId }
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
  | (SlotSubject & {
      readonly kind: 'key.returned';
      readonly key: KeyId;
      /** Who was answerable for the key; null when nobody was. */
      readonly holder: StaffId | null;
      /** Whose session it was; null = returned without a badge, by whom is not known. */
      readonly during: During | null;
      readonly cause: 'sensor' | 'recovered';
    })
  | (SlotSubject & {
      readonly kind: 'key.removed';
      readonly key: KeyId;
      readonly during: During | null;
      readonly cause: 'sensor' | 'recovered';
    })
  | (SlotSubject & {
      /** Something stands in a slot where nothing belongs, or has left it again. */
      readonly kind: 'slot.misfilled' | 'slot.cleared';
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

/** Somebody came or went. It changes no custody and belongs to no release. */
export type Visit = Extract<Occurrence, { readonly kind: 'session.began' | 'session.ended' }>;

export type SessionEnd = 'signed_out' | 'idle' | 'finished' | 'refused' | 'replaced' | 'fault';

export function isVisit(occurrence: Occurrence): occurrence is Visit {
  return occurrence.kind === 'session.began' || occurrence.kind === 'session.ended';
}
