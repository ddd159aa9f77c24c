// The sentences of the first screens in English: what is wrong, what became of a press. One for each code, never a code.
import type { BadgeNotice, KeyView } from '../../../controller/contract/snapshot.ts';
import type { SendFailure } from '../../send.ts';
import { grammarOf } from '../grammar.ts';
import { ranges } from '../ranges.ts';

export const { counted, form, listed, number } = grammarOf('en-GB');

/** Said wherever nothing can be written down. */
export const NO_RECORDS = 'The cabinet cannot keep its records now and opens no slot. Keys can still be put back.';
/** What to do after a badge could not be read. */
export function noticeText(notice: BadgeNotice): string {
  switch (notice) {
    case 'random_uid':
      return 'This badge changes its number at each tap. It cannot be used.';
    case 'too_long':
      return 'This badge cannot be used.';
    case 'not_authentic':
      return 'This badge could not prove itself.';
    case 'not_understood':
      return 'This badge is of a kind that is not known here.';
    case 'removed_too_soon':
      return 'Too quick. Hold your badge still for a moment.';
    case 'no_answer':
      return 'The badge did not answer. Hold it flat to the reader.';
  }
}

/** What became of a press that did nothing. */
export function failureText(failure: SendFailure): string {
  switch (failure) {
    case 'not_live':
    case 'unreachable':
      return 'Your press did not reach the cabinet. Press again.';
    case 'changed':
      return 'The screen changed before your press. Press again.';
    case 'over':
      return 'You are signed out. Tap your badge again.';
    case 'unknown':
      return 'That is not known here. Check it and try again.';
    case 'refused':
      return 'The cabinet did not understand that press. Try again.';
  }
}

/** "Slot 9", "Slots 17–19, 32" */
export function slotsNamed(slots: readonly number[]): string {
  return `${form(slots.length, 'Slot', 'Slots')} ${ranges(slots)}`;
}

/** "1 key", "4 keys" */
export function keys(count: number): string {
  return counted(count, 'key', 'keys');
}

/** "Key 14, Linen room" */
export function keyName({ number: of, name }: Pick<KeyView, 'number' | 'name'>): string {
  return `Key ${of}, ${name}`;
}
