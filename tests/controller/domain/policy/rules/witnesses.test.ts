// Witnesses: enough of them, each somebody else, from the right groups, valid now.
import { describe, expect, it } from 'vitest';
import { countWitnesses, witnessesRule } from '../../../../../controller/domain/policy/rules/witnesses.ts';
import type { Refusal } from '../../../../../controller/domain/refusal.ts';
import type { Staff } from '../../../../../controller/domain/staff.ts';
import { instant } from '../../../../../controller/domain/time.ts';
import {
  aKeyGroup,
  aLedger,
  aStaff,
  keyGroupId,
  NOW,
  ROOMS,
  staffGroupId,
  staffId,
  WARDS,
} from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const PHARMACY = staffGroupId('pharmacy');
const SAFE = keyGroupId('safe');
const someone = (name: string, over: Partial<Staff> = {}): Staff => aStaff({ id: staffId(name), ...over });
const [ADA, BEN] = [someone('ada'), someone('ben')];
const CHEMIST = someone('chemist', { groups: [PHARMACY] });

const twoPeople = { keyGroups: [aKeyGroup({ witnessOnTake: { count: 1, from: [WARDS] } })] };
const threePeople = { keyGroups: [aKeyGroup({ witnessOnTake: { count: 2, from: [WARDS] } })] };
const both = {
  keyGroups: [
    aKeyGroup({ witnessOnTake: { count: 1, from: [WARDS] } }),
    aKeyGroup({ id: SAFE, witnessOnTake: { count: 2, from: [PHARMACY, WARDS] } }),
  ],
};

const needs = (needed: number, present: number, from = [WARDS]): readonly Refusal[] => [
  { code: 'witness_required', needed, present, from },
];

const CASES: readonly RuleCase[] = [
  { when: 'the key needs none', refusals: [] },
  { when: 'nobody stands by', setup: twoPeople, refusals: needs(1, 0) },
  { when: 'a colleague stands by', setup: twoPeople, request: { witnesses: [ADA] }, refusals: [] },
  {
    when: 'the person stands by for themselves',
    setup: twoPeople,
    request: { witnesses: [aStaff()] },
    refusals: needs(1, 0),
  },
  {
    when: 'somebody of another group stands by',
    setup: twoPeople,
    request: { witnesses: [CHEMIST] },
    refusals: needs(1, 0),
  },
  {
    when: 'the colleague is suspended',
    setup: twoPeople,
    request: { witnesses: [someone('ada', { standing: 'suspended' })] },
    refusals: needs(1, 0),
  },
  {
    when: 'the colleague was stopped at the cabinet',
    setup: twoPeople,
    request: { witnesses: [ADA] },
    ledger: { suspensions: new Map([[ADA.id, { staff: ADA.id, by: BEN.id, since: NOW, silent: true }]]) },
    refusals: needs(1, 0),
  },
  {
    when: 'the colleague has expired',
    setup: twoPeople,
    request: { witnesses: [someone('ada', { validUntil: NOW })] },
    refusals: needs(1, 0),
  },
  {
    when: 'the colleague is valid for one moment more',
    setup: twoPeople,
    request: { witnesses: [someone('ada', { validUntil: instant(NOW + 1) })] },
    refusals: [],
  },
  {
    when: 'the colleague is a witness only',
    setup: twoPeople,
    request: { witnesses: [someone('ada', { role: 'witness' })] },
    refusals: [],
  },
  { when: 'one of two stands by', setup: threePeople, request: { witnesses: [ADA] }, refusals: needs(2, 1) },
  {
    when: 'the same one stands by twice',
    setup: threePeople,
    request: { witnesses: [ADA, ADA] },
    refusals: needs(2, 1),
  },
  { when: 'two stand by', setup: threePeople, request: { witnesses: [ADA, BEN] }, refusals: [] },
  {
    when: 'two groups of the key want witnesses and nobody stands by: the stricter is said',
    key: { groups: [ROOMS, SAFE] },
    setup: both,
    refusals: needs(2, 0, [PHARMACY, WARDS]),
  },
  {
    when: 'the stricter group is content and the other is not',
    key: { groups: [ROOMS, SAFE] },
    setup: both,
    request: { witnesses: [CHEMIST, someone('second-chemist', { groups: [PHARMACY] })] },
    refusals: needs(1, 0),
  },
  {
    when: 'one colleague counts for both groups',
    key: { groups: [ROOMS, SAFE] },
    setup: both,
    request: { witnesses: [CHEMIST, ADA] },
    refusals: [],
  },
];

describe('the rule of witnesses', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(witnessesRule, stage)).toEqual(refusals);
  });

  it('counts in the same way for a return', () => {
    const rule = { count: 2, from: [WARDS] };
    expect(countWitnesses(rule, aStaff(), [ADA, aStaff(), CHEMIST, ADA, BEN], aLedger(), NOW)).toBe(2);
  });
});
