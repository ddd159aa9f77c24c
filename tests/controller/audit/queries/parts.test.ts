// Nobody and no key that an entry names is left out, whatever the kind. A new field that holds a person or a key does not compile
// here until it is known what part that is.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { keysIn, participationsIn } from '../../../../controller/audit/queries/parts.ts';
import { subjectsOf } from '../../../../controller/audit/queries/subjects.ts';
import { custodyChange } from '../../../../controller/domain/custody.ts';
import type { KeyId, StaffId } from '../../../../controller/domain/ids.ts';
import type { Occurrence } from '../../../../controller/domain/occurrence.ts';
import { someOccurrence } from '../../../support/arbitrary-occurrences.ts';
import { aCustody, NOW, seq } from '../../../support/domain-builders.ts';

type Element<T> = T extends readonly (infer E)[] ? E : T;
type FieldHolding<Id, O = Occurrence> = O extends unknown
  ? { [F in keyof O]-?: [Exclude<Element<O[F]>, null | undefined>] extends [Id] ? F : never }[keyof O]
  : never;

const PERSON_FIELDS: Readonly<Record<FieldHolding<StaffId>, true>> = {
  staff: true,
  by: true,
  holder: true,
  to: true,
  person: true,
  witness: true,
  witnesses: true,
};
const KEY_FIELDS: Readonly<Record<FieldHolding<KeyId>, true>> = { key: true, recalled: true };

function valuesOf(occurrence: Occurrence, fields: Readonly<Record<string, true>>): readonly unknown[] {
  return Object.entries(occurrence)
    .filter(([name]) => Object.hasOwn(fields, name))
    .flatMap(([, value]) => (value === null ? [] : Array.isArray(value) ? value : [value]));
}

it('has everybody and every key that an entry names', () => {
  fc.assert(
    fc.property(someOccurrence, (occurrence) => {
      const during = 'during' in occurrence ? occurrence.during : null;
      const people = [...valuesOf(occurrence, PERSON_FIELDS), ...(during === null ? [] : [during.staff])];
      expect(new Set(participationsIn(occurrence).map(({ staff }) => staff))).toEqual(new Set(people));
      expect(new Set(keysIn(occurrence))).toEqual(new Set(valuesOf(occurrence, KEY_FIELDS)));
      const subjects = subjectsOf(occurrence);
      expect(new Set(subjects).size).toBe(subjects.length);
    }),
    { numRuns: 1000 },
  );
});

it('has under custody whatever may move a key', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(someOccurrence, fc.boolean(), (occurrence, isHeld) => {
      const key = 'key' in occurrence ? occurrence.key : null;
      const holder = 'holder' in occurrence ? occurrence.holder : 'staff' in occurrence ? occurrence.staff : null;
      const intent = 'intent' in occurrence && occurrence.intent !== null ? occurrence.intent : null;
      if (key === null) return;
      const before =
        isHeld && holder !== null && intent === null && 'due' in occurrence
          ? aCustody({
              [key]: { at: 'person', staff: holder, since: NOW, due: occurrence.due, intent: seq(1), stage: 'in_time' },
            })
          : new Map();
      const change = custodyChange(before, occurrence, NOW);
      if (!change.ok || change.value === null) return;
      seen.add(occurrence.kind);
      expect(subjectsOf(occurrence)).toContain(`custody:${key}`);
    }),
    { numRuns: 2000 },
  );
  expect(seen.size).toBeGreaterThan(6);
});
