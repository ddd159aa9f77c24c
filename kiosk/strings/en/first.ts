// Every word of the touch screen in English. Plain words, verb first, never a code; every refusal says who can help.
import type { RefusalView } from '../../../controller/contract/refusal-view.ts';
import type { AwaitedView, KeyOffer, KeyView } from '../../../controller/contract/snapshot.ts';
import type { Telling } from '../moments.ts';
import { counted, failureText, form, keyName, keys, listed, noticeText, slotsNamed } from './sentences.ts';

export const en = {
  simulated: 'Simulated',
  signOut: 'Sign out',
  keyName,
  /** Who or what, and what of it. */
  named: (who: string, what: string) => `${who}: ${what}`,
  note: { write: 'Write why', add: 'Add a note, or leave it empty' },
  handOver: 'Hand over',
  breakGlass: 'Break glass',
  reporting: { button: 'Report', fault: 'Report a fault', vehicle: 'Mileage, fuel, place' },
  aboutMe: 'You',
  readability: 'Text, colours, language, sound',
  supervisor: 'Supervisor',
  device: 'Device',
  loading: 'One moment',
  notLoaded: 'This page cannot be shown now. Go back and try again.',
  cancel: 'Cancel',
  back: 'Back',
  ask: (contact: string) => `Ask ${contact}.`,
  slot: 'Slot',
  secondsLeft: (seconds: number) => counted(seconds, 'second left', 'seconds left'),
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
    waitingFor: (what: readonly AwaitedView[]) =>
      `Waiting for ${listed(what.map((one) => (one.part === 'board' ? `board ${one.id}` : 'the storage')))}`,
  },

  waiting: (people: number) => counted(people, 'person waits', 'people wait'),

  idle: {
    number: 'No badge? Staff number',
    typeNumber: 'Type your staff number',
    tap: 'Tap your badge',
    clean: 'Clean',
    hint: 'To take a key. To put one back, push it into its slot.',
    outOfService: 'Keys can be put back, but not taken',
    counts: { in: 'In', out: 'Out', overdue: 'Overdue', faults: 'Faults' },
  },

  pin: {
    title: 'Enter your PIN',
    forKey: (key: KeyView) => `Enter your PIN for key ${key.number}`,
    forDesk: 'Enter your PIN for the desk',
    digits: (count: number) => (count === 0 ? 'No digits entered' : counted(count, 'digit entered', 'digits entered')),
    delete: 'Delete',
    enter: 'Enter',
    pad: 'PIN pad',
    hint: '4 to 12 digits',
    wrong: 'That PIN was wrong.',
    triesLeft: (tries: number) => counted(tries, 'try left.', 'tries left.'),
    wait: (seconds: number) => `Too many wrong tries. Wait ${seconds} s.`,
    locked: 'Your PIN is locked.',
    checking: 'Checking…',
    troubles: { busy: 'Please wait a moment.', expired: 'That one-time PIN has run out.' },
  },

  home: {
    yourKeys: 'Your keys',
    noKeys: 'There are no keys for you in this cabinet.',
    take: 'Take',
    takeKey: (key: KeyView) => `Take key ${key.number}, ${key.name}`,
    youHave: 'You have',
    due: (until: string) => `Until ${until}`,
    dueSoon: (until: string) => `Due soon, ${until}`,
    noLimit: 'No time limit',
    overdue: (length: string) => `Overdue ${length}`,
    showWhere: 'Show me where',
    find: 'Find',
    findTitle: 'Part of the name, or the number',
    found: (sought: string) => `Keys with ${sought}`,
    all: 'All keys',
    return: 'Return',
    more: 'More',
    moreKey: (key: KeyView) => `More for key ${key.number}, ${key.name}`,
    several: 'Several',
    takeMany: (count: number) => (count === 0 ? 'Press the keys you want' : `Take ${keys(count)}`),
    rest: (list: readonly KeyView[]) => `Not opened: ${listed(list.map(({ number }) => `key ${number}`))}.`,
    takeRest: 'Try again',
    usual: 'You often take it',
    asks: (what: KeyOffer['asks']) => `Asks for ${listed(what.map((one) => ASKS[one]))}`,
    bookedSoon: (when: string) => `Booked from ${when}`,
    egress: 'Must be carried',
    returnKey: (key: KeyView) => `Return key ${key.number}, ${key.name}`,
    misfilled: (slot: number) => `Something in slot ${slot} does not belong there.`,
    open: (slot: number) => `Open slot ${slot}`,
    classes: { ordinary: null, controlled: 'Controlled', master: 'Master', vehicle: 'Vehicle' },
  },

  /** What to do, and what more there is to say of it. A key of null: what does not belong there. */
  act: {
    releasing: (slot: number, key: KeyView | null) => [`Opening slot ${slot}`, key === null ? '' : keyName(key)],
    take: (_: number, key: KeyView | null) =>
      key === null
        ? ['Take out what is in this slot', 'It does not belong there.']
        : [`Take key ${key.number}`, key.name],
    'push-back': (slot: number, key: KeyView | null) => [
      `Push ${key === null ? 'it' : `key ${key.number}`} in until it clicks`,
      `Slot ${slot} is still open.`,
    ],
    return: (_: number, key: KeyView | null) => (key === null ? ['', ''] : [`Put key ${key.number} here`, key.name]),
  } satisfies Record<string, (slot: number, key: KeyView | null) => readonly [string, string]>,

  /** What a slot cannot see of the key that is put into it. */
  blind: {
    fob: null,
    presence: 'Check the number: this slot cannot tell keys apart.',
    bolt: 'Check the number: this slot only sees that it is shut.',
  },

  toKeys: 'Back to your keys',
  /** Of keys that were chosen together. */
  nth: (nth: number, of: number) => `Key ${nth} of ${of}`,

  refused: { countdown: (seconds: number) => `This page closes in ${seconds} s.` },

  map: {
    name: 'The cabinet',
    slots: slotsNamed,
    lit: (numbers: readonly number[]) =>
      `The cabinet with ${form(numbers.length, 'slot', 'slots')} ${listed(numbers.map(String))} marked`,
  },

  /** Said of a refusal whose sentence has not come yet. */
  refusal: (_refusal: RefusalView, _telling: Telling) => 'That cannot be done now.',
  notice: noticeText,
  failure: failureText,
  /** Said of an alarm whose sentence has not come yet. */
  look: (slots: readonly number[]) =>
    `Somebody must look at ${slots.length === 0 ? 'the cabinet' : slotsNamed(slots).toLowerCase()}`,
  severity: { alarm: 'Alarm', warning: 'Warning' },
  more: (count: number) => `and ${count} more`,
};

const ASKS: Readonly<Record<KeyOffer['asks'][number], string>> = {
  pin: 'your PIN',
  reason: 'a reason',
  witness: 'somebody to stand by',
};

export type Words = typeof en;
