// Words in English for what is asked around a taking, a return and a handover, and for the page about oneself.
import type { AccountNoticeView, BookedView, BookingFaultView } from '../../../controller/contract/account.ts';
import type { KeyView, Screen } from '../../../controller/contract/snapshot.ts';
import { FAULTS } from './refusals.ts';
import { counted, keyName, keys, listed, NO_RECORDS, number } from './sentences.ts';

type Shown<Name extends Screen['name']> = Extract<Screen, { readonly name: Name }>;
type Said<Codes extends string> = Readonly<Record<Codes, string>>;

type Notice<Kind extends AccountNoticeView['kind']> = Extract<AccountNoticeView, { readonly kind: Kind }>;
type Plainly = Exclude<AccountNoticeView['kind'], 'pin_refused' | 'badge_refused' | 'booking_refused'>;
type BookingFaultCode = Exclude<BookingFaultView['code'], 'taken_by_others'>;
type PinFaultWords = NonNullable<Shown<'account-pin'>['fault']>;

const TOO_EASY = 'Too easy: the digits repeat or follow each other.';

/** Reasons that hospitals ask for; a set-up may have others. */
const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alarm: 'Alarm',
    audit: 'Audit',
    cleaning: 'Cleaning',
    complaint: 'Complaint',
    delivery: 'Delivery',
    emergency: 'Emergency',
    inspection: 'Inspection',
    lock_fault: 'Lock fault',
    maintenance: 'Maintenance',
    patient_care: 'Patient care',
    repair: 'Repair',
    stock_check: 'Stock check',
    training: 'Training',
  }),
);

export const asking = {
  keys,
  keyNumber: (of: number) => `Key ${of}`,
  slotNumber: (of: number) => `Slot ${of}`,
  since: (when: string) => `since ${when}`,
  span: (from: string, until: string) => `${from} to ${until}`,
  letters: { pad: 'Letters', space: 'Space', done: 'Done' },
  /** How far one press moves a time. @param minutes back where negative */
  step: (minutes: number) => {
    const size = Math.abs(minutes);
    const length = size === 1440 ? '1 day' : size === 60 ? '1 hour' : counted(size, 'minute', 'minutes');
    return `${minutes < 0 ? '−' : '+'} ${length}`;
  },
  reason: {
    title: 'What do you need it for?',
    /** The set-up names its reasons by codes: usual ones have words, others are shown as plain words. */
    of: (choice: string) =>
      REASONS.get(choice) ?? choice.charAt(0).toUpperCase() + choice.slice(1).replaceAll(/[._-]/g, ' '),
  },
  glass: {
    title: 'Break glass: say why',
    loud: 'It raises an alarm and is reviewed.',
  },
  witness: {
    back: (key: KeyView) => `Key ${key.number} is back. It must be seen.`,
    from: (groups: readonly string[]) => (groups.length === 0 ? 'Anybody else.' : `From ${listed(groups, 'or')}.`),
    nobody: 'Nobody can come',
    faults: {
      same_person: 'That is you. It must be somebody else.',
      already_there: 'They stand by already.',
      not_among: 'They may not stand by here.',
      not_valid: 'That badge is not good now.',
    } satisfies Said<NonNullable<Shown<'witness'>['fault']>>,
  },
  handover: {
    tap: 'Your colleague must tap their badge',
    wait: 'Handing over',
    agree: (isCounted: boolean): string => (isCounted ? 'Do you take it, and is the count right?' : 'Do you take it?'),
    count: (count: number) => `Count: ${count}`,
    confirm: 'I take it',
    refuse: 'No',
    counted: 'How many are there?',
  },
  report: {
    title: 'What is wrong?',
    howBad: 'How bad is it?',
    known: 'Said already',
    noted: 'It is written down',
    faults: FAULTS,
    severity: { minor: 'It can wait', major: 'Soon', critical: 'Nobody may use it' },
    failures: {
      storage_unavailable: NO_RECORDS,
      not_yours: 'You do not have this key.',
      not_a_vehicle: 'This is no vehicle.',
      mileage_fell: 'It was more before. Read it again.',
      already_reported: 'You have reported that already. It is written down.',
      too_many_open: 'This key has too many open reports. A supervisor must look at them first.',
    } satisfies Said<NonNullable<Shown<'report'>['fault']>>,
  },
  vehicle: {
    title: 'Read off the vehicle',
    begin: 'Begin',
    mileage: 'Kilometres on the counter',
    fuel: 'How full is it?',
    place: 'Where does it stand?',
    skip: 'Not read',
    last: 'Read off last',
    kilometres: (count: number) => `${number(count)} km`,
    eighths: (level: number) => (level === 0 ? 'Empty' : level === 8 ? 'Full' : `${level}/8 full`),
  },

  where: {
    title: (key: KeyView) => `Key ${key.number} belongs here`,
    homeless: 'It has no slot in this cabinet.',
    place: (row: number, column: number) => `Row ${row} from the top, place ${column} from the left`,
  },

  wrongPlace: {
    title: (key: KeyView | 'unknown' | undefined) => {
      if (key === undefined) return 'Wrong slot';
      return key === 'unknown' ? 'This fob is not known' : `Wrong slot: key ${key.number}`;
    },
    inside: (slot: number) => `Nothing belongs in slot ${slot}.`,
    takeOut: 'Take it out.',
    isIn: 'It is in',
    belongsIn: 'Belongs in',
    home: (slot: number) => `Slot ${slot}`,
    open: (slot: number) => `Open slot ${slot}`,
  },

  pinFaults: {
    not_a_pin: 'That is too short.',
    too_short: 'That is too short.',
    repeated: TOO_EASY,
    run: TOO_EASY,
    pattern: TOO_EASY,
    staff_number: 'That is in your staff number.',
    already_used: 'You have that one already.',
    not_proved: 'Sign out, tap your badge and enter your PIN first.',
    busy: 'The cabinet is busy. Try again.',
    storage_failed: NO_RECORDS,
    different: 'The two were not the same. Begin again.',
  } satisfies Said<PinFaultWords>,
  newPin: {
    choose: {
      first: 'Choose a PIN of your own',
      changed: 'Choose a new PIN',
      duress: 'Choose a PIN for duress',
    } satisfies Said<Shown<'account-pin'>['purpose']>,
    repeat: 'Enter it once more',
    least: (digits: number) => `${digits} to 12 digits`,
  },
  booked: (what: BookedView) => (what.kind === 'key' ? keyName(what.key) : `Any of ${what.name}`),
  account: {
    title: 'Your PIN, badges and bookings',
    change: 'Change your PIN',
    duress: 'PIN for duress',
    noPin: 'You have none. Ask a supervisor.',
    enrol: 'Add a badge',
    badges: (all: number, weak: number) => `You have ${all}${weak === 0 ? '' : `, ${weak} of them easy to copy`}`,
    code: 'Type the code from your supervisor',
    book: 'Book',
    what: 'Book what?',
    from: 'From when?',
    until: 'Until when?',
    nothingToBook: 'Nothing can be booked.',
    bookings: 'Your bookings',
    cancel: 'Cancel the booking',
    inUse: 'You have it now',
    notices: {
      pin_changed: 'Your PIN is changed.',
      duress_set: 'It is set.',
      badge_enrolled: 'The badge is yours now.',
      booked: 'It is booked.',
      booking_cancelled: 'The booking is cancelled.',
      no_badge: 'No badge was held to the reader.',
    } satisfies Said<Plainly>,
    badgeFaults: {
      no_such_code: 'This code is not good.',
      badge_of_another: 'This badge is not yours.',
      badge_known: 'You have this badge already.',
      storage_failed: NO_RECORDS,
    } satisfies Said<Notice<'badge_refused'>['fault']>,
    taken: (span: string) => `Others have it ${span}.`,
    bookingFaults: {
      ends_before_it_begins: 'It ends before it begins.',
      in_the_past: 'That time is over.',
      too_far: 'That is too far or too long.',
      too_many: 'You have too many bookings.',
      no_key: 'There is no key for it.',
      not_bookable: 'It cannot be booked.',
      no_such_booking: 'It is gone already.',
      in_use: 'You have it now.',
      storage_unavailable: NO_RECORDS,
    } satisfies Said<BookingFaultCode>,
  },
};
