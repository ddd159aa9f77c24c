// Two or three people for one key: who stands by must be somebody else, in the right group, valid now.
import type { WitnessRule } from '../../key.ts';
import type { Ledger } from '../../ledger.ts';
import type { Refusal } from '../../refusal.ts';
import type { Staff } from '../../staff.ts';
import type { Instant } from '../../time.ts';
import type { KeyRule } from '../facts.ts';
import { standing } from './standing.ts';

/** Every group of the key must be content; the one that lacks most people is said. */
export const witnessesRule: KeyRule = ({ staff, key, witnesses }, { roster, ledger }, now) => {
  let worst: Extract<Refusal, { readonly code: 'witness_required' }> | null = null;
  for (const { witnessOnTake: rule } of roster.groupsOf(key)) {
    if (rule === null) continue;
    const present = countWitnesses(rule, staff, witnesses, ledger, now);
    const missing = rule.count - present;
    if (missing <= 0 || (worst !== null && missing <= worst.needed - worst.present)) continue;
    worst = { code: 'witness_required', needed: rule.count, present, from: rule.from };
  }
  return worst === null ? [] : [worst];
};

/** How many of the people standing by count, on taking and on returning alike: each once, never the person in question. */
export function countWitnesses(
  rule: WitnessRule,
  person: Staff,
  witnesses: readonly Staff[],
  ledger: Pick<Ledger, 'suspensions'>,
  now: Instant,
): number {
  return new Set(witnesses.filter((one) => canWitness(rule, person, one, ledger, now)).map(({ id }) => id)).size;
}

/** Whether somebody may stand by for a person: not the person, in one of the groups, valid now. */
export function canWitness(
  { from }: WitnessRule,
  person: Staff,
  witness: Staff,
  ledger: Pick<Ledger, 'suspensions'>,
  now: Instant,
): boolean {
  return (
    witness.id !== person.id &&
    witness.groups.some((group) => from.includes(group)) &&
    standing(witness, ledger, now).length === 0
  );
}
