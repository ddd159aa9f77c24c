// Faults: only a critical one that is open blocks a key, and only that key. Reports are bounded, and one that blocks gets in.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  blockingFault,
  FAULT_CODES,
  FAULT_SEVERITIES,
  type FaultSeverity,
  isBlocked,
  type KeyFault,
  needlessReport,
  OPEN_FAULTS_LIMIT,
} from '../../../controller/domain/fault.ts';
import { aKey, aStaff, keyId, NOW, seq, staffId } from '../../support/domain-builders.ts';

const key = aKey().id;

const aFault = (report: number, severity: FaultSeverity): KeyFault => ({
  report: seq(report),
  key,
  fault: 'bent',
  severity,
  by: aStaff().id,
  since: NOW,
  note: null,
});

it.each<[string, readonly FaultSeverity[], number | null]>([
  ['no fault', [], null],
  ['a minor one', ['minor'], null],
  ['a major one', ['major'], null],
  ['a critical one', ['critical'], 1],
  ['a critical one among others: the oldest critical', ['minor', 'critical', 'critical'], 2],
])('%s', (_what, severities, report) => {
  const open = severities.map((severity, index) => aFault(index + 1, severity));
  const faults = { faults: new Map([[key, open]]) };
  expect(blockingFault(faults, key)?.report ?? null).toBe(report);
  expect(isBlocked(faults, key)).toBe(report !== null);
  expect(isBlocked(faults, keyId('lift'))).toBe(false);
});

it.each<[string, Partial<KeyFault>, ReturnType<typeof needlessReport>]>([
  ['the same again', {}, 'already_reported'],
  ['by somebody else', { by: staffId('colleague') }, null],
  ['as worse', { severity: 'major' }, null],
  ['another fault', { fault: 'stuck' }, null],
])('a report beside one that is open: %s', (_what, over, expected) => {
  const open = aFault(1, 'minor');
  expect(needlessReport([open], { ...open, ...over })).toBe(expected);
});

it('however many report whatever, no key has more open faults than the limit, and who finds it unsafe is heard', () => {
  const report = fc.record({
    fault: fc.constantFrom(...FAULT_CODES),
    severity: fc.constantFrom(...FAULT_SEVERITIES),
    by: fc.constantFrom('a', 'b', 'c', 'd').map(staffId),
  });
  fc.assert(
    fc.property(fc.array(report, { minLength: 15, maxLength: 90 }), (reports) => {
      let open: readonly KeyFault[] = [];
      for (const [at, said] of reports.entries()) {
        const isFirst = said.severity === 'critical' && !isBlocked({ faults: new Map([[key, open]]) }, key);
        const needless = needlessReport(open, said);
        if (isFirst) expect(needless).toBeNull();
        if (needless === null) open = [...open, { ...aFault(at + 1, said.severity), ...said }];
      }
      expect(open.length).toBeLessThanOrEqual(OPEN_FAULTS_LIMIT);
      const kinds = open.map(({ fault, severity, by }) => `${fault} ${severity} ${by}`);
      expect(new Set(kinds).size).toBe(kinds.length);
    }),
  );
});
