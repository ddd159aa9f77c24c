// A person and the keys of the demo hospital at a whole cabinet, for journeys: comes in, draws keys, puts them back, goes.
import { expect } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import type { TestAppliance } from './appliance.ts';
import { openDoor } from './key-24.ts';

/** A key of the demo hospital. Its number is that of its slot and of its fob. */
export interface PlacedKey {
  readonly id: string;
  readonly slot: number;
  readonly slotId: string;
  readonly fob: string;
}

export function placed(id: string, number: number): PlacedKey {
  const digits = String(number).padStart(2, '0');
  return { id, slot: number, slotId: `slot-${digits}`, fob: `fob-${digits}` };
}

/** Any person of the demo hospital by their staff id, featured or not. @throws when there is none */
export function anyone({ people }: Pick<TestAppliance, 'people'>, id: string): DemoPerson {
  const found = people.find(({ staff }) => staff === id);
  if (found === undefined) throw new Error(`the demo hospital has no ${id}`);
  return found;
}

/** Badge, and the PIN where it is asked for, until the keys are shown. */
export async function comeIn(cabinet: TestAppliance, person: DemoPerson) {
  await cabinet.tap(person);
  const name = cabinet.nameOf(person);
  const { screen } = await cabinet.until(
    (picture) => picture.session?.person === name && (picture.screen.name === 'pin' || picture.screen.name === 'home'),
    `${name} at the screen`,
  );
  if (screen.name === 'pin') expect(await cabinet.press({ type: 'pin.enter', pin: person.pin ?? '' })).toBeNull();
  return cabinet.screen('home');
}

/** Chooses keys together and draws each from its slot, through the open door. */
export async function drawKeys(cabinet: TestAppliance, keys: readonly PlacedKey[]): Promise<void> {
  expect(await cabinet.press({ type: 'key.take_many', keys: keys.map(({ id }) => id) })).toBeNull();
  for (const { slot } of keys) await drawKey(cabinet, slot);
  await cabinet.screen('close-door');
}

/** Waits for an open slot and draws what stands in it. */
export async function drawKey(cabinet: TestAppliance, slot: number): Promise<void> {
  await cabinet.until(({ screen }) => screen.name === 'take' && screen.slot === slot, `the open slot ${slot}`);
  if (cabinet.look().door !== 'open') await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.pull', slot })).toBeNull();
}

/**
 * Waits until the bolt holds what was put into a slot, which it cannot before the pulse of its release ends, and the controller
 * has read it.
 */
export async function fobCaught({ appliance: { simulation } }: TestAppliance, slot: number): Promise<void> {
  if (simulation === null) throw new Error('only a simulated bolt can be looked at');
  const isCaught = () => simulation.view().slots.some(({ number, bolt }) => number === slot && bolt === 'locked');
  await expect.poll(isCaught).toBe(true);
  const board = simulation.view().boards.find(({ slots }) => slots.includes(slot));
  const bus = simulation.buses.find(({ boards }) => boards.some((id) => id === board?.id));
  if (bus === undefined) throw new Error(`no bus has slot ${slot}`);
  let asked = 0;
  const unsubscribe = bus.onFrame(({ from }) => {
    if (from === 'controller') asked += 1;
  });
  // Each board of a bus is asked in turn: after two rounds the answer about this one has been taken in.
  await expect.poll(() => asked, { timeout: 5000 }).toBeGreaterThan(2 * bus.boards.length);
  unsubscribe();
}

/** Puts a key into its slot, through the open door, and waits until the cabinet has seen it and holds it. */
export async function putBack(cabinet: TestAppliance, { id, fob, slot }: PlacedKey): Promise<void> {
  if (cabinet.look().door !== 'open') await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.insert', fob, slot })).toBeNull();
  await expect.poll(() => cabinet.custodyOf(id)).toMatchObject({ at: 'slot' });
  await fobCaught(cabinet, slot);
}

/** Closes the door and leaves the screen, from wherever a session can be left. */
export async function goAway(cabinet: TestAppliance): Promise<void> {
  if (cabinet.look().door === 'open') {
    expect(await cabinet.act({ type: 'door.close' })).toBeNull();
    await cabinet.until(({ door, screen }) => door === 'closed' && screen.name !== 'close-door', 'the closed door');
  }
  if (cabinet.look().session !== null) expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
}
