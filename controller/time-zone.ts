// Time zones from the IANA data that Node carries, by way of Temporal. The domain sees only the interface.
// Temporal is asked once for each year: a list of offsets and arithmetic answer the rest in about a microsecond.
import { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from './domain/result.ts';
import { type Instant, instant } from './domain/time.ts';
import { type ClockShift, type LocalDate, localDate, minuteOfDay, type TimeZone, weekday } from './domain/zone.ts';

export type TimeZoneFault = 'unknown_time_zone';

/**
 * The zone of an IANA name, e.g. "Europe/Paris". An offset such as "+01:00" is no zone: it knows no summer.
 * The calendar is that of the years 1000–9999.
 */
export function timeZone(name: string): Result<TimeZone, TimeZoneFault> {
  if (!isZone(name)) return err('unknown_time_zone');
  const offsets = new ZoneOffsets(name);
  return ok({
    name,
    wallAt: (at) => {
      const local = at + offsets.at(at);
      const day = Math.floor(local / DAY);
      return {
        date: dateOf(day),
        weekday: weekdayOf(day),
        minute: minuteOfDay(Math.floor((local - day * DAY) / MINUTE)),
      };
    },
    nextShift: (start, end) => offsets.nextShift(start, end),
    instantAt: (date, minute) => offsets.first(dayOf(date) * DAY + minute * MINUTE),
    addDays: (date, days) => dateOf(dayOf(date) + days),
    weekdayOf: (date) => weekdayOf(dayOf(date)),
  });
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The calendar began on 1970-01-01, a Thursday. */
const THURSDAY = 4;

/** From `from` on, local time is universal time plus `offset` milliseconds. */
interface Stretch {
  readonly from: number;
  readonly offset: number;
}

/** What the clocks of one zone were and will be set to. */
class ZoneOffsets {
  readonly #name: string;
  readonly #years = new Map<number, readonly Stretch[]>();

  constructor(name: string) {
    this.#name = name;
  }

  at(at: number): number {
    const stretch = this.#in(yearOf(at)).findLast(({ from }) => from <= at);
    if (stretch === undefined) throw new Error('the list of a year begins after its first instant');
    return stretch.offset;
  }

  nextShift(start: number, end: number): ClockShift | null {
    const offset = this.at(start);
    for (let year = yearOf(start); year <= yearOf(end); year += 1) {
      for (const next of this.#in(year)) {
        if (next.from <= start || next.offset === offset) continue;
        if (next.from > end) return null;
        return { at: instant(next.from), minutes: (next.offset - offset) / MINUTE };
      }
    }
    return null;
  }

  /** The first instant at which local time is `local`, or the one at which the clocks jump over it. */
  first(local: number): Instant {
    let from = instant(local - DAY);
    for (;;) {
      const met = local - this.at(from);
      const shift = this.nextShift(from, instant(local + DAY));
      if (shift === null || met < shift.at) return instant(met);
      if (met < shift.at + shift.minutes * MINUTE) return shift.at;
      from = shift.at;
    }
  }

  #in(year: number): readonly Stretch[] {
    const known = this.#years.get(year);
    if (known !== undefined) return known;
    const stretches = readYear(this.#name, year);
    this.#years.set(year, stretches);
    return stretches;
  }
}

/** The offsets of one year of universal time, the first from its first instant on. */
function readYear(name: string, year: number): readonly Stretch[] {
  const end = Date.UTC(year + 1, 0, 1);
  const stretches: Stretch[] = [];
  let zoned: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
    Date.UTC(year, 0, 1),
  ).toZonedDateTimeISO(name);
  while (zoned !== null && zoned.epochMilliseconds < end) {
    stretches.push({ from: zoned.epochMilliseconds, offset: zoned.offsetNanoseconds / 1e6 });
    zoned = zoned.getTimeZoneTransition('next');
  }
  return stretches;
}

function yearOf(at: number): number {
  return new Date(at).getUTCFullYear();
}

/** Days since 1970-01-01. */
function dayOf(date: LocalDate): number {
  return Date.parse(date) / DAY;
}

function dateOf(day: number): LocalDate {
  return localDate(new Date(day * DAY).toISOString().slice(0, 10));
}

function weekdayOf(day: number) {
  const sinceMonday = (day + THURSDAY - 1) % 7;
  return weekday(((sinceMonday + 7) % 7) + 1);
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
