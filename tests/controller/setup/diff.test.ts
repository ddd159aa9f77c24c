// The difference of two set-ups, as a person reads it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQualificationId } from '../../../controller/domain/ids.ts';
import type { CabinetSetup } from '../../../controller/domain/setup.ts';
import { hours, minutes } from '../../../controller/domain/time.ts';
import { minuteOfDay } from '../../../controller/domain/zone.ts';
import { changeLine, setupDiff } from '../../../controller/setup/diff.ts';
import { canonicalText } from '../../../controller/setup/digest.ts';
import { duplicateFaults } from '../../../controller/setup/references.ts';
import { arbitrarySetup } from '../../support/arbitrary-setup.ts';
import {
  A_GRANT,
  A_POLICY,
  aKey,
  aKeyGroup,
  aSetup,
  aStaff,
  boardId,
  keyGroupId,
  keyId,
  NOW,
  staffId,
} from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const lines = (before: CabinetSetup | null, after: CabinetSetup) => setupDiff(before, after).map(changeLine);
const TRAINING = expectOk(parseQualificationId('training'));
const TWO_HOURS = aKey({ curfews: [{ kind: 'after', duration: hours(2) }] });

const soundSetup = arbitrarySetup.filter((setup) => duplicateFaults(setup).length === 0);

describe('the difference of two set-ups', () => {
  it.each<[string, Partial<CabinetSetup>, Partial<CabinetSetup>, readonly string[]]>([
    ['nothing', {}, {}, []],
    [
      'a shorter curfew',
      { keys: [TWO_HOURS] },
      { keys: [aKey({ curfews: [{ kind: 'after', duration: minutes(30) }] })] },
      ['~ key 14: curfew 2 h → 30 min'],
    ],
    [
      'another kind of curfew',
      { keys: [TWO_HOURS] },
      { keys: [aKey({ curfews: [{ kind: 'at', minute: minuteOfDay(1170) }, { kind: 'end_of_shift' }] })] },
      ['~ key 14: curfew 2 h → by 19:30, end of shift'],
    ],
    ['a grant more', { grants: [] }, {}, ['+ grant wards → rooms']],
    ['a grant less', {}, { grants: [] }, ['- grant wards → rooms']],
    [
      'two fields of a person',
      {},
      { staff: [aStaff({ standing: 'suspended', validUntil: NOW })] },
      ['~ staff nurse: standing active → suspended; valid until none → 2030-01-15T09:00:00Z'],
    ],
    [
      'a rule of a group',
      {},
      { keyGroups: [aKeyGroup({ witnessOnTake: { count: 1, from: [A_GRANT.staffGroup] }, countOnHandover: true })] },
      ['~ group of keys rooms: witness on take none → {count 1, from wards}; count on handover no → yes'],
    ],
    [
      'the policy',
      {},
      { policy: { ...A_POLICY, allowance: 2, dueSoon: minutes(90) } },
      ['~ policy: allowance 4 → 2; due soon 15 min → 1 h 30 min'],
    ],
    [
      'a grant that asks for a training',
      {},
      { grants: [{ ...A_GRANT, qualifications: [TRAINING] }] },
      ['- grant wards → rooms', '+ grant wards → rooms (training)'],
    ],
    ['a door', {}, { door: { board: boardId('b1'), position: 0 } }, ['+ door']],
    [
      'a key that makes room for another',
      {},
      { keys: [aKey({ id: keyId('roof'), number: 15 })] },
      ['- key 14', '+ key 15'],
    ],
    ['other shifts', {}, { shifts: [minuteOfDay(420)] }, ['~ shifts: times none → 07:00']],
    [
      'a pair',
      {},
      {
        pairs: [
          {
            kind: 'lock_out',
            first: { kind: 'key', key: aKey().id },
            second: { kind: 'group', group: keyGroupId('plant') },
          },
        ],
      },
      ['+ pair, lock out: key linen and group plant'],
    ],
    [
      'another order',
      { staff: [aStaff(), aStaff({ id: staffId('porter') })] },
      { staff: [aStaff({ id: staffId('porter') }), aStaff()] },
      ['~ order of staff'],
    ],
  ])('is %s', (_what, before, after, expected) => {
    expect(lines(aSetup(before), aSetup(after))).toEqual(expected);
  });

  it('is everything where there was nothing', () => {
    expect(lines(null, aSetup())).toEqual([
      '+ cabinet',
      '+ policy',
      '+ slot 14',
      '+ fob fob-14',
      '+ key 14',
      '+ group of keys rooms',
      '+ staff nurse',
      '+ group of staff wards',
      '+ grant wards → rooms',
    ]);
  });

  it('has the values as data', () => {
    expect(setupDiff(aSetup(), aSetup({ staff: [aStaff({ allowance: 1 })] }))).toEqual([
      { change: 'changed', entity: 'staff nurse', fields: [{ field: 'allowance', before: null, after: 1 }] },
    ]);
  });

  it('is empty exactly when both are the same document', () => {
    fc.assert(
      fc.property(soundSetup, soundSetup, (a, b) => {
        expect(setupDiff(a, a)).toEqual([]);
        if (canonicalText(a) !== canonicalText(b)) expect(setupDiff(a, b)).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
