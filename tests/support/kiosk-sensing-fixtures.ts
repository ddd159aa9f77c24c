// Believable snapshots of slots that see less than which key stands in them, and of those that see more. Data only.
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at, keyView, slots } from './kiosk-builders.ts';
import { snapshotOf } from './kiosk-fixtures.ts';

const USUAL = { 2: 'out', 9: 'out', 21: 'overdue', 25: 'out' } as const;

export const SENSING_FIXTURES = {
  'return-presence': snapshotOf(
    {
      name: 'return',
      slot: 14,
      key: keyView(14),
      startedAt: at('14:02:30'),
      endsAt: at('14:03:30'),
      sensing: 'presence',
    },
    { slots: slots({ ...USUAL, 14: 'put', 11: 'yours' }) },
  ),
  'return-bolt': snapshotOf(
    { name: 'return', slot: 14, key: keyView(14), startedAt: at('14:02:30'), endsAt: at('14:03:30'), sensing: 'bolt' },
    { slots: slots({ ...USUAL, 14: 'put', 11: 'yours' }) },
  ),
  'returned-presence': snapshotOf({
    name: 'returned',
    slot: 14,
    key: keyView(14),
    unsigned: false,
    endsAt: at('14:02:47'),
    sensing: 'presence',
  }),
  'wrong-place-key': snapshotOf(
    {
      name: 'wrong-place',
      slot: 30,
      belongs: [{ slot: 22, key: keyView(22) }],
      standing: keyView(22),
      refusals: [],
    },
    { slots: slots({ ...USUAL, 30: 'wrong', 22: 'put' }) },
  ),
  'wrong-place-unknown': snapshotOf(
    { name: 'wrong-place', slot: 30, belongs: [], standing: 'unknown', refusals: [] },
    {
      slots: slots({ ...USUAL, 30: 'wrong' }),
      alarms: [
        {
          kind: 'fob_unknown',
          severity: 'alarm',
          since: at('14:02:31'),
          slots: [30],
          acknowledged: false,
          gone: false,
        },
      ],
    },
  ),
} satisfies Record<string, CabinetSnapshot>;
