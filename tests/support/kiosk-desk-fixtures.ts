// Believable snapshots for the desk of a supervisor. No people or places that exist.

import type { DeskAlarmView, DeskKey, DeskPerson, PersonRef } from '../../controller/contract/desk-records.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at, keyView } from './kiosk-builders.ts';
import { snapshotOf } from './kiosk-fixtures.ts';
import { FORCE, QUARANTINE } from './kiosk-force-fixtures.ts';
import { KEY_PAGE, PERSON_PAGE } from './kiosk-subject-parts.ts';

export const MARLOW: PersonRef = { id: 'p1', name: 'A. Marlow' };
export const HALLORAN: PersonRef = { id: 'p2', name: 'E. Halloran-Voss' };
export const COLVANE: PersonRef = { id: 'p3', name: 'B. Colvane' };

export const FRAME = { notice: null, busy: false, endsAt: at('14:03:41') } as const;
const NONE = {
  counts: { in: 28, out: 0, overdue: 0, lost: 0, faults: 0, alarms: 0, suspended: 0, reviews: 0, weak: 0 },
};

const OUT: DeskKey = {
  ...keyView(5),
  codeName: null,
  slot: 5,
  where: { at: 'person', person: HALLORAN, since: at('06:10:00'), due: at('12:00:00'), overdue: true },
};
const IN: DeskKey = {
  ...keyView(14),
  codeName: 'Blue heron',
  slot: 14,
  sensing: 'presence',
  where: { at: 'slot', since: at('06:10:00') },
};
const MISSING: DeskKey = {
  ...keyView(9),
  codeName: null,
  slot: 9,
  sensing: 'bolt',
  misplaced: 30,
  where: { at: 'unaccounted', since: at('21:44:00', -1), during: COLVANE },
};
const LOST: DeskKey = {
  ...keyView(20),
  codeName: null,
  slot: null,
  where: { at: 'lost', since: at('08:00:00', -3), person: COLVANE },
};
export const PERSON: DeskPerson = { ...HALLORAN, number: '40213', role: 'staff', standing: 'active', holds: 1 };
export const BLOCKED: DeskPerson = { ...COLVANE, number: null, role: 'witness', standing: 'suspended_here', holds: 0 };

const ALARMS: readonly DeskAlarmView[] = [
  {
    ref: 'key_escalated.k5',
    kind: 'key_escalated',
    severity: 'alarm',
    since: at('13:00:00'),
    slot: 5,
    key: 'k5',
    keyNumber: 5,
    person: HALLORAN,
    acknowledged: null,
    gone: null,
  },
  {
    ref: 'door_left_open',
    kind: 'door_left_open',
    severity: 'alarm',
    since: at('13:00:00'),
    slot: null,
    key: null,
    keyNumber: null,
    person: null,
    acknowledged: { by: MARLOW, at: at('13:05:00') },
    gone: at('13:01:00'),
  },
];

const FAULT = {
  report: 41,
  key: 'k14',
  number: 14,
  fault: 'tag_damaged',
  severity: 'major',
  by: HALLORAN,
  since: at('08:00:00'),
} as const;

/** One snapshot for each state of each screen of the desk. */
export const DESK_FIXTURES = {
  'desk-pin': snapshotOf({
    name: 'desk-pin',
    wrong: true,
    triesLeft: 2,
    waitUntil: null,
    locked: false,
    checking: false,
    endsAt: at('14:03:41'),
  }),
  'desk-refused': snapshotOf({
    name: 'desk-refused',
    code: 'not_a_supervisor',
    contact: 'the switchboard, 1234',
    endsAt: at('14:02:53'),
  }),
  'desk-now': snapshotOf({
    ...FRAME,
    name: 'desk-now',
    counts: { in: 24, out: 4, overdue: 1, lost: 1, faults: 1, alarms: 2, suspended: 1, reviews: 2, weak: 3 },
    away: [MISSING, OUT, LOST],
    suspended: [BLOCKED],
    faults: [FAULT],
    alarms: ALARMS,
    reviews: [
      { intent: 7, person: HALLORAN, key: keyView(5), at: at('03:12:00'), yours: false },
      { intent: 9, person: MARLOW, key: keyView(8), at: at('04:12:00'), yours: true },
    ],
    quarantines: [QUARANTINE],
    sheet: 1,
    sheets: 1,
    groups: [
      { id: 'g1', name: 'Controlled drugs' },
      { id: 'g2', name: 'Plant rooms' },
    ],
  }),
  'desk-quiet': snapshotOf({
    ...FRAME,
    ...NONE,
    name: 'desk-now',
    away: [],
    suspended: [],
    faults: [],
    alarms: [],
    reviews: [],
    quarantines: [],
    sheet: 1,
    sheets: 1,
    groups: [],
    notice: { command: 'desk.acknowledge', fault: 'text_required' },
  }),
  'desk-found': snapshotOf({
    ...FRAME,
    name: 'desk-found',
    text: 'wa',
    keys: [IN, MISSING, OUT],
    people: [PERSON, BLOCKED],
    more: true,
  }),
  'desk-key': snapshotOf({
    ...FRAME,
    ...KEY_PAGE,
    name: 'desk-key',
    force: FORCE,
    key: OUT,
    faults: [{ ...FAULT, key: 'k5', number: 5 }],
    bookings: [{ id: 'b1', person: COLVANE, from: at('08:00:00', 1), until: at('12:00:00', 1) }],
    reading: { mileage: 48_211, fuel: 5, at: at('09:12:00') },
    notice: { command: 'desk.extend', fault: null },
  }),
  'desk-key-in': snapshotOf({
    ...FRAME,
    ...KEY_PAGE,
    name: 'desk-key',
    force: FORCE,
    key: IN,
    faults: [],
    bookings: [],
    reading: null,
  }),
  'desk-key-lost': snapshotOf({
    ...FRAME,
    ...KEY_PAGE,
    name: 'desk-key',
    force: FORCE,
    key: LOST,
    lost: { done: 0, of: 6 },
    faults: [],
    bookings: [],
    reading: null,
  }),
  'desk-key-busy': snapshotOf({
    ...FRAME,
    ...KEY_PAGE,
    name: 'desk-key',
    force: FORCE,
    key: LOST,
    lost: { done: 0, of: 6 },
    faults: [],
    bookings: [],
    reading: null,
    busy: true,
  }),
  'desk-person': snapshotOf({
    ...FRAME,
    ...PERSON_PAGE,
    name: 'desk-person',
    person: PERSON,
    yourself: false,
    keys: [OUT],
    badges: ['strong', 'weak'],
    suspension: null,
  }),
  'desk-person-blocked': snapshotOf({
    ...FRAME,
    ...PERSON_PAGE,
    name: 'desk-person',
    person: BLOCKED,
    yourself: false,
    keys: [],
    badges: ['weak'],
    suspension: { by: MARLOW, since: at('11:00:00'), silent: true },
  }),
  'desk-yourself': snapshotOf({
    ...FRAME,
    ...PERSON_PAGE,
    name: 'desk-person',
    person: { ...MARLOW, number: '10001', role: 'supervisor', standing: 'active', holds: 0 },
    yourself: true,
    keys: [],
    badges: ['strong'],
    suspension: null,
  }),
  'desk-who': snapshotOf({
    ...FRAME,
    name: 'desk-who',
    key: keyView(5),
    at: at('03:00:00', 6),
    may: [MARLOW],
    mayNot: [
      { person: HALLORAN, why: ['outside_schedule', 'qualification_missing'] },
      { person: COLVANE, why: ['no_grant'] },
    ],
    more: true,
  }),
  'desk-what': snapshotOf({
    ...FRAME,
    name: 'desk-what',
    person: HALLORAN,
    at: at('03:00:00', 6),
    may: [keyView(9), keyView(10)],
    mayNot: [{ key: keyView(5), why: ['witness_required'] }],
    more: false,
  }),
  'desk-key-vehicle': snapshotOf({
    ...FRAME,
    ...KEY_PAGE,
    name: 'desk-key',
    force: FORCE,
    key: { ...IN, ...keyView(25), codeName: null, slot: 25 },
    faults: [],
    bookings: [],
    reading: { mileage: 482_110, fuel: 5, at: at('09:12:00') },
  }),
  'desk-secret': snapshotOf({
    ...FRAME,
    name: 'desk-secret',
    of: 'badge',
    person: HALLORAN,
    secret: '4C7XA-9KMAW',
    expires: at('14:02:00', 3),
  }),
  'desk-emergency': snapshotOf({
    name: 'desk-emergency',
    group: 'Controlled drugs',
    total: 12,
    released: 4,
    failed: [{ key: keyView(6), why: 'release.not_opened' }],
    current: { slot: 8, key: keyView(8), open: true },
    open: [{ slot: 7, key: keyView(7) }],
    stopping: false,
  }),
  'desk-released': snapshotOf({
    ...FRAME,
    name: 'desk-released',
    total: 12,
    released: 10,
    failed: [
      { key: keyView(6), why: 'release.not_opened' },
      { key: keyView(7), why: 'stopped' },
    ],
  }),
} satisfies Record<string, CabinetSnapshot>;
