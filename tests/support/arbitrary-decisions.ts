// Any small hospital at any moment, and anybody in it who asks for any key: what the properties of the policy are tried on.
import * as fc from 'fast-check';
import type { Booking } from '../../controller/domain/booking.ts';
import type { Curfew } from '../../controller/domain/curfew.ts';
import { type Custody, type Holding, heldBy } from '../../controller/domain/custody.ts';
import type { KeyFault } from '../../controller/domain/fault.ts';
import { KEY_CLASSES, type Key, type KeyGroup, type KeyPair, type KeySet } from '../../controller/domain/key.ts';
import { EMPTY_LEDGER, type Ledger, type Suspension } from '../../controller/domain/ledger.ts';
import type { Facts, TakeRequest } from '../../controller/domain/policy/facts.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import type { Schedule } from '../../controller/domain/schedule.ts';
import type { CabinetPolicy, CabinetSetup } from '../../controller/domain/setup.ts';
import type { Grant, Staff } from '../../controller/domain/staff.ts';
import { instant, minutes } from '../../controller/domain/time.ts';
import { minuteOfDay } from '../../controller/domain/zone.ts';
import {
  A_POLICY,
  aKey,
  aKeyGroup,
  aSetup,
  aSlot,
  aStaff,
  bookingId,
  fobId,
  keyGroupId,
  keyId,
  NOW,
  qualificationId,
  scheduleId,
  seq,
  slotId,
  staffGroupId,
  staffId,
  UTC,
} from './domain-builders.ts';

const STAFF_GROUPS = ['wards', 'porters', 'security'].map(staffGroupId);
const KEY_GROUPS = ['rooms', 'lifts', 'vehicles'].map(keyGroupId);
const PEOPLE = ['ada', 'ben', 'cyd', 'dot'].map(staffId);
const KEYS = ['linen', 'lift', 'car', 'store', 'gate'].map(keyId);
const QUALIFICATIONS = ['induction', 'drugs'].map(qualificationId);
const REASONS = ['cleaning', 'repair'];
const SCHEDULES: readonly Schedule[] = [
  [7 * 60, 19 * 60],
  [20 * 60, 6 * 60],
].map(([from = 0, to = 0], n) => ({
  id: scheduleId(`schedule-${n}`),
  name: `Schedule ${n}`,
  windows: [{ days: [1, 2, 3, 4, 5], from: minuteOfDay(from), to: minuteOfDay(to) }],
  onHolidays: null,
  exceptions: [],
}));

const someInstant = fc.integer({ min: NOW - 7_200_000, max: NOW + 7_200_000 }).map(instant);
const person = fc.constantFrom(...PEOPLE);
const staffGroups = fc.subarray(STAFF_GROUPS);
const keySet: fc.Arbitrary<KeySet> = fc.oneof(
  fc.constantFrom(...KEYS).map((key) => ({ kind: 'key' as const, key })),
  fc.constantFrom(...KEY_GROUPS).map((group) => ({ kind: 'group' as const, group })),
);

/** Mostly null, so that hospitals are not hopeless. */
function seldom<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
}

const seldomTrue = seldom(fc.constant(true)).map((value) => value === true);

const curfews: fc.Arbitrary<readonly Curfew[]> = fc.subarray<Curfew>([
  { kind: 'after', duration: minutes(30) },
  { kind: 'at', minute: minuteOfDay(600) },
  { kind: 'end_of_shift' },
]);

export const arbitraryGrant: fc.Arbitrary<Grant> = fc.record({
  staffGroup: fc.constantFrom(...STAFF_GROUPS),
  keyGroup: fc.constantFrom(...KEY_GROUPS),
  schedule: seldom(fc.constantFrom(...SCHEDULES.map((schedule) => schedule.id))),
  qualifications: seldom(fc.subarray(QUALIFICATIONS)).map((list) => list ?? []),
});

const staff: fc.Arbitrary<readonly Staff[]> = fc
  .tuple(
    ...PEOPLE.map((id) =>
      fc.record({
        id: fc.constant(id),
        role: fc.constantFrom('staff', 'staff', 'staff', 'witness' as const),
        groups: fc.subarray(STAFF_GROUPS, { minLength: 1 }),
        standing: seldomTrue.map((suspended) => (suspended ? ('suspended' as const) : ('active' as const))),
        validFrom: seldom(someInstant),
        validUntil: seldom(someInstant),
        allowance: seldom(fc.nat(3)),
        curfews,
        qualifications: fc
          .subarray(QUALIFICATIONS)
          .chain((held) =>
            fc.tuple(
              ...held.map((qualification) =>
                fc.record({ qualification: fc.constant(qualification), until: seldom(someInstant) }),
              ),
            ),
          ),
        wantsPin: seldomTrue,
      }),
    ),
  )
  .map((people) => people.map((one) => aStaff({ ...one, name: one.id })));

const keys: fc.Arbitrary<readonly Key[]> = fc
  .tuple(
    ...KEYS.map((id) =>
      fc.record({
        id: fc.constant(id),
        class: fc.constantFrom(...KEY_CLASSES),
        groups: fc.subarray(KEY_GROUPS, { minLength: 1 }),
        curfews,
        wantsPin: seldomTrue,
      }),
    ),
  )
  .map((list) => list.map((one, n) => aKey({ ...one, number: n + 1 })));

const witnessRule = fc.record({ count: fc.integer({ min: 1, max: 2 }), from: staffGroups });

const keyGroups: fc.Arbitrary<readonly KeyGroup[]> = fc
  .tuple(
    ...KEY_GROUPS.map((id) =>
      fc.record({
        id: fc.constant(id),
        allowance: seldom(fc.nat(2)),
        wantsPin: seldomTrue,
        pinOutside: seldom(fc.constantFrom(...SCHEDULES.map((schedule) => schedule.id))),
        witnessOnTake: seldom(witnessRule),
        witnessOnReturn: seldom(witnessRule),
        reason: seldom(
          fc.record({
            choices: fc.subarray(REASONS),
            text: fc.constantFrom('none' as const, 'optional' as const, 'required' as const),
          }),
        ),
        booking: fc.constantFrom('none' as const, 'none' as const, 'possible' as const, 'only' as const),
        breakGlass: staffGroups,
        badgeStrength: seldomTrue.map((strong) => (strong ? ('strong' as const) : ('weak' as const))),
      }),
    ),
  )
  .map((list) => list.map(aKeyGroup));

const pair: fc.Arbitrary<KeyPair> = fc.record({
  kind: fc.constantFrom('exclusive' as const, 'lock_out' as const),
  first: keySet,
  second: keySet,
});

const policy: fc.Arbitrary<CabinetPolicy> = fc
  .record({
    pinClasses: fc.subarray([...KEY_CLASSES]),
    allowance: fc.integer({ min: 1, max: 5 }),
    overdueBlocks: seldomTrue,
  })
  .map((over) => ({ ...A_POLICY, ...over }));

/** A set-up of four people and five keys, each in a slot of its own. */
export const arbitrarySetup: fc.Arbitrary<CabinetSetup> = fc
  .record({
    staff,
    keys,
    keyGroups,
    grants: fc.array(arbitraryGrant, { minLength: 2, maxLength: 8 }),
    pairs: seldom(fc.array(pair, { maxLength: 2 })).map((list) => list ?? []),
    policy,
  })
  .map((over) =>
    aSetup({
      ...over,
      schedules: SCHEDULES,
      shifts: [6 * 60, 14 * 60, 22 * 60].map(minuteOfDay),
      slots: KEYS.map((id, n) =>
        aSlot({ id: slotId(`slot-${id}`), number: n + 1, position: n, fob: fobId(`fob-${id}`) }),
      ),
      fobs: KEYS.map((id) => ({ id: fobId(`fob-${id}`), key: id, tag: null })),
      staffGroups: STAFF_GROUPS.map((id) => ({ id, name: id })),
    }),
  );

const holding: fc.Arbitrary<Holding> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ at: 'slot' as const, slot: aSlot().id, since: NOW }) },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.constant('person' as const),
      staff: person,
      since: someInstant,
      due: fc.option(someInstant),
      intent: fc.integer({ min: 1, max: 99 }).map(seq),
      stage: fc.constant('in_time' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ at: fc.constant('doubt' as const), staff: person, since: someInstant, intent: fc.constant(seq(1)) }),
      fc.record({ at: fc.constant('unaccounted' as const), since: someInstant, during: fc.option(person) }),
      fc.record({ at: fc.constant('lost' as const), since: someInstant, staff: fc.option(person) }),
    ),
  },
);

const custody: fc.Arbitrary<Custody> = fc
  .tuple(...KEYS.map((id) => fc.tuple(fc.constant(id), holding)))
  .map((list) => new Map(list));

const booking: fc.Arbitrary<Booking> = fc.record({
  id: fc.nat(99).map((n) => bookingId(`booking-${n}`)),
  staff: person,
  what: keySet,
  from: someInstant,
  until: someInstant,
  madeAt: someInstant,
  key: seldom(fc.constantFrom(...KEYS)),
});

const fault: fc.Arbitrary<KeyFault> = fc.record({
  report: fc.constant(seq(1)),
  key: fc.constantFrom(...KEYS),
  fault: fc.constant('stuck' as const),
  severity: fc.constantFrom('minor' as const, 'major' as const, 'critical' as const),
  by: person,
  since: someInstant,
  note: fc.constant(null),
});

const suspension: fc.Arbitrary<Suspension> = fc.record({
  staff: person,
  by: person,
  since: someInstant,
  silent: fc.boolean(),
});

/** What may have happened in such a hospital. */
export const arbitraryLedger: fc.Arbitrary<Ledger> = fc
  .record({
    custody,
    bookings: fc.array(booking, { maxLength: 4 }),
    faults: seldom(fc.array(fault, { maxLength: 2 })),
    suspensions: seldom(fc.array(suspension, { maxLength: 1 })),
  })
  .map(({ custody: held, bookings, faults, suspensions }) => ({
    ...EMPTY_LEDGER,
    custody: held,
    bookings: new Map(bookings.map((one) => [one.id, one])),
    faults: new Map((faults ?? []).map((one) => [one.key, [one]])),
    suspensions: new Map((suspensions ?? []).map((one) => [one.staff, one])),
  }));

export interface Asked {
  readonly setup: CabinetSetup;
  readonly request: TakeRequest;
  readonly facts: Facts;
}

/** Somebody of the set-up asks for a key of it at `NOW`. */
export const arbitraryAsked: fc.Arbitrary<Asked> = fc
  .record({
    setup: arbitrarySetup,
    ledger: arbitraryLedger,
    who: fc.nat(PEOPLE.length - 1),
    what: fc.nat(KEYS.length - 1),
    factors: fc.constantFrom(['badge'] as const, ['badge', 'pin'] as const, ['number', 'pin'] as const),
    badge: fc.constantFrom('strong' as const, 'weak' as const, null),
    witnesses: fc.subarray(PEOPLE),
    reason: fc.constantFrom(null, ...REASONS),
    hasNote: fc.boolean(),
    breakGlass: seldomTrue,
    hasPin: fc.boolean(),
    condition: fc.constantFrom('ready', 'ready', 'ready', 'busy', 'silent' as const),
    storage: fc.constantFrom('available', 'available', 'available', 'unavailable' as const),
  })
  .map(({ setup, ledger, who, what, hasPin, condition, storage, witnesses, ...asked }): Asked => {
    const roster = rosterOf(setup);
    const [one, thing] = [setup.staff[who], setup.keys[what]];
    if (one === undefined || thing === undefined) throw new Error('nobody asks for anything');
    const held = heldBy(ledger.custody, one.id);
    return {
      setup,
      request: { ...asked, staff: one, key: thing, witnesses: witnesses.flatMap((id) => roster.staff(id) ?? []) },
      facts: {
        roster,
        ledger,
        zone: UTC,
        wall: UTC.wallAt(NOW),
        held,
        hasPin,
        slot: roster.homeOf(thing.id),
        condition,
        storage,
      },
    };
  });
