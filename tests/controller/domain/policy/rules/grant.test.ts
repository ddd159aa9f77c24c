// Grants: one that joins a group of the person to a group of the key, and nothing less.
import { describe, expect, it } from 'vitest';
import { grantRule } from '../../../../../controller/domain/policy/rules/grant.ts';
import type { Refusal } from '../../../../../controller/domain/refusal.ts';
import {
  A_GRANT,
  keyGroupId,
  qualificationId,
  scheduleId,
  staffGroupId,
  WARDS,
} from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const PORTERS = staffGroupId('porters');
const LIFTS = keyGroupId('lifts');
const REFUSED: readonly Refusal[] = [{ code: 'no_grant' }];

const CASES: readonly RuleCase[] = [
  { when: 'the grant joins both', refusals: [] },
  { when: 'there are no grants', setup: { grants: [] }, refusals: REFUSED },
  { when: 'the person is in no group', staff: { groups: [] }, refusals: REFUSED },
  { when: 'the key is in no group', key: { groups: [] }, refusals: REFUSED },
  { when: 'it is for other people', setup: { grants: [{ ...A_GRANT, staffGroup: PORTERS }] }, refusals: REFUSED },
  { when: 'it is for other keys', setup: { grants: [{ ...A_GRANT, keyGroup: LIFTS }] }, refusals: REFUSED },
  {
    when: 'two grants meet only half each',
    setup: {
      grants: [
        { ...A_GRANT, keyGroup: LIFTS },
        { ...A_GRANT, staffGroup: PORTERS },
      ],
    },
    refusals: REFUSED,
  },
  { when: 'one of several groups is granted', staff: { groups: [PORTERS, WARDS] }, refusals: [] },
  {
    when: 'it has a schedule and a condition, which other rules look at',
    setup: {
      grants: [{ ...A_GRANT, schedule: scheduleId('nights'), qualifications: [qualificationId('drugs')] }],
    },
    refusals: [],
  },
];

describe('the rule of grants', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(grantRule, stage)).toEqual(refusals);
  });
});
