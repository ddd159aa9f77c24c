// Lengths of time as ISO 8601 writes them, and as people say them. Years and months are left out: they have no one length.
import { type Duration, milliseconds } from '../domain/time.ts';

/** Days are 24 hours; at least one part. */
export const DURATION_PATTERN =
  /^P(?=.)(?:([0-9]{1,5})D)?(?:T(?=.)(?:([0-9]{1,7})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9}(?:\.[0-9]{1,3})?)S)?)?$/;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @throws RangeError for a text that does not fit the pattern */
export function parseDuration(text: string): Duration {
  const parts = DURATION_PATTERN.exec(text);
  if (parts === null) throw new RangeError('no duration');
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return milliseconds(Math.round(days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND));
}

/** The shortest way to write a length of whole milliseconds, e.g. `PT30M`. */
export function durationText(duration: Duration): string {
  const date = count(duration, DAY, Number.POSITIVE_INFINITY, 'D');
  const time = [
    count(duration, HOUR, 24, 'H'),
    count(duration, MINUTE, 60, 'M'),
    duration % MINUTE === 0 ? '' : `${(duration % MINUTE) / SECOND}S`,
  ].join('');
  if (date === '' && time === '') return 'PT0S';
  return `P${date}${time === '' ? '' : `T${time}`}`;
}

/** As people say it, e.g. `2 h 30 min`. */
export function durationWords(duration: Duration): string {
  const words = [
    count(duration, DAY, Number.POSITIVE_INFINITY, ' d'),
    count(duration, HOUR, 24, ' h'),
    count(duration, MINUTE, 60, ' min'),
    duration % MINUTE === 0 ? '' : `${(duration % MINUTE) / SECOND} s`,
  ].filter((part) => part !== '');
  return words.length === 0 ? '0 min' : words.join(' ');
}

/** How many of a unit, less those that the next larger unit holds; empty for none. */
function count(duration: Duration, unit: number, most: number, letter: string): string {
  const whole = Math.floor(duration / unit);
  const rest = most === Number.POSITIVE_INFINITY ? whole : whole % most;
  return rest === 0 ? '' : `${rest}${letter}`;
}
