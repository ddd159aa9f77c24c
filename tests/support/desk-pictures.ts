// Screens of a desk for a test: the small hospital of desk-stage.ts, with a ledger and a desk put into any state.
import type { DeskScreen } from '../../controller/contract/desk.ts';
import type { Ledger } from '../../controller/domain/ledger.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { hours, after as later } from '../../controller/domain/time.ts';
import { deskMachine } from '../../controller/machines/desk.ts';
import { type DeskContext, newDesk } from '../../controller/machines/desk-context.ts';
import type { DeskPage } from '../../controller/machines/desk-pages.ts';
import { type DeskState, deskScreen } from '../../controller/projection/desk-screens.ts';
import type { RecordFacts } from '../../controller/projection/desk-views.ts';
import { AT_DESK, DESK_SETUP, LINEN, STORE, VAN } from './desk-stage.ts';
import { aLedger, aSetup, aSlot, NOW } from './domain-builders.ts';
import { SteppedClock } from './stepped-clock.ts';

export const SINCE = new Date(NOW).toISOString();
export const LATER = later(NOW, hours(1));
export const NURSE_REF = { id: 'nurse', name: 'N. Testwell' };
export const CHIEF_REF = { id: 'chief', name: 'Élodie Marchbank' };

export function facts(ledger: Partial<Ledger> = {}, now = NOW): RecordFacts {
  return { roster: rosterOf(aSetup(DESK_SETUP)), ledger: aLedger(ledger), now };
}

export function custody(
  over: Ledger['custody'] extends ReadonlyMap<infer K, infer H> ? readonly (readonly [K, H])[] : never,
) {
  const home = [LINEN, VAN, STORE].map(({ id }) => [id, { at: 'slot', slot: aSlot().id, since: NOW }] as const);
  return { custody: new Map([...home, ...over]) };
}

export function state(value: DeskState['value'], over: Partial<DeskContext> = {}): DeskState {
  const context = newDesk({ clock: new SteppedClock(), visitor: AT_DESK, factors: ['badge', 'pin'], proved: null });
  return deskMachine.resolveState({ value, context: { ...context, ...over } });
}

export function screen<Name extends DeskScreen['name']>(
  name: Name,
  shown: DeskScreen | null,
): Extract<DeskScreen, { name: Name }> {
  if (shown === null || !isNamed(shown, name)) throw new Error(`expected ${name}, got ${shown?.name}`);
  return shown;
}

function isNamed<Name extends DeskScreen['name']>(
  shown: DeskScreen,
  name: Name,
): shown is Extract<DeskScreen, { name: Name }> {
  return shown.name === name;
}

export const page = (shown: DeskPage, ledger: Partial<Ledger> = {}) =>
  deskScreen(facts(ledger), state('showing', { page: shown }));
