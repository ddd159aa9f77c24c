// Modbus RTU and Modbus TCP: how one board is spoken to, by its profile.
import { capabilitiesOf, type ModbusSetup, profileOf } from '../../../domain/board.ts';
import { profileFaults } from '../../../domain/modbus-areas.ts';
import type { ModbusProfile } from '../../../domain/modbus-profile.ts';
import { ok } from '../../../domain/result.ts';
import type { BoardDialect } from '../board-talk.ts';
import type { ModbusBus } from './bus.ts';
import { ModbusTalk } from './talk.ts';

const MOST_UNITS = 247;
/** Beyond the pulse, for the spring and for the next answer. */
const AFTER_PULSE = 100;
/** Of a board that keeps the length of its pulse to itself. */
const UNKNOWN_PULSE = 600;

/** @throws RangeError for a unit that Modbus does not have, or a profile that cannot be right */
export function modbusDialect(setup: ModbusSetup, bus: ModbusBus): BoardDialect {
  const { unit } = setup;
  const profile = profileOf(setup);
  if (!Number.isInteger(unit) || unit < 1 || unit > MOST_UNITS) throw new RangeError(`Modbus has no unit ${unit}`);
  const [fault] = profileFaults(profile);
  if (fault !== undefined) throw new RangeError(`${profile.name}: ${fault.path.join('.')}: ${fault.message}`);
  return {
    capabilities: capabilitiesOf(setup),
    watch: pulseOf(profile) + AFTER_PULSE,
    join: async (member) => {
      const joined = await bus.join(member);
      return joined.ok ? ok(new ModbusTalk(setup, profile, bus, joined.value)) : joined;
    },
  };
}

/** In ms. */
function pulseOf({ lock }: ModbusProfile): number {
  return lock.by === 'coil' ? UNKNOWN_PULSE : lock.pulse;
}
