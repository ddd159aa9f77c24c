// What is written to a Modbus board to unlock one slot, and to light some. Pure. Can build no write that unlocks two slots.
import { TIMED_COIL_STEP, TIMED_COILS } from '../../../domain/modbus-areas.ts';
import type { ModbusProfile } from '../../../domain/modbus-profile.ts';
import type { ModbusRequest } from './transaction.ts';

/** The one write that unlocks a slot; the board ends the pulse. @throws RangeError for a position that it does not have */
export function unlockRequest({ lock, positions }: ModbusProfile, position: number): ModbusRequest {
  if (!Number.isInteger(position) || position < 0 || position >= positions) {
    throw new RangeError(`This board has no position ${position}`);
  }
  const at = lock.first + position;
  switch (lock.by) {
    case 'coil':
      return { type: 'write-coil', at, on: true };
    case 'timed-coil':
      return { type: 'write-timed-coil', at: TIMED_COILS + at, units: lock.pulse / TIMED_COIL_STEP };
    case 'register':
      return { type: 'write-register', at, value: lock.pulse };
  }
}

/** The write that switches the lights on at these positions and off at all others; null = the board has none. */
export function lightRequest({ light, positions }: ModbusProfile, on: ReadonlySet<number>): ModbusRequest | null {
  if (light === null) return null;
  return {
    type: 'write-coils',
    first: light.first,
    on: Array.from({ length: positions }, (_, position) => on.has(position)),
  };
}
