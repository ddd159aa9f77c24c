// Slots and what the sensors of one slot can say.
import type { BoardId, FobId, FobTag, SlotId } from './ids.ts';

export interface Slot {
  readonly id: SlotId;
  /** The number painted beside it, from 1. */
  readonly number: number;
  readonly board: BoardId;
  /** Position on its board, from 0. */
  readonly position: number;
  /** The fob whose home this is; null = free. */
  readonly fob: FobId | null;
}

export type Bolt = 'locked' | 'unlocked';
export type Presence = 'present' | 'absent';

/** What the sensors of one slot said last. `unseen`: the board has no sensor for it, or it could not be read. */
export interface SlotReading {
  readonly bolt: Bolt | 'unseen';
  readonly presence: Presence | 'unseen';
  /** The chip of the fob that stands there. Left out = none was read: no fob, no reader in this slot, or a chip that fails. */
  readonly fob?: FobTag;
}

export type DoorContact = 'closed' | 'open';

/** Whether two readings say the same. */
export function sameReading(a: SlotReading | null, b: SlotReading | null): boolean {
  return a === b || (a !== null && b !== null && a.bolt === b.bolt && a.presence === b.presence && a.fob === b.fob);
}

/**
 * Whether a fob stands in the slot, as far as its sensors can say. Without a presence sensor the bolt speaks: a latch that is
 * shut holds a fob, and one that stands open may have lost it.
 */
export function presenceOf({ bolt, presence }: SlotReading): Presence {
  if (presence !== 'unseen') return presence;
  return bolt === 'locked' ? 'present' : 'absent';
}
