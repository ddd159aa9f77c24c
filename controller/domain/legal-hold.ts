// How long the log is kept, what a legal hold keeps beyond it, and the facts that change either. Each names two persons.
// Holds no reason in words: a text stands beside the log.
import type { EntrySeq, HoldId, StaffId } from './ids.ts';
import type { NoteId } from './note.ts';
import type { Instant } from './time.ts';

/** Days that entries are kept when nobody has said otherwise: six years, the two leap days among them. */
export const DEFAULT_RETENTION_DAYS = 2192;

/** The fewest and the most days that may be chosen: the usual keys of the last 30 days stay provable. */
const DAYS_RANGE = [30, 36_500] as const;
/** The log is pruned by so many entries at a time: those of one tile of its tree. */
export const TILE = 256;

/** Whether entries may be kept so many days. */
export function isRetentionDays(days: number): boolean {
  const [fewest, most] = DAYS_RANGE;
  return Number.isInteger(days) && days >= fewest && days <= most;
}

/** Whether a log may begin at a position: a tile begins there. */
export function isTileStart(seq: number): boolean {
  return seq % TILE === 1;
}

/** How long entries are kept, and how far pruning has been agreed on. */
export interface Retention {
  /** Whole days of 24 hours. */
  readonly days: number;
  /** The first entry that the last pruning was to keep; 1 = nothing was ever pruned. */
  readonly pruned: number;
}

/** What an authority or a lawyer wants kept: every entry of its time span, for as long as the hold is open. */
export interface LegalHold {
  readonly hold: HoldId;
  /** First instant that is held. */
  readonly from: Instant;
  /** Last instant that is held; null = whatever is still to come too. */
  readonly until: Instant | null;
  /** The entry that placed it. */
  readonly placed: EntrySeq;
  readonly at: Instant;
  readonly note: NoteId | null;
}

/** Who answers for it: two different people. */
export interface TwoPersons {
  readonly by: StaffId;
  readonly witness: StaffId;
}

export type RetentionOccurrence =
  /** From now on entries are kept so many days. */
  | (TwoPersons & { readonly kind: 'retention.changed'; readonly days: number })
  | (TwoPersons & {
      readonly kind: 'hold.placed';
      readonly hold: HoldId;
      readonly from: Instant;
      readonly until: Instant | null;
      readonly note: NoteId | null;
    })
  | (TwoPersons & { readonly kind: 'hold.lifted'; readonly hold: HoldId; readonly note: NoteId | null })
  /** Entries before `first` are deleted from now on; it is a multiple of 256 plus 1. */
  | (TwoPersons & { readonly kind: 'log.pruned'; readonly first: EntrySeq })
  /** The name of a person and what they wrote are erased; their id stays. */
  | (TwoPersons & { readonly kind: 'person.erased'; readonly person: StaffId });
