// Reasons: one from the list, a note where it is required, nothing where nothing is asked.
import { describe, expect, it } from 'vitest';
import type { ReasonRule } from '../../../../../controller/domain/key.ts';
import { reasonRule } from '../../../../../controller/domain/policy/rules/reason.ts';
import type { Refusal } from '../../../../../controller/domain/refusal.ts';
import { aKeyGroup, keyGroupId, ROOMS } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const RECORDS = keyGroupId('records');
const REFUSED: readonly Refusal[] = [{ code: 'reason_required', group: ROOMS }];
const asking = (choices: readonly string[], text: ReasonRule['text']) => ({
  keyGroups: [aKeyGroup({ reason: { choices, text } })],
});

const CASES: readonly RuleCase[] = [
  { when: 'nothing is asked', refusals: [] },
  { when: 'nothing is said', setup: asking(['cleaning', 'repair'], 'none'), refusals: REFUSED },
  {
    when: 'one of the list is said',
    setup: asking(['cleaning', 'repair'], 'none'),
    request: { reason: 'repair' },
    refusals: [],
  },
  {
    when: 'something else is said',
    setup: asking(['cleaning'], 'none'),
    request: { reason: 'curiosity' },
    refusals: REFUSED,
  },
  {
    when: 'only a note is given where one of the list is wanted',
    setup: asking(['cleaning'], 'optional'),
    request: { hasNote: true },
    refusals: REFUSED,
  },
  { when: 'the note that may be given is not', setup: asking([], 'optional'), refusals: [] },
  { when: 'the note that must be given is not', setup: asking([], 'required'), refusals: REFUSED },
  { when: 'the note that must be given is', setup: asking([], 'required'), request: { hasNote: true }, refusals: [] },
  {
    when: 'both must be said and the note is not',
    setup: asking(['cleaning'], 'required'),
    request: { reason: 'cleaning' },
    refusals: REFUSED,
  },
  {
    when: 'both must be said and are',
    setup: asking(['cleaning'], 'required'),
    request: { reason: 'cleaning', hasNote: true },
    refusals: [],
  },
  {
    when: 'a reason of the other group of the key is said: people say one reason',
    key: { groups: [ROOMS, RECORDS] },
    setup: {
      keyGroups: [
        aKeyGroup({ reason: { choices: ['cleaning'], text: 'none' } }),
        aKeyGroup({ id: RECORDS, reason: { choices: ['inspection'], text: 'none' } }),
      ],
    },
    request: { reason: 'inspection' },
    refusals: [],
  },
  {
    when: 'the other group of the key also wants a note',
    key: { groups: [ROOMS, RECORDS] },
    setup: {
      keyGroups: [
        aKeyGroup({ reason: { choices: ['cleaning'], text: 'none' } }),
        aKeyGroup({ id: RECORDS, reason: { choices: ['inspection'], text: 'required' } }),
      ],
    },
    request: { reason: 'cleaning' },
    refusals: [{ code: 'reason_required', group: RECORDS }],
  },
];

describe('the rule of reasons', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(reasonRule, stage)).toEqual(refusals);
  });
});
