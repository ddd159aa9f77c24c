// Asking for the PIN on arrival: only of people who have one and may reach a key that needs it.
import { describe, expect, it } from 'vitest';
import type { Key } from '../../../../controller/domain/key.ts';
import { wantsPin } from '../../../../controller/domain/policy/arrival.ts';
import type { CabinetSetup } from '../../../../controller/domain/setup.ts';
import type { Staff } from '../../../../controller/domain/staff.ts';
import {
  A_POLICY,
  aKey,
  aKeyGroup,
  aStaff,
  keyGroupId,
  keyId,
  NOW,
  scheduleId,
  someFacts,
} from '../../../support/domain-builders.ts';

const CONTROLLED = aKey({ class: 'controlled' });
const ELSEWHERE = aKey({ id: keyId('lift'), class: 'master', groups: [keyGroupId('lifts')] });

function asks(keys: readonly Key[], over: Partial<CabinetSetup> = {}, staff: Partial<Staff> = {}, hasPin = true) {
  return wantsPin(aStaff(staff), hasPin, 'strong', someFacts({ setup: { keys, ...over } }), NOW);
}

describe('asking for the PIN on arrival', () => {
  it.each<readonly [string, boolean, boolean]>([
    ['may reach a key that needs it', asks([aKey(), CONTROLLED]), true],
    ['has none', asks([CONTROLLED], {}, {}, false), false],
    ['may reach ordinary keys only', asks([aKey(), ELSEWHERE]), false],
    ['has no grants', asks([CONTROLLED], { grants: [] }), false],
    ['stands before an empty cabinet', asks([]), false],
    ['wants it for every key', asks([aKey()], {}, { wantsPin: true }), true],
    [
      'comes outside the hours of a key without',
      asks([aKey()], { keyGroups: [aKeyGroup({ pinOutside: scheduleId('never') })] }),
      true,
    ],
    ['only stands by for others', asks([CONTROLLED], {}, { role: 'witness' }), false],
    ['meets a policy that wants none', asks([CONTROLLED], { policy: { ...A_POLICY, pinClasses: [] } }), false],
  ])('a person who %s', (_, asked, expected) => {
    expect(asked).toBe(expected);
  });

  it.each([
    ['weak', true],
    ['strong', false],
    [null, true],
  ] as const)('goes by the badge: %s', (badge, expected) => {
    const policy = { ...A_POLICY, pinClasses: [] };
    expect(wantsPin(aStaff(), true, badge, someFacts({ setup: { keys: [CONTROLLED], policy } }), NOW)).toBe(expected);
  });
});
