// Who and what an entry is about: people with the part they had, and keys. Read off the names of the fields, so that a new kind
// of entry is found by its people and keys without a line here. Looks nothing up: ids only.
import type { KeyId, StaffId } from '../../domain/ids.ts';
import type { Occurrence } from '../../domain/occurrence.ts';

/** The part that a person had in something. `present`: their session was open, which does not say that they did it. */
export type Part = 'actor' | 'holder' | 'witness' | 'subject' | 'present';

export const PARTS: readonly Part[] = ['actor', 'holder', 'witness', 'subject', 'present'];

export interface Participation {
  readonly staff: StaffId;
  readonly part: Part;
}

/** Everybody whom an occurrence names. Somebody may have more than one part. */
export function participationsIn(occurrence: Occurrence): readonly Participation[] {
  const by = 'by' in occurrence ? occurrence.by : null;
  const staff = 'staff' in occurrence ? occurrence.staff : null;
  const witness = 'witness' in occurrence ? occurrence.witness : null;
  const witnesses = 'witnesses' in occurrence ? occurrence.witnesses : [];
  const during = 'during' in occurrence ? occurrence.during : null;
  return [
    ...as('actor', by),
    // Where somebody else did it, `staff` is whom it was done to.
    ...as(by === null ? 'actor' : 'subject', staff),
    ...as('holder', 'holder' in occurrence ? occurrence.holder : null),
    ...as('holder', 'to' in occurrence ? occurrence.to : null),
    ...as('witness', witness, ...witnesses),
    ...as('subject', 'person' in occurrence ? occurrence.person : null),
    ...as('present', during?.staff ?? null),
  ];
}

/** Every key that an occurrence names. */
export function keysIn(occurrence: Occurrence): readonly KeyId[] {
  const key = 'key' in occurrence ? occurrence.key : null;
  const recalled = 'recalled' in occurrence ? occurrence.recalled : [];
  return key === null ? recalled : [key, ...recalled];
}

function as(part: Part, ...people: readonly (StaffId | null)[]): readonly Participation[] {
  return people.flatMap((staff) => (staff === null ? [] : [{ staff, part }]));
}
