// XOR lock board ("485 lock control board", heads 8A/80/82): frames ⇄ meaning. Pure. Locks count from 1 on the wire, positions from
// 0 in the house. Unlocks one lock; cannot hold one open (heads 9A and 9B), and cannot name the lock that stands for all.
//
//   8A  LOCK 11 [SECONDS]  unlock one lock       → 8A  LOCK and its contact, which is nothing to go by
//   80  LOCK 33            contact of one lock   → 80  LOCK and its contact
//   80  none 33            contacts of all locks → 80  eight locks a byte, the lowest bit first; which byte is first differs
//   82  none 22            firmware              → 82  none and a version
//   82  LOCK and its contact, unasked: the contact of one lock has changed
import type { XorLockSetup } from '../../../domain/board.ts';
import type { SlotReading } from '../../../domain/slot.ts';
import type { BoardReading } from '../slot-board.ts';
import { CLEAR, LAST_BOARD, LONGEST_PULSE, NEWS, READ, SET, STATES, UNLOCK, type XorFrame } from './frames.ts';

/** Locks of the largest board. */
export const XOR_POSITIONS = 50;

const FIRMWARE = 0x22;
/** In place of a lock number where none is meant. */
const NO_LOCK = 0;

export type XorRequest =
  | { readonly type: 'ask-all'; readonly unit: number }
  | { readonly type: 'ask-one'; readonly unit: number; readonly position: number }
  | { readonly type: 'ask-firmware'; readonly unit: number }
  /** `pulse` in whole seconds 1–9; null = the board's own 300 ms. */
  | { readonly type: 'unlock'; readonly unit: number; readonly position: number; readonly pulse: number | null };

/** One contact. What it means that it is set depends on the lock and its wiring. */
interface Contact {
  readonly unit: number;
  readonly position: number;
  readonly isSet: boolean;
}

export type XorReply =
  /** `bytes` as they stand on the wire. */
  | { readonly type: 'states'; readonly unit: number; readonly bytes: Uint8Array }
  | ({ readonly type: 'state' } & Contact)
  /** Follows an unlock. With the contact set it is byte for byte the command itself, so nothing may be concluded from it. */
  | ({ readonly type: 'unlocked' } & Contact)
  /** Unasked, of some firmware. */
  | ({ readonly type: 'changed' } & Contact)
  | { readonly type: 'firmware'; readonly unit: number; readonly version: number };

/** What of a set-up says how the states are to be read. */
export type XorWiring = Pick<XorLockSetup, 'ways' | 'polarity' | 'contact' | 'order'>;

/** The frame of a request. @throws RangeError for a unit, position or pulse that no board has */
export function requestFrame(request: XorRequest): XorFrame {
  const board = addressOf(request.unit);
  switch (request.type) {
    case 'ask-all':
      return { head: READ, board, body: Uint8Array.of(NO_LOCK, STATES) };
    case 'ask-one':
      return { head: READ, board, body: Uint8Array.of(lockOf(request.position), STATES) };
    case 'ask-firmware':
      return { head: NEWS, board, body: Uint8Array.of(NO_LOCK, FIRMWARE) };
    case 'unlock': {
      const frame = { head: UNLOCK, board, body: unlockBody(lockOf(request.position), request.pulse) };
      if (opensEveryLock(frame)) throw new RangeError('This would open every lock');
      return frame;
    }
  }
}

/**
 * Whether a frame is the command that opens all locks of a board at once: an unlock of lock number zero. Nothing in the
 * house sends it, not even the emergency release, which goes lock by lock so that each opening has a record of its own.
 * The only place that knows this number: `requestFrame` refuses by it, and the simulated board understands by it.
 */
export function opensEveryLock({ head, body }: XorFrame): boolean {
  const everyLock = 0;
  return head === UNLOCK && body[0] === everyLock;
}

/** What a frame asks of a board; null = it is no request. Used by the simulated board and by line monitors. */
export function parseRequest(frame: XorFrame): XorRequest | null {
  const { head, board: unit, body } = frame;
  const [lock = 0, what, seconds] = body;
  if (body.length > 3 || opensEveryLock(frame)) return null;
  const position = lock - 1;
  if (head === UNLOCK && what === SET) return { type: 'unlock', unit, position, pulse: seconds ?? null };
  if (head === READ && what === STATES) {
    return lock === NO_LOCK ? { type: 'ask-all', unit } : { type: 'ask-one', unit, position };
  }
  return head === NEWS && lock === NO_LOCK && what === FIRMWARE ? { type: 'ask-firmware', unit } : null;
}

/** The frame of a reply. @throws RangeError for a unit or position that no board has */
export function replyFrame(reply: XorReply): XorFrame {
  const board = addressOf(reply.unit);
  switch (reply.type) {
    case 'states':
      return { head: READ, board, body: Uint8Array.of(...reply.bytes, STATES) };
    case 'state':
      return { head: READ, board, body: contactBody(reply) };
    case 'unlocked':
      return { head: UNLOCK, board, body: contactBody(reply) };
    case 'changed':
      return { head: NEWS, board, body: contactBody(reply) };
    case 'firmware':
      return { head: NEWS, board, body: Uint8Array.of(NO_LOCK, reply.version) };
  }
}

/** What a board told; null = the frame is no reply, for example an echo of a question. */
export function parseReply({ head, board: unit, body }: XorFrame): XorReply | null {
  if (body.length > 3) return head === READ ? { type: 'states', unit, bytes: body.slice(0, -1) } : null;
  const [lock = 0, what = 0] = body;
  if (body.length !== 2) return null;
  if (lock === NO_LOCK) return head === NEWS ? { type: 'firmware', unit, version: what } : null;
  if (what !== SET && what !== CLEAR) return null;
  const contact = { unit, position: lock - 1, isSet: what === SET };
  if (head === READ) return { type: 'state', ...contact };
  return head === UNLOCK ? { type: 'unlocked', ...contact } : { type: 'changed', ...contact };
}

/** The contacts in physical words. What the contact is not wired to is unseen. A position beyond the bytes reads as a contact of 0. */
export function readingOf(bytes: Uint8Array, { ways, polarity, contact, order }: XorWiring): BoardReading {
  const ofFirst = order === 'last-byte-first' ? bytes.toReversed() : bytes;
  return Array.from({ length: ways }, (_, position): SlotReading => {
    const bit = (((ofFirst[position >> 3] ?? 0) >> (position & 7)) & 1) === 1;
    const isShut = bit === (polarity === 'one-is-closed');
    return contact === 'bolt'
      ? { bolt: isShut ? 'locked' : 'unlocked', presence: 'unseen' }
      : { bolt: 'unseen', presence: isShut ? 'present' : 'absent' };
  });
}

/** Whether the contact of a slot is set when the slot is as the reading says. */
export function isContactSet({ bolt, presence }: SlotReading, { contact, polarity }: XorWiring): boolean {
  const isShut = contact === 'bolt' ? bolt === 'locked' : presence === 'present';
  return isShut === (polarity === 'one-is-closed');
}

/** The state bytes, `count` of them, that a board so wired would send for a reading. Locks that it does not have are 0. */
export function statesOf(reading: BoardReading, wiring: XorWiring, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (const [position, slot] of reading.slice(0, wiring.ways).entries()) {
    if (isContactSet(slot, wiring)) bytes[position >> 3] = (bytes[position >> 3] ?? 0) | (1 << (position & 7));
  }
  return wiring.order === 'last-byte-first' ? bytes.toReversed() : bytes;
}

function unlockBody(lock: number, pulse: number | null): Uint8Array {
  if (pulse === null) return Uint8Array.of(lock, SET);
  if (!isWhole(pulse, 1, LONGEST_PULSE)) throw new RangeError(`No board drives a lock for ${pulse} s`);
  return Uint8Array.of(lock, SET, pulse);
}

function contactBody({ position, isSet }: Contact): Uint8Array {
  return Uint8Array.of(lockOf(position), isSet ? SET : CLEAR);
}

/** The number of a lock on the wire: from 1, never the one below. */
function lockOf(position: number): number {
  if (!isWhole(position, 0, XOR_POSITIONS - 1)) throw new RangeError(`No board has a position ${position}`);
  return position + 1;
}

function addressOf(unit: number): number {
  if (!isWhole(unit, 1, LAST_BOARD)) throw new RangeError(`A board has no address ${unit}`);
  return unit;
}

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
