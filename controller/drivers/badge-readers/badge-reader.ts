// The interface of every badge reader. A badge number is opaque, hostile input: bytes of bounded length, shown to nobody.
import type { ReaderId } from '../../domain/ids.ts';
import type { BadgeStrength } from '../../domain/staff.ts';
import type { LinkedDevice, LinkFault } from '../linked-device.ts';

/** The longest badge number that is accepted, in bytes. */
export const BADGE_NUMBER_LIMIT = 64;

/** Why a credential that was held to the reader cannot be used. */
export type UnreadableBadge =
  | 'random_uid' // a 4-byte UID that opens with 08 changes at each tap
  | 'too_long' // more than BADGE_NUMBER_LIMIT bytes
  | 'removed_too_soon'
  | 'no_answer';

export type BadgeReaderEvent =
  /** `strength` is how this number was read, not what the chip could do: `strong` only if the badge proved that it is no copy. */
  | { readonly type: 'badge.presented'; readonly number: Uint8Array; readonly strength: BadgeStrength }
  | { readonly type: 'badge.unreadable'; readonly reason: UnreadableBadge }
  /** The connection is over; only `connect` brings it back. */
  | { readonly type: 'reader.lost'; readonly fault: LinkFault };

export interface BadgeReader extends LinkedDevice<BadgeReaderEvent> {
  readonly id: ReaderId;
}
