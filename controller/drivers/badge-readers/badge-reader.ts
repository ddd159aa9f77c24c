// The interface of every badge reader. A badge number is opaque, hostile input: bytes of bounded length, shown to nobody.
import type { ReaderId } from '../../domain/ids.ts';
import type { BadgeFormat } from '../../domain/reader.ts';
import type { BadgeStrength } from '../../domain/staff.ts';
import type { LinkedDevice, LinkFault } from '../linked-device.ts';

/** The longest badge number that is accepted, in bytes. */
export const BADGE_NUMBER_LIMIT = 64;

/** Why a credential that was held to the reader cannot be used. */
export type UnreadableBadge =
  | 'random_uid' // a 4-byte UID that opens with 08 changes at each tap
  | 'too_long' // more than BADGE_NUMBER_LIMIT bytes
  | 'removed_too_soon'
  | 'not_authentic' // the badge could not prove that it is one of the hospital's
  | 'not_understood' // the reader gave something that its profile does not describe
  | 'no_answer';

export type BadgeReaderEvent =
  /** `strength` is how this number was read, not what the chip could do: `strong` only if the badge proved that it is no copy. */
  | {
      readonly type: 'badge.presented';
      /** What is hashed. Where a format has a facility and a number, both and the format are in these bytes. */
      readonly number: Uint8Array;
      readonly strength: BadgeStrength;
      readonly format: BadgeFormat;
    }
  | { readonly type: 'badge.unreadable'; readonly reason: UnreadableBadge }
  /** The connection is over; only `connect` brings it back. */
  | { readonly type: 'reader.lost'; readonly fault: LinkFault };

/** What a reader with a light or a buzzer can tell the person before it. */
export type BadgeSignal = 'accepted' | 'refused';

export interface BadgeReader extends LinkedDevice<BadgeReaderEvent> {
  readonly id: ReaderId;
  /** True when the device may give one badge several times while it lies there, and the driver cannot tell that from a new tap. */
  readonly repeats?: boolean;
  /** Shows what became of a badge. A reader without light or buzzer, or that is not connected, does nothing. */
  signal(signal: BadgeSignal): void;
}
