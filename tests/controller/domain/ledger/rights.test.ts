// Which review of rights is the last one: that of the newest entry, until the person it is about is erased.
import { describe, expect, it } from 'vitest';
import { type RightsReviews, rightsChanges, rightsName } from '../../../../controller/domain/ledger/rights.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import { keyGroupId, NOW, sessionId, staffId } from '../../../support/domain-builders.ts';

const NURSE = staffId('nurse');
const [CHIEF, DEPUTY] = [staffId('chief'), staffId('deputy')];
const DRUGS = { kind: 'group', group: keyGroupId('drugs') } as const;
const OF_NURSE = { kind: 'person', person: NURSE } as const;
const digest = 'a'.repeat(64);
const reviewed = (over: Partial<Extract<Occurrence, { kind: 'rights.reviewed' }>>): Occurrence => ({
  kind: 'rights.reviewed',
  session: sessionId('session-1'),
  staff: CHIEF,
  keyGroup: null,
  person: null,
  digest,
  note: null,
  ...over,
});

function reviewsOf(...occurrences: readonly Occurrence[]): RightsReviews {
  const rights = new Map<string, NonNullable<ReturnType<typeof rightsChanges>[number]['row']>>();
  for (const occurrence of occurrences) {
    for (const { subject, row } of rightsChanges(rights, occurrence, NOW)) {
      if (row === null) rights.delete(rightsName(subject));
      else rights.set(rightsName(subject), row);
    }
  }
  return rights;
}

describe('the last review', () => {
  it('is kept for each group and each person apart', () => {
    const both = reviewsOf(reviewed({ keyGroup: DRUGS.group }), reviewed({ person: NURSE }));
    expect(both).toEqual(
      new Map([
        ['group:drugs', { subject: DRUGS, by: CHIEF, at: NOW, digest }],
        ['person:nurse', { subject: OF_NURSE, by: CHIEF, at: NOW, digest }],
      ]),
    );
  });

  it('takes the place of the one before', () => {
    const twice = reviewsOf(reviewed({ person: NURSE }), reviewed({ person: NURSE, staff: DEPUTY }));
    expect([...twice.values()].map(({ by }) => by)).toEqual([DEPUTY]);
  });

  it('of a person goes with the person, and that of a group stays', () => {
    const erased = { kind: 'person.erased', by: CHIEF, witness: DEPUTY, person: NURSE } as const;
    const left = reviewsOf(reviewed({ keyGroup: DRUGS.group }), reviewed({ person: NURSE }), erased);
    expect([...left.keys()]).toEqual(['group:drugs']);
    expect(rightsChanges(new Map(), erased, NOW)).toEqual([]);
  });

  it('of nothing is none', () => {
    expect(reviewsOf(reviewed({})).size).toBe(0);
  });
});
