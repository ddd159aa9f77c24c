// A supervisor at the desk of a whole cabinet, for journeys: signs in, opens the desk, does one thing, and leaves again.
import { expect } from 'vitest';
import type { Command } from '../../controller/contract/command.ts';
import type { DeskScreen } from '../../controller/contract/desk.ts';
import { personWho, type TestAppliance } from './appliance.ts';

export function supervisorOf({ people }: Pick<TestAppliance, 'people'>) {
  return personWho(people, ({ title }) => title === 'Security supervisor');
}

/** From the idle screen to the desk, through the PIN wherever it is asked for. */
export async function openDesk(cabinet: TestAppliance, supervisor = supervisorOf(cabinet)): Promise<void> {
  const pin = supervisor.pin ?? '';
  await cabinet.tap(supervisor);
  const { screen } = await cabinet.until(({ screen: { name } }) => name === 'pin' || name === 'home', 'the supervisor');
  if (screen.name === 'pin') expect(await cabinet.press({ type: 'pin.enter', pin })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'desk.open' })).toBeNull();
  const desk = await cabinet.until(({ screen: { name } }) => name === 'desk-pin' || name === 'desk-now', 'the desk');
  if (desk.screen.name === 'desk-pin') expect(await cabinet.press({ type: 'desk.prove', pin })).toBeNull();
  await cabinet.screen('desk-now');
}

/** Asks something of the desk. @returns the screen that answers */
export async function ask<Name extends DeskScreen['name']>(
  cabinet: TestAppliance,
  command: Command,
  name: Name,
): Promise<Extract<DeskScreen, { name: Name }>> {
  expect(await cabinet.press(command)).toBeNull();
  const isAnswered = ({ name: shown, ...rest }: { name: string }) => shown === name && !('busy' in rest && rest.busy);
  const { screen } = await cabinet.until(({ screen: shown }) => isAnswered(shown), `the answer to ${command.type}`);
  return screen as Extract<DeskScreen, { name: Name }>;
}

export async function leaveDesk(cabinet: TestAppliance): Promise<void> {
  expect(await cabinet.press({ type: 'desk.leave' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
}
