// Slots and what the sensors of one slot can say.
import type { BoardCapabilities } from './board.ts';
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

/** What the board of a slot can see of it. */
export type Senses = Pick<BoardCapabilities, 'bolt' | 'presence' | 'fobId'>;

/** What a word about a slot rests on: the chip of the fob, that something stands there, or the bolt alone. */
export type Sensing = 'fob' | 'presence' | 'bolt';

export function sensingOf({ fobId, presence }: Senses): Sensing {
  if (fobId) return 'fob';
  return presence ? 'presence' : 'bolt';
}

/** Whether a reading says nothing of whether a fob stands there, although the board has a sensor that should. */
export function isBlind({ bolt, presence }: SlotReading, senses: Senses): boolean {
  if (senses.presence) return presence === 'unseen';
  return !senses.fobId && bolt === 'unseen';
}

/**
 * Whether a fob stands in the slot, as far as its sensors can say. Without a presence sensor the bolt speaks: a latch that is
 * shut holds a fob, and one that stands open may have lost it.
 */
export function presenceOf({ bolt, presence }: SlotReading): Presence {
  if (presence !== 'unseen') return presence;
  return bolt === 'locked' ? 'present' : 'absent';
}

/**
 * As `presenceOf`, by what the board sees. Where only chips are read a fob is what has one; and the shut latch of a slot where
 * nothing belongs holds nothing.
 * @param isHome whether a key belongs there
 */
export function presenceIn(reading: SlotReading, senses: Senses, isHome: boolean): Presence {
  if (senses.presence) return presenceOf(reading);
  if (senses.fobId) return reading.fob === undefined ? 'absent' : 'present';
  return isHome ? presenceOf(reading) : 'absent';
}
