// Breaking glass: a named group, only the rules that are named, always with a word of why, and never who or where.
import { describe, expect, it } from 'vitest';
import { newAlarm } from '../../../../controller/domain/alarm.ts';
import { canBreakGlass, OVERRIDABLE } from '../../../../controller/domain/policy/break-glass.ts';
import { decide } from '../../../../controller/domain/policy/decide.ts';
import type { Decision } from '../../../../controller/domain/policy/facts.ts';
import type { Refusal, RefusalCode } from '../../../../controller/domain/refusal.ts';
import {
  aCustody,
  aKey,
  aKeyGroup,
  aStaff,
  boardId,
  NOW,
  ROOMS,
  staffGroupId,
  WARDS,
} from '../../../support/domain-builders.ts';
import { onStage, type RuleStage } from '../../../support/rule-stage.ts';

const SECURITY = staffGroupId('security');
const NEVER: readonly RefusalCode[] = [
  'staff_suspended',
  'staff_not_yet_valid',
  'staff_expired',
  'witness_only',
  'pin_required',
  'pin_not_set',
  'reason_required',
  'key_faulty',
  'key_out',
  'key_unaccounted',
  'key_in_doubt',
  'key_lost',
  'key_has_no_slot',
  'slot_busy',
  'slot_silent',
  'slot_faulty',
  'slot_quarantined',
  'slot_not_misfilled',
  'holds_nothing',
  'storage_unavailable',
  'on_battery',
];

const LAST_POWER = (['mains_lost', 'battery_low'] as const).map((kind) =>
  newAlarm({ kind, board: boardId('b1') }, NOW),
);

/** No grant, no allowance, and a witness wanted; the nurse may break glass. */
const SHUT: RuleStage = {
  staff: { groups: [SECURITY], allowance: 0 },
  setup: {
    grants: [],
    keyGroups: [aKeyGroup({ breakGlass: [SECURITY], witnessOnTake: { count: 1, from: [WARDS] } })],
  },
  request: { breakGlass: true, hasNote: true },
};

function ask(over: RuleStage): Decision {
  const { request, facts } = onStage({ ...SHUT, ...over });
  return decide(request, facts, NOW);
}

const overridden = (decision: Decision) => (decision.permitted ? decision.permit.overridden : null);
const refusals = (decision: Decision) => (decision.permitted ? [] : decision.refusals);

describe('breaking glass', () => {
  it('lifts every rule that may be lifted and says which', () => {
    expect(overridden(ask({}))).toEqual(['no_grant', 'allowance_reached', 'witness_required']);
  });

  it('takes a reason as well as a note', () => {
    expect(ask({ request: { breakGlass: true, reason: 'fire' } }).permitted).toBe(true);
  });

  it('demands a word of why', () => {
    expect(refusals(ask({ request: { breakGlass: true } }))).toEqual([{ code: 'reason_required', group: ROOMS }]);
  });

  it('is not for others', () => {
    expect(refusals(ask({ staff: { groups: [WARDS], allowance: 0 } })).map(({ code }) => code)).toEqual([
      'no_grant',
      'allowance_reached',
      'witness_required',
    ]);
  });

  it('does nothing unless it is asked for', () => {
    expect(ask({ request: { hasNote: true } }).permitted).toBe(false);
  });

  it('overrides nothing where nothing stood against the release', () => {
    const stage = {
      staff: { groups: [WARDS, SECURITY] },
      setup: { keyGroups: [aKeyGroup({ breakGlass: [SECURITY] })] },
    };
    expect(overridden(ask({ ...stage, request: { breakGlass: true } }))).toEqual([]);
  });

  it('leaves what stands beside it', () => {
    const stage: RuleStage = { key: { wantsPin: true }, facts: { hasPin: true, condition: 'silent' } };
    expect(refusals(ask(stage)).map(({ code }) => code)).toEqual(['pin_required', 'slot_silent']);
  });

  it.each([
    ['a suspended person', { staff: { ...SHUT.staff, standing: 'suspended' } }, 'staff_suspended'],
    ['an expired person', { staff: { ...SHUT.staff, validUntil: NOW } }, 'staff_expired'],
    [
      'a key that is lost',
      { ledger: { custody: aCustody({ linen: { at: 'lost', since: NOW, staff: null } }) } },
      'key_lost',
    ],
    ['a slot that is busy', { facts: { condition: 'busy' } }, 'slot_busy'],
    ['a disk that cannot be written', { facts: { storage: 'unavailable' } }, 'storage_unavailable'],
    ['the last of the battery', { ledger: { alarms: LAST_POWER } }, 'on_battery'],
  ] as const)('never helps with %s', (_, over: RuleStage, code) => {
    expect(refusals(ask(over)).map((refusal) => refusal.code)).toEqual([code]);
  });

  it.each(NEVER)('never lifts %s', (code) => {
    expect(OVERRIDABLE.has(code)).toBe(false);
  });
});

describe('the offer to break glass', () => {
  const roster = onStage(SHUT).facts.roster;
  const GUARD = aStaff({ groups: [SECURITY] });
  const LACKS: Refusal = { code: 'no_grant' };

  it.each<readonly [string, readonly Refusal[], boolean]>([
    ['a rule that gives way', [LACKS], true],
    [
      'a rule that gives way and a PIN to be entered',
      [LACKS, { code: 'pin_required', keyClass: 'master', cause: 'key' }],
      true,
    ],
    ['a rule that gives way and one that does not', [LACKS, { code: 'slot_busy' }], false],
    ['only a reason to be given', [{ code: 'reason_required', group: ROOMS }], false],
    ['nothing', [], false],
  ])('stands beside %s', (_, against, expected) => {
    expect(canBreakGlass(GUARD, aKey(), against, roster)).toBe(expected);
  });

  it('is for members only', () => {
    expect(canBreakGlass(aStaff(), aKey(), [LACKS], roster)).toBe(false);
  });
});
