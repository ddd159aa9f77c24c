// Words of a shift that is handed over, and of two people who stand side by side, in English. Plain words, verb first.
import type { ShiftCountsView, ShiftFaultCode, ShiftScreen } from '../../../controller/contract/shift.ts';
import { counted, form, NO_RECORDS } from './sentences.ts';

type Said<Codes extends string> = Readonly<Record<Codes, string>>;
type Refused = Extract<ShiftScreen, { readonly name: 'shift-refused' }>['code'];

/** What is counted on a sheet; controlled keys are counted against how many there are. */
export type ShiftCount = Exclude<keyof ShiftCountsView, 'controlled'>;

export const shiftWords = {
  shift: {
    title: 'Shift hand-over',
    note: 'What stands now. Two supervisors sign it.',
    from: (name: string) => `${name} hands over`,
    counts: {
      out: 'Out',
      overdue: 'Overdue',
      astray: 'Missing or lost',
      controlledIn: 'Controlled, in',
      faults: 'Faults',
      alarms: 'Alarms',
      suspended: 'Suspended',
      quarantined: 'Slots out of use',
    } satisfies Said<ShiftCount>,
    ofAll: (part: number, all: number) => `${part}/${all}`,
    lists: {
      alarms: 'Open alarms',
      overdue: 'Overdue',
      astray: 'Missing or lost',
      missing: 'Controlled keys not in their slots',
      faults: 'Open faults',
      quarantined: 'Slots out of use',
      out: 'Out',
      suspended: 'Suspended',
    },
    quiet: 'Nothing is out and nothing is wrong.',
    last: (by: string, to: string, when: string) => `Last hand-over: ${by} to ${to}, ${when}`,
    lastNote: (text: string) => `They wrote: “${text}”`,
    never: 'No hand-over was signed yet.',
    more: (count: number) => `and ${count} more`,
    sign: 'Hand over and sign',
    write: 'Note for the next shift, if any',
    pin: (name: string) => `${name}: PIN to sign`,
    tap: 'Now the next supervisor: tap your badge',
    check: 'Checking…',
    agree: (name: string) => `${name}: do you take over?`,
    confirm: 'I take over',
    refuse: 'Not yet',
    done: (name: string) => `${name} has taken over`,
    signed: (from: string, when: string) => `Signed by both at ${when}. ${from} is done here.`,
    summary: ({ out, overdue, alarms }: ShiftCountsView) =>
      [`${counted(out, 'key', 'keys')} out`, `${overdue} overdue`, `${counted(alarms, 'alarm', 'alarms')} open`].join(
        ', ',
      ),
    noted: (text: string) => `Note: “${text}”`,
    faults: {
      not_a_supervisor: 'That is no supervisor’s badge. Another one must take over.',
      storage_unavailable: NO_RECORDS,
      same_person: 'That is you. Another supervisor must take over.',
      sheet_changed: 'Something has changed since you read it. Read it again, then sign.',
      text_too_long: 'The note is too long.',
      timed_out: 'Nobody signed in time. Nothing was handed over.',
    } satisfies Said<ShiftFaultCode>,
    refusals: {
      not_a_supervisor: 'Only a supervisor can hand over a shift',
      storage_unavailable: 'The cabinet cannot keep its records now',
    } satisfies Said<Refused>,
  },
  sides: {
    gives: 'Gives',
    takes: 'Takes',
    badge: 'Badge here',
    stands: 'Stands by',
    wanted: (place: number, all: number) => `Person ${place} of ${all}`,
    standers: (missing: number) =>
      form(missing, 'One more person must tap a badge', `${missing} more people must tap a badge`),
    toTake: (key: string) => `To take: ${key}`,
  },
};
