// The parts of a simulated hospital as a run needs them: visitors, keys with their places, the cabinet, who may ask for what.
import type { DemoHospital } from '../../controller/demo/hospital.ts';
import type { Custody } from '../../controller/domain/custody.ts';
import type { KeyId, StaffId } from '../../controller/domain/ids.ts';
import type { Roster } from '../../controller/domain/roster.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import type { Timers } from '../../controller/domain/time.ts';
import { SimulatedCabinet } from '../../controller/drivers/simulated/cabinet.ts';
import type { PlacedKey, Visitor } from './stage.ts';

const COLUMNS = 8;

export function visitorsOf({ setup, people }: DemoHospital): readonly Visitor[] {
  const names = new Map(setup.staff.map(({ id, name }) => [id, name]));
  return people.map((person) => ({ ...person, name: names.get(person.staff) ?? person.staff }));
}

export function keysIn(roster: Roster): readonly PlacedKey[] {
  return roster.setup.keys.flatMap(({ id }) => {
    const slot = roster.homeOf(id);
    return slot?.fob == null ? [] : [{ id, fob: slot.fob, slot: slot.number }];
  });
}

/** The cabinet with each fob in its slot. */
export function cabinetOf(setup: CabinetSetup, keys: readonly PlacedKey[], timers: Timers): SimulatedCabinet {
  const fobs = new Map(keys.map(({ fob, slot, id }) => [slot, { id: fob, number: slot, name: id }]));
  const slots = setup.slots.map((slot) => ({ ...slot, fob: fobs.get(slot.number) ?? null }));
  return new SimulatedCabinet({ columns: COLUMNS, boards: setup.boards, door: setup.door, slots }, timers);
}

/** People whom any grant lets ask for a key. */
export function usersAmong(people: readonly Visitor[], roster: Roster, id: string): readonly Visitor[] {
  const key = roster.setup.keys.find((one) => one.id === id);
  return people.filter(({ staff }) => {
    const person = roster.staff(staff);
    return key !== undefined && person !== null && roster.grantsFor(person, key).length > 0;
  });
}

/** Who holds what by a custody. */
export function holdersIn(custody: Custody): ReadonlyMap<KeyId, StaffId> {
  const holders = new Map<KeyId, StaffId>();
  for (const [key, holding] of custody) if (holding.at === 'person') holders.set(key, holding.staff);
  return holders;
}
