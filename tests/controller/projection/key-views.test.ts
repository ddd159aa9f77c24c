// Refusals as the screen is told them: ids become what people say, and nobody but the person at the screen is named.
import { describe, expect, it } from 'vitest';
import type { RefusalView } from '../../../controller/contract/refusal-view.ts';
import type { Refusal } from '../../../controller/domain/refusal.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { instant } from '../../../controller/domain/time.ts';
import { keyView, refusalView } from '../../../controller/projection/key-views.ts';
import {
  aKey,
  aKeyGroup,
  aSetup,
  aStaff,
  keyGroupId,
  keyId,
  NOW,
  qualificationId,
  ROOMS,
  staffGroupId,
  staffId,
  WARDS,
} from '../../support/domain-builders.ts';

const DRUGS = qualificationId('drugs');
const SAFE = aKey({ id: keyId('safe'), number: 15, name: 'Morphine safe', codeName: 'Delta' });
const COLLEAGUE = aStaff({ id: staffId('colleague'), name: 'C. Olleague' });
const LATER = instant(NOW + 3_600_000);
const [NOW_ISO, LATER_ISO] = ['2030-01-15T09:00:00.000Z', '2030-01-15T10:00:00.000Z'];
const contact = aKeyGroup().contact;
const switchboard = 'the switchboard, 1234';

const roster = rosterOf(
  aSetup({
    staff: [aStaff(), COLLEAGUE],
    keys: [aKey(), SAFE],
    qualifications: [{ id: DRUGS, name: 'drug training' }],
  }),
);

const VIEWS: readonly (readonly [Refusal, RefusalView])[] = [
  [{ code: 'staff_suspended' }, { code: 'staff_suspended', contact: switchboard }],
  [
    { code: 'staff_suspended', silent: true },
    { code: 'not_served', contact: switchboard },
  ],
  [
    { code: 'staff_not_yet_valid', from: LATER },
    { code: 'staff_not_yet_valid', from: LATER_ISO, contact: switchboard },
  ],
  [
    { code: 'staff_expired', until: NOW },
    { code: 'staff_expired', until: NOW_ISO, contact: switchboard },
  ],
  [{ code: 'witness_only' }, { code: 'witness_only', contact: switchboard }],
  [{ code: 'no_grant' }, { code: 'no_grant', contact }],
  [
    { code: 'outside_schedule', opens: LATER },
    { code: 'outside_schedule', opens: LATER_ISO, contact },
  ],
  [
    { code: 'outside_schedule', opens: null },
    { code: 'outside_schedule', opens: null, contact },
  ],
  [
    { code: 'qualification_missing', qualification: DRUGS },
    { code: 'qualification_missing', qualification: 'drug training', contact },
  ],
  [
    { code: 'qualification_expired', qualification: DRUGS, since: NOW },
    { code: 'qualification_expired', qualification: 'drug training', since: NOW_ISO, contact },
  ],
  [
    { code: 'pin_required', keyClass: 'controlled', cause: 'badge' },
    { code: 'pin_required', keyClass: 'controlled', cause: 'badge', contact },
  ],
  [
    { code: 'group_allowance_reached', group: ROOMS, allowance: 1, held: 1 },
    { code: 'group_allowance_reached', group: 'Rooms', allowance: 1, held: 1, contact },
  ],
  [
    { code: 'holds_overdue', keys: [aKey().id, keyId('gone')] },
    { code: 'holds_overdue', keys: [{ number: 14, name: 'Linen room' }], contact },
  ],
  [
    { code: 'excluded_by', key: SAFE.id },
    { code: 'excluded_by', key: { number: 15, name: 'Delta' }, contact },
  ],
  [
    { code: 'excluded_by', key: keyId('gone') },
    { code: 'excluded_by', key: null, contact },
  ],
  [
    { code: 'locked_out_by', keys: [SAFE.id] },
    { code: 'locked_out_by', keys: [{ number: 15, name: 'Delta' }], contact },
  ],
  [
    { code: 'witness_required', needed: 2, present: 1, from: [WARDS, staffGroupId('gone')] },
    { code: 'witness_required', needed: 2, present: 1, from: ['Wards', 'gone'], contact },
  ],
  [
    { code: 'reason_required', group: ROOMS },
    { code: 'reason_required', group: 'Rooms', contact },
  ],
  [
    { code: 'booking_required', group: keyGroupId('gone') },
    { code: 'booking_required', group: 'gone', contact },
  ],
  [
    { code: 'booked_by_other', from: NOW, until: LATER },
    { code: 'booked_by_other', from: NOW_ISO, until: LATER_ISO, contact },
  ],
  [
    { code: 'key_faulty', fault: 'bent', since: NOW },
    { code: 'key_faulty', fault: 'bent', since: NOW_ISO, contact },
  ],
  [
    { code: 'key_out', since: NOW, holder: COLLEAGUE.id, due: LATER },
    { code: 'key_out', since: NOW_ISO, yours: false, due: LATER_ISO, contact },
  ],
  [
    { code: 'key_out', since: NOW, holder: aStaff().id },
    { code: 'key_out', since: NOW_ISO, yours: true, contact },
  ],
  [
    { code: 'key_lost', since: NOW },
    { code: 'key_lost', since: NOW_ISO, contact },
  ],
  [{ code: 'slot_busy' }, { code: 'slot_busy', contact }],
];

describe('a refusal on the screen', () => {
  it.each(VIEWS)('%o', (refusal, view) => {
    const seen = refusalView(roster, aStaff().id, aKey().id, refusal);
    expect(seen).toEqual(view);
    expect(JSON.stringify(seen)).not.toMatch(/colleague|Olleague/);
  });
});

describe('a key on the screen', () => {
  it.each([
    [aKey(), 'Linen room'],
    [SAFE, 'Delta'],
  ])('goes by its code name where it has one', (key, name) => {
    expect(keyView(key)).toEqual({ id: key.id, number: key.number, name, class: 'ordinary' });
  });
});
