// What the rules need to know of a time zone: which wall time an instant is, and which instant a wall time is.
// The domain asks no library; the cabinet hands in a zone that is made from IANA data.
import { err, ok, type Result } from './result.ts';
import type { Instant } from './time.ts';

declare const brand: unique symbol;

/** A calendar day as `YYYY-MM-DD` in the Gregorian calendar. Days compare as text. */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };
/** Minutes since local midnight, 0–1439. */
export type MinuteOfDay = number & { readonly [brand]: 'MinuteOfDay' };
/** ISO 8601: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MINUTES_A_DAY = 24 * 60;

/** A day that exists. */
export function parseLocalDate(text: unknown): Result<LocalDate, { readonly code: 'not_a_date' }> {
  const parts = typeof text === 'string' ? DATE.exec(text) : null;
  if (parts === null) return err({ code: 'not_a_date' });
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? ok(localDate(parts[0])) : err({ code: 'not_a_date' });
}

/** Brands a day that is known to exist. */
export function localDate(text: string): LocalDate {
  return text as LocalDate;
}

/** @throws RangeError outside of 0–1439 */
export function minuteOfDay(minute: number): MinuteOfDay {
  if (!Number.isInteger(minute) || minute < 0 || minute >= MINUTES_A_DAY) throw new RangeError('no minute of a day');
  return minute as MinuteOfDay;
}

/** @throws RangeError outside of 1–7 */
export function weekday(day: number): Weekday {
  if (!Number.isInteger(day) || day < 1 || day > 7) throw new RangeError('no day of a week');
  return day as Weekday;
}

/** What the clock on the wall shows, to the minute. */
export interface WallTime {
  readonly date: LocalDate;
  readonly weekday: Weekday;
  readonly minute: MinuteOfDay;
}

/** The clocks are put forward or back: between the last instant before and `at`, the wall skips or repeats. */
export interface ClockShift {
  /** First instant at which the wall shows the new time. */
  readonly at: Instant;
  /** Minutes that are skipped; less than 0 = so many come twice. */
  readonly minutes: number;
}

export interface TimeZone {
  /** IANA name, e.g. "Europe/Paris". */
  readonly name: string;
  wallAt(at: Instant): WallTime;
  /** The first shift later than `start` and not later than `end`; null = the clocks run through. */
  nextShift(start: Instant, end: Instant): ClockShift | null;
  /**
   * The instant at which the wall shows a minute of a day. A minute that comes twice means its first time; one that never
   * comes means the instant at which the clocks jump over it.
   */
  instantAt(date: LocalDate, minute: MinuteOfDay): Instant;
  /** The day that lies so many days after another. */
  addDays(date: LocalDate, days: number): LocalDate;
  weekdayOf(date: LocalDate): Weekday;
}
