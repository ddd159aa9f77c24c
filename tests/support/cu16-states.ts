// States of CU16 boards as short as a test of the line wants them: so many of the first locks are closed, and nothing else.
import { type Cu16Frame, encodeFrame } from '../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { parseState, stateFrame } from '../../controller/drivers/slot-boards/kerong-cu16/messages.ts';

/** The bytes in which a board says so. */
export function state(unit: number, closed: number): Uint8Array {
  return encodeFrame(stateFrame({ unit, lockBits: Array.from({ length: closed }, () => true), objectBits: [] }));
}

/** How many locks of this unit a frame calls closed; null = it tells nothing of it. */
export function closedIn(frame: Cu16Frame, unit: number): number | null {
  const told = parseState(frame);
  return told?.unit === unit ? told.lockBits.filter(Boolean).length : null;
}
