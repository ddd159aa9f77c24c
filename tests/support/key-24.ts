// The porter and the loading bay: a person without a PIN and a key on the second board, for journeys about what goes wrong.
import { expect } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { personWho, type TestAppliance } from './appliance.ts';
import { standing } from './standing-alarms.ts';

export const KEY_24 = { id: 'loading-bay', slot: 24, slotId: 'slot-24', fob: 'fob-24', board: 'b2' } as const;

export function porterOf({ people }: Pick<TestAppliance, 'people'>): DemoPerson {
  return personWho(people, ({ title }) => title === 'Porter');
}

/** The porter comes in and chooses the loading bay; what happens then is the journey. */
export async function chooseKey24(cabinet: TestAppliance): Promise<void> {
  await cabinet.tap(porterOf(cabinet));
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
}

/** Opens the door and waits until the cabinet has seen it: it is on another board than the slots. */
export async function openDoor(cabinet: TestAppliance): Promise<void> {
  expect(await cabinet.act({ type: 'door.open' })).toBeNull();
  await cabinet.until(({ door }) => door === 'open', 'the open door');
}

/** What the screen says of the loading bay at home, and how its slot is drawn. */
export function seen24(cabinet: TestAppliance) {
  const picture = cabinet.look();
  const { screen, slots } = picture;
  const offer = screen.name === 'home' ? screen.offers.find(({ id }) => id === KEY_24.id) : undefined;
  return {
    refusals: offer?.refusals.map(({ code }) => code) ?? null,
    slot: slots.find(({ number }) => number === KEY_24.slot)?.state,
    alarms: standing(picture).map(({ kind, severity }) => `${severity}: ${kind}`),
  };
}

/** The simulation behind a cabinet. @throws for one with real hardware */
export function simulationOf({ appliance }: TestAppliance) {
  if (appliance.simulation === null) throw new Error('this cabinet is not simulated');
  return appliance.simulation;
}
