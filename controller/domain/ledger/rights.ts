// Who looked last at what rights give whom, and what they signed. A fold over occurrences, as all of the ledger.
import type { KeyGroupId, StaffId } from '../ids.ts';
import type { Occurrence } from '../occurrence.ts';
import type { Instant } from '../time.ts';

/** What a review of rights is about: all who reach the keys of a group, or all keys that one person reaches. */
export type RightsSubject =
  | { readonly kind: 'group'; readonly group: KeyGroupId }
  | { readonly kind: 'person'; readonly person: StaffId };

/** The last review of one subject. */
export interface RightsReview {
  readonly subject: RightsSubject;
  readonly by: StaffId;
  readonly at: Instant;
  /** SHA-256 of the canonical text of what was shown, 64 lower-case hex digits. */
  readonly digest: string;
}

/** By `rightsName` of the subject. */
export type RightsReviews = ReadonlyMap<string, RightsReview>;

/** The last review of a subject from now on; null = nothing is known of one. */
export interface RightsChange {
  readonly table: 'rights';
  readonly subject: RightsSubject;
  readonly row: RightsReview | null;
}

/** Names a subject, so that two of them can be told apart. */
export function rightsName(subject: RightsSubject): string {
  return subject.kind === 'group' ? `group:${subject.group}` : `person:${subject.person}`;
}

/** @param at wall time of the occurrence */
export function rightsChanges(rights: RightsReviews, occurrence: Occurrence, at: Instant): readonly RightsChange[] {
  switch (occurrence.kind) {
    case 'rights.reviewed': {
      const { keyGroup, person, staff: by, digest } = occurrence;
      const subject = subjectOf(keyGroup, person);
      return subject === null ? [] : [{ table: 'rights', subject, row: { subject, by, at, digest } }];
    }
    case 'person.erased': {
      const subject = { kind: 'person', person: occurrence.person } as const;
      return rights.has(rightsName(subject)) ? [{ table: 'rights', subject, row: null }] : [];
    }
    default:
      return [];
  }
}

function subjectOf(group: KeyGroupId | null, person: StaffId | null): RightsSubject | null {
  if (group !== null) return { kind: 'group', group };
  return person === null ? null : { kind: 'person', person };
}
