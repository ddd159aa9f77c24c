// On the last of its battery the cabinet lets nobody take a key: what is left is for those who bring one back.
import { isOnLastPower } from '../../power.ts';
import type { Refusal } from '../../refusal.ts';
import type { CabinetFacts, KeyRule } from '../facts.ts';

export const powerRule: KeyRule = (_request, facts) => powerLasts(facts);

/** What the power says against opening a slot. */
export function powerLasts({ ledger }: Pick<CabinetFacts, 'ledger'>): readonly Refusal[] {
  return isOnLastPower(ledger.alarms) ? [{ code: 'on_battery' }] : [];
}
