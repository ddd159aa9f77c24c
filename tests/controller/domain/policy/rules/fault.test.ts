// Faults: only a critical one that is open keeps the key in.
import { describe, expect, it } from 'vitest';
import type { FaultSeverity, KeyFault } from '../../../../../controller/domain/fault.ts';
import { faultRule } from '../../../../../controller/domain/policy/rules/fault.ts';
import { type Instant, instant } from '../../../../../controller/domain/time.ts';
import { aKey, keyId, NOW, seq, staffId } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

const EARLIER = instant(NOW - 1000);

function fault(severity: FaultSeverity, since: Instant = NOW): KeyFault {
  const by = staffId('colleague');
  return { report: seq(1), key: aKey().id, fault: 'vehicle_unsafe', severity, by, since, note: null };
}

const reported = (...faults: readonly KeyFault[]) => ({ faults: new Map([[aKey().id, faults]]) });

const CASES: readonly RuleCase[] = [
  { when: 'nothing is reported', refusals: [] },
  { when: 'lesser faults are open', ledger: reported(fault('minor'), fault('major')), refusals: [] },
  {
    when: 'a critical one is open',
    ledger: reported(fault('minor', EARLIER), fault('critical')),
    refusals: [{ code: 'key_faulty', fault: 'vehicle_unsafe', since: NOW }],
  },
  {
    when: 'two critical ones are open: the older is said',
    ledger: reported(fault('critical', EARLIER), fault('critical')),
    refusals: [{ code: 'key_faulty', fault: 'vehicle_unsafe', since: EARLIER }],
  },
  { when: 'all are cleared', ledger: reported(), refusals: [] },
  {
    when: 'another key has a critical one',
    ledger: { faults: new Map([[keyId('other'), [fault('critical')]]]) },
    refusals: [],
  },
];

describe('the rule of faults', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(faultRule, stage)).toEqual(refusals);
  });
});
