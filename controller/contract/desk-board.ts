// The desk at a glance: counts, slots with what is in them, alarms that are over. Names people: for that desk alone.
// Instants are ISO 8601 in UTC.
import type { DeskAlarmView, DeskKeyRef, PersonRef } from './desk-records.ts';

export interface DeskCounts {
  readonly in: number;
  readonly out: number;
  readonly overdue: number;
  readonly lost: number;
  readonly faults: number;
  readonly alarms: number;
  readonly suspended: number;
  readonly reviews: number;
  /** People who carry a badge that can be copied. */
  readonly weak: number;
}

/** What a slot holds or misses. Its state is in the snapshot. */
export interface DeskSlotView {
  readonly number: number;
  /** The key that stands here, else the one whose home this is and that stands nowhere else; null = free slot. */
  readonly key: DeskKeyRef | null;
  /** Who has the key; null = nobody, or nobody knows. */
  readonly holder: PersonRef | null;
  /** Since when the key is where it is; null = not known. */
  readonly since: string | null;
}

/** An alarm that is over. `raised` null = longer ago than is read. */
export interface EndedAlarmView extends Pick<DeskAlarmView, 'kind' | 'severity' | 'slot' | 'keyNumber' | 'person'> {
  readonly raised: string | null;
  readonly acknowledged: DeskAlarmView['acknowledged'];
  readonly ended: string;
}
