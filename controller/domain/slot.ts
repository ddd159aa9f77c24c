// Slots and what the sensors of one slot can say.
import type { BoardId, FobId, SlotId } from './ids.ts';

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

/** What the sensors of one slot said last. */
export interface SlotReading {
  readonly bolt: Bolt;
  readonly presence: Presence;
}

export type DoorContact = 'closed' | 'open';

/** Whether two readings say the same. */
export function sameReading(a: SlotReading | null, b: SlotReading | null): boolean {
  return a === b || (a !== null && b !== null && a.bolt === b.bolt && a.presence === b.presence);
}
