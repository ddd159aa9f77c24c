// Turns the literals of the demo hospital into branded ids. A literal that does not parse is a mistake in the demo, so it throws.
import { parseKeyGroupId, parseStaffGroupId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';

/** The value of a result that cannot have failed. @throws Error when it has failed all the same */
export function sure<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`The demo hospital holds a wrong literal: ${JSON.stringify(result.error)}`);
  return result.value;
}

export const keyGroupId = (text: string) => sure(parseKeyGroupId(text));
export const staffGroupId = (text: string) => sure(parseStaffGroupId(text));

/** Two digits, as in the ids `slot-07` and `fob-07`. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
