// The indexes of a set-up: they say what a plain search of the lists would say.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyPair, KeySet } from '../../../controller/domain/key.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import { localDate } from '../../../controller/domain/zone.ts';
import { arbitrarySetup } from '../../support/arbitrary-decisions.ts';
import {
  aKey,
  aKeyGroup,
  aSetup,
  aSlot,
  aStaff,
  keyGroupId,
  keyId,
  ROOMS,
  slotId,
} from '../../support/domain-builders.ts';

describe('the roster', () => {
  it('finds what the lists hold', () => {
    fc.assert(
      fc.property(arbitrarySetup, (setup) => {
        const roster = rosterOf(setup);
        const holds = (set: KeySet, key: (typeof setup.keys)[number]) =>
          set.kind === 'key' ? set.key === key.id : key.groups.includes(set.group);
        for (const key of setup.keys) {
          expect(roster.key(key.id)).toBe(key);
          expect(roster.groupsOf(key)).toEqual(key.groups.map((id) => setup.keyGroups.find((one) => one.id === id)));
          const opposite = (kind: KeyPair['kind']) =>
            setup.pairs
              .filter((pair) => pair.kind === kind)
              .flatMap(({ first, second }) =>
                setup.keys.filter(
                  (other) => (holds(first, key) && holds(second, other)) || (holds(second, key) && holds(first, other)),
                ),
              )
              .filter((other) => other !== key)
              .map(({ id }) => id);
          const { exclusive, lock_out } = roster.pairedWith(key);
          expect([exclusive, lock_out]).toEqual([new Set(opposite('exclusive')), new Set(opposite('lock_out'))]);
        }
        for (const set of setup.pairs.flatMap(({ first, second }) => [first, second])) {
          expect(roster.keysOf(set)).toEqual(setup.keys.filter((key) => holds(set, key)).map(({ id }) => id));
        }
        for (const person of setup.staff) {
          expect(roster.staff(person.id)).toBe(person);
          for (const group of person.groups) expect(roster.staffOf(group)).toContain(person);
          const reaches = (key: (typeof setup.keys)[number]) =>
            setup.grants.filter((one) => person.groups.includes(one.staffGroup) && key.groups.includes(one.keyGroup));
          for (const key of setup.keys) {
            expect(new Set(roster.grantsFor(person, key))).toEqual(new Set(reaches(key)));
            expect(roster.grantsFor(person, key).length).toBe(reaches(key).length);
          }
          const granted = setup.keys.filter((key) => reaches(key).length > 0);
          expect(roster.grantedKeys(person)).toEqual(granted.toSorted((a, b) => a.number - b.number));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows the place of a key and what belongs in a place', () => {
    const free = aSlot({ id: slotId('slot-15'), number: 15, position: 14, fob: null });
    const roster = rosterOf(aSetup({ slots: [aSlot(), free] }));
    expect(roster.homeOf(aKey().id)).toEqual(aSlot());
    expect(roster.slotByNumber(15)).toBe(free);
    expect(roster.subjectOf(aSlot())).toEqual({ slot: aSlot().id, fob: aSlot().fob, key: aKey().id });
    expect(roster.subjectOf(free)).toEqual({ slot: free.id, fob: null, key: null });
  });

  it('knows nothing of what is not there', () => {
    const roster = rosterOf(aSetup({ staff: [], keys: [], keyGroups: [], grants: [], slots: [], fobs: [] }));
    expect(roster.staff(aStaff().id)).toBeNull();
    expect(roster.key(keyId('linen'))).toBeNull();
    expect(roster.keyGroup(ROOMS)).toBeNull();
    expect(roster.homeOf(keyId('linen'))).toBeNull();
    expect(roster.slotByNumber(14)).toBeNull();
    expect(roster.groupsOf(aKey())).toEqual([]);
    expect(roster.keysOf({ kind: 'key', key: keyId('linen') })).toEqual([]);
    expect(roster.keysOf({ kind: 'group', group: ROOMS })).toEqual([]);
    expect(roster.grantedKeys(aStaff())).toEqual([]);
  });

  it('counts a group once that a key names twice', () => {
    const key = aKey({ groups: [ROOMS, ROOMS] });
    expect(rosterOf(aSetup({ keys: [key] })).keysOf({ kind: 'group', group: ROOMS })).toEqual([key.id]);
  });

  it('knows the holidays', () => {
    const date = localDate('2030-12-25');
    const roster = rosterOf(aSetup({ holidays: [{ date, name: 'Christmas Day' }] }));
    expect([roster.isHoliday(date), roster.isHoliday(localDate('2030-12-24'))]).toEqual([true, false]);
  });

  it.each([
    ['the contact of the first group', aKey(), aKeyGroup().contact],
    ['the contact of the cabinet, for a key of no group', aKey({ groups: [] }), 'the switchboard, 1234'],
    [
      'the contact of the cabinet, for an unknown group',
      aKey({ groups: [keyGroupId('gone')] }),
      'the switchboard, 1234',
    ],
    ['the contact of the cabinet, where there is no key', null, 'the switchboard, 1234'],
  ])('says who helps: %s', (_, key, contact) => {
    expect(rosterOf(aSetup()).contactFor(key)).toBe(contact);
  });
});
