// Weekly windows with holidays and exceptions, in wall time: when a grant is good. Pure; the zone is handed in.
// A schedule is a rule about what the wall shows: an hour that comes twice is open twice, one that never comes never is.
import type { ScheduleId } from './ids.ts';
import { after, type Duration, hours, type Instant, instant, minutes } from './time.ts';
import type { LocalDate, MinuteOfDay, TimeZone, WallTime, Weekday } from './zone.ts';

/**
 * A stretch of a day, `from` included, `to` not. `to` at or before `from` runs over midnight into the next day; midnight to
 * midnight is the whole day.
 */
export interface DayWindow {
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
}

/** The same stretch on some days of each week; a window over midnight belongs to the day on which it opens. */
export interface WeeklyWindow extends DayWindow {
  readonly days: readonly Weekday[];
}

/** Days, both ends included, on which other windows hold; none = closed. It goes before holidays and weekly windows. */
export interface ScheduleException {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly windows: readonly DayWindow[];
}

export interface Schedule {
  readonly id: ScheduleId;
  readonly name: string;
  readonly windows: readonly WeeklyWindow[];
  /** Windows on public holidays of the set-up; null = as on any other day. */
  readonly onHolidays: readonly DayWindow[] | null;
  /** Where two speak of one day, the first one counts. */
  readonly exceptions: readonly ScheduleException[];
}

export type ScheduleFaultCode =
  /** A weekly window on no day. */
  | 'no_days'
  | 'duplicate_day'
  /** A window that ends where it begins, unless it is the whole day from midnight to midnight. */
  | 'empty_window'
  | 'exception_ends_before_start'
  /** A day of which an earlier exception speaks already. */
  | 'exceptions_overlap';

export interface ScheduleFault {
  readonly code: ScheduleFaultCode;
  /** Where it is, below the schedule: `['windows', 0, 'days']`. */
  readonly path: readonly (string | number)[];
}

/** Whether a day is a public holiday of the set-up. */
export type IsHoliday = (date: LocalDate) => boolean;

/** Days are added by the zone; the weekday follows from the date. */
type Calendar = Pick<TimeZone, 'addDays' | 'weekdayOf'>;

/** Whether a schedule is open at what the wall shows. */
export function isOpen(schedule: Schedule, wall: WallTime, zone: Calendar, isHoliday: IsHoliday): boolean {
  const own = windowsOn(schedule, wall.date, zone, isHoliday);
  const before = windowsOn(schedule, zone.addDays(wall.date, -1), zone, isHoliday);
  return isWithin(stretchesOf(own, before), wall.minute);
}

/**
 * The first instant from `now` on at which a schedule is open: `now` itself when it is open.
 * @returns null = none within 366 days
 */
export function nextOpening(schedule: Schedule, zone: TimeZone, now: Instant, isHoliday: IsHoliday): Instant | null {
  return firstInstant(true, schedule, zone, now, isHoliday);
}

/**
 * Until when a schedule stays open without a break: the first instant from `now` on at which it is closed, `now` itself when
 * it is closed. Windows that touch are one.
 * @returns null = it stays open for longer than 366 days
 */
export function closesAt(schedule: Schedule, zone: TimeZone, now: Instant, isHoliday: IsHoliday): Instant | null {
  return firstInstant(false, schedule, zone, now, isHoliday);
}

/** All that is wrong with a schedule, in the order of the document; an empty list for nothing. */
export function scheduleFaults({ windows, onHolidays, exceptions }: Schedule): readonly ScheduleFault[] {
  return [
    ...windows.flatMap((window, index) => [
      ...dayFaults(window.days, ['windows', index, 'days']),
      ...windowFaults(window, ['windows', index]),
    ]),
    ...(onHolidays ?? []).flatMap((window, index) => windowFaults(window, ['onHolidays', index])),
    ...exceptions.flatMap((exception, index) => [
      ...exceptionFaults(exceptions, index),
      ...exception.windows.flatMap((window, inner) => windowFaults(window, ['exceptions', index, 'windows', inner])),
    ]),
  ];
}

const HORIZON: Duration = hours(366 * 24);
const MINUTE: Duration = minutes(1);
const MINUTES_A_DAY = 24 * 60;

/** Minutes of one day, `from` included, `to` not; `to` may be 1440. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Walks the days from `now` on, and anew from each shift of the clocks; between two shifts wall time is plain addition. */
function firstInstant(
  wanted: boolean,
  schedule: Schedule,
  zone: TimeZone,
  now: Instant,
  isHoliday: IsHoliday,
): Instant | null {
  const horizon = after(now, HORIZON);
  for (let start = now; ; ) {
    const shift = zone.nextShift(start, horizon);
    const end = shift?.at ?? horizon;
    let { date, minute }: { date: LocalDate; minute: number } = zone.wallAt(start);
    let before = windowsOn(schedule, zone.addDays(date, -1), zone, isHoliday);
    const midnight = start - (start % MINUTE) - minute * MINUTE;
    for (let day = midnight; day < end; day += MINUTES_A_DAY * MINUTE) {
      const own = windowsOn(schedule, date, zone, isHoliday);
      const found = firstMinute(wanted, stretchesOf(own, before), minute);
      const at = Math.max(start, day + found * MINUTE);
      if (found < MINUTES_A_DAY && at < end) return instant(at);
      date = zone.addDays(date, 1);
      before = own;
      minute = 0;
    }
    if (shift === null) return null;
    start = shift.at;
  }
}

/** The first minute from `minute` on that is open or closed as wanted; 1440 = none on this day. */
function firstMinute(wanted: boolean, open: readonly Stretch[], minute: number): number {
  if (isWithin(open, minute) === wanted) return minute;
  const turns = open.map((stretch) => (wanted ? stretch.from : stretch.to)).filter((turn) => turn > minute);
  return turns.toSorted((a, b) => a - b).find((turn) => isWithin(open, turn) === wanted) ?? MINUTES_A_DAY;
}

function isWithin(stretches: readonly Stretch[], minute: number): boolean {
  return stretches.some(({ from, to }) => from <= minute && minute < to);
}

/** When a day is open: by its own windows, and by what those of the day before leave over after midnight. */
function stretchesOf(own: readonly DayWindow[], before: readonly DayWindow[]): readonly Stretch[] {
  return [
    ...before.filter(({ from, to }) => to <= from).map(({ to }) => ({ from: 0, to })),
    ...own.map(({ from, to }) => ({ from, to: to > from ? to : MINUTES_A_DAY })),
  ];
}

function windowsOn(schedule: Schedule, date: LocalDate, zone: Calendar, isHoliday: IsHoliday): readonly DayWindow[] {
  const exception = schedule.exceptions.find(({ from, to }) => from <= date && date <= to);
  if (exception !== undefined) return exception.windows;
  if (schedule.onHolidays !== null && isHoliday(date)) return schedule.onHolidays;
  const day = zone.weekdayOf(date);
  return schedule.windows.filter(({ days }) => days.includes(day));
}

type Path = ScheduleFault['path'];

function dayFaults(days: readonly number[], path: Path): readonly ScheduleFault[] {
  if (days.length === 0) return [{ code: 'no_days', path }];
  return days.flatMap((day, index): readonly ScheduleFault[] =>
    days.indexOf(day) < index ? [{ code: 'duplicate_day', path: [...path, index] }] : [],
  );
}

function windowFaults({ from, to }: DayWindow, path: Path): readonly ScheduleFault[] {
  return from === to && from !== 0 ? [{ code: 'empty_window', path }] : [];
}

function exceptionFaults(exceptions: Schedule['exceptions'], index: number): readonly ScheduleFault[] {
  const exception = exceptions[index];
  if (exception === undefined) return [];
  const path = ['exceptions', index];
  if (exception.to < exception.from) return [{ code: 'exception_ends_before_start', path }];
  const overlaps = exceptions.slice(0, index).some(({ from, to }) => from <= exception.to && exception.from <= to);
  return overlaps ? [{ code: 'exceptions_overlap', path }] : [];
}
