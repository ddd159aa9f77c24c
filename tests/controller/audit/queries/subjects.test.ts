// Under which words an entry is found: asked for one word, the answer is that of the whole list.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isUnder, keySubject, staffSubject, subjectsOf } from '../../../../controller/audit/queries/subjects.ts';
import { KEYS, PEOPLE, someEvent, someRelease } from '../../../support/arbitrary-events.ts';
import { OCCURRENCES, someOccurrence } from '../../../support/arbitrary-occurrences.ts';

const SOME = [...KEYS.map(keySubject), ...PEOPLE.map(staffSubject)];

it.each(Object.entries(OCCURRENCES))('finds %s under each of its words', (_kind, occurrences) => {
  fc.assert(
    fc.property(occurrences, (occurrence) => {
      for (const subject of subjectsOf(occurrence)) expect(isUnder(occurrence, subject)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

it('finds nothing under a word of something else', () => {
  const some = fc.oneof(someEvent, someRelease, someOccurrence);
  fc.assert(
    fc.property(some, some, (occurrence, other) => {
      const own = subjectsOf(occurrence);
      for (const subject of [...SOME, ...subjectsOf(other)]) {
        expect(isUnder(occurrence, subject)).toBe(own.includes(subject));
      }
    }),
  );
});
