// Curfews: until when a key may stay out. Each gives an instant; the earliest of all is when the key is due.
import { after, type Duration, hours, type Instant, instant, minutes } from './time.ts';
import type { MinuteOfDay, TimeZone } from './zone.ts';

export type Curfew =
  /** 1 minute to 365 days after the key was taken. */
  | { readonly kind: 'after'; readonly duration: Duration }
  /** The next time the wall shows this minute, e.g. "back by 19:30". */
  | { readonly kind: 'at'; readonly minute: MinuteOfDay }
  /** The next change of shift. */
  | { readonly kind: 'end_of_shift' };

export interface CurfewRules {
  readonly curfews: readonly Curfew[];
  /** Minutes of the day at which one shift ends and the next begins; none = there are no shifts. */
  readonly shifts: readonly MinuteOfDay[];
  readonly takenAt: Instant;
}

export type CurfewFault = 'curfew_too_short' | 'curfew_too_long' | 'no_shifts';

export const SHORTEST_CURFEW: Duration = minutes(1);
export const LONGEST_CURFEW: Duration = hours(365 * 24);

/**
 * When a key that was taken is due: the earliest of all its curfews, always later than `takenAt`. A length outside of the
 * limits counts as the limit; an end of shift where there are no shifts is no limit.
 * @returns null = it may stay out for as long as it takes
 */
export function dueAt(rules: CurfewRules, zone: TimeZone): Instant | null {
  const ends = rules.curfews.flatMap((curfew) => endsOf(curfew, rules, zone));
  return ends.length === 0 ? null : instant(Math.min(...ends));
}

/** What cannot be of a curfew in a set-up with these changes of shift; null = nothing. */
export function curfewFault(curfew: Curfew, shifts: readonly MinuteOfDay[]): CurfewFault | null {
  switch (curfew.kind) {
    case 'after':
      if (!(curfew.duration >= SHORTEST_CURFEW)) return 'curfew_too_short';
      return curfew.duration > LONGEST_CURFEW ? 'curfew_too_long' : null;
    case 'at':
      return null;
    case 'end_of_shift':
      return shifts.length === 0 ? 'no_shifts' : null;
  }
}

/**
 * The next time after `start` that the wall shows a minute of the day, be it for the second time that day. When the clocks
 * jump over the minute, it is the instant of the jump: a key is never due a day late because an hour was skipped.
 */
export function nextOnTheWall(minute: MinuteOfDay, start: Instant, zone: TimeZone): Instant {
  const met = meeting(minute, start, zone);
  const shift = zone.nextShift(start, met);
  if (shift === null) return met;
  const shown = zone.wallAt(shift.at).minute;
  if (shown === minute || minutesFrom(minute, shown) <= shift.minutes) return shift.at;
  return nextOnTheWall(minute, shift.at, zone);
}

const MINUTE: Duration = minutes(1);
const MINUTES_A_DAY = 24 * 60;

function endsOf(curfew: Curfew, { shifts, takenAt }: CurfewRules, zone: TimeZone): readonly Instant[] {
  switch (curfew.kind) {
    case 'after':
      return [after(takenAt, withinLimits(curfew.duration))];
    case 'at':
      return [nextOnTheWall(curfew.minute, takenAt, zone)];
    case 'end_of_shift':
      return shifts.map((minute) => nextOnTheWall(minute, takenAt, zone));
  }
}

/** When the wall would show a minute next if the clocks ran through. */
function meeting(minute: MinuteOfDay, start: Instant, zone: TimeZone): Instant {
  const wait = minutesFrom(zone.wallAt(start).minute, minute) || MINUTES_A_DAY;
  return instant(start - (start % MINUTE) + wait * MINUTE);
}

/** How many minutes the clock runs from one minute of the day to another, 0–1439. */
function minutesFrom(from: number, to: number): number {
  return (to - from + MINUTES_A_DAY) % MINUTES_A_DAY;
}

function withinLimits(duration: Duration): Duration {
  if (duration > LONGEST_CURFEW) return LONGEST_CURFEW;
  return duration >= SHORTEST_CURFEW ? duration : SHORTEST_CURFEW;
}
