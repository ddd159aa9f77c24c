// Words of the pages about rights at the desk of a supervisor, and why a person may not take a key. Plain words, never a code.
import type { DeskScreen } from '../../../controller/contract/desk.ts';
import type { RightsLineView } from '../../../controller/contract/desk-rights.ts';
import { ranges } from '../ranges.ts';
import { counted, form, listed } from './sentences.ts';

type Why = RightsLineView['why'][number];
type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;

const REASONS: Readonly<Record<Why, string>> = {
  staff_suspended: 'suspended',
  staff_not_yet_valid: 'not valid yet',
  staff_expired: 'expired',
  witness_only: 'may only stand by and return',
  no_grant: 'no permission',
  outside_schedule: 'not at that hour',
  qualification_missing: 'a training is lacking',
  qualification_expired: 'a training has run out',
  pin_required: 'a PIN is needed',
  pin_not_set: 'has no PIN yet',
  allowance_reached: 'may hold no more keys',
  group_allowance_reached: 'may hold no more of these keys',
  holds_overdue: 'holds an overdue key',
  excluded_by: 'holds a key that excludes it',
  locked_out_by: 'another key must be back',
  witness_required: 'nobody is there who could stand by',
  reason_required: 'a reason is needed',
  booking_required: 'a booking is needed',
  booked_by_other: 'somebody else has booked it',
  key_faulty: 'the key has a fault',
  key_out: 'the key is out',
  key_unaccounted: 'the key is missing',
  key_in_doubt: 'nobody is sure where the key is',
  key_lost: 'the key is lost',
  key_has_no_slot: 'the key has no slot',
  slot_busy: 'the slot is in use',
  slot_silent: 'the slot does not answer',
  slot_faulty: 'the slot has a fault',
  slot_quarantined: 'the slot is out of use',
  slot_not_misfilled: 'nothing is in the wrong place',
  holds_nothing: 'holds no key',
  storage_unavailable: 'the cabinet cannot keep its records',
  on_battery: 'the cabinet is on the last of its battery',
};

/** Why a person may not take a key, in words. */
export function whyNot(codes: readonly Why[]): string {
  return codes.map((code) => REASONS[code]).join(', ');
}

export const rightsWords = {
  rights: {
    review: 'Review rights',
    ofPerson: 'Review what they may take',
    title: (name: string) => `Rights: ${name}`,
    sheet: (sheet: number, sheets: number) => `Sheet ${sheet} of ${sheets}`,
    never: 'Never reviewed',
    last: ({ by, same }: NonNullable<Shown<'desk-rights'>['last']>, when: string) =>
      `Reviewed ${when} by ${by.name}, ${same ? 'the same since' : 'changed since'}`,
    nobody: 'No right leads there.',
    next: 'Next sheet',
    before: 'Sheet before',
    sign: 'Sign it',
    again: 'Look again',
    pin: 'Enter your PIN to sign',
    keys: ({ keys: of, every }: RightsLineView) =>
      every ? 'All keys' : `${form(of.length, 'Key', 'Keys')} ${ranges(of.map(({ number }) => number))}`,
    may: ({ hours, why }: RightsLineView) =>
      why.length > 0
        ? `May not take: ${whyNot(why)}`
        : hours.length === 0
          ? 'May take at any time'
          : `May take: ${listed(hours)}`,
    booked: (span: string) => `Has booked: ${span}`,
    glass: 'May break the glass for it, with a reason and a review',
    badges: {
      strong: '',
      weak: 'Only a badge that is easy to copy',
      none: 'No badge',
    } satisfies Readonly<Record<RightsLineView['badge'], string>>,
  },
  weak: {
    title: 'Badges that are easy to copy',
    count: (people: number) => counted(people, 'person', 'people'),
    nobody: 'Nobody has one any more.',
    carries: (weak: number, strong: number) =>
      `${weak} easy to copy${strong === 0 ? ', and no other' : `, ${strong} not`}`,
  },
  correct: {
    button: 'Correct the mileage',
    title: 'Kilometres it shows',
  },
};
