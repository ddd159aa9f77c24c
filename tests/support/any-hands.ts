// Somebody who does anything at all with a whole cabinet, and mostly what makes sense at the moment. It judges nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import type { SimulationAction } from '../../controller/contract/simulation.ts';
import { seconds } from '../../controller/domain/time.ts';
import { commandsOn, pick } from './any-commands.ts';
import type { TestAppliance } from './appliance.ts';
import { NURSE, NURSE_IN_CHARGE } from './drug-key.ts';
import { simulationOf } from './key-24.ts';
import type { PassingTime } from './passing-time.ts';

/** `go`: what the screen waits for. Which of several, and with what, is for the two numbers to say. */
export interface Step {
  readonly what: 'go' | 'tap' | 'press' | 'hand' | 'wait';
  readonly first: number;
  readonly second: number;
}

/** So many steps; the same seed gives the same. */
export function stepsOf(seed: number, count: number): readonly Step[] {
  const number = fc.nat({ max: 1000 });
  const what = fc.oneof(
    { weight: 25, arbitrary: fc.constant('go' as const) },
    { weight: 3, arbitrary: fc.constant('hand' as const) },
    { weight: 2, arbitrary: fc.constant('press' as const) },
    { weight: 1, arbitrary: fc.constant('tap' as const) },
    { weight: 1, arbitrary: fc.constant('wait' as const) },
  );
  return fc.sample(fc.record({ what, first: number, second: number }), { numRuns: count, seed });
}

/** Takes one step, and waits until what follows from it at once has come to its end. */
export async function takeStep(cabinet: TestAppliance, time: PassingTime, step: Step): Promise<void> {
  const { what, first, second } = step.what === 'go' ? sensible(cabinet, step) : step;
  switch (what) {
    case 'tap': {
      const who = pick(REGULARS, first);
      const person = cabinet.people.find(({ staff }) => staff === who);
      if (person !== undefined) await cabinet.tap(person);
      break;
    }
    case 'press': {
      const command = pick(commandsOn(cabinet, second), first);
      if (command !== undefined) await cabinet.press(command);
      break;
    }
    case 'hand': {
      const action = pick(handsOn(cabinet, second), first);
      if (action !== undefined) await cabinet.act(action);
      break;
    }
    default:
      await time.pass(seconds(pick(WAITS, first) ?? 1));
  }
  await settle(cabinet);
  if (what === 'hand' || what === 'wait') await sleep(READ_AGAIN);
}

/** Waits until nothing is under way that ends by itself at once. */
export async function settle(cabinet: TestAppliance): Promise<void> {
  await cabinet.until(
    ({ screen }) =>
      screen.name !== 'releasing' && !('checking' in screen && screen.checking) && !('busy' in screen && screen.busy),
    'the end of what is under way',
  );
}

/** Two nurses, a pharmacist, a porter, a driver, an engineer, a supervisor. */
const REGULARS = [NURSE, NURSE_IN_CHARGE, 'staff-01', 'staff-30', 'staff-31', 'staff-25', 'staff-35'];
/** In seconds: a tick, and a little more than each of several windows. */
const WAITS = [1, 5, 21, 46, 91];
/** By then every board has told what hands did, in milliseconds. */
const READ_AGAIN = 120;

function sensible(cabinet: TestAppliance, { first, second }: Step): Step {
  const { screen } = cabinet.look();
  const hasFob = simulationOf(cabinet).view().hand.length > 0;
  const press = { what: 'press', first, second } as const;
  switch (screen.name) {
    case 'idle':
    case 'returned':
      return { what: hasFob && second % 2 === 0 ? 'hand' : 'tap', first, second };
    case 'witness':
      return { what: 'tap', first, second };
    case 'handover':
      return screen.to === null ? { what: 'tap', first, second } : press;
    case 'take':
    case 'return':
    case 'push-back':
    case 'wrong-place':
    case 'close-door':
    case 'desk-emergency':
    case 'desk-forcing':
      return second % 4 === 0 ? press : { what: 'hand', first, second };
    default:
      return press;
  }
}

/** What hands can do now: fobs mostly go where they belong, and few are torn out. */
function handsOn(cabinet: TestAppliance, at: number): readonly SimulationAction[] {
  const { slots, hand } = simulationOf(cabinet).view();
  const fob = pick(hand, at);
  const home = slots.find(({ number }) => number === fob?.number)?.number ?? 30;
  const empty = pick(
    slots.filter((slot) => slot.fob === null),
    at,
  );
  const actions: SimulationAction[] = [{ type: 'door.open' }];
  if (at % 3 === 0) actions.push({ type: 'door.close' });
  for (const { number: slot, bolt } of slots) {
    if (bolt === 'unlocked')
      actions.push({ type: 'fob.pull', slot }, { type: 'fob.pull', slot }, { type: 'fob.push', slot });
  }
  if (fob !== undefined) {
    actions.push({ type: 'fob.insert', fob: fob.id, slot: home }, { type: 'fob.insert', fob: fob.id, slot: home });
    actions.push({ type: 'fob.insert', fob: fob.id, slot: at % 4 === 0 ? (empty?.number ?? 30) : home });
  }
  if (at % 40 === 0) actions.push({ type: 'fob.force', slot: (at % 28) + 1 });
  return actions;
}
