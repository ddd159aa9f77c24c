// KERONG CU48B: frames ⇄ meaning. Pure. Can ask for the state of one board and unlock one lock, nothing that opens several.
//
//   60  state of one board   → 75  six bytes of bolts, six of objects; the lowest bit is the first position
//   61  unlock one lock      → no dependable answer: ask with 60
import type { Polarity } from '../../../domain/board.ts';
import type { SlotReading } from '../../../domain/slot.ts';
import type { BoardReading } from '../slot-board.ts';
import { CU48B_POSITIONS, type Cu48bFrame, type Cu48bUnit, cu48bLock } from './frames.ts';

const ASK_STATE = 0x60;
const UNLOCK = 0x61;
const STATE = 0x75;
const NO_DATA = new Uint8Array(0);
const BOLT_BYTES = CU48B_POSITIONS / 8;

/** The two sensors of each position as bits on the wire; index = position, from 0. */
export interface Cu48bState {
  readonly unit: Cu48bUnit;
  /** Lock feedback; which level means closed depends on the lock and its wiring. */
  readonly lockBits: readonly boolean[];
  /** Object sensor; true = something stands before it. */
  readonly objectBits: readonly boolean[];
}

/** The question for the state of one board. */
export function stateQuestion(unit: Cu48bUnit): Cu48bFrame {
  return { unit, lock: cu48bLock(0), command: ASK_STATE, data: NO_DATA };
}

/** The command that unlocks one lock. @param position from 0 @throws RangeError for one that no CU48B has */
export function unlockCommand(unit: Cu48bUnit, position: number): Cu48bFrame {
  return { unit, lock: cu48bLock(position), command: UNLOCK, data: NO_DATA };
}

/** What a board told; null = the frame is no state, for example an echo of a request. */
export function parseState({ unit, lock, command, data }: Cu48bFrame): Cu48bState | null {
  if (command !== STATE || lock !== 0) return null;
  return { unit, lockBits: bitsOf(data.subarray(0, BOLT_BYTES)), objectBits: bitsOf(data.subarray(BOLT_BYTES)) };
}

/** The sensors in physical words. */
export function readingOf({ lockBits, objectBits }: Cu48bState, polarity: Polarity): BoardReading {
  const closed = polarity === 'one-is-closed';
  return lockBits.map(
    (bit, position): SlotReading => ({
      bolt: bit === closed ? 'locked' : 'unlocked',
      presence: objectBits[position] === true ? 'present' : 'absent',
    }),
  );
}

function bitsOf(bytes: Uint8Array): readonly boolean[] {
  return Array.from(bytes).flatMap((byte) => Array.from({ length: 8 }, (_, bit) => ((byte >> bit) & 1) === 1));
}
