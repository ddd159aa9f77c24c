// Allowances: how many keys a person may hold in all, and of each group of the key.
import { describe, expect, it } from 'vitest';
import { allowanceRule } from '../../../../../controller/domain/policy/rules/allowance.ts';
import { aKey, aKeyGroup, keyGroupId, keyId, ROOMS } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const CARS = keyGroupId('cars');
const rooms = ['store', 'archive', 'lodge', 'attic', 'cellar'].map((name) => aKey({ id: keyId(name) }));
const car = aKey({ id: keyId('car-1'), groups: [CARS] });
const keys = [aKey(), ...rooms, car];
const held = (count: number) => ({ held: rooms.slice(0, count).map(({ id }) => id) });
const limited = (allowance: number | null) => ({ keys, keyGroups: [aKeyGroup({ allowance })] });

const CASES: readonly RuleCase[] = [
  { when: 'nothing is held', refusals: [] },
  { when: 'one key is left of the allowance', facts: held(3), refusals: [] },
  {
    when: 'the allowance of the cabinet is reached',
    facts: held(4),
    refusals: [{ code: 'allowance_reached', allowance: 4, held: 4 }],
  },
  {
    when: 'the smaller allowance of the person is reached',
    staff: { allowance: 1 },
    facts: held(1),
    refusals: [{ code: 'allowance_reached', allowance: 1, held: 1 }],
  },
  { when: 'the larger allowance of the person is not', staff: { allowance: 6 }, facts: held(5), refusals: [] },
  {
    when: 'the person may hold nothing at all',
    staff: { allowance: 0 },
    refusals: [{ code: 'allowance_reached', allowance: 0, held: 0 }],
  },
  { when: 'one key is left of the group', setup: limited(2), facts: held(1), refusals: [] },
  {
    when: 'the allowance of the group is reached',
    setup: limited(2),
    facts: held(2),
    refusals: [{ code: 'group_allowance_reached', group: ROOMS, allowance: 2, held: 2 }],
  },
  { when: 'a key of another group is held', setup: limited(1), facts: { held: [car.id] }, refusals: [] },
  { when: 'the group has no limit of its own', setup: limited(null), facts: held(3), refusals: [] },
  {
    when: 'the second group of the key is the one that is full',
    key: { groups: [ROOMS, CARS] },
    setup: { keys, keyGroups: [aKeyGroup(), aKeyGroup({ id: CARS, allowance: 1 })] },
    facts: { held: [car.id] },
    refusals: [{ code: 'group_allowance_reached', group: CARS, allowance: 1, held: 1 }],
  },
  {
    when: 'both are reached',
    setup: limited(1),
    facts: held(4),
    refusals: [
      { code: 'allowance_reached', allowance: 4, held: 4 },
      { code: 'group_allowance_reached', group: ROOMS, allowance: 1, held: 4 },
    ],
  },
];

describe('the rule of allowances', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(allowanceRule, stage)).toEqual(refusals);
  });
});
