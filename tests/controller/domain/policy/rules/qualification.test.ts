// Qualifications: a grant counts only with all of them, to the instant; one grant that counts is enough.
import { describe, expect, it } from 'vitest';
import { qualificationRule } from '../../../../../controller/domain/policy/rules/qualification.ts';
import type { Grant } from '../../../../../controller/domain/staff.ts';
import { instant } from '../../../../../controller/domain/time.ts';
import { A_GRANT, NOW, qualificationId, scheduleId } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const DRUGS = qualificationId('drugs');
const INDUCTION = qualificationId('induction');
const EARLIER = instant(NOW - 86_400_000);
const NEVER = { id: scheduleId('never'), name: 'Never', windows: [], onHolidays: null, exceptions: [] };

const wanting = (...qualifications: Grant['qualifications']): Grant => ({ ...A_GRANT, qualifications });
const until = (end: ReturnType<typeof instant> | null) => ({ qualifications: [{ qualification: DRUGS, until: end }] });

const CASES: readonly RuleCase[] = [
  { when: 'the grant asks for none', refusals: [] },
  {
    when: 'it is missing',
    setup: { grants: [wanting(DRUGS)] },
    refusals: [{ code: 'qualification_missing', qualification: DRUGS }],
  },
  { when: 'it is there for ever', staff: until(null), setup: { grants: [wanting(DRUGS)] }, refusals: [] },
  {
    when: 'it runs out in a moment',
    staff: until(instant(NOW + 1)),
    setup: { grants: [wanting(DRUGS)] },
    refusals: [],
  },
  {
    when: 'it runs out at this instant',
    staff: until(NOW),
    setup: { grants: [wanting(DRUGS)] },
    refusals: [{ code: 'qualification_expired', qualification: DRUGS, since: NOW }],
  },
  {
    when: 'it was passed twice, and the later one has run out last',
    staff: {
      qualifications: [
        { qualification: DRUGS, until: EARLIER },
        { qualification: DRUGS, until: instant(NOW - 1) },
      ],
    },
    setup: { grants: [wanting(DRUGS)] },
    refusals: [{ code: 'qualification_expired', qualification: DRUGS, since: instant(NOW - 1) }],
  },
  {
    when: 'it ran out and was passed again',
    staff: {
      qualifications: [
        { qualification: DRUGS, until: EARLIER },
        { qualification: DRUGS, until: null },
      ],
    },
    setup: { grants: [wanting(DRUGS)] },
    refusals: [],
  },
  {
    when: 'one of two is missing',
    staff: until(null),
    setup: { grants: [wanting(DRUGS, INDUCTION)] },
    refusals: [{ code: 'qualification_missing', qualification: INDUCTION }],
  },
  {
    when: 'both are missing',
    setup: { grants: [wanting(DRUGS, INDUCTION)] },
    refusals: [
      { code: 'qualification_missing', qualification: DRUGS },
      { code: 'qualification_missing', qualification: INDUCTION },
    ],
  },
  { when: 'another grant asks for none', setup: { grants: [wanting(DRUGS), A_GRANT] }, refusals: [] },
  {
    when: 'another grant asks for less: that one is spoken of',
    setup: { grants: [wanting(DRUGS, INDUCTION), wanting(INDUCTION)] },
    refusals: [{ code: 'qualification_missing', qualification: INDUCTION }],
  },
  {
    when: 'two grants lack as much: the first of them is spoken of',
    setup: { grants: [wanting(INDUCTION), wanting(DRUGS)] },
    refusals: [{ code: 'qualification_missing', qualification: INDUCTION }],
  },
  {
    when: 'the grant without a condition is shut now: the open one decides',
    setup: { schedules: [NEVER], grants: [wanting(DRUGS), { ...A_GRANT, schedule: NEVER.id }] },
    refusals: [{ code: 'qualification_missing', qualification: DRUGS }],
  },
  {
    when: 'every grant is shut now',
    setup: { schedules: [NEVER], grants: [{ ...wanting(DRUGS), schedule: NEVER.id }] },
    refusals: [{ code: 'qualification_missing', qualification: DRUGS }],
  },
  { when: 'there is no grant, which another rule says', setup: { grants: [] }, refusals: [] },
];

describe('the rule of qualifications', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(qualificationRule, stage)).toEqual(refusals);
  });
});
