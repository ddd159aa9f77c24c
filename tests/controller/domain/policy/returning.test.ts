// What a key demands when it comes back: the key decides, never who brings it.
import { describe, expect, it } from 'vitest';
import type { KeyGroup } from '../../../../controller/domain/key.ts';
import { returnDemands, wantsPerson } from '../../../../controller/domain/policy/returning.ts';
import { rosterOf } from '../../../../controller/domain/roster.ts';
import { aKey, aKeyGroup, aSetup, keyGroupId, ROOMS, staffGroupId, WARDS } from '../../../support/domain-builders.ts';

const SAFE = keyGroupId('safe');
const ONE = { count: 1, from: [WARDS] };
const TWO = { count: 2, from: [staffGroupId('pharmacy')] };

function demands(...groups: readonly KeyGroup[]) {
  const key = aKey({ groups: [ROOMS, SAFE] });
  return returnDemands(key, rosterOf(aSetup({ keys: [key], keyGroups: groups })));
}

describe('what a key demands when it comes back', () => {
  it.each([
    ['nothing', [aKeyGroup()], { witnesses: null, badge: false }],
    ['a badge', [aKeyGroup(), aKeyGroup({ id: SAFE, badgeToReturn: true })], { witnesses: null, badge: true }],
    ['a witness', [aKeyGroup({ witnessOnReturn: ONE })], { witnesses: ONE, badge: false }],
    [
      'as many witnesses as the strictest group wants',
      [aKeyGroup({ witnessOnReturn: ONE }), aKeyGroup({ id: SAFE, witnessOnReturn: TWO })],
      { witnesses: TWO, badge: false },
    ],
    ['no witness of taking', [aKeyGroup({ witnessOnTake: TWO })], { witnesses: null, badge: false }],
    ['nothing of groups that are unknown', [], { witnesses: null, badge: false }],
  ])('is %s', (_, groups, expected) => {
    expect(demands(...groups)).toEqual(expected);
  });
});

describe('somebody at the screen', () => {
  it.each([
    ['is wanted for a badge', aKeyGroup({ badgeToReturn: true }), true],
    ['is wanted by others who stand by', aKeyGroup({ witnessOnReturn: ONE }), true],
    ['is not wanted for a key without such a rule', aKeyGroup({ witnessOnTake: TWO }), false],
  ])('%s', (_, group, expected) => {
    expect(wantsPerson(aKey(), rosterOf(aSetup({ keys: [aKey()], keyGroups: [group] })))).toBe(expected);
  });
});
