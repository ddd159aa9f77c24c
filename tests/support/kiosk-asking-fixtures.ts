// Believable snapshots for what is asked around a taking, a return and a handover, and for the page about oneself.
import type { RefusalView } from '../../controller/contract/refusal-view.ts';
import type { CabinetSnapshot, KeyOffer, Screen } from '../../controller/contract/snapshot.ts';
import { at, keyView, offer } from './kiosk-builders.ts';
import { KIOSK_FIXTURES, snapshotOf } from './kiosk-fixtures.ts';

const NURSE = 'the nurse in charge, 3100';
const { home } = KIOSK_FIXTURES;
const ENDS = { endsAt: at('14:03:41') };

const OUTSIDE: RefusalView = { code: 'outside_schedule', opens: at('07:00:00', 1), contact: NURSE };

const CHOICES = ['patient_care', 'complaint', 'audit', 'stock_check'];

const ASKING: KeyOffer = {
  ...offer(5),
  asks: ['pin', 'reason', 'witness'],
  warnings: [{ code: 'booked_soon', from: at('16:00:00') }, { code: 'egress_critical' }],
};

const REPORT = { name: 'report', key: keyView(14), open: [], noted: false, fault: null, ...ENDS } as const;
const VEHICLE = { name: 'vehicle', key: keyView(27), last: null, noted: false, fault: null, ...ENDS } as const;
const WITNESS = {
  name: 'witness',
  key: keyView(5),
  purpose: 'take',
  missing: 1,
  standing: [],
  from: ['Pharmacists', 'Nurses in charge'],
  fault: null,
  checking: false,
  canBreakGlass: false,
  ...ENDS,
} as const satisfies Screen;
const HANDOVER = {
  name: 'handover',
  key: keyView(5),
  from: 'C. Lindqvar',
  to: 'E. Halloran-Voss',
  ...ENDS,
} as const;
const ACCOUNT = {
  name: 'account',
  keys: [],
  bookings: [],
  bookable: [{ kind: 'group', id: 'cars', name: 'Pool cars' }],
  hasPin: true,
  badges: ['strong'],
  notice: null,
  busy: false,
  ...ENDS,
} as const satisfies Screen;
const NEW_PIN = {
  name: 'account-pin',
  purpose: 'first',
  step: 'choose',
  fewest: 6,
  fault: null,
  must: true,
  busy: false,
  ...ENDS,
} as const satisfies Screen;

/** One snapshot for each state of each of these screens. */
export const ASKING_FIXTURES = {
  'idle-number': snapshotOf(
    { name: 'idle', notice: null, takeover: null },
    { cabinet: { ...home.cabinet, staffNumber: true, simulated: true } },
  ),
  'home-asking': withHome({ offers: [ASKING, offer(14), offer(1)], usual: ['k5'], rest: [keyView(3), keyView(9)] }),
  'home-single': withHome({ offers: [ASKING, offer(2, OUTSIDE)], single: true }),
  'pin-key': snapshotOf({
    name: 'pin',
    key: keyView(5),
    wrong: false,
    triesLeft: null,
    waitUntil: null,
    locked: false,
    checking: false,
    ...ENDS,
  }),
  'refused-glass': snapshotOf({
    name: 'refused',
    key: keyView(5),
    refusals: [OUTSIDE, { code: 'allowance_reached', allowance: 2, held: 2, contact: NURSE }],
    canBreakGlass: true,
    rest: [keyView(6), keyView(7)],
    endsAt: at('14:02:53'),
  }),
  reason: snapshotOf({ name: 'reason', key: keyView(13), choices: CHOICES, text: 'required', ...ENDS }),
  'reason-text': snapshotOf({ name: 'reason', key: keyView(13), choices: [], text: 'required', ...ENDS }),
  glass: snapshotOf({
    name: 'glass',
    key: keyView(5),
    overrides: [OUTSIDE],
    choices: CHOICES,
    text: 'optional',
    ...ENDS,
  }),
  witness: snapshotOf(WITNESS),
  'witness-fault': snapshotOf({
    ...WITNESS,
    fault: 'same_person',
    missing: 2,
    standing: ['E. Halloran-Voss'],
    canBreakGlass: true,
  }),
  'witness-checking': snapshotOf({ ...WITNESS, checking: true }),
  'witness-return': snapshotOf({ ...WITNESS, purpose: 'return' }),
  count: snapshotOf({ name: 'count', key: keyView(5), ...ENDS }),
  handover: snapshotOf({ ...HANDOVER, to: null, count: 28, confirm: false }),
  'handover-confirm': snapshotOf({ ...HANDOVER, count: 28, confirm: true }),
  'handover-plain': snapshotOf({ ...HANDOVER, count: null, confirm: true }),
  'done-handed': snapshotOf({ name: 'done', taken: [], returned: [], handedOver: [keyView(5)], ...ENDS }),
  report: snapshotOf({ ...REPORT, open: [{ fault: 'tag_damaged', severity: 'minor', since: at('08:00:00') }] }),
  'report-vehicle': snapshotOf({ ...REPORT, key: keyView(27), fault: 'not_yours' }),
  'report-noted': snapshotOf({ ...REPORT, noted: true }),
  vehicle: snapshotOf({
    ...VEHICLE,
    last: { mileage: 48_211, fuel: 5, place: 'Car park north, row C', at: at('09:12:00') },
  }),
  'vehicle-fell': snapshotOf({ ...VEHICLE, fault: 'mileage_fell' }),
  account: snapshotOf(ACCOUNT),
  'account-full': snapshotOf({
    ...ACCOUNT,
    keys: [
      { ...keyView(27), slot: 27, since: at('09:00:00'), due: at('12:00:00'), overdue: true },
      { ...keyView(11), slot: 11, since: at('09:00:00'), due: null, overdue: false },
    ],
    bookings: [
      { id: 'b1', what: { kind: 'key', key: keyView(27) }, from: at('08:00:00'), until: at('18:00:00'), inUse: true },
      {
        id: 'b2',
        what: { kind: 'group', id: 'cars', name: 'Pool cars' },
        from: at('08:00:00', 2),
        until: at('12:00:00', 2),
        inUse: false,
      },
    ],
    badges: ['strong', 'weak'],
    notice: {
      kind: 'booking_refused',
      fault: { code: 'taken_by_others', from: at('08:00:00', 3), until: at('12:00:00', 3) },
    },
  }),
  'account-no-pin': snapshotOf({ ...ACCOUNT, hasPin: false, bookable: [], notice: { kind: 'badge_enrolled' } }),
  'account-pin': snapshotOf(NEW_PIN),
  'account-pin-weak': snapshotOf({ ...NEW_PIN, purpose: 'duress', must: false, fault: 'pattern' }),
  'account-pin-repeat': snapshotOf({ ...NEW_PIN, purpose: 'changed', must: false, step: 'repeat' }),
  'account-badge': snapshotOf({ name: 'account-badge', busy: false, ...ENDS }),
} satisfies Record<string, CabinetSnapshot>;

function withHome(changes: Partial<Extract<Screen, { name: 'home' }>>): CabinetSnapshot {
  if (home.screen.name !== 'home') throw new Error('the fixture shows no home');
  return { ...home, screen: { ...home.screen, ...changes } };
}
