// What holds of the decision whatever the facts are.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Custody, Holding } from '../../../controller/domain/custody.ts';
import { KEY_CLASSES, type Key } from '../../../controller/domain/key.ts';
import { type Decision, decide, decideReopen, type Facts } from '../../../controller/domain/policy.ts';
import type { Factor, Grant, Staff } from '../../../controller/domain/staff.ts';
import { hours, instant } from '../../../controller/domain/time.ts';
import {
  aKey,
  aSlot,
  aStaff,
  keyGroupId,
  keyId,
  NOW,
  seq,
  staffGroupId,
  staffId,
} from '../../support/domain-builders.ts';

const STAFF_GROUPS = ['wards', 'porters', 'estates'].map(staffGroupId);
const KEY_GROUPS = ['rooms', 'lifts', 'vehicles'].map(keyGroupId);
const PEOPLE = ['nurse', 'colleague'].map(staffId);
const KEYS = ['linen', 'lift', 'car', 'store', 'archive', 'gate'].map(keyId);

const someInstant = fc.integer({ min: NOW - 3_600_000, max: NOW + 3_600_000 }).map(instant);
const person = fc.constantFrom(...PEOPLE);

const holding: fc.Arbitrary<Holding> = fc.oneof(
  fc.record({ at: fc.constant('slot' as const), slot: fc.constant(aSlot().id), since: someInstant }),
  fc.record({
    at: fc.constant('person' as const),
    staff: person,
    since: someInstant,
    due: fc.option(someInstant),
    intent: fc.integer({ min: 1, max: 99 }).map(seq),
  }),
  fc.record({ at: fc.constant('doubt' as const), staff: person, since: someInstant, intent: fc.constant(seq(1)) }),
  fc.record({ at: fc.constant('unaccounted' as const), since: someInstant, during: fc.option(person) }),
);

const custody: fc.Arbitrary<Custody> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), holding), { selector: ([key]) => key })
  .map((pairs) => new Map(pairs));

const someone: fc.Arbitrary<Staff> = fc
  .record({
    groups: fc.subarray(STAFF_GROUPS),
    standing: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const),
    validFrom: fc.option(someInstant),
    validUntil: fc.option(someInstant),
    allowance: fc.option(fc.nat(5)),
    hasPin: fc.boolean(),
  })
  .map(aStaff);

const something: fc.Arbitrary<Key> = fc
  .record({
    id: fc.constantFrom(...KEYS),
    class: fc.constantFrom(...KEY_CLASSES),
    groups: fc.subarray(KEY_GROUPS),
    curfew: fc.option(fc.integer({ min: 1, max: 48 }).map(hours)),
  })
  .map(aKey);

const grant: fc.Arbitrary<Grant> = fc.record({
  staffGroup: fc.constantFrom(...STAFF_GROUPS),
  keyGroup: fc.constantFrom(...KEY_GROUPS),
});

const factors: fc.Arbitrary<readonly Factor[]> = fc.constantFrom(['badge'], ['badge', 'pin']);

const facts: fc.Arbitrary<Facts> = fc.record({
  policy: fc.record({ pinClasses: fc.subarray([...KEY_CLASSES]), allowance: fc.nat(5) }),
  grants: fc.array(grant, { maxLength: 6 }),
  custody,
  slot: fc.option(fc.constant(aSlot()), { freq: 9 }),
  condition: fc.constantFrom('ready' as const, 'ready' as const, 'busy' as const, 'silent' as const, 'faulty' as const),
  storage: fc.constantFrom('available' as const, 'available' as const, 'unavailable' as const),
});

const asked = fc.tuple(fc.record({ staff: someone, key: something, factors }), facts);

function codes(decision: Decision): ReadonlySet<string> {
  return new Set(decision.permitted ? [] : decision.refusals.map((refusal) => refusal.code));
}

function added(before: ReadonlySet<string>, now: ReadonlySet<string>): readonly string[] {
  return [...now].filter((code) => !before.has(code));
}

describe('any decision', () => {
  it('is a permit or a list of at least one refusal, none of them twice', () => {
    fc.assert(
      fc.property(asked, ([request, known]) => {
        const decision = decide(request, known, NOW);
        if (decision.permitted) return;
        expect(decision.refusals.length).toBeGreaterThan(0);
        expect(codes(decision).size).toBe(decision.refusals.length);
      }),
    );
  });

  it('comes out both ways in these trials', () => {
    const outcomes = fc
      .sample(asked, { numRuns: 3000, seed: 7 })
      .map(([request, known]) => decide(request, known, NOW));
    expect(new Set(outcomes.map((one) => one.permitted))).toEqual(new Set([true, false]));
  });

  it('never refuses more when a grant is added, and never permits when one is taken away from a refusal', () => {
    fc.assert(
      fc.property(asked, grant, fc.nat(6), ([request, known], extra, place) => {
        const grants = known.grants.toSpliced(place, 0, extra);
        const fewer = decide(request, known, NOW);
        const more = decide(request, { ...known, grants }, NOW);
        expect(added(codes(fewer), codes(more))).toEqual([]);
        if (!more.permitted) expect(fewer.permitted).toBe(false);
      }),
    );
  });

  it('never refuses more when the PIN is given', () => {
    fc.assert(
      fc.property(asked, ([request, known]) => {
        const without = decide({ ...request, factors: ['badge'] }, known, NOW);
        const withPin = decide({ ...request, factors: ['badge', 'pin'] }, known, NOW);
        expect(added(codes(without), codes(withPin))).toEqual([]);
      }),
    );
  });

  it('refuses the suspended and the expired, whatever else is true', () => {
    const barred = fc.oneof(
      someone.map((staff): Staff => ({ ...staff, standing: 'suspended' })),
      someone.map((staff): Staff => ({ ...staff, validFrom: null, validUntil: NOW })),
      someone.map((staff): Staff => ({ ...staff, validUntil: instant(NOW - 1) })),
    );
    fc.assert(
      fc.property(asked, barred, fc.boolean(), ([request, known], staff, misfilled) => {
        expect(decide({ ...request, staff }, known, NOW).permitted).toBe(false);
        expect(decideReopen({ staff, slot: aSlot({ fob: null }) }, misfilled, known, NOW).permitted).toBe(false);
      }),
    );
  });

  it('permits only a key that is in its slot, with storage to write to and a slot that answers', () => {
    const grantAll = STAFF_GROUPS.flatMap((staffGroup) => KEY_GROUPS.map((keyGroup) => ({ staffGroup, keyGroup })));
    const usual = fc.record({ staff: fc.constant(aStaff()), key: something, factors });
    let permits = 0;
    fc.assert(
      fc.property(usual, facts, (request, known) => {
        const decision = decide(request, { ...known, grants: grantAll }, NOW);
        if (!decision.permitted) return;
        permits += 1;
        expect(known.custody.get(request.key.id)?.at).toBe('slot');
        expect([known.condition, known.storage]).toEqual(['ready', 'available']);
        expect(decision.permit).toMatchObject({ staff: request.staff.id, key: request.key.id, slot: known.slot });
      }),
      { numRuns: 2000, seed: 11 },
    );
    expect(permits).toBeGreaterThan(0);
  });
});
