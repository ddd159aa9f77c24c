// Days and times as people write them: by the wall at the cabinet, or with their offset from UTC. Guesses nothing.
import { err, ok, type Result } from '../domain/result.ts';
import { type Instant, instant } from '../domain/time.ts';
import { minuteOfDay, parseLocalDate, type TimeZone } from '../domain/zone.ts';

/** The stretch of time that a text names: a day, a minute, a second or a millisecond. */
export interface When {
  readonly begin: Instant;
  /** The first instant after it. */
  readonly end: Instant;
}

const PATTERN =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Reads `2026-03-01`, `2026-03-01T08:30`, `2026-03-01T08:30:15` or `…15.250`, each time with `Z` or `+01:00` at will: without,
 * it is what the wall at the cabinet shows. A minute that comes twice is its first time.
 */
export function parseWhen(text: string, zone: TimeZone): Result<When, 'not_a_time'> {
  const [whole, day, hour, minute, second, fraction, offset] = PATTERN.exec(text) ?? [];
  const date = parseLocalDate(day);
  if (whole === undefined || !date.ok) return err('not_a_time');
  const midnight = minuteOfDay(0);
  if (hour === undefined) {
    const next = zone.addDays(date.value, 1);
    return ok({ begin: zone.instantAt(date.value, midnight), end: zone.instantAt(next, midnight) });
  }
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return err('not_a_time');
  const sinceMidnight = hours * 60 + minutes;
  const start =
    offset === undefined
      ? zone.instantAt(date.value, minuteOfDay(sinceMidnight))
      : Date.parse(`${date.value}T00:00:00Z`) + sinceMidnight * MINUTE - offsetOf(offset);
  const begin = start + seconds * SECOND + Number(fraction ?? 0);
  const length = second === undefined ? MINUTE : fraction === undefined ? SECOND : 1;
  return Number.isFinite(begin) ? ok({ begin: instant(begin), end: instant(begin + length) }) : err('not_a_time');
}

/** What the wall at the cabinet showed, to the second: `2026-03-01 08:30:15`. */
export function wallText(at: Instant, zone: TimeZone): string {
  const { date, minute } = zone.wallAt(at);
  const parts = [Math.floor(minute / 60), minute % 60, Math.floor((((at % MINUTE) + MINUTE) % MINUTE) / SECOND)];
  return `${date} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/** Milliseconds that the wall is ahead of UTC. */
function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE;
}
