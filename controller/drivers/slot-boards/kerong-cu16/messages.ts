// KERONG CU16: frames ⇄ meaning. Pure. Can ask for the state of one board and unlock one lock, nothing that opens several.
//
//   30  state of one board        → 35  two bytes of bolts, two of objects; the lowest bit is the first position
//   31  unlock one lock           → no dependable answer: ask with 30
//   32  at F0: state of all boards → 36  one frame a board, laid out as 35
import type { Polarity } from '../../../domain/board.ts';
import type { SlotReading } from '../../../domain/slot.ts';
import type { BoardReading } from '../slot-board.ts';
import type { Cu16Frame } from './frames.ts';

export const CU16_POSITIONS = 16;
/** Boards that one bus can address. */
export const CU16_UNITS = 16;

const ASK_STATE = 0x30;
const UNLOCK = 0x31;
const ASK_ALL = 0x32;
const STATE = 0x35;
const STATE_OF_ALL = 0x36;
/** The address that every board answers to. */
const EVERY_BOARD = 0xf0;
const NO_DATA = new Uint8Array(0);

/** The two sensors of each position as bits on the wire; index = position, from 0. */
export interface Cu16State {
  readonly unit: number;
  /** Lock feedback; which level means closed depends on the lock and its wiring. */
  readonly lockBits: readonly boolean[];
  /** Infrared sensor; true = an object stands before it. */
  readonly objectBits: readonly boolean[];
}

export type Cu16Request =
  | { readonly type: 'ask-state'; readonly unit: number }
  | { readonly type: 'ask-all' }
  | { readonly type: 'unlock'; readonly unit: number; readonly position: number };

/** The frame of a request. @throws RangeError for a unit or position that no CU16 has */
export function requestFrame(request: Cu16Request): Cu16Frame {
  switch (request.type) {
    case 'ask-state':
      return { address: addressOf(request.unit, 0), command: ASK_STATE, data: NO_DATA };
    case 'ask-all':
      return { address: EVERY_BOARD, command: ASK_ALL, data: NO_DATA };
    case 'unlock':
      return { address: addressOf(request.unit, request.position), command: UNLOCK, data: NO_DATA };
  }
}

/** What a frame asks of a board; null = it is no request. Used by the simulated board and by line monitors. */
export function parseRequest({ address, command }: Cu16Frame): Cu16Request | null {
  if (command === ASK_STATE && lockOf(address) === 0) return { type: 'ask-state', unit: unitOf(address) };
  if (command === UNLOCK) return { type: 'unlock', unit: unitOf(address), position: lockOf(address) };
  if (command === ASK_ALL && address === EVERY_BOARD) return { type: 'ask-all' };
  return null;
}

/** The frame in which a board tells its state; `toAll` when every board was asked. */
export function stateFrame({ unit, lockBits, objectBits }: Cu16State, toAll = false): Cu16Frame {
  return {
    address: addressOf(unit, 0),
    command: toAll ? STATE_OF_ALL : STATE,
    data: Uint8Array.of(byteOf(lockBits, 0), byteOf(lockBits, 8), byteOf(objectBits, 0), byteOf(objectBits, 8)),
  };
}

/** What a board told; null = the frame is no state, for example an echo of a request. */
export function parseState({ address, command, data }: Cu16Frame): Cu16State | null {
  if ((command !== STATE && command !== STATE_OF_ALL) || lockOf(address) !== 0) return null;
  const [locksLow = 0, locksHigh = 0, objectsLow = 0, objectsHigh = 0] = data;
  return {
    unit: unitOf(address),
    lockBits: bitsOf(locksLow | (locksHigh << 8)),
    objectBits: bitsOf(objectsLow | (objectsHigh << 8)),
  };
}

/** Whether a state answers the question to one board. One that answers the question to all was asked for by somebody else. */
export function isAskedOfOne({ command }: Cu16Frame): boolean {
  return command === STATE;
}

/** The sensors in physical words. */
export function readingOf({ lockBits, objectBits }: Cu16State, polarity: Polarity): BoardReading {
  const closed = polarity === 'one-is-closed';
  return lockBits.map(
    (bit, position): SlotReading => ({
      bolt: bit === closed ? 'locked' : 'unlocked',
      presence: objectBits[position] === true ? 'present' : 'absent',
    }),
  );
}

/** The state that a board of this polarity would send for a reading. */
export function stateOf(unit: number, reading: BoardReading, polarity: Polarity): Cu16State {
  const closed = polarity === 'one-is-closed';
  return {
    unit,
    lockBits: reading.map(({ bolt }) => (bolt === 'locked') === closed),
    objectBits: reading.map(({ presence }) => presence === 'present'),
  };
}

function addressOf(unit: number, lock: number): number {
  if (!isIndex(unit, CU16_UNITS)) throw new RangeError(`A CU16 bus has no unit ${unit}`);
  if (!isIndex(lock, CU16_POSITIONS)) throw new RangeError(`A CU16 has no position ${lock}`);
  return (unit << 4) | lock;
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}

function unitOf(address: number): number {
  return address >> 4;
}

function lockOf(address: number): number {
  return address & 0x0f;
}

function byteOf(bits: readonly boolean[], from: number): number {
  return bits.slice(from, from + 8).reduce((byte, bit, index) => byte | (bit ? 1 << index : 0), 0);
}

function bitsOf(word: number): readonly boolean[] {
  return Array.from({ length: CU16_POSITIONS }, (_, index) => ((word >> index) & 1) === 1);
}
