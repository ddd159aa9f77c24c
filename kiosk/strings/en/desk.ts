// Words of the desk of a supervisor in English. Plain words, verb first, never a code.
import type { DeskFaultCode, DeskScreen } from '../../../controller/contract/desk.ts';
import type { EmergencyFailureView } from '../../../controller/contract/desk-emergency.ts';
import type { DeskPerson } from '../../../controller/contract/desk-records.ts';
import { forceFaults } from './force.ts';
import { whyNot } from './rights.ts';
import { NO_RECORDS } from './sentences.ts';

type Shown<Name extends DeskScreen['name']> = Extract<DeskScreen, { readonly name: Name }>;
type Said<Codes extends string> = Readonly<Record<Codes, string>>;

const FAULTS: Partial<Said<DeskFaultCode>> = {
  not_a_supervisor: 'You are no supervisor any more.',
  text_required: 'A note is needed.',
  text_too_long: 'The note is too long.',
  yourself: 'Not for yourself.',
  already_done: 'Somebody has done that already.',
  not_later: 'That is not later than before.',
  too_far: 'That is too far ahead.',
  in_its_slot: 'It is in its slot.',
  badge_of_another: 'That badge is somebody’s already.',
  no_badge: 'No badge was held to the reader.',
  rights_changed: 'The rights have changed since you opened this. Look again, then sign.',
  not_a_vehicle: 'It is no vehicle.',
  busy: 'The cabinet is busy. Try again.',
  nothing_to_release: 'There is nothing to release.',
  ...forceFaults,
};

export const deskWords = {
  gone: 'over',
  why: whyNot,
  desk: {
    title: 'The cabinet now',
    clock: {
      title: 'The clock was changed',
      lines: [
        'Rights never go by an earlier time than the records. A clock that was ahead has ended rights for good: setting it back does not revive them.',
        'Keys can always be put back, and emergency release works.',
        'Have the clock set right. If people stay locked out, two people renew the cabinet: “When the clock was wrong” in the guide for installers.',
      ],
    },
    done: 'Done.',
    find: 'Find a key or a person',
    more: 'There are more than are shown.',
    keys: 'Keys',
    alarms: 'Alarms',
    acknowledge: 'Acknowledge',
    acknowledged: (name: string) => `Acknowledged by ${name}`,
    byOther: 'Somebody else must review it.',
    faultList: 'Faults',
    clear: 'Press when mended.',
    nowhere: 'Nowhere',
    with: (name: string) => `With ${name}`,
    missing: 'Missing',
    during: (name: string) => `while ${name} was here`,
    astray: { doubt: 'Not sure where', lost: 'Lost' },
    misplaced: (slot: number) => `Its fob stands in slot ${slot}, where it does not belong.`,
    sensing: {
      presence: 'Presence only: its slot sees that a fob stands there, not which.',
      bolt: 'Bolt only: its slot sees whether it is shut, not whether a fob stands there.',
    },
    roles: {
      staff: '',
      witness: 'Witness',
      supervisor: 'Supervisor',
      installer: 'Installer',
      auditor: 'Auditor',
    } satisfies Said<DeskPerson['role']>,
    standings: {
      active: '',
      suspended: 'suspended',
      suspended_here: 'suspended here',
      not_yet_valid: 'not valid yet',
      expired: 'expired',
    } satisfies Said<DeskPerson['standing']>,
    number: (number: string) => `Staff number ${number}`,
    suspendedBy: (name: string, when: string) => `Suspended by ${name} since ${when}`,
    suspend: 'Suspend and call keys back',
    openly: 'Tell them',
    silently: 'Silently',
    reinstate: 'End the suspension',
    what: 'What could they take?',
    who: 'Who could take it?',
    at: (when: string) => `At ${when}`,
    may: 'May take',
    mayNot: 'May not take',
    code: 'Code for a new badge',
    pin: 'One-time PIN',
    secret: (of: 'badge' | 'pin', name: string) => `${of === 'pin' ? 'One-time PIN' : 'Code'} for ${name}`,
    once: 'Write it down now. It is not shown again.',
    badges: 'Badges',
    badge: (place: number, weak: boolean) => `Badge ${place}${weak ? ', easy to copy' : ''}`,
    revoke: 'Revoke this badge',
    extend: 'Extend',
    bookings: 'Bookings',
    reportLost: 'Report it lost',
    found: 'It is found',
    emergency: 'Emergency release',
    everyKey: 'Every key',
    stop: 'Open no more',
    failures: {
      not_begun: 'not ready',
      not_recorded: 'could not be recorded',
      'release.not_taken': 'not taken',
      'release.not_opened': 'did not open',
      'release.unknown': 'not sure',
      silent: 'no answer',
      stopped: 'stopped before',
    } satisfies Said<EmergencyFailureView>,
    refusals: {
      not_a_supervisor: 'This desk is for supervisors.',
      pin_not_set: 'The desk needs a PIN, and you have none yet.',
      storage_unavailable: NO_RECORDS,
    } satisfies Said<Shown<'desk-refused'>['code']>,
    /** The sentence for why something was not done. Most faults mean that somebody else was faster. */
    fault: (code: DeskFaultCode) => FAULTS[code] ?? 'That has changed since. Look again.',
    notHeld: 'Nobody has it.',
    inSlot: 'It is in its slot.',
    yourself: 'Not for yourself.',
  },
};
