// What a slot hears and what it reports: the words between the slot machine and the cabinet.
import type { OutcomeCause, ReleaseIntended, SlotSubject } from '../domain/occurrence.ts';
import type { ReleaseToken } from '../domain/release-token.ts';
import type { Presence, SlotReading } from '../domain/slot.ts';

export type SlotEvent =
  | { readonly type: 'slot.read'; readonly reading: SlotReading }
  | { readonly type: 'slot.silent' }
  /** The log and the sensors agree again: this is what is there. */
  | { readonly type: 'slot.reconciled'; readonly expected: Presence }
  | { readonly type: 'slot.release'; readonly intended: ReleaseIntended };

/** What changed in a slot that no release explains. */
export type SlotChange = 'emptied' | 'filled' | 'left_unlocked' | 'relocked';

export type SlotReport =
  | { readonly type: 'slot.offered'; readonly release: ReleaseIntended }
  | { readonly type: 'slot.ended'; readonly release: ReleaseIntended; readonly end: ReleaseEnd }
  | { readonly type: 'slot.changed'; readonly subject: SlotSubject; readonly change: SlotChange };

/** How a release ended. `not_recorded`: the intent could not be written, so nothing was done and nothing is in the log. */
export type ReleaseEnd =
  | { readonly kind: 'not_recorded' }
  | {
      readonly kind: 'release.taken' | 'release.not_taken' | 'release.not_opened' | 'release.unknown';
      readonly token: ReleaseToken;
      readonly cause: OutcomeCause;
    };

/** What came of the unlock frame: written and answered, not written at all, or nobody knows. */
export type UnlockReport = 'answered' | 'not_sent' | 'in_doubt';

export type OutcomeKind = Exclude<ReleaseEnd, { kind: 'not_recorded' }>['kind'];
