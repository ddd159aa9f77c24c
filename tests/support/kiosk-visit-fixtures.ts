// Snapshots of a visit in the states that the ordinary ones leave out: several keys, a door that stands open, somebody who waits,
// a key that is due soon, a refusal with its end, more keys than one screen shows. No people or places that exist.
import type { CabinetSnapshot, KeyOffer, Screen } from '../../controller/contract/snapshot.ts';
import { at, held, keyView, offer, slots } from './kiosk-builders.ts';
import { KIOSK_FIXTURES, snapshotOf } from './kiosk-fixtures.ts';

const WARD_LEAD = 'the nurse in charge, 3100';
const USUAL = { 2: 'out', 9: 'out', 21: 'overdue', 25: 'out' } as const;
type Home = Extract<Screen, { name: 'home' }>;

const HOME = homeIn(KIOSK_FIXTURES['home-few']);
const CLOSE: Extract<Screen, { name: 'close-door' }> = {
  name: 'close-door',
  urgency: 'none',
  taken: [held(14, at('18:00:00'))],
  returned: [],
  handedOver: [],
  since: at('14:02:20'),
};

function homeIn({ screen }: CabinetSnapshot): Home {
  if (screen.name !== 'home') throw new Error('this is not the list of keys');
  return screen;
}

function homeWith(changes: Partial<Home>): CabinetSnapshot {
  return snapshotOf({ ...HOME, ...changes }, { slots: slots({ ...USUAL, 11: 'yours', 13: 'yours' }) });
}

function waitedFor(snapshot: CabinetSnapshot, waiting: number): CabinetSnapshot {
  return { ...snapshot, session: snapshot.session && { ...snapshot.session, waiting } };
}

const EVERY_KEY: readonly KeyOffer[] = Array.from({ length: 28 }, (_, index) => offer(index + 1));

export const VISIT_FIXTURES = {
  'take-second': snapshotOf(
    { name: 'take', slot: 5, key: keyView(5), startedAt: at('14:02:34'), endsAt: at('14:02:54'), nth: 2, of: 3 },
    { slots: slots({ ...USUAL, 5: 'take', 14: 'yours' }) },
  ),
  'close-door-taken': snapshotOf(CLOSE),
  'close-door-reminder': snapshotOf({ ...CLOSE, urgency: 'reminder' }),
  'close-door-alarm': snapshotOf({ ...CLOSE, urgency: 'alarm' }, { door: 'left_open' }),
  'close-door-waited': waitedFor(snapshotOf(CLOSE), 3),
  'done-waited': waitedFor(KIOSK_FIXTURES.done, 1),
  'home-usual': homeWith({
    offers: EVERY_KEY,
    usual: ['k14', 'k3'],
    have: [{ ...held(11, at('14:10:00')), dueSoon: true }],
  }),
  'home-one-late': homeWith({ have: [held(13, at('12:00:00'), true)] }),
  'home-two': homeWith({ have: [{ ...held(11, at('14:10:00')), dueSoon: true }, held(25, at('18:00:00'))] }),
  'home-three': homeWith({ have: [held(11, at('18:00:00')), held(13, at('12:00:00'), true), held(15, null)] }),
  'refused-schedule': snapshotOf({
    name: 'refused',
    key: keyView(5),
    refusals: [{ code: 'outside_schedule', opens: at('07:00:00', 1), contact: WARD_LEAD }],
    canBreakGlass: true,
    rest: [keyView(14)],
    endsAt: at('14:02:53'),
  }),
  'refused-booked': snapshotOf({
    name: 'refused',
    key: keyView(27),
    refusals: [{ code: 'booked_by_other', from: at('13:00:00'), until: at('16:30:00'), contact: WARD_LEAD }],
    canBreakGlass: false,
    rest: [],
    endsAt: at('14:02:40'),
  }),
} satisfies Record<string, CabinetSnapshot>;
