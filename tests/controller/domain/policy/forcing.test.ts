// Releasing by force: which rules give way, which never do, and what the entry says was overridden.
import { describe, expect, it } from 'vitest';
import { newAlarm } from '../../../../controller/domain/alarm.ts';
import type { Decision } from '../../../../controller/domain/policy/facts.ts';
import { decideForced, OBSTACLES, obstacleOf } from '../../../../controller/domain/policy/forcing.ts';
import {
  aCustody,
  aKey,
  aKeyGroup,
  aSlot,
  boardId,
  NOW,
  ROOMS,
  seq,
  staffId,
  WARDS,
} from '../../../support/domain-builders.ts';
import { onStage, type RuleStage } from '../../../support/rule-stage.ts';

const LAST_POWER = (['mains_lost', 'battery_low'] as const).map((kind) =>
  newAlarm({ kind, board: boardId('b1') }, NOW),
);
const OUT = {
  at: 'person',
  staff: staffId('porter'),
  since: NOW,
  due: null,
  intent: seq(1),
  stage: 'in_time',
} as const;
const QUARANTINE = { slot: aSlot().id, by: staffId('chief'), since: NOW };

/** No grant, no allowance, a witness and a reason wanted. */
const SHUT: RuleStage = {
  staff: { allowance: 0 },
  setup: {
    grants: [],
    keyGroups: [
      aKeyGroup({
        id: ROOMS,
        reason: { choices: ['audit'], text: 'none' },
        witnessOnTake: { count: 1, from: [WARDS] },
      }),
    ],
  },
  request: { factors: ['badge', 'pin'], hasNote: true },
};

function force(over: RuleStage = {}): Decision {
  const { request, facts } = onStage({ ...SHUT, ...over });
  return decideForced(request, facts, NOW);
}

const refused = (decision: Decision) => (decision.permitted ? null : decision.refusals.map(({ code }) => code));

describe('force', () => {
  it('lifts the rules of persons and keys and says which; what was typed is the reason', () => {
    const decision = force();
    expect(decision).toMatchObject({
      permitted: true,
      permit: {
        key: aKey().id,
        slot: { id: aSlot().id },
        overridden: ['no_grant', 'allowance_reached', 'witness_required'],
      },
    });
  });

  it('overrides nothing where nothing says no', () => {
    const { request, facts } = onStage({});
    expect(decideForced(request, facts, NOW)).toMatchObject({ permitted: true, permit: { overridden: [] } });
  });

  it.each([
    ['a slot that does not answer', { facts: { condition: 'silent' } }, 'slot_silent'],
    ['a slot that is jammed', { facts: { condition: 'faulty' } }, 'slot_faulty'],
    ['a slot that is in use', { facts: { condition: 'busy' } }, 'slot_busy'],
    ['a full disk', { facts: { storage: 'unavailable' } }, 'storage_unavailable'],
    ['the last battery', { ledger: { alarms: LAST_POWER } }, 'on_battery'],
    ['a slot out of use', { ledger: { quarantines: new Map([[QUARANTINE.slot, QUARANTINE]]) } }, 'slot_quarantined'],
    ['a key that is out', { ledger: { custody: aCustody({ linen: OUT }) } }, 'key_out'],
    ['a lost key', { ledger: { custody: aCustody({ linen: { at: 'lost', since: NOW, staff: null } }) } }, 'key_lost'],
  ] as const)('does not move %s', (_, over: RuleStage, code) => {
    const decision = force(over);
    expect(refused(decision)).toEqual([code]);
    expect(decision.permitted ? null : obstacleOf(decision.refusals)).toBe(code);
    expect(OBSTACLES).toContain(code);
  });

  it('never stands in for a PIN, nor for a person who may not be here', () => {
    const noPin: RuleStage = { key: { wantsPin: true }, facts: { hasPin: true }, request: { factors: ['badge'] } };
    expect(refused(force(noPin))).toEqual(['pin_required']);
    expect(refused(force({ staff: { standing: 'suspended' } }))).toEqual(['staff_suspended']);
  });
});
