// Which addresses a Modbus profile lays claim to, and where two claims cannot both be right. Pure.
import type { BitTable, ModbusProfile, RegisterTable } from './modbus-profile.ts';

/** Relays with a pulse of their own length stand here: 0x0200 + relay, one byte of relays. */
export const TIMED_COILS = 0x0200;
const MOST_RELAYS = 0x100;
/** The unit of such a pulse, in ms. */
export const TIMED_COIL_STEP = 100;

const MOST_ADDRESSES = 0x1_0000;
const REGISTERS_OF_AN_ID = 4;

/** What is wrong with a profile, and at which of its fields. */
export interface ProfileFault {
  readonly path: readonly [keyof ModbusProfile, ...string[]];
  readonly message: string;
}

/** Addresses that belong to one thing of a profile. */
interface Area {
  readonly path: ProfileFault['path'];
  readonly table: BitTable | RegisterTable;
  readonly first: number;
  readonly count: number;
}

/** What an installer should have written otherwise. Empty = the profile can be driven. */
export function profileFaults(profile: ModbusProfile): readonly ProfileFault[] {
  const areas = areasOf(profile);
  return [...sensorFaults(profile), ...pulseFaults(profile), ...rangeFaults(areas), ...overlapFaults(areas)];
}

/** Without either nobody could tell whether an unlock did anything, or a key is there. */
function sensorFaults({ bolt, presence }: ModbusProfile): readonly ProfileFault[] {
  if (bolt !== null || presence !== null) return [];
  return [{ path: ['presence'], message: 'a board sees its bolts, its fobs, or both' }];
}

function pulseFaults({ lock, positions }: ModbusProfile): readonly ProfileFault[] {
  if (lock.by !== 'timed-coil') return [];
  const faults: ProfileFault[] = [];
  if (lock.pulse % TIMED_COIL_STEP !== 0) {
    faults.push({ path: ['lock', 'pulse'], message: `this relay takes whole steps of ${TIMED_COIL_STEP} ms` });
  }
  if (lock.first + positions > MOST_RELAYS) {
    faults.push({ path: ['lock', 'first'], message: `relay ${MOST_RELAYS - 1} is the last one that has a pulse` });
  }
  return faults;
}

function rangeFaults(areas: readonly Area[]): readonly ProfileFault[] {
  return areas
    .filter(({ first, count }) => first + count > MOST_ADDRESSES)
    .map(({ path, first, count }) => ({
      path,
      message: `${count} addresses from ${first} on go beyond ${MOST_ADDRESSES - 1}, the last one`,
    }));
}

/** Two things at one address: a light that opens a slot, or a door that is a bolt. */
function overlapFaults(areas: readonly Area[]): readonly ProfileFault[] {
  return areas.flatMap((area, index) => {
    const other = areas.slice(0, index).find((earlier) => meet(earlier, area));
    if (other === undefined) return [];
    const at = Math.max(area.first, other.first);
    return [{ path: area.path, message: `${area.table} ${at} belongs to ${other.path[0]} already` }];
  });
}

function meet(a: Area, b: Area): boolean {
  return a.table === b.table && a.first < b.first + b.count && b.first < a.first + a.count;
}

function areasOf(profile: ModbusProfile): readonly Area[] {
  const { positions, lock, allOff, bolt, presence, fobId, light } = profile;
  const areas: Area[] = [...lockAreas(lock, positions)];
  if (allOff !== null) areas.push({ path: ['allOff', 'coil'], table: 'coil', first: allOff.coil, count: 1 });
  if (bolt !== null) areas.push({ path: ['bolt', 'first'], ...bolt, count: positions });
  if (presence !== null) areas.push({ path: ['presence', 'first'], ...presence, count: positions });
  if (light !== null) areas.push({ path: ['light', 'first'], table: 'coil', first: light.first, count: positions });
  if (fobId !== null) areas.push({ path: ['fobId', 'first'], ...fobId, count: REGISTERS_OF_AN_ID * positions });
  for (const name of ['door', 'tamper', 'mains', 'battery'] as const) {
    const bit = profile[name];
    if (bit !== null) areas.push({ path: [name, 'at'], table: bit.table, first: bit.at, count: 1 });
  }
  return areas;
}

/** A timed pulse is written elsewhere and moves the relay itself, so both addresses belong to the lock. */
function lockAreas(lock: ModbusProfile['lock'], count: number): readonly Area[] {
  const path = ['lock', 'first'] as const;
  const { first } = lock;
  if (lock.by === 'register') return [{ path, table: 'holding-register', first, count }];
  const relays: Area = { path, table: 'coil', first, count };
  return lock.by === 'coil' ? [relays] : [relays, { ...relays, first: TIMED_COILS + first }];
}
