// What a key demands when it comes back. It never says who may return it: anybody may, always.
import type { Key, WitnessRule } from '../key.ts';
import type { Roster } from '../roster.ts';

export interface ReturnDemands {
  /** Who must stand by; null = nobody. Of several groups the one that wants most people counts. */
  readonly witnesses: WitnessRule | null;
  /** Whether somebody must show a badge. */
  readonly badge: boolean;
}

export function returnDemands(key: Key, roster: Roster): ReturnDemands {
  const groups = roster.groupsOf(key);
  const rules = groups.flatMap(({ witnessOnReturn }) => witnessOnReturn ?? []);
  const [witnesses = null] = rules.toSorted((a, b) => b.count - a.count);
  return { witnesses, badge: groups.some(({ badgeToReturn }) => badgeToReturn) };
}

/** Whether somebody must be at the screen when a key comes back: to show a badge, or to have others stand by. */
export function wantsPerson(key: Key, roster: Roster): boolean {
  const { witnesses, badge } = returnDemands(key, roster);
  return badge || witnesses !== null;
}
