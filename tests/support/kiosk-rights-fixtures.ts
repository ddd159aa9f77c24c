// Believable snapshots of the pages about rights at the desk of a supervisor. No people or places that exist.
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at, keyView } from './kiosk-builders.ts';
import { BLOCKED, COLVANE, FRAME, HALLORAN, MARLOW, PERSON } from './kiosk-desk-fixtures.ts';
import { snapshotOf } from './kiosk-fixtures.ts';

const RIGHT = {
  standing: 'active',
  badge: 'strong',
  keys: [keyView(5), keyView(6), keyView(7), keyView(8)],
  every: true,
  hours: [],
  why: [],
} as const;

/** One snapshot for each state of each screen about rights. */
export const RIGHTS_FIXTURES = {
  'desk-weak': snapshotOf({
    ...FRAME,
    name: 'desk-weak',
    people: [
      { person: PERSON, weak: 1, strong: 0 },
      { person: BLOCKED, weak: 2, strong: 1 },
    ],
    more: false,
  }),
  'desk-weak-none': snapshotOf({ ...FRAME, name: 'desk-weak', people: [], more: false }),
  'desk-rights': snapshotOf({
    ...FRAME,
    name: 'desk-rights',
    subject: { kind: 'group', id: 'g1', name: 'Controlled drugs' },
    lines: [
      { ...RIGHT, person: MARLOW },
      { ...RIGHT, person: HALLORAN, badge: 'weak', hours: ['Weekdays, early', 'Weekends'] },
      {
        ...RIGHT,
        person: COLVANE,
        standing: 'suspended_here',
        badge: 'none',
        keys: [keyView(5), keyView(6), keyView(8)],
        every: false,
        why: ['staff_suspended', 'qualification_expired'],
      },
      {
        ...RIGHT,
        person: { id: 'p4', name: 'D. Tarrow' },
        keys: [keyView(7)],
        every: false,
        why: ['no_grant'],
        glass: true,
      },
      { ...RIGHT, person: { id: 'p5', name: 'N. Ostlere' }, standing: 'expired', why: ['staff_expired'] },
      { ...RIGHT, person: { id: 'p6', name: 'V. Pellwright' }, why: ['witness_required'] },
    ],
    sheet: 1,
    sheets: 3,
    last: null,
  }),
  'desk-rights-last': snapshotOf({
    ...FRAME,
    name: 'desk-rights',
    subject: { kind: 'group', id: 'g1', name: 'Controlled drugs' },
    lines: [{ ...RIGHT, person: MARLOW }],
    sheet: 3,
    sheets: 3,
    last: { by: COLVANE, at: at('09:12:00', -3), same: false },
  }),
  'desk-rights-changed': snapshotOf({
    ...FRAME,
    name: 'desk-rights',
    subject: { kind: 'person', id: 'p2', name: 'E. Halloran-Voss' },
    lines: [
      { ...RIGHT, person: HALLORAN, keys: [keyView(5), keyView(9), keyView(10)], every: false },
      { ...RIGHT, person: HALLORAN, keys: [keyView(28)], every: false, why: ['qualification_missing'] },
      {
        ...RIGHT,
        person: HALLORAN,
        keys: [keyView(25), keyView(26)],
        every: false,
        booked: { from: at('16:00:00'), until: at('18:00:00') },
      },
    ],
    sheet: 1,
    sheets: 1,
    last: { by: MARLOW, at: at('09:12:00'), same: true },
    notice: { command: 'desk.sign', fault: 'rights_changed' },
  }),
  'desk-rights-none': snapshotOf({
    ...FRAME,
    name: 'desk-rights',
    subject: { kind: 'group', id: 'g2', name: 'Plant rooms' },
    lines: [],
    sheet: 1,
    sheets: 1,
    last: null,
  }),
  'desk-sign': snapshotOf({
    name: 'desk-sign',
    wrong: true,
    triesLeft: 2,
    waitUntil: null,
    locked: false,
    checking: false,
    endsAt: at('14:03:41'),
  }),
} satisfies Record<string, CabinetSnapshot>;
