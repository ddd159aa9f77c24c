// Standing: valid by the set-up and by the ledger, to the instant; a witness takes nothing.
import { describe, expect, it } from 'vitest';
import { standing, standingRule } from '../../../../../controller/domain/policy/rules/standing.ts';
import { instant } from '../../../../../controller/domain/time.ts';
import { aLedger, aStaff, NOW, staffId } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const EARLIER = instant(NOW - 60_000);
const LATER = instant(NOW + 60_000);
const NURSE = aStaff().id;

function suspended(silent: boolean, staff = NURSE) {
  return { suspensions: new Map([[staff, { staff, by: staffId('matron'), since: EARLIER, silent }]]) };
}

const CASES: readonly RuleCase[] = [
  { when: 'the person is valid for ever', refusals: [] },
  { when: 'the set-up suspends the person', staff: { standing: 'suspended' }, refusals: [{ code: 'staff_suspended' }] },
  { when: 'somebody stopped the person', ledger: suspended(false), refusals: [{ code: 'staff_suspended' }] },
  {
    when: 'somebody stopped the person in silence',
    ledger: suspended(true),
    refusals: [{ code: 'staff_suspended', silent: true }],
  },
  {
    when: 'a silent suspension stands beside one of the set-up: no more is said',
    staff: { standing: 'suspended' },
    ledger: suspended(true),
    refusals: [{ code: 'staff_suspended', silent: true }],
  },
  { when: 'somebody else is stopped', ledger: suspended(false, staffId('colleague')), refusals: [] },
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
  { when: 'the person ends in a millisecond', staff: { validUntil: instant(NOW + 1) }, refusals: [] },
  {
    when: 'a suspended person has also expired: the decision of a person is said first',
    staff: { standing: 'suspended', validUntil: EARLIER },
    refusals: [{ code: 'staff_suspended' }],
  },
  { when: 'the person is a witness only', staff: { role: 'witness' }, refusals: [{ code: 'witness_only' }] },
  {
    when: 'a witness has expired',
    staff: { role: 'witness', validUntil: NOW },
    refusals: [{ code: 'staff_expired', until: NOW }, { code: 'witness_only' }],
  },
];

describe('the rule of standing', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(standingRule, stage)).toEqual(refusals);
  });

  it('lets a witness come in', () => {
    expect(standing(aStaff({ role: 'witness' }), aLedger(), NOW)).toEqual([]);
  });
});
