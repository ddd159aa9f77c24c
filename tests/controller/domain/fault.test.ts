// Faults: only a critical one that is open blocks a key, and only that key.
import { expect, it } from 'vitest';
import { blockingFault, type FaultSeverity, isBlocked, type KeyFault } from '../../../controller/domain/fault.ts';
import { aKey, aStaff, keyId, NOW, seq } from '../../support/domain-builders.ts';

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
