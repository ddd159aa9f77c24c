// The decisions beside the taking of a key: opening a slot again, asking for the PIN on arrival, the standing of a person.
import { describe, expect, it } from 'vitest';
import { decideReopen, type Facts, standing, wantsPin } from '../../../controller/domain/policy.ts';
import type { Refusal } from '../../../controller/domain/refusal.ts';
import { instant } from '../../../controller/domain/time.ts';
import {
  A_GRANT,
  A_POLICY,
  aCustody,
  aKey,
  aSlot,
  aStaff,
  fobId,
  keyGroupId,
  keyId,
  NOW,
  seq,
  someFacts,
  staffId,
  withPerson,
} from '../../support/domain-builders.ts';

const COLLEAGUE = staffId('colleague');

interface ReopenCase {
  readonly when: string;
  readonly staff?: Parameters<typeof aStaff>[0];
  readonly slot?: Parameters<typeof aSlot>[0];
  readonly misfilled?: boolean;
  readonly facts?: Partial<Facts>;
  readonly refusals: readonly Refusal['code'][];
}

const HOLDS_ONE = { custody: aCustody({ other: withPerson(aStaff().id) }) };

const REOPEN: readonly ReopenCase[] = [
  { when: 'a holder put a fob into a free slot', refusals: [] },
  { when: 'nothing stands there', misfilled: false, refusals: ['slot_not_misfilled'] },
  { when: 'the slot has a fob of its own', slot: { fob: fobId('fob-14') }, refusals: ['slot_not_misfilled'] },
  { when: 'the person holds nothing', facts: { custody: aCustody() }, refusals: ['holds_nothing'] },
  {
    when: 'only a colleague holds something',
    facts: { custody: aCustody({ other: withPerson(COLLEAGUE) }) },
    refusals: ['holds_nothing'],
  },
  {
    when: 'the person holds something in doubt only',
    facts: { custody: aCustody({ other: { at: 'doubt', staff: aStaff().id, since: NOW, intent: seq(1) } }) },
    refusals: ['holds_nothing'],
  },
  { when: 'the person is suspended', staff: { standing: 'suspended' }, refusals: ['staff_suspended'] },
  { when: 'the person has expired', staff: { validUntil: instant(NOW - 60_000) }, refusals: ['staff_expired'] },
  { when: 'the person has not begun', staff: { validFrom: instant(NOW + 60_000) }, refusals: ['staff_not_yet_valid'] },
  { when: 'the slot is busy', facts: { ...HOLDS_ONE, condition: 'busy' }, refusals: ['slot_busy'] },
  { when: 'the board is silent', facts: { ...HOLDS_ONE, condition: 'silent' }, refusals: ['slot_silent'] },
  { when: 'the slot is faulty', facts: { ...HOLDS_ONE, condition: 'faulty' }, refusals: ['slot_faulty'] },
  {
    when: 'no intent can be written',
    facts: { ...HOLDS_ONE, storage: 'unavailable' },
    refusals: ['storage_unavailable'],
  },
  { when: 'the person has no grants and has reached the allowance', staff: { groups: [], allowance: 0 }, refusals: [] },
  {
    when: 'everything is wrong at once',
    staff: { standing: 'suspended' },
    misfilled: false,
    facts: { custody: aCustody(), condition: 'faulty', storage: 'unavailable' },
    refusals: ['staff_suspended', 'slot_faulty', 'storage_unavailable', 'slot_not_misfilled', 'holds_nothing'],
  },
];

describe('opening a slot in which something does not belong', () => {
  it.each(REOPEN)('when $when', ({ staff, slot, misfilled = true, facts = HOLDS_ONE, refusals }) => {
    const request = { staff: aStaff(staff), slot: aSlot({ fob: null, ...slot }) };
    const decision = decideReopen(request, misfilled, someFacts(facts), NOW);
    expect(decision.permitted ? [] : decision.refusals.map((refusal) => refusal.code)).toEqual(refusals);
  });

  it('hands out no key and sets no time', () => {
    const slot = aSlot({ fob: null });
    expect(decideReopen({ staff: aStaff(), slot }, true, someFacts(HOLDS_ONE), NOW)).toEqual({
      permitted: true,
      permit: { staff: aStaff().id, key: null, slot, due: null },
    });
  });
});

describe('asking for the PIN on arrival', () => {
  const controlled = aKey({ class: 'controlled' });
  const elsewhere = aKey({ id: keyId('lift'), class: 'master', groups: [keyGroupId('lifts')] });

  it.each([
    ['has a PIN and may reach a key that needs one', true, [aKey(), controlled], [A_GRANT], true],
    ['has no PIN', false, [controlled], [A_GRANT], false],
    ['may reach ordinary keys only', true, [aKey(), elsewhere], [A_GRANT], false],
    ['has no grants', true, [controlled], [], false],
    ['stands before an empty cabinet', true, [], [A_GRANT], false],
  ])('a person who %s', (_, hasPin, keys, grants, wanted) => {
    expect(wantsPin(aStaff({ hasPin }), keys, grants, A_POLICY)).toBe(wanted);
  });

  it('is never asked when the policy wants no PIN', () => {
    expect(wantsPin(aStaff({ hasPin: true }), [controlled], [A_GRANT], { ...A_POLICY, pinClasses: [] })).toBe(false);
  });
});

describe('the standing of a person', () => {
  it('is asked without any key', () => {
    expect(standing(aStaff(), NOW)).toEqual([]);
    expect(standing(aStaff({ validUntil: NOW }), NOW)).toEqual([{ code: 'staff_expired', until: NOW }]);
  });
});
