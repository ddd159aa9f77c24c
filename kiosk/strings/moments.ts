// Dates, times and lengths of time in words, in the time zone of the cabinet and with 24 hours. Reads no clock.

export interface Moments {
  /** "18:00" */
  clock(at: number): string;
  /** "Monday 23 November" */
  day(at: number): string;
  /** "18:00" today, "Tue 18:00" within six days, else "23 Nov 18:00". */
  near(at: number, now: number): string;
  /** "25 min", "2 h", "3 days": rounded down, at least one minute. */
  length(milliseconds: number): string;
}

/** What the words need to know to tell times. */
export interface Telling {
  readonly moments: Moments;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param timeZone IANA name @param locale BCP 47 */
export function createMoments(timeZone: string, locale = 'en-GB'): Moments {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekday = format({ weekday: 'short' });
  const date = format({ day: 'numeric', month: 'short' });
  const dayName = format({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const days = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  const first = FIRST_OF_MONTH[locale] ?? '1';
  const dated = (how: Intl.DateTimeFormat, at: number) =>
    how
      .format(at)
      .replace(',', '')
      .replace(/(?<![^ ])1(?= )/, first);

  return {
    clock: (at) => time.format(at),
    day: (at) => dated(longDay, at),
    near(at, now) {
      if (dayName.format(at) === dayName.format(now)) return time.format(at);
      const day = Math.abs(at - now) < 6 * DAY ? weekday.format(at) : dated(date, at);
      return `${day} ${time.format(at)}`;
    },
    length(milliseconds) {
      if (milliseconds < HOUR) return `${Math.max(1, Math.floor(milliseconds / MINUTE))} min`;
      if (milliseconds < 2 * DAY) return `${Math.floor(milliseconds / HOUR)} h`;
      return days.format(Math.floor(milliseconds / DAY));
    },
  };
}

/** French counts the first of a month, and no other day: "1er décembre". */
const FIRST_OF_MONTH: Readonly<Record<string, string>> = { 'fr-FR': '1er' };
