// Believable snapshots of a shift that is handed over, and of somebody who adds a badge by a code.
import type { DeskKey } from '../../controller/contract/desk-records.ts';
import type { CabinetSnapshot, Screen } from '../../controller/contract/snapshot.ts';
import { at, keyView } from './kiosk-builders.ts';
import { KIOSK_FIXTURES, snapshotOf } from './kiosk-fixtures.ts';

const { idle } = KIOSK_FIXTURES;
const FROM = { id: 'p-chief', name: 'R. Ostrander-Quist' };
const TO = { id: 'p-night', name: 'M. Delacroix-Fontenay' };
const COLVANE = { id: 'p-col', name: 'T. Colvane' };
const ENDS = { endsAt: at('14:03:26') };
const NOBODY = { out: 0, overdue: 0, astray: 0, faults: 0, alarms: 0, suspended: 0, quarantined: 0 };
const QUIET = { ...NOBODY, controlled: 5, controlledIn: 5 };
const BUSY = {
  out: 9,
  overdue: 2,
  astray: 1,
  controlled: 5,
  controlledIn: 4,
  faults: 1,
  alarms: 2,
  suspended: 1,
  quarantined: 1,
};

const away = (number: number, due: string | null, overdue: boolean): DeskKey => ({
  ...keyView(number),
  codeName: null,
  slot: number,
  where: { at: 'person', person: COLVANE, since: at('09:10:00'), due, overdue },
});

const SHEET = {
  name: 'shift',
  from: FROM,
  counts: QUIET,
  out: [],
  astray: [],
  missing: [],
  faults: [],
  alarms: [],
  suspended: [],
  quarantined: [],
  last: null,
  fault: null,
  busy: false,
  endsAt: at('14:05:41'),
} as const satisfies Screen;

const FULL = {
  ...SHEET,
  counts: BUSY,
  out: [
    away(27, at('12:00:00'), true),
    away(5, at('13:30:00'), true),
    away(14, at('18:00:00'), false),
    away(1, null, false),
  ],
  astray: [{ ...keyView(9), codeName: null, slot: 9, where: { at: 'lost', since: at('08:40:00'), person: COLVANE } }],
  missing: [away(5, at('13:30:00'), true)],
  faults: [
    {
      report: 812,
      key: 'k27',
      number: 27,
      fault: 'vehicle_damaged',
      severity: 'major',
      by: COLVANE,
      since: at('11:20:00'),
    },
  ],
  alarms: [
    {
      ref: 'key_overdue.k27',
      kind: 'key_overdue',
      severity: 'warning',
      since: at('12:00:00'),
      slot: 27,
      key: 'k27',
      keyNumber: 27,
      person: null,
      acknowledged: null,
      gone: null,
    },
  ],
  suspended: [{ ...COLVANE, number: '30471130', role: 'staff', standing: 'suspended_here', holds: 1 }],
  quarantined: [{ slot: 12, by: FROM, since: at('10:15:00') }],
  last: {
    by: TO,
    to: FROM,
    at: at('07:02:00'),
    note: 'Van 27 has a soft tyre; the garage comes at three. Slot 12 sticks.',
  },
} as const satisfies Screen;

const PIN = {
  name: 'shift-pin',
  of: FROM,
  wrong: false,
  triesLeft: null,
  waitUntil: null,
  locked: false,
  checking: false,
  ...ENDS,
} as const satisfies Screen;

const TURN = {
  name: 'shift-turn',
  from: FROM,
  to: null,
  counts: BUSY,
  note: '',
  confirm: false,
  fault: null,
  startedAt: at('14:02:41'),
  ...ENDS,
} as const satisfies Screen;

const ENROLMENT = {
  name: 'enrolment',
  step: 'badge',
  person: null,
  trouble: null,
  refusal: null,
  contact: 'the switchboard, 1234',
  endsAt: at('14:03:11'),
} as const satisfies Screen;

const nobody = (screen: Screen): CabinetSnapshot => ({ ...snapshotOf(screen), session: idle.session });

/** One snapshot for each state of each of these screens. */
export const SHIFT_FIXTURES = {
  shift: snapshotOf(FULL),
  'shift-quiet': snapshotOf(SHEET),
  'shift-changed': snapshotOf({ ...FULL, fault: 'sheet_changed' }),
  'shift-pin': snapshotOf(PIN),
  'shift-pin-wrong': snapshotOf({ ...PIN, of: TO, wrong: true, triesLeft: 3 }),
  'shift-turn': snapshotOf({ ...TURN, note: 'The garage comes at three.' }),
  'shift-turn-same': snapshotOf({ ...TURN, fault: 'same_person' }),
  'shift-turn-confirm': snapshotOf({ ...TURN, to: TO, confirm: true }),
  'shift-signed': snapshotOf({ name: 'shift-signed', from: FROM, to: TO, counts: BUSY, at: at('14:02:41'), ...ENDS }),
  'shift-refused': snapshotOf({
    name: 'shift-refused',
    code: 'not_a_supervisor',
    contact: 'the switchboard, 1234',
    ...ENDS,
  }),
  'take-vehicle': snapshotOf({
    name: 'take',
    slot: 27,
    key: keyView(27),
    last: { mileage: 48_211, fuel: 5, place: 'Car park north, row C', at: at('09:12:00') },
    startedAt: at('14:02:41'),
    endsAt: at('14:03:01'),
  }),
  enrolment: nobody(ENROLMENT),
  'enrolment-looking': nobody({ ...ENROLMENT, step: 'looking', endsAt: null }),
  'enrolment-trouble': nobody({ ...ENROLMENT, trouble: 'removed_too_soon' }),
  'enrolment-done': nobody({ ...ENROLMENT, step: 'done', person: COLVANE.name }),
  'enrolment-refused': nobody({ ...ENROLMENT, step: 'refused', refusal: { code: 'no_such_code' } }),
  'enrolment-wait': nobody({
    ...ENROLMENT,
    step: 'refused',
    refusal: { code: 'too_many_tries', until: at('14:04:00') },
  }),
} satisfies Record<string, CabinetSnapshot>;
