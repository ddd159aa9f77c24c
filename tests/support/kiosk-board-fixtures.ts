// Believable snapshots for the desk at a glance: a busy board, maps of 32 and of 200 slots, finding, alarms, a badge to enrol.
// No people or places that exist.
import type { DeskSlotView, EndedAlarmView } from '../../controller/contract/desk-board.ts';
import type { DeskAlarmView, DeskKey } from '../../controller/contract/desk-records.ts';
import type { CabinetSnapshot, Screen, SlotView, SlotViewState } from '../../controller/contract/snapshot.ts';
import { at, keyView, slots } from './kiosk-builders.ts';
import { BLOCKED, COLVANE, DESK_FIXTURES, FRAME, HALLORAN, MARLOW, PERSON } from './kiosk-desk-fixtures.ts';
import { snapshotOf } from './kiosk-fixtures.ts';

/** As long as a name may be. */
const LONGEST = 'Occupational therapy and rehabilitation, equipment store two';

function keyOut(number: number, due: string, overdue: boolean): DeskKey {
  const person = number % 2 === 0 ? MARLOW : HALLORAN;
  return {
    ...keyView(number),
    ...(number === 3 && { name: LONGEST }),
    codeName: null,
    slot: number,
    where: { at: 'person', person, since: at('06:10:00'), due, overdue },
  };
}

const ALARM: DeskAlarmView = {
  ref: 'key_removed.s9',
  kind: 'key_removed',
  severity: 'alarm',
  since: at('13:58:00'),
  slot: 9,
  key: 'k9',
  keyNumber: 9,
  person: null,
  acknowledged: null,
  gone: null,
};

const OPEN: readonly DeskAlarmView[] = [
  ALARM,
  {
    ...ALARM,
    ref: 'recall.p3',
    kind: 'recall',
    slot: null,
    key: null,
    keyNumber: null,
    person: COLVANE,
    acknowledged: { by: MARLOW, at: at('13:40:00') },
  },
  {
    ...ALARM,
    ref: 'door_left_open',
    kind: 'door_left_open',
    slot: null,
    key: null,
    keyNumber: null,
    gone: at('13:59:00'),
  },
  { ...ALARM, ref: 'key_overdue.k3', kind: 'key_overdue', severity: 'warning', slot: 3, key: 'k3', keyNumber: 3 },
  {
    ...ALARM,
    ref: 'clock_stepped',
    kind: 'clock_stepped',
    severity: 'warning',
    slot: null,
    key: null,
    keyNumber: null,
  },
];

const ENDED: readonly EndedAlarmView[] = [
  {
    kind: 'reader_lost',
    severity: 'alarm',
    slot: null,
    keyNumber: null,
    person: null,
    raised: at('09:02:00'),
    acknowledged: { by: MARLOW, at: at('09:05:00') },
    ended: at('09:20:00'),
  },
  {
    kind: 'slot_jammed',
    severity: 'warning',
    slot: 22,
    keyNumber: null,
    person: null,
    raised: null,
    acknowledged: null,
    ended: at('16:00:00', -1),
  },
];

/** One of each state that a slot can be in. */
const STATES: Readonly<Record<number, SlotViewState>> = {
  2: 'out',
  3: 'overdue',
  5: 'reserved',
  8: 'fault',
  12: 'yours',
  16: 'push',
  17: 'take',
  21: 'put',
  25: 'out',
  28: 'unknown',
  30: 'wrong',
};
const MORE: Readonly<Record<number, Partial<SlotView>>> = {
  3: { due: at('12:00:00') },
  5: { from: at('16:00:00') },
  30: { belongs: 22 },
};

function stated(count: number): readonly SlotView[] {
  const states = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [index + 1, STATES[(index % 91) + 1]]).filter(([, state]) => state),
  ) as Record<number, SlotViewState>;
  return slots(states, count).map((slot) => ({ ...slot, ...MORE[((slot.number - 1) % 91) + 1] }));
}

function filled(count: number): readonly DeskSlotView[] {
  return stated(count).map(({ number, state, key }) => ({
    number,
    key: key === null ? null : { ...keyView(((key - 1) % 28) + 1), number: key },
    holder: state === 'out' || state === 'overdue' ? HALLORAN : state === 'yours' ? MARLOW : null,
    since: at('06:10:00'),
  }));
}

function mapOf(count: number): CabinetSnapshot {
  const shown = snapshotOf({ ...FRAME, name: 'desk-map', slots: filled(count) }, { slots: stated(count) });
  return { ...shown, cabinet: { ...shown.cabinet, columns: count > 32 ? 13 : 8 } };
}

const NOW = DESK_FIXTURES['desk-now'].screen as Extract<Screen, { name: 'desk-now' }>;
const WHERE = snapshotOf({
  name: 'return',
  slot: 143,
  key: keyView(14),
  startedAt: at('14:02:30'),
  endsAt: at('14:03:11'),
});

/** One snapshot for each state of each of these screens. */
export const BOARD_FIXTURES = {
  'desk-busy': snapshotOf(
    {
      ...NOW,
      counts: { in: 3, out: 424, overdue: 12, lost: 2, faults: 14, alarms: 5, suspended: 3, reviews: 2, weak: 31 },
      away: [
        ...NOW.away,
        ...Array.from({ length: 12 }, (_, index) =>
          keyOut(index + 1, at(`${String(index % 6).padStart(2, '0')}:30:00`), true),
        ),
        ...Array.from({ length: 16 }, (_, index) => keyOut(index + 13, at('18:00:00'), false)),
      ],
      alarms: OPEN,
      sheet: 2,
      sheets: 3,
    },
    {
      alarms: [
        { kind: 'key_removed', severity: 'alarm', since: at('13:58:00'), slots: [9], acknowledged: false, gone: false },
      ],
    },
  ),
  'desk-find-empty': snapshotOf({ ...FRAME, name: 'desk-found', text: '', keys: [], people: [], more: false }),
  'desk-find-none': snapshotOf({ ...FRAME, name: 'desk-found', text: 'XQ', keys: [], people: [], more: false }),
  'desk-find-long': snapshotOf({
    ...FRAME,
    name: 'desk-found',
    text: 'O',
    keys: Array.from({ length: 12 }, (_, index) => keyOut(index + 1, at('18:00:00'), index % 3 === 0)),
    people: [PERSON, BLOCKED],
    more: true,
  }),
  'desk-map': mapOf(32),
  'desk-map-large': mapOf(200),
  'return-large': {
    ...WHERE,
    cabinet: { ...WHERE.cabinet, columns: 13 },
    slots: slots({ 143: 'put', 3: 'overdue' }, 200),
  },
  'desk-alarms': snapshotOf({ ...FRAME, name: 'desk-alarms', open: OPEN, ended: ENDED }),
  'desk-alarms-none': snapshotOf({ ...FRAME, name: 'desk-alarms', open: [], ended: [] }),
  'desk-alarms-unread': snapshotOf({
    ...FRAME,
    name: 'desk-alarms',
    open: [{ ...ALARM, kind: 'log_damaged', slot: null, key: null, keyNumber: null }],
    ended: null,
    notice: { command: 'desk.acknowledge', fault: 'text_required' },
  }),
  'desk-enrol': snapshotOf({ name: 'desk-enrol', person: HALLORAN, endsAt: at('14:03:05') }),
} satisfies Record<string, CabinetSnapshot>;
