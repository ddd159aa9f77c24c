// Believable snapshots for every screen of the kiosk: one hospital, 32 slots, one afternoon. No people or places that exist.

import type { RefusalView } from '../../controller/contract/refusal-view.ts';
import type { AlarmView, CabinetSnapshot, KeyOffer, Screen, SessionView } from '../../controller/contract/snapshot.ts';
import { at, FIXTURE_NOW, held, keyView, offer, slots } from './kiosk-builders.ts';

const SWITCHBOARD = 'the switchboard, 1234';
const PHARMACY_LEAD = 'the pharmacy lead, 2210';
const ESTATES = 'the estates desk, 2700';

const USUAL = { 2: 'out', 9: 'out', 21: 'overdue', 25: 'out' } as const;
const SESSION: SessionView = {
  id: 's-41',
  person: 'A. Marlow',
  preferences: { language: 'en', textSize: 'normal', theme: 'dark', sound: true, moreTime: false },
  kept: 'set_up',
  waiting: 0,
};

/** A snapshot of a screen with the rest as on an ordinary afternoon. */
export function snapshotOf(screen: Screen, changes: Partial<CabinetSnapshot> = {}): CabinetSnapshot {
  const alone = screen.name === 'idle' || screen.name === 'starting' || screen.name === 'returned';
  return {
    revision: 100,
    serverTime: FIXTURE_NOW,
    cabinet: {
      name: 'Pharmacy corridor',
      timeZone: 'Europe/London',
      contact: SWITCHBOARD,
      language: 'en',
      columns: 8,
      simulated: false,
      staffNumber: false,
      quiet: false,
      edition: '1',
    },
    session: alone ? null : SESSION,
    screen,
    slots: slots(USUAL),
    counts: { in: 24, out: 4, overdue: 1, faults: 0 },
    door: 'open',
    service: 'full',
    why: null,
    alarms: [],
    ...changes,
  };
}

const OFFERS: readonly KeyOffer[] = [
  offer(14),
  offer(1),
  offer(2, { code: 'key_out', since: at('13:10:00'), yours: false, contact: PHARMACY_LEAD }),
  offer(3),
  offer(4),
  offer(5),
  offer(7, { code: 'pin_required', keyClass: 'controlled', cause: 'key_class', contact: 'the nurse in charge, 3100' }),
  offer(8, { code: 'slot_faulty', contact: ESTATES }),
  offer(9, { code: 'key_unaccounted', since: at('21:44:00', -1), contact: 'the nurse in charge, 3100' }),
  offer(11),
  offer(15),
  offer(18),
  offer(21, { code: 'key_out', since: at('06:20:00'), yours: false, contact: ESTATES }),
  offer(28, {
    code: 'pin_not_set',
    keyClass: 'master',
    cause: 'key_class',
    contact: 'the security control room, 2999',
  }),
];

const STANDING = { acknowledged: false, gone: false } as const;
const OPEN = { acknowledged: false, gone: false } as const;
const READER_LOST: AlarmView = {
  ...STANDING,
  kind: 'reader_lost',
  severity: 'alarm',
  since: at('13:58:00'),
  slots: [],
};
const BOARD_LOST: AlarmView = {
  ...STANDING,
  kind: 'board_lost',
  severity: 'alarm',
  since: at('13:58:00'),
  slots: [17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32],
  ...OPEN,
};
const JAMMED: AlarmView = {
  ...STANDING,
  kind: 'slot_jammed',
  severity: 'warning',
  since: at('13:00:00'),
  slots: [8],
};

const PIN = {
  name: 'pin',
  key: null,
  wrong: false,
  triesLeft: null,
  waitUntil: null,
  locked: false,
  checking: false,
  endsAt: at('14:03:21'),
} as const satisfies Screen;

const TAKE: Screen = {
  name: 'take',
  slot: 14,
  key: keyView(14),
  startedAt: at('14:02:34'),
  endsAt: at('14:02:54'),
};

function refused(number: number | null, ...refusals: RefusalView[]): Screen {
  return {
    name: 'refused',
    key: number === null ? null : keyView(number),
    refusals,
    canBreakGlass: false,
    rest: [],
    endsAt: at('14:02:53'),
  };
}

const HOME: Screen = {
  name: 'home',
  offers: OFFERS,
  usual: [],
  single: false,
  rest: [],
  have: [],
  misfilled: [],
  desk: true,
  endsAt: at('14:03:21'),
};
const HOME_HOLDING = {
  ...HOME,
  have: [held(11, at('18:00:00')), held(13, at('12:00:00'), true)],
};

/** One snapshot for each state of each screen that a person can meet. */
export const KIOSK_FIXTURES = {
  starting: snapshotOf(
    { name: 'starting', step: 'connecting', waitingFor: [{ part: 'board', id: 'b1' }, { part: 'storage' }] },
    { slots: slots({}, 0) },
  ),
  reconciling: snapshotOf({ name: 'starting', step: 'reconciling', waitingFor: [] }, { slots: slots({}, 0) }),
  idle: snapshotOf({ name: 'idle', notice: null, takeover: null }),
  'idle-alarm': snapshotOf(
    { name: 'idle', notice: null, takeover: null },
    { alarms: [JAMMED, BOARD_LOST], counts: { in: 22, out: 4, overdue: 1, faults: 17 } },
  ),
  'idle-out-of-service': snapshotOf(
    { name: 'idle', notice: null, takeover: null },
    { service: 'returns_only', why: 'reader_lost', alarms: [READER_LOST] },
  ),
  'idle-notice': snapshotOf({ name: 'idle', notice: 'random_uid', takeover: null }),
  'idle-simulated': snapshotOf(
    { name: 'idle', notice: 'removed_too_soon', takeover: null },
    {
      cabinet: {
        name: 'Pharmacy corridor',
        timeZone: 'Europe/London',
        contact: SWITCHBOARD,
        language: 'en',
        columns: 8,
        simulated: true,
        staffNumber: false,
        quiet: false,
        edition: '1',
      },
    },
  ),
  pin: snapshotOf(PIN),
  'pin-receiver': snapshotOf({ ...PIN, key: keyView(5), of: 'E. Halloran-Voss' }),
  'pin-wrong': snapshotOf({ ...PIN, wrong: true, triesLeft: 3 }, { alarms: [JAMMED] }),
  'pin-wait': snapshotOf({ ...PIN, wrong: true, waitUntil: at('14:03:05') }),
  'pin-locked': snapshotOf({ ...PIN, wrong: true, locked: true }),
  'pin-checking': snapshotOf({ ...PIN, checking: true }),
  home: snapshotOf(HOME),
  'home-no-desk': snapshotOf({ ...HOME, desk: false }),
  'home-few': snapshotOf({ ...HOME, offers: OFFERS.slice(0, 3) }),
  'home-none': snapshotOf({ ...HOME, offers: [] }),
  'home-holding': snapshotOf(HOME_HOLDING, { slots: slots({ ...USUAL, 11: 'yours', 13: 'yours' }) }),
  'home-full': snapshotOf(
    {
      ...HOME_HOLDING,
      have: [held(11, at('18:00:00')), held(13, at('12:00:00'), true), held(27, at('08:00:00', 1)), held(15, null)],
      misfilled: [30],
    },
    { slots: slots({ ...USUAL, 11: 'yours', 13: 'yours', 27: 'yours', 15: 'yours', 30: 'wrong' }), alarms: [JAMMED] },
  ),
  releasing: snapshotOf({ name: 'releasing', slot: 14, key: keyView(14) }),
  take: snapshotOf(TAKE, { slots: slots({ ...USUAL, 14: 'take' }) }),
  'take-alarm': snapshotOf(TAKE, { slots: slots({ ...USUAL, 14: 'take', 8: 'fault' }), alarms: [JAMMED] }),
  'take-misplaced': snapshotOf({ ...TAKE, slot: 30, key: null }, { slots: slots({ ...USUAL, 30: 'take' }) }),
  'take-module': snapshotOf(
    { ...TAKE, slot: 88 },
    {
      slots: slots({ ...USUAL, 88: 'take', 60: 'fault', 61: 'yours' }, 91),
      cabinet: {
        name: 'Estates workshop',
        timeZone: 'Europe/London',
        contact: ESTATES,
        language: 'en',
        columns: 13,
        simulated: false,
        staffNumber: false,
        quiet: false,
        edition: '1',
      },
    },
  ),
  'push-back': snapshotOf(
    { name: 'push-back', slot: 14, key: keyView(14) },
    { slots: slots({ ...USUAL, 14: 'push' }) },
  ),
  'close-door': snapshotOf({
    name: 'close-door',
    urgency: 'none',
    taken: [held(14, at('18:00:00'))],
    returned: [keyView(3)],
    handedOver: [],
    since: at('14:02:20'),
  }),
  done: snapshotOf({
    name: 'done',
    taken: [held(14, at('18:00:00'))],
    returned: [],
    handedOver: [],
    endsAt: at('14:02:47'),
  }),
  'done-returned': snapshotOf({
    name: 'done',
    taken: [],
    returned: [keyView(3)],
    handedOver: [],
    endsAt: at('14:02:47'),
  }),
  'done-many': snapshotOf({
    name: 'done',
    taken: [held(14, at('18:00:00')), held(5, at('18:00:00', 1)), held(27, null)],
    returned: [keyView(3), keyView(13)],
    handedOver: [],
    endsAt: at('14:02:47'),
  }),
  return: snapshotOf(
    { name: 'return', slot: 14, key: keyView(14), startedAt: at('14:02:30'), endsAt: at('14:03:30') },
    { slots: slots({ ...USUAL, 14: 'put', 11: 'yours' }) },
  ),
  returned: snapshotOf({ name: 'returned', slot: 14, key: keyView(14), unsigned: false, endsAt: at('14:02:47') }),
  'wrong-place': snapshotOf(
    { name: 'wrong-place', slot: 30, belongs: [{ slot: 22, key: keyView(22) }], refusals: [] },
    { slots: slots({ ...USUAL, 30: 'wrong', 22: 'put' }) },
  ),
  'wrong-place-refused': snapshotOf(
    {
      name: 'wrong-place',
      slot: 30,
      belongs: [
        { slot: 11, key: keyView(11) },
        { slot: 13, key: keyView(13) },
      ],
      refusals: [{ code: 'staff_expired', until: at('18:00:00', -1), contact: SWITCHBOARD }],
    },
    { slots: slots({ ...USUAL, 30: 'wrong', 11: 'put', 13: 'put' }), alarms: [JAMMED] },
  ),
  'refused-badge': snapshotOf(refused(null, { code: 'badge_unknown', contact: SWITCHBOARD }), { session: null }),
  'refused-expired': snapshotOf(
    refused(null, { code: 'staff_expired', until: at('18:00:00', -1), contact: SWITCHBOARD }),
  ),
  'refused-rules': snapshotOf(
    refused(
      5,
      { code: 'allowance_reached', allowance: 4, held: 4, contact: SWITCHBOARD },
      { code: 'pin_not_set', keyClass: 'controlled', cause: 'key_class', contact: PHARMACY_LEAD },
    ),
  ),
  'refused-jammed': snapshotOf(refused(14, { code: 'bolt_jammed', slot: 14, contact: ESTATES }), { alarms: [JAMMED] }),
  'still-there': snapshotOf({ name: 'still-there', startedAt: at('14:02:38'), endsAt: at('14:02:58') }),
} satisfies Record<string, CabinetSnapshot>;

export type KioskFixture = keyof typeof KIOSK_FIXTURES;

/** The panels that the screen is made for, as CSS pixels and CSS pixels per millimetre. */
export const PANELS = [
  { name: '1280x800', width: 1280, height: 800, mm: 5.88 },
  { name: '1024x600', width: 1024, height: 600, mm: 6.68 },
  { name: '800x480', width: 800, height: 480, mm: 5.25 },
  { name: '480x800', width: 480, height: 800, mm: 5.25 },
] as const;

export type Panel = (typeof PANELS)[number];
