// One rule of the policy, asked alone: a table names what differs from a cabinet in which the nurse may take the key.
import type { Key } from '../../controller/domain/key.ts';
import type { Ledger } from '../../controller/domain/ledger.ts';
import type { Facts, SlotRule, TakeRequest } from '../../controller/domain/policy/facts.ts';
import type { Refusal } from '../../controller/domain/refusal.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import type { Staff } from '../../controller/domain/staff.ts';
import { aKey, aLedger, aRequest, aStaff, NOW, someFacts } from './domain-builders.ts';

/** What differs. The key and the person stand in the set-up as they are here. */
export interface RuleStage {
  readonly staff?: Partial<Staff>;
  readonly key?: Partial<Key>;
  readonly request?: Partial<Omit<TakeRequest, 'staff' | 'key'>>;
  readonly setup?: Partial<CabinetSetup>;
  readonly ledger?: Partial<Ledger>;
  readonly facts?: Partial<Omit<Facts, 'roster' | 'ledger'>>;
}

export interface RuleCase extends RuleStage {
  readonly when: string;
  readonly refusals: readonly Refusal[];
}

/** The request and the facts of a stage. */
export function onStage({ staff, key, request, setup, ledger, facts }: RuleStage): {
  readonly request: TakeRequest;
  readonly facts: Facts;
} {
  const [person, thing] = [aStaff(staff), aKey(key)];
  return {
    request: aRequest({ staff: person, key: thing, ...request }),
    facts: someFacts({ setup: { staff: [person], keys: [thing], ...setup }, ledger: aLedger(ledger), ...facts }),
  };
}

/** What a rule says on a stage at `NOW`. */
export function askRule(rule: SlotRule, stage: RuleStage): readonly Refusal[] {
  const { request, facts } = onStage(stage);
  return rule(request, facts, NOW);
}
