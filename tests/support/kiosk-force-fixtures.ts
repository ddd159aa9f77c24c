// Snapshots of releases past the rules and of slots out of use: each state of each screen, once. Data only, no rule.
import type { ForceView } from '../../controller/contract/desk-force.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at, keyView } from './kiosk-builders.ts';
import { snapshotOf } from './kiosk-fixtures.ts';

const FRAME = { notice: null, busy: false, endsAt: at('14:03:41') };
const CHIEF = { id: 'p1', name: 'R. Marlow' };
const PIN = {
  name: 'desk-secure',
  wrong: false,
  triesLeft: null,
  waitUntil: null,
  locked: false,
  checking: false,
  endsAt: at('14:03:41'),
} as const;
/** The longest name that a key may have. */
const LONG = { id: 'k7', number: 107, name: 'Anaesthetics and intensive care, controlled drugs, east wing' };

/** A key that can be forced out. */
export const FORCE: ForceView = { why: null, slot: 14, quarantine: null };
/** A slot that is out of use. */
export const QUARANTINE = { slot: 14, by: CHIEF, since: at('09:12:00') };

const WAITING = Array.from({ length: 7 }, (_, index) => ({ slot: 7 + index, key: keyView(7 + index) }));

export const FORCE_FIXTURES = {
  'force-pin': snapshotOf({ ...PIN, key: LONG }),
  'force-pin-wrong': snapshotOf({ ...PIN, wrong: true, triesLeft: 2, key: null }),
  'force-confirm': snapshotOf({
    name: 'desk-confirm',
    key: keyView(14),
    slot: 14,
    group: null,
    count: 1,
    endsAt: at('14:03:21'),
  }),
  'force-confirm-long': snapshotOf({
    name: 'desk-confirm',
    key: LONG,
    slot: 107,
    group: null,
    count: 1,
    endsAt: at('14:02:51'),
  }),
  'force-confirm-group': snapshotOf({
    name: 'desk-confirm',
    key: null,
    slot: null,
    group: 'Controlled drugs',
    count: 12,
    endsAt: at('14:03:21'),
  }),
  'force-confirm-all': snapshotOf({
    name: 'desk-confirm',
    key: null,
    slot: null,
    group: null,
    count: 186,
    endsAt: at('14:03:21'),
  }),
  'force-opening': snapshotOf({
    name: 'desk-forcing',
    key: keyView(14),
    slot: 14,
    startedAt: at('14:02:41'),
    endsAt: null,
  }),
  'force-take': snapshotOf({
    name: 'desk-forcing',
    key: LONG,
    slot: 107,
    startedAt: at('14:02:36'),
    endsAt: at('14:02:56'),
  }),
  'forced-taken': snapshotOf({ ...FRAME, name: 'desk-forced', key: LONG, slot: 107, why: null }),
  'forced-jammed': snapshotOf({
    ...FRAME,
    name: 'desk-forced',
    key: keyView(14),
    slot: 14,
    why: 'release.not_opened',
  }),
  'forced-not-taken': snapshotOf({ ...FRAME, name: 'desk-forced', key: LONG, slot: 107, why: 'release.not_taken' }),
  'emergency-first': snapshotOf({
    name: 'desk-emergency',
    group: null,
    total: 64,
    released: 0,
    failed: [],
    current: { slot: 1, key: keyView(1), open: false },
    open: [],
    stopping: false,
  }),
  'emergency-many': snapshotOf({
    name: 'desk-emergency',
    group: 'Anaesthetics and intensive care, controlled drugs, east wing',
    total: 24,
    released: 6,
    failed: [
      { key: LONG, why: 'release.not_opened' },
      { key: keyView(6), why: 'release.unknown' },
      { key: keyView(5), why: 'not_recorded' },
    ],
    current: { slot: 14, key: keyView(14), open: false },
    open: WAITING,
    stopping: false,
  }),
  'emergency-stopping': snapshotOf({
    name: 'desk-emergency',
    group: 'Controlled drugs',
    total: 12,
    released: 4,
    failed: [{ key: keyView(6), why: 'stopped' }],
    current: { slot: 107, key: LONG, open: true },
    open: [{ slot: 107, key: LONG }],
    stopping: true,
  }),
  'released-all': snapshotOf({ ...FRAME, name: 'desk-released', total: 12, released: 12, failed: [] }),
} satisfies Record<string, CabinetSnapshot>;
