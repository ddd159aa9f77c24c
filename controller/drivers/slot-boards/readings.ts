// What readings of a board have to do with one another. Pure. Never takes an unseen sensor for a change.
import { type SlotReading, sameReading } from '../../domain/slot.ts';
import type { BoardInputs, BoardReading } from './slot-board.ts';

/** Whether two readings of a board say the same. */
export function sameSlots(a: BoardReading, b: BoardReading): boolean {
  return a.every((reading, position) => sameReading(reading, b[position] ?? null));
}

/** Whether a board sees the same besides its slots. */
export function sameInputs(a: BoardInputs, b: BoardInputs): boolean {
  return a.door === b.door && a.tamper === b.tamper && a.mains === b.mains && a.battery === b.battery;
}

/** Whether a slot that was unlocked shows it: its bolt stands open, or anything in it is not as it was. */
export function hasMoved(now: SlotReading | undefined, before: SlotReading | null): boolean {
  return now !== undefined && (now.bolt === 'unlocked' || !sameReading(now, before));
}

/** A fob that nothing holds: it can be gone the next moment. */
export function isLoose({ bolt, presence }: SlotReading): boolean {
  return bolt === 'unlocked' && presence === 'present';
}
