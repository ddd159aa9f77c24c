// What a slot hears and what it reports: the words between the slot machine and the cabinet.
import type { FobTag } from '../domain/ids.ts';
import type { OutcomeCause, ReleaseIntended, SlotSubject } from '../domain/occurrence.ts';
import type { ReleaseToken } from '../domain/release-token.ts';
import type { Presence, Sensing, SlotReading } from '../domain/slot.ts';
import type { Duration } from '../domain/time.ts';

export type SlotEvent =
  | { readonly type: 'slot.read'; readonly reading: SlotReading }
  | { readonly type: 'slot.silent' }
  /** The log and the sensors agree again: this is what is there. */
  | ({ readonly type: 'slot.reconciled'; readonly expected: Presence } & Chipped)
  /** `window`: how long the person has from the bolt on; left out = as anybody. */
  | { readonly type: 'slot.release'; readonly intended: ReleaseIntended; readonly window?: Duration };

/** Which chip stands in a slot by the log. */
interface Chipped {
  /** null or left out = none is known: nothing stands there, a fob without a known chip, or the slot reads none. */
  readonly chip?: FobTag | null;
  /** Whether the chip was not read yet since it was last written down. */
  readonly unread?: boolean;
}

/** What changed in a slot that no release explains. */
export type SlotChange = 'emptied' | 'filled' | 'left_unlocked' | 'relocked';

export type SlotReport =
  | { readonly type: 'slot.offered'; readonly release: ReleaseIntended }
  | { readonly type: 'slot.ended'; readonly release: ReleaseIntended; readonly end: ReleaseEnd }
  | SlotChanged;

export interface SlotChanged {
  readonly type: 'slot.changed';
  /** The slot with what belongs in it. */
  readonly subject: SlotSubject;
  readonly change: SlotChange;
  /** The chip that left or came; null = a fob that none could be read of. Left out by a slot that reads no chips. */
  readonly chip?: FobTag | null;
  /** What the change rests on. */
  readonly seen?: Sensing;
}

/**
 * How a release ended. Nothing was done and nothing is in the log where it was `not_begun`, because the slot could not begin
 * it, or `not_recorded`, because its intent could not be written.
 */
export type ReleaseEnd =
  | { readonly kind: 'not_begun' | 'not_recorded' }
  | {
      readonly kind: 'release.taken' | 'release.not_taken' | 'release.not_opened' | 'release.unknown';
      readonly token: ReleaseToken;
      readonly cause: OutcomeCause;
      /** What it rests on that the key left. */
      readonly seen?: Sensing;
    };

/** What came of the unlock frame: written and answered, not written at all, or nobody knows. */
export type UnlockReport = 'answered' | 'not_sent' | 'in_doubt';

export type OutcomeKind = Extract<ReleaseEnd, { token: ReleaseToken }>['kind'];
