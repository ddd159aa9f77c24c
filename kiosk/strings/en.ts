// Every word of the touch screen in English. Plain words, verb first, never a code; every refusal says who can help.
import type { KeyView, SlotViewState } from '../../controller/contract/snapshot.ts';
import { alarmText, failureText, listed, noticeText, refusalText } from './en-sentences.ts';

export const en = {
  simulated: 'Simulated',
  signOut: 'Sign out',
  cancel: 'Cancel',
  back: 'Back',
  ask: (contact: string) => `Ask ${contact}.`,
  keyNumber: (number: number) => `Key ${number}`,
  slot: 'Slot',
  slotNumber: (number: number) => `Slot ${number}`,
  secondsLeft: (seconds: number) => (seconds === 1 ? '1 second left' : `${seconds} seconds left`),
  seconds: (seconds: number) => `${seconds} s`,
  pageUp: (list: string) => `Page up: ${list}`,
  pageDown: (list: string) => `Page down: ${list}`,

  notLive: (since: string | null) => (since === null ? 'Not live yet' : `Not live since ${since}`),
  notLiveHint: 'Keys can still be put back.',
  noClock: '--:--',

  starting: {
    title: 'Starting',
    reaching: 'Reaching the controller',
    connecting: 'Connecting to the slots and the reader',
    reconciling: 'Comparing the slots with the records',
    waitingFor: (names: readonly string[]) => `Waiting for ${listed(names)}`,
  },

  idle: {
    tap: 'Tap your badge',
    hint: 'To take a key. To put one back, push it into its slot.',
    outOfService: 'Keys can be put back, but not taken',
    counts: { in: 'In', out: 'Out', overdue: 'Overdue', faults: 'Faults' },
  },

  pin: {
    title: 'Enter your PIN',
    digits: (count: number) =>
      count === 0 ? 'No digits entered' : count === 1 ? '1 digit entered' : `${count} digits entered`,
    delete: 'Delete',
    enter: 'Enter',
    pad: 'PIN pad',
    hint: '4 to 12 digits',
    wrong: 'That PIN was wrong.',
    triesLeft: (tries: number) => (tries === 1 ? '1 try left.' : `${tries} tries left.`),
    wait: (seconds: number) => `Too many wrong tries. Wait ${seconds} s.`,
    locked: 'Your PIN is locked.',
    checking: 'Checking…',
  },

  home: {
    yourKeys: 'Your keys',
    noKeys: 'There are no keys for you in this cabinet.',
    take: 'Take',
    takeKey: (key: KeyView) => `Take key ${key.number}, ${key.name}`,
    youHave: 'You have',
    withYou: 'With you',
    due: (until: string) => `Until ${until}`,
    noLimit: 'No time limit',
    overdue: (length: string) => `Overdue ${length}`,
    showWhere: 'Show me where',
    showWhereKey: (key: KeyView) => `Show me where key ${key.number}, ${key.name}, belongs`,
    return: 'Return',
    returnKey: (key: KeyView) => `Return key ${key.number}, ${key.name}`,
    misfilled: (slot: number) => `Something in slot ${slot} does not belong there.`,
    open: (slot: number) => `Open slot ${slot}`,
    classes: { ordinary: null, controlled: 'Controlled', master: 'Master', vehicle: 'Vehicle' },
  },

  where: {
    title: (key: KeyView) => `Key ${key.number} belongs here`,
    homeless: 'It has no slot in this cabinet.',
    place: (row: number, column: number) => `Row ${row} from the top, place ${column} from the left`,
  },

  releasing: {
    key: (key: KeyView) => `Opening slot for key ${key.number}`,
    slot: (slot: number) => `Opening slot ${slot}`,
  },

  take: {
    key: (key: KeyView) => `Take key ${key.number}`,
    misplaced: 'Take out what is in this slot',
    misplacedHint: 'It does not belong there.',
  },

  pushBack: {
    key: (key: KeyView) => `Push key ${key.number} in until it clicks`,
    anything: 'Push it in until it clicks',
    hint: (slot: number) => `Slot ${slot} is still open.`,
  },

  closeDoor: { title: 'Close the door', hint: 'Push until it latches.' },

  done: {
    have: (key: KeyView) => `You have key ${key.number}`,
    until: (when: string) => `until ${when}`,
    back: (key: KeyView) => `Key ${key.number} is back`,
    summary: 'Done',
    nothing: 'Nothing was taken',
    finish: 'Finish',
    more: 'Back to your keys',
  },

  return: { key: (key: KeyView) => `Put key ${key.number} here` },
  returned: {
    key: (key: KeyView) => `Key ${key.number} is back`,
    slot: (slot: number) => `in slot ${slot}`,
  },

  wrongPlace: {
    title: 'Wrong slot',
    inside: (slot: number) => `Nothing belongs in slot ${slot}.`,
    isIn: 'It is in',
    belongsIn: 'Belongs in',
    open: (slot: number) => `Open slot ${slot}`,
  },

  refused: { reasons: 'Why not', countdown: (seconds: number) => `This page closes in ${seconds} s.` },

  stillThere: { title: 'Still there?', yes: 'I am still here', hint: 'Otherwise you are signed out.' },

  map: {
    name: 'The cabinet',
    lit: (numbers: readonly number[]) => `The cabinet with slot ${numbers.join(' and ')} marked`,
    states: {
      in: 'In',
      take: 'Take here',
      put: 'Put here',
      yours: 'With you',
      out: 'Out',
      overdue: 'Overdue',
      wrong: 'Wrong slot',
      push: 'Push in',
      fault: 'Fault',
      free: 'Free',
      unknown: 'Not read yet',
    } satisfies Record<SlotViewState, string>,
  },

  refusal: refusalText,
  notice: noticeText,
  failure: failureText,
  alarm: alarmText,
  severity: { alarm: 'Alarm', warning: 'Warning' },
  more: (count: number) => `and ${count} more`,
};

export type Words = typeof en;
