// One-time codes that were wrong, one after the other, with nobody signed in. A fold over occurrences, as all of the ledger.
import type { CodeTries } from '../enrolment.ts';
import type { Occurrence } from '../occurrence.ts';
import type { Instant } from '../time.ts';

/** The tries from now on; null = none was wrong since a code was good, or handed out. */
export interface CodeChange {
  readonly table: 'codes';
  readonly row: CodeTries | null;
}

/** @param at wall time of the occurrence */
export function codeChanges(tries: CodeTries | null, occurrence: Occurrence, at: Instant): readonly CodeChange[] {
  switch (occurrence.kind) {
    case 'code.refused':
      return [{ table: 'codes', row: { wrong: (tries?.wrong ?? 0) + 1, last: at } }];
    case 'badge.enrolled':
    case 'code.issued':
      return tries === null ? [] : [{ table: 'codes', row: null }];
    default:
      return [];
  }
}
