// Believable snapshots of a key, a person, their timelines and the pack about a lost key at the desk of a supervisor.
// No people or places that exist.
import type { HappeningView, HistoryView, LostStepView, WhoView } from '../../controller/contract/desk-history.ts';
import type { DeskKey, DeskPerson } from '../../controller/contract/desk-records.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at, keyView } from './kiosk-builders.ts';
import { COLVANE, FRAME, HALLORAN, MARLOW } from './kiosk-desk-fixtures.ts';
import { snapshotOf } from './kiosk-fixtures.ts';
import { FORCE } from './kiosk-force-fixtures.ts';
import { KEY_PAGE, NO_HISTORY } from './kiosk-subject-parts.ts';

const ERASED: WhoView = { id: 'p9', name: null };
const DRUGS = { id: 'k8', number: 8, name: 'Controlled drugs, ward 5' };
const OPENS = ['Ward 5, drug cupboard', 'Ward 5, drug fridge', 'Ward 5, emergency trolley'];

const LATE: DeskKey = {
  ...keyView(8),
  codeName: 'Grey wagtail',
  slot: 8,
  where: { at: 'person', person: HALLORAN, since: at('06:10:00'), due: at('12:00:00'), overdue: true },
};
const NO_DUE: DeskKey = {
  ...keyView(10),
  codeName: null,
  slot: 10,
  where: { at: 'person', person: COLVANE, since: at('09:41:00'), due: null, overdue: false },
};
const EQUAL: DeskKey = { ...keyView(7), codeName: null, slot: 7, where: { at: 'slot', since: at('21:10:00', -1) } };
const LOST: DeskKey = { ...LATE, where: { at: 'lost', since: at('13:20:00'), person: HALLORAN } };
const MISSING: DeskKey = { ...LATE, where: { at: 'unaccounted', since: at('13:20:00'), during: COLVANE } };

type Told = Partial<HappeningView> & Pick<HappeningView, 'kind'>;

const TOLD: readonly Told[] = [
  { kind: 'alarm.raised', alarm: 'key_escalated', whom: null },
  { kind: 'key.overdue', whom: HALLORAN, due: at('12:00:00') },
  { kind: 'release.taken', who: HALLORAN, slot: 8, due: at('12:00:00') },
  { kind: 'witness.confirmed', who: MARLOW, whom: HALLORAN },
  { kind: 'access.refused', who: COLVANE, slot: 8, why: ['outside_schedule', 'qualification_missing'] },
  { kind: 'fault.cleared', who: MARLOW },
  { kind: 'key.returned', who: null, whom: ERASED, slot: 8 },
  { kind: 'key.handed_over', who: HALLORAN, whom: ERASED, due: at('07:00:00') },
  { kind: 'fault.reported', who: HALLORAN, fault: 'ring_incomplete' },
  { kind: 'key.extended', who: MARLOW, whom: HALLORAN, due: at('18:00:00') },
  { kind: 'override.reviewed', who: MARLOW },
  { kind: 'booking.made', who: COLVANE },
];

function history(told: readonly Told[], over: Partial<HistoryView> = {}): HistoryView {
  const entries = told.map((one, index) => ({
    entry: 4182 - 7 * index,
    at: at(`${String(13 - index).padStart(2, '0')}:07:00`, index < 6 ? 0 : -index),
    who: null,
    whom: null,
    key: DRUGS,
    slot: null,
    ...one,
  }));
  return { entries, earlier: null, trouble: null, ...over };
}

const STEPS: readonly Pick<LostStepView, 'step' | 'noted'>[] = [
  { step: 'places_searched', noted: false },
  { step: 'holders_asked', noted: false },
  { step: 'security_told', noted: false },
  { step: 'owners_told', noted: false },
  { step: 'rekey_decided', noted: true },
  { step: 'police_told', noted: true },
];

/** The first few steps are done. */
function steps(done: number): readonly LostStepView[] {
  return STEPS.map((one, index) => ({
    ...one,
    done:
      index >= done
        ? null
        : {
            by: index === 1 ? ERASED : MARLOW,
            at: at(`13:${31 + 4 * index}:00`),
            text: one.noted ? 'The pharmacy lead decided: change both cylinders today. Case 4711.' : null,
          },
  }));
}

const pack = (done: number) => ({
  ...FRAME,
  name: 'desk-lost' as const,
  key: LOST,
  opens: OPENS,
  equals: [EQUAL],
  holders: [
    { who: HALLORAN, since: at('06:10:00'), reach: '4106' },
    { who: ERASED, since: at('22:14:00', -1), reach: null },
    { who: COLVANE, since: at('08:00:00', -3), reach: '4128' },
  ],
  steps: steps(done),
  progress: { done, of: STEPS.length },
  trouble: null,
  evidence: { entries: [4011, 4102, 4160, 4182], size: 4190, root: '3f9a04c17be2d865'.repeat(4) },
});

const KEY = {
  ...FRAME,
  ...KEY_PAGE,
  name: 'desk-key' as const,
  force: FORCE,
  faults: [],
  bookings: [],
  reading: null,
};

const PERSON: DeskPerson = { ...HALLORAN, number: '40213', role: 'staff', standing: 'active', holds: 2 };

/** One snapshot for each state of these screens. */
export const SUBJECT_FIXTURES = {
  'desk-key-late': snapshotOf({
    ...KEY,
    key: LATE,
    reach: '4106',
    opens: OPENS,
    equals: [EQUAL],
    history: history(TOLD, { earlier: 4105 }),
  }),
  'desk-key-no-due': snapshotOf({ ...KEY, key: NO_DUE, history: history(TOLD.slice(2, 4)) }),
  'desk-key-missing': snapshotOf({
    ...KEY,
    key: MISSING,
    opens: OPENS,
    history: { ...NO_HISTORY, trouble: 'unreadable' },
  }),
  'desk-key-search': snapshotOf({
    ...KEY,
    key: LOST,
    reach: '4106',
    opens: OPENS,
    lost: { done: 3, of: 6 },
    history: history([
      { kind: 'lost.step_done', who: MARLOW, step: 'security_told' },
      { kind: 'key.lost', who: MARLOW },
    ]),
  }),
  'desk-person-holding': snapshotOf({
    ...FRAME,
    name: 'desk-person',
    person: PERSON,
    reach: '4106',
    yourself: false,
    keys: [
      LATE,
      { ...NO_DUE, where: { at: 'person', person: HALLORAN, since: at('09:41:00'), due: null, overdue: false } },
    ],
    badges: ['strong', 'weak'],
    suspension: null,
    history: history(TOLD, { earlier: 4105 }),
  }),
  'desk-timeline': snapshotOf({
    ...FRAME,
    name: 'desk-timeline',
    subject: { kind: 'key', key: DRUGS },
    before: 4260,
    history: history(TOLD, { earlier: 4105, trouble: 'behind' }),
  }),
  'desk-timeline-person': snapshotOf({
    ...FRAME,
    name: 'desk-timeline',
    subject: { kind: 'person', person: HALLORAN },
    before: null,
    history: history(TOLD),
  }),
  'desk-timeline-none': snapshotOf({
    ...FRAME,
    name: 'desk-timeline',
    subject: { kind: 'person', person: HALLORAN },
    before: null,
    history: NO_HISTORY,
  }),
  'desk-lost': snapshotOf({ ...pack(0), notice: { command: 'desk.report_lost', fault: null } }),
  'desk-lost-half': snapshotOf(pack(5)),
  'desk-lost-done': snapshotOf({
    ...pack(6),
    opens: [],
    equals: [],
    holders: [],
    trouble: 'unreadable',
    notice: { command: 'desk.lost_step', fault: 'already_done' },
  }),
} satisfies Record<string, CabinetSnapshot>;
