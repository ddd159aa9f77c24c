// What if: the same decision as at the screen, at another time, for somebody who brings all that can be brought.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldBy } from '../../../../controller/domain/custody.ts';
import { decide, refusalCodes } from '../../../../controller/domain/policy/decide.ts';
import type { Facts } from '../../../../controller/domain/policy/facts.ts';
import { type Premises, whatIf } from '../../../../controller/domain/policy/what-if.ts';
import { rosterOf } from '../../../../controller/domain/roster.ts';
import type { Schedule } from '../../../../controller/domain/schedule.ts';
import type { CabinetSetup } from '../../../../controller/domain/setup.ts';
import { instant } from '../../../../controller/domain/time.ts';
import { minuteOfDay } from '../../../../controller/domain/zone.ts';
import { arbitraryLedger, arbitrarySetup } from '../../../support/arbitrary-decisions.ts';
import {
  A_GRANT,
  aKey,
  aKeyGroup,
  aLedger,
  aSetup,
  aStaff,
  fobId,
  keyId,
  NOW,
  scheduleId,
  staffGroupId,
  staffId,
  UTC,
  WARDS,
} from '../../../support/domain-builders.ts';

const NIGHTS: Schedule = {
  id: scheduleId('nights'),
  name: 'Nights',
  windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: minuteOfDay(20 * 60), to: minuteOfDay(6 * 60) }],
  onHolidays: null,
  exceptions: [],
};
const SUNDAY_AT_THREE = instant(Date.UTC(2030, 0, 20, 3));
const ADA = aStaff({ id: staffId('ada'), name: 'A. Early' });
const BEN = aStaff({ id: staffId('ben'), name: 'B. Later', validUntil: instant(SUNDAY_AT_THREE - 1) });
const OUTSIDER = aStaff({ id: staffId('cyd'), name: 'C. Elsewhere', groups: [staffGroupId('porters')] });

function premises(over: Partial<CabinetSetup>): Premises {
  return { roster: rosterOf(aSetup(over)), ledger: aLedger(), zone: UTC };
}

describe('what if', () => {
  it('says who could take a key at a time, by name, and why the others could not', () => {
    const setup = { staff: [BEN, OUTSIDER, ADA], schedules: [NIGHTS], grants: [{ ...A_GRANT, schedule: NIGHTS.id }] };
    const told = whatIf({ key: aKey(), at: SUNDAY_AT_THREE }, premises(setup));
    expect(told.map(({ person, decision }) => [person.id, refusalCodes(decision)])).toEqual([
      [ADA.id, []],
      [BEN.id, ['staff_expired']],
    ]);
    const byDay = whatIf({ key: aKey(), at: NOW }, premises(setup));
    expect(byDay.map(({ decision }) => refusalCodes(decision))).toEqual([['outside_schedule'], ['outside_schedule']]);
  });

  it('says what a person could take, by number', () => {
    const second = aKey({ id: keyId('second'), number: 3 });
    const fobs = [
      { id: fobId('fob-14'), key: aKey().id, tag: null },
      { id: fobId('fob-3'), key: second.id, tag: null },
    ];
    const told = whatIf({ person: aStaff(), at: NOW }, premises({ keys: [aKey(), second], fobs }));
    expect(told.map(({ key, decision }) => [key.number, refusalCodes(decision)])).toEqual([
      [3, ['key_has_no_slot']],
      [14, []],
    ]);
  });

  it('assumes a PIN, a good badge, a reason and a colleague', () => {
    const keyGroups = [
      aKeyGroup({
        wantsPin: true,
        badgeStrength: 'strong',
        reason: { choices: ['repair'], text: 'required' },
        witnessOnTake: { count: 1, from: [WARDS] },
      }),
    ];
    const [told] = whatIf({ person: ADA, at: NOW }, premises({ keyGroups, staff: [ADA, BEN] }));
    expect(told?.decision.permitted).toBe(true);
    const [alone] = whatIf({ person: ADA, at: NOW }, premises({ keyGroups, staff: [ADA] }));
    expect(alone && refusalCodes(alone.decision)).toEqual(['witness_required']);
  });

  it('equals the decision about somebody who brings everything and everybody', () => {
    fc.assert(
      fc.property(arbitrarySetup, arbitraryLedger, fc.integer({ min: 0, max: 100 * 24 }), (setup, ledger, hours) => {
        const at = instant(NOW + hours * 3_600_000);
        const roster = rosterOf(setup);
        const outlooks = [
          ...setup.staff.flatMap((person) => whatIf({ person, at }, { roster, ledger, zone: UTC })),
          ...setup.keys.flatMap((key) => whatIf({ key, at }, { roster, ledger, zone: UTC })),
        ];
        for (const { person, key, decision } of outlooks) {
          const reasons = roster.groupsOf(key).flatMap(({ reason }) => reason?.choices ?? []);
          const facts: Facts = {
            roster,
            ledger,
            zone: UTC,
            wall: UTC.wallAt(at),
            held: heldBy(ledger.custody, person.id),
            hasPin: true,
            slot: roster.homeOf(key.id),
            condition: 'ready',
            storage: 'available',
          };
          const request = {
            staff: person,
            key,
            factors: ['badge', 'pin'],
            badge: 'strong',
            witnesses: setup.staff,
            reason: reasons[0] ?? null,
            hasNote: true,
            breakGlass: false,
          } as const;
          expect(decision).toEqual(decide(request, facts, at));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('names each person and each key once, and only those whom a grant connects', () => {
    fc.assert(
      fc.property(arbitrarySetup, arbitraryLedger, (setup, ledger) => {
        const roster = rosterOf(setup);
        const byPerson = setup.staff.flatMap((person) => whatIf({ person, at: NOW }, { roster, ledger, zone: UTC }));
        const byKey = setup.keys.flatMap((key) => whatIf({ key, at: NOW }, { roster, ledger, zone: UTC }));
        const names = (list: typeof byKey) => list.map(({ person, key }) => `${person.id} ${key.id}`).toSorted();
        expect(names(byPerson)).toEqual(names(byKey));
        expect(new Set(names(byKey)).size).toBe(byKey.length);
        expect(byKey.flatMap(({ decision }) => refusalCodes(decision))).not.toContain('no_grant');
      }),
      { numRuns: 40 },
    );
  });
});
