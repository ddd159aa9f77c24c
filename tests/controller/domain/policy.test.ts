// The decision, rule by rule: each refusal code with the facts that cause it, alone and together with others.
import { describe, expect, it } from 'vitest';
import type { Holding } from '../../../controller/domain/custody.ts';
import { type Decision, decide, type Facts, type TakeRequest } from '../../../controller/domain/policy.ts';
import type { Refusal } from '../../../controller/domain/refusal.ts';
import { hours, instant, minutes } from '../../../controller/domain/time.ts';
import {
  A_POLICY,
  aCustody,
  aKey,
  aSlot,
  aStaff,
  keyGroupId,
  NOW,
  ROOMS,
  seq,
  someFacts,
  staffGroupId,
  staffId,
  WARDS,
  withPerson,
} from '../../support/domain-builders.ts';

const COLLEAGUE = staffId('colleague');
const EARLIER = instant(NOW - 60_000);
const LATER = instant(NOW + 60_000);
const JUST_NOW = instant(NOW - 1);

interface TakeCase {
  readonly when: string;
  readonly staff?: Parameters<typeof aStaff>[0];
  readonly key?: Parameters<typeof aKey>[0];
  readonly factors?: TakeRequest['factors'];
  readonly facts?: Partial<Facts>;
  readonly refusals: readonly Refusal[];
}

const held = (count: number): Readonly<Record<string, Holding>> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`other-${n}`, withPerson(aStaff().id, n + 1)]));

const TAKE: readonly TakeCase[] = [
  { when: 'all is well', refusals: [] },

  { when: 'the person is suspended', staff: { standing: 'suspended' }, refusals: [{ code: 'staff_suspended' }] },
  {
    when: 'the person begins in a minute',
    staff: { validFrom: LATER },
    refusals: [{ code: 'staff_not_yet_valid', from: LATER }],
  },
  { when: 'the person begins at this instant', staff: { validFrom: NOW }, refusals: [] },
  {
    when: 'the person ended a minute ago',
    staff: { validUntil: EARLIER },
    refusals: [{ code: 'staff_expired', until: EARLIER }],
  },
  {
    when: 'the person ends at this instant',
    staff: { validUntil: NOW },
    refusals: [{ code: 'staff_expired', until: NOW }],
  },
  { when: 'the person ends in a minute', staff: { validUntil: LATER }, refusals: [] },
  {
    when: 'a suspended person has also expired: the decision of a person is said first',
    staff: { standing: 'suspended', validUntil: EARLIER },
    refusals: [{ code: 'staff_suspended' }],
  },

  { when: 'there are no grants', facts: { grants: [] }, refusals: [{ code: 'no_grant' }] },
  { when: 'the person is in no group', staff: { groups: [] }, refusals: [{ code: 'no_grant' }] },
  { when: 'the key is in no group', key: { groups: [] }, refusals: [{ code: 'no_grant' }] },
  {
    when: 'the grant is for other people',
    facts: { grants: [{ staffGroup: staffGroupId('porters'), keyGroup: ROOMS }] },
    refusals: [{ code: 'no_grant' }],
  },
  {
    when: 'the grant is for other keys',
    facts: { grants: [{ staffGroup: WARDS, keyGroup: keyGroupId('lifts') }] },
    refusals: [{ code: 'no_grant' }],
  },
  {
    when: 'two grants meet only half each',
    facts: {
      grants: [
        { staffGroup: WARDS, keyGroup: keyGroupId('lifts') },
        { staffGroup: staffGroupId('porters'), keyGroup: ROOMS },
      ],
    },
    refusals: [{ code: 'no_grant' }],
  },
  { when: 'one of several groups is granted', staff: { groups: [staffGroupId('porters'), WARDS] }, refusals: [] },

  {
    when: 'a controlled key is asked for without the PIN',
    staff: { hasPin: true },
    key: { class: 'controlled' },
    refusals: [{ code: 'pin_required', keyClass: 'controlled' }],
  },
  {
    when: 'a master key is asked for by somebody who has no PIN',
    key: { class: 'master' },
    refusals: [{ code: 'pin_not_set', keyClass: 'master' }],
  },
  {
    when: 'a controlled key is asked for with the PIN',
    staff: { hasPin: true },
    key: { class: 'controlled' },
    factors: ['badge', 'pin'],
    refusals: [],
  },
  { when: 'a vehicle is asked for without a PIN', key: { class: 'vehicle' }, refusals: [] },
  {
    when: 'the policy asks for the PIN with every ordinary key',
    staff: { hasPin: true },
    facts: { policy: { ...A_POLICY, pinClasses: ['ordinary'] } },
    refusals: [{ code: 'pin_required', keyClass: 'ordinary' }],
  },

  { when: 'one key is left of the allowance', facts: { custody: aCustody(held(3)) }, refusals: [] },
  {
    when: 'the allowance of the cabinet is reached',
    facts: { custody: aCustody(held(4)) },
    refusals: [{ code: 'allowance_reached', allowance: 4, held: 4 }],
  },
  {
    when: 'the smaller allowance of the person is reached',
    staff: { allowance: 1 },
    facts: { custody: aCustody(held(1)) },
    refusals: [{ code: 'allowance_reached', allowance: 1, held: 1 }],
  },
  {
    when: 'the larger allowance of the person is not',
    staff: { allowance: 6 },
    facts: { custody: aCustody(held(5)) },
    refusals: [],
  },
  {
    when: 'the person may hold nothing at all',
    staff: { allowance: 0 },
    refusals: [{ code: 'allowance_reached', allowance: 0, held: 0 }],
  },
  {
    when: 'others hold many keys',
    facts: { custody: aCustody(Object.fromEntries(Object.keys(held(9)).map((key) => [key, withPerson(COLLEAGUE)]))) },
    refusals: [],
  },

  {
    when: 'somebody else has the key',
    facts: { custody: aCustody({ linen: withPerson(COLLEAGUE) }) },
    refusals: [{ code: 'key_out', since: NOW, holder: COLLEAGUE }],
  },
  {
    when: 'the person has the key',
    facts: { custody: aCustody({ linen: withPerson(aStaff().id) }) },
    refusals: [{ code: 'key_out', since: NOW, holder: aStaff().id }],
  },
  {
    when: 'nobody knows whether it left',
    facts: { custody: aCustody({ linen: { at: 'doubt', staff: COLLEAGUE, since: JUST_NOW, intent: seq(1) } }) },
    refusals: [{ code: 'key_in_doubt', since: JUST_NOW }],
  },
  {
    when: 'it was removed without a release',
    facts: { custody: aCustody({ linen: { at: 'unaccounted', since: JUST_NOW, during: null } }) },
    refusals: [{ code: 'key_unaccounted', since: JUST_NOW }],
  },
  { when: 'custody never saw the key', facts: { custody: new Map() }, refusals: [{ code: 'key_has_no_slot' }] },
  { when: 'the key has no slot', facts: { slot: null }, refusals: [{ code: 'key_has_no_slot' }] },

  { when: 'the slot is busy', facts: { condition: 'busy' }, refusals: [{ code: 'slot_busy' }] },
  { when: 'the board is silent', facts: { condition: 'silent' }, refusals: [{ code: 'slot_silent' }] },
  { when: 'the slot is faulty', facts: { condition: 'faulty' }, refusals: [{ code: 'slot_faulty' }] },
  { when: 'no intent can be written', facts: { storage: 'unavailable' }, refusals: [{ code: 'storage_unavailable' }] },

  {
    when: 'everything is wrong at once: all of it is said, in the order of the rules',
    staff: { standing: 'suspended', groups: [], allowance: 0 },
    key: { class: 'controlled' },
    facts: { custody: aCustody({ linen: withPerson(COLLEAGUE) }), condition: 'silent', storage: 'unavailable' },
    refusals: [
      { code: 'staff_suspended' },
      { code: 'no_grant' },
      { code: 'pin_not_set', keyClass: 'controlled' },
      { code: 'allowance_reached', allowance: 0, held: 0 },
      { code: 'key_out', since: NOW, holder: COLLEAGUE },
      { code: 'slot_silent' },
      { code: 'storage_unavailable' },
    ],
  },
];

function refusalsOf(decision: Decision): readonly Refusal[] {
  return decision.permitted ? [] : decision.refusals;
}

describe('taking a key', () => {
  it.each(TAKE)('when $when', ({ staff, key, factors = ['badge'], facts, refusals }) => {
    const request: TakeRequest = { staff: aStaff(staff), key: aKey(key), factors };
    expect(refusalsOf(decide(request, someFacts(facts), NOW))).toEqual(refusals);
  });

  it.each([
    ['no curfew', null, null],
    ['half an hour', minutes(30), instant(NOW + 1_800_000)],
    ['a year', hours(24 * 365), instant(NOW + 31_536_000_000)],
  ])('is permitted with %s and says when the key is due', (_, curfew, due) => {
    const decision = decide({ staff: aStaff(), key: aKey({ curfew }), factors: ['badge'] }, someFacts(), NOW);
    expect(decision).toEqual({
      permitted: true,
      permit: { staff: aStaff().id, key: aKey().id, slot: aSlot(), due },
    });
  });
});
