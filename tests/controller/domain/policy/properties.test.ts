// What holds of every decision, whatever the hospital and whoever asks.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OVERRIDABLE } from '../../../../controller/domain/policy/break-glass.ts';
import {
  decide,
  decideBy,
  decideReopen,
  KEY_RULES,
  refusalCodes,
  SLOT_RULES,
} from '../../../../controller/domain/policy/decide.ts';
import type { SlotRule } from '../../../../controller/domain/policy/facts.ts';
import { decideHandover } from '../../../../controller/domain/policy/handover.ts';
import { returnDemands } from '../../../../controller/domain/policy/returning.ts';
import { countWitnesses } from '../../../../controller/domain/policy/rules/witnesses.ts';
import { rosterOf } from '../../../../controller/domain/roster.ts';
import type { Staff } from '../../../../controller/domain/staff.ts';
import { instant } from '../../../../controller/domain/time.ts';
import { type Asked, arbitraryAsked, arbitraryGrant } from '../../../support/arbitrary-decisions.ts';
import { aSlot, NOW } from '../../../support/domain-builders.ts';

const RULES: readonly SlotRule[] = [...KEY_RULES, ...SLOT_RULES];
const ask = ({ request, facts }: Asked) => decide(request, facts, NOW);

describe('any decision', () => {
  it('is a permit or a list of at least one refusal', () => {
    fc.assert(
      fc.property(arbitraryAsked, (asked) => {
        const decision = ask(asked);
        if (!decision.permitted) expect(decision.refusals.length).toBeGreaterThan(0);
      }),
    );
  });

  it('comes out both ways, by every rule, in these trials', () => {
    const decisions = fc.sample(arbitraryAsked, { numRuns: 3000, seed: 7 }).map(ask);
    expect(new Set(decisions.map(({ permitted }) => permitted))).toEqual(new Set([true, false]));
    expect(decisions.some((one) => one.permitted && one.permit.overridden.length > 0)).toBe(true);
    expect(decisions.some((one) => one.permitted && one.permit.booking !== null)).toBe(true);
    const codes = new Set(decisions.flatMap(refusalCodes));
    expect([...OVERRIDABLE].filter((code) => !codes.has(code))).toEqual([]);
  });

  it('never permits more when a rule is added', () => {
    fc.assert(
      fc.property(
        arbitraryAsked,
        fc.subarray([...RULES]),
        fc.constantFrom(...RULES),
        ({ request, facts }, rules, extra) => {
          const fewer = decideBy(rules, request, facts, NOW);
          const more = decideBy([...rules, extra], request, facts, NOW);
          if (!fewer.permitted) expect(more.permitted).toBe(false);
        },
      ),
    );
  });

  it('never becomes a permit when a grant is taken away', () => {
    fc.assert(
      fc.property(arbitraryAsked, arbitraryGrant, (asked, extra) => {
        const { setup, request, facts } = asked;
        const roster = rosterOf({ ...setup, grants: [...setup.grants, extra] });
        const more = decide(request, { ...facts, roster }, NOW);
        const fewer = decide(request, facts, NOW);
        if (!more.permitted) expect(fewer.permitted).toBe(false);
      }),
    );
  });

  it('never refuses more when a PIN, a reason, a note or a colleague is given', () => {
    fc.assert(
      fc.property(arbitraryAsked, ({ setup, request, facts }) => {
        const bare = {
          ...request,
          factors: ['badge'],
          witnesses: [],
          reason: null,
          hasNote: false,
          breakGlass: false,
        } as const;
        const given = {
          ...request,
          factors: ['badge', 'pin'],
          witnesses: setup.staff,
          hasNote: true,
          breakGlass: false,
        } as const;
        const before = new Set(refusalCodes(decide(bare, facts, NOW)));
        expect(refusalCodes(decide(given, facts, NOW)).filter((code) => !before.has(code))).toEqual([]);
      }),
    );
  });

  it('refuses the suspended and the expired, glass broken or not, and lets a key be handed to none of them', () => {
    const barred = fc.constantFrom<Partial<Staff>>(
      { standing: 'suspended' },
      { standing: 'active', validFrom: null, validUntil: NOW },
      { standing: 'active', validFrom: null, validUntil: instant(NOW - 1) },
    );
    fc.assert(
      fc.property(arbitraryAsked, barred, fc.boolean(), ({ request, facts }, over, breakGlass) => {
        const staff = { ...request.staff, ...over };
        expect(decide({ ...request, staff, breakGlass, hasNote: true }, facts, NOW).permitted).toBe(false);
        expect(decideReopen({ staff, slot: aSlot({ fob: null }) }, true, facts, NOW).permitted).toBe(false);
        expect(decideHandover({ ...request, staff }, facts, NOW).permitted).toBe(false);
      }),
    );
  });

  it('permits only a key that is in, that is fit, from a slot that can open, with storage to write to', () => {
    fc.assert(
      fc.property(arbitraryAsked, (asked) => {
        const { request, facts } = asked;
        const decision = ask(asked);
        if (!decision.permitted) return;
        expect(facts.ledger.custody.get(request.key.id)?.at).toBe('slot');
        expect(facts.ledger.faults.get(request.key.id)?.some(({ severity }) => severity === 'critical') ?? false).toBe(
          false,
        );
        expect([facts.condition, facts.storage]).toEqual(['ready', 'available']);
        expect(decision.permit).toMatchObject({ staff: request.staff.id, key: request.key.id, slot: facts.slot });
        expect(decision.permit.due ?? instant(NOW + 1)).toBeGreaterThan(NOW);
      }),
      { numRuns: 500 },
    );
  });

  it('overrides only what may be overridden, for members, with a word of why', () => {
    fc.assert(
      fc.property(arbitraryAsked, ({ request, facts }) => {
        const decision = decide({ ...request, breakGlass: true }, facts, NOW);
        if (!decision.permitted || decision.permit.overridden.length === 0) return;
        expect(decision.permit.overridden.filter((code) => !OVERRIDABLE.has(code))).toEqual([]);
        expect(request.reason !== null || request.hasNote).toBe(true);
        const mayBreak = facts.roster.groupsOf(request.key).flatMap(({ breakGlass }) => breakGlass);
        expect(request.staff.groups.some((group) => mayBreak.includes(group))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('has witnesses who are not the person, are of the right group and are valid', () => {
    fc.assert(
      fc.property(arbitraryAsked, (asked) => {
        const { request, facts } = asked;
        const decision = decide({ ...request, breakGlass: false }, facts, NOW);
        if (!decision.permitted) return;
        for (const { witnessOnTake } of facts.roster.groupsOf(request.key)) {
          if (witnessOnTake === null) continue;
          const others = request.witnesses.filter(
            ({ id, groups, standing, validFrom, validUntil }) =>
              id !== request.staff.id &&
              standing === 'active' &&
              !facts.ledger.suspensions.has(id) &&
              (validFrom === null || validFrom <= NOW) &&
              (validUntil === null || validUntil > NOW) &&
              groups.some((group) => witnessOnTake.from.includes(group)),
          );
          expect(new Set(others.map(({ id }) => id)).size).toBeGreaterThanOrEqual(witnessOnTake.count);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any return', () => {
  it('is asked for the same by the key whoever brings it, and never for a person who is valid', () => {
    fc.assert(
      fc.property(arbitraryAsked, ({ request, facts }) => {
        const demands = returnDemands(request.key, facts.roster);
        const everybodyOut = { ...facts.roster.setup, staff: [], grants: [] };
        expect(returnDemands(request.key, rosterOf(everybodyOut))).toEqual(demands);
        if (demands.witnesses === null) return;
        expect(countWitnesses(demands.witnesses, request.staff, [request.staff], facts.ledger, NOW)).toBe(0);
      }),
    );
  });
});
