// Overdue keys: who keeps one takes no other, where the policy says so.
import { describe, expect, it } from 'vitest';
import type { Holding } from '../../../../../controller/domain/custody.ts';
import { overdueRule } from '../../../../../controller/domain/policy/rules/overdue.ts';
import { type Instant, instant } from '../../../../../controller/domain/time.ts';
import { A_POLICY, aCustody, aStaff, keyId, NOW, seq } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const [STORE, ARCHIVE] = [keyId('store'), keyId('archive')];
const STRICT = { policy: { ...A_POLICY, overdueBlocks: true } };

function out(due: Instant | null): Holding {
  return { at: 'person', staff: aStaff().id, since: instant(NOW - 60_000), due, intent: seq(1), stage: 'in_time' };
}

const holding = (store: Instant | null, archive: Instant | null) => ({
  ledger: { custody: aCustody({ store: out(store), archive: out(archive) }) },
  facts: { held: [STORE, ARCHIVE] },
});

const CASES: readonly RuleCase[] = [
  { when: 'nothing is held', setup: STRICT, refusals: [] },
  { when: 'what is held has no due time', setup: STRICT, ...holding(null, null), refusals: [] },
  { when: 'it is due in a moment', setup: STRICT, ...holding(instant(NOW + 1), null), refusals: [] },
  {
    when: 'it is due at this instant',
    setup: STRICT,
    ...holding(NOW, null),
    refusals: [{ code: 'holds_overdue', keys: [STORE] }],
  },
  {
    when: 'two are overdue',
    setup: STRICT,
    ...holding(NOW, instant(NOW - 1)),
    refusals: [{ code: 'holds_overdue', keys: [STORE, ARCHIVE] }],
  },
  { when: 'the policy lets them', ...holding(NOW, NOW), refusals: [] },
  {
    when: 'somebody else keeps one',
    setup: STRICT,
    ledger: holding(NOW, NOW).ledger,
    facts: { held: [] },
    refusals: [],
  },
];

describe('the rule of overdue keys', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(overdueRule, stage)).toEqual(refusals);
  });
});
