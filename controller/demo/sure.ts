// Turns the literals of the demo hospital into branded ids. A literal that does not parse is a mistake in the demo, so it throws.
import {
  parseKeyGroupId,
  parseKeyId,
  parseQualificationId,
  parseScheduleId,
  parseStaffGroupId,
} from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import { type LocalDate, type MinuteOfDay, minuteOfDay, parseLocalDate } from '../domain/zone.ts';

/** The value of a result that cannot have failed. @throws Error when it has failed all the same */
export function sure<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`The demo hospital holds a wrong literal: ${JSON.stringify(result.error)}`);
  return result.value;
}

export const keyGroupId = (text: string) => sure(parseKeyGroupId(text));
export const keyId = (text: string) => sure(parseKeyId(text));
export const qualificationId = (text: string) => sure(parseQualificationId(text));
export const scheduleId = (text: string) => sure(parseScheduleId(text));
export const staffGroupId = (text: string) => sure(parseStaffGroupId(text));

/** Two digits, as in the ids `slot-07` and `fob-07`. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** The minute of the day that a clock shows as e.g. `19:30`. */
export function minuteAt(clock: string): MinuteOfDay {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return minuteOfDay(hour * 60 + minute);
}

/** The day that a calendar shows as e.g. `2030-05-14`. */
export function dateAt(text: string): LocalDate {
  return sure(parseLocalDate(text));
}
