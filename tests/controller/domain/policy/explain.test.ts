// Why not, as data: until when each refusal holds, as far as anybody knows, and who can help.
import { describe, expect, it } from 'vitest';
import type { Holding } from '../../../../controller/domain/custody.ts';
import { explain } from '../../../../controller/domain/policy/explain.ts';
import type { Refusal } from '../../../../controller/domain/refusal.ts';
import { rosterOf } from '../../../../controller/domain/roster.ts';
import { type Instant, instant } from '../../../../controller/domain/time.ts';
import {
  aCustody,
  aKey,
  aKeyGroup,
  aSetup,
  keyGroupId,
  keyId,
  NOW,
  ROOMS,
  seq,
  staffId,
} from '../../../support/domain-builders.ts';

const CARS = keyGroupId('cars');
const CAR = aKey({ id: keyId('car'), number: 15, groups: [CARS] });
const [SOON, LATE] = [instant(NOW + 1000), instant(NOW + 2000)];
const LODGE = aKeyGroup().contact;
const GARAGE = 'the garage, 2700';
const SWITCHBOARD = 'the switchboard, 1234';
const roster = rosterOf(
  aSetup({ keys: [aKey(), CAR], keyGroups: [aKeyGroup(), aKeyGroup({ id: CARS, contact: GARAGE })] }),
);
const out = (due: Instant | null): Holding => ({
  at: 'person',
  staff: staffId('colleague'),
  since: NOW,
  due,
  intent: seq(1),
  stage: 'in_time',
});

const CASES: readonly (readonly [Refusal, Instant | null, string])[] = [
  [{ code: 'staff_suspended' }, null, SWITCHBOARD],
  [{ code: 'staff_not_yet_valid', from: SOON }, SOON, SWITCHBOARD],
  [{ code: 'staff_expired', until: NOW }, null, SWITCHBOARD],
  [{ code: 'witness_only' }, null, SWITCHBOARD],
  [{ code: 'no_grant' }, null, LODGE],
  [{ code: 'outside_schedule', opens: LATE }, LATE, LODGE],
  [{ code: 'outside_schedule', opens: null }, null, LODGE],
  [{ code: 'group_allowance_reached', group: CARS, allowance: 1, held: 1 }, null, GARAGE],
  [{ code: 'reason_required', group: ROOMS }, null, LODGE],
  [{ code: 'booking_required', group: keyGroupId('gone') }, null, LODGE],
  [{ code: 'booked_by_other', from: NOW, until: LATE }, LATE, LODGE],
  [{ code: 'key_out', since: NOW, holder: staffId('colleague'), due: SOON }, SOON, LODGE],
  [{ code: 'key_out', since: NOW, holder: staffId('colleague') }, null, LODGE],
  [{ code: 'excluded_by', key: CAR.id }, SOON, GARAGE],
  [{ code: 'excluded_by', key: keyId('gone') }, null, LODGE],
  [{ code: 'locked_out_by', keys: [CAR.id, keyId('bus')] }, LATE, LODGE],
  [{ code: 'locked_out_by', keys: [CAR.id, keyId('van')] }, null, LODGE],
  [{ code: 'locked_out_by', keys: [CAR.id, keyId('linen')] }, null, LODGE],
  [{ code: 'slot_busy' }, null, LODGE],
];

describe('an explanation', () => {
  const custody = aCustody({ car: out(SOON), bus: out(LATE), van: out(null) });

  it.each(CASES)('of %o', (refusal, until, contact) => {
    expect(explain([refusal], { key: aKey(), roster, ledger: { custody } }, NOW)).toEqual([
      { refusal, until, contact },
    ]);
  });

  it.each([SOON, LATE])('does not promise what has passed: %i', (at) => {
    const [told] = explain([{ code: 'excluded_by', key: CAR.id }], { key: aKey(), roster, ledger: { custody } }, at);
    expect(told?.until).toBeNull();
  });

  it('names the help of the cabinet where there is no key', () => {
    const [told] = explain([{ code: 'slot_not_misfilled' }], { key: null, roster, ledger: { custody } }, NOW);
    expect(told?.contact).toBe(SWITCHBOARD);
  });
});
