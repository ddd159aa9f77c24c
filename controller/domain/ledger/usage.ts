// How often a person took a key, by day, for the last 30 days: enough to say what their usual keys are, and nothing beyond.
import type { KeyId, StaffId } from '../ids.ts';
import type { Occurrence } from '../occurrence.ts';
import type { Instant } from '../time.ts';

export interface UsageDay {
  readonly staff: StaffId;
  readonly key: KeyId;
  /** Whole days in UTC since 1970. */
  readonly day: number;
  /** How often it was taken on that day; from 1. */
  readonly count: number;
}

/** A day as it is counted from now on. What that person took before the first day that is kept is forgotten. */
export interface UsageChange {
  readonly table: 'usage';
  readonly row: UsageDay;
  readonly first: number;
}

export type Usage = ReadonlyMap<StaffId, readonly UsageDay[]>;

const DAYS_KEPT = 30;
const DAY = 86_400_000;

/** A taking counts; the days of that person that are too old go with it. An emergency says nothing of habits. */
export function usageChanges(usage: Usage, occurrence: Occurrence, at: Instant): readonly UsageChange[] {
  if (occurrence.kind !== 'release.taken' || occurrence.purpose !== 'take' || occurrence.key === null) return [];
  const { staff, key } = occurrence;
  const day = dayOf(at);
  const before = usage.get(staff)?.find((one) => one.key === key && one.day === day)?.count ?? 0;
  return [{ table: 'usage', row: { staff, key, day, count: before + 1 }, first: firstDay(at) }];
}

export function withUsage(usage: Usage, { row, first }: UsageChange): Usage {
  const isOther = ({ key, day }: UsageDay) => day >= first && (key !== row.key || day !== row.day);
  const days = [...(usage.get(row.staff) ?? []).filter(isOther), row];
  return new Map(usage).set(
    row.staff,
    days.toSorted((a, b) => a.day - b.day || (a.key < b.key ? -1 : 1)),
  );
}

/**
 * The keys that a person took in the last 30 days, on most days first; among equals the one taken more often, then the one
 * taken last.
 */
export function usualKeys({ usage }: { readonly usage: Usage }, staff: StaffId, now: Instant): readonly KeyId[] {
  const habits = new Map<KeyId, { days: number; count: number; last: number }>();
  for (const { key, day, count } of usage.get(staff) ?? []) {
    if (day < firstDay(now)) continue;
    const habit = habits.get(key) ?? { days: 0, count: 0, last: 0 };
    habits.set(key, { days: habit.days + 1, count: habit.count + count, last: Math.max(habit.last, day) });
  }
  return [...habits]
    .toSorted(([a, x], [b, y]) => y.days - x.days || y.count - x.count || y.last - x.last || (a < b ? -1 : 1))
    .map(([key]) => key);
}

function dayOf(at: Instant): number {
  return Math.floor(at / DAY);
}

/** The first of the days that are kept, today being the last. */
function firstDay(at: Instant): number {
  return dayOf(at) - DAYS_KEPT + 1;
}
