// From hand to hand: the receiver must be allowed the key as at taking; where the key and its slot are plays no part.
import { describe, expect, it } from 'vitest';
import { decideHandover } from '../../../../controller/domain/policy/handover.ts';
import { instant, minutes } from '../../../../controller/domain/time.ts';
import {
  aCustody,
  aKey,
  aKeyGroup,
  aStaff,
  NOW,
  staffId,
  WARDS,
  withPerson,
} from '../../../support/domain-builders.ts';
import { onStage, type RuleStage } from '../../../support/rule-stage.ts';

const GIVER = aStaff({ id: staffId('giver') });
const WITH_GIVER = { custody: aCustody({ linen: withPerson(GIVER.id) }) };

function ask(stage: RuleStage) {
  const { request, facts } = onStage({ ledger: WITH_GIVER, ...stage });
  const decision = decideHandover(request, facts, NOW);
  return decision.permitted ? decision.permit : decision.refusals.map(({ code }) => code);
}

describe('receiving a key from hand to hand', () => {
  it('is permitted, with a due time of its own', () => {
    expect(
      ask({ key: { curfews: [{ kind: 'after', duration: minutes(30) }] }, facts: { condition: 'silent' } }),
    ).toEqual({
      staff: aStaff().id,
      key: aKey().id,
      due: instant(NOW + 1_800_000),
      booking: null,
      overridden: [],
      warnings: [],
    });
  });

  it.each<readonly [string, RuleStage, readonly string[]]>([
    ['has no grant', { staff: { groups: [] } }, ['no_grant']],
    ['is suspended', { staff: { standing: 'suspended' } }, ['staff_suspended']],
    ['is a witness only', { staff: { role: 'witness' } }, ['witness_only']],
    ['needs a PIN', { key: { wantsPin: true }, facts: { hasPin: true } }, ['pin_required']],
    ['holds too many', { staff: { allowance: 0 } }, ['allowance_reached']],
    ['cannot be written down', { facts: { storage: 'unavailable' } }, ['storage_unavailable']],
    ['cannot break glass', { staff: { groups: [] }, request: { breakGlass: true, hasNote: true } }, ['no_grant']],
  ])('is refused to somebody who %s', (_, stage, codes) => {
    expect(ask(stage)).toEqual(codes);
  });

  it('has a witness in whoever gives the key', () => {
    const setup = { keyGroups: [aKeyGroup({ witnessOnTake: { count: 1, from: [WARDS] } })] };
    expect(ask({ setup })).toEqual(['witness_required']);
    expect(ask({ setup, request: { witnesses: [GIVER] } })).toMatchObject({ key: aKey().id });
  });
});
