// What rights give whom and who carries weak badges, as the desk of a supervisor is told. Instants are ISO 8601 in UTC.
import type { RefusalCode } from '../domain/refusal.ts';
import type { BadgeStrength } from '../domain/staff.ts';
import type { DeskKeyRef, DeskPerson, PersonRef } from './desk-records.ts';

export interface WeakCarrierView {
  readonly person: DeskPerson;
  readonly weak: number;
  readonly strong: number;
}

/** Keys of one person of which the same is to be said. */
export interface RightsLineView {
  readonly person: PersonRef;
  readonly standing: DeskPerson['standing'];
  /** The best badge that the person carries. */
  readonly badge: BadgeStrength | 'none';
  readonly keys: readonly DeskKeyRef[];
  /** Whether these are all keys of the review. */
  readonly every: boolean;
  /** Names of the schedules in which the keys may be taken; none = at any time. */
  readonly hours: readonly string[];
  /** Empty = may take them. */
  readonly why: readonly RefusalCode[];
  /** Whether the person may take them all the same, by breaking glass. */
  readonly glass?: true;
  /** When one of the keys is booked; left out = the line is no booking. */
  readonly booked?: Readonly<Record<'from' | 'until', string>>;
}
