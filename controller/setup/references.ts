// Whether every part of a set-up that names another names one that is there, and no two parts share what only one can have.
import type { KeySet } from '../domain/key.ts';
import type { ReaderSetup } from '../domain/reader.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import { pathText, type SetupFault } from './fault.ts';
import { portOf } from './hardware-faults.ts';

/** Lists of the document whose members others name, and what a person calls one of them. */
const NOUNS = {
  boards: 'board',
  fobs: 'fob',
  keys: 'key',
  keyGroups: 'group of keys',
  qualifications: 'qualification',
  schedules: 'schedule',
  staffGroups: 'group of staff',
} as const;

type Named = keyof typeof NOUNS;

/** Every reference to something that is not there. */
export function referenceFaults(setup: CabinetSetup): readonly SetupFault[] {
  const known = {
    boards: idsOf(setup.boards),
    fobs: idsOf(setup.fobs),
    keys: idsOf(setup.keys),
    keyGroups: idsOf(setup.keyGroups),
    qualifications: idsOf(setup.qualifications),
    schedules: idsOf(setup.schedules),
    staffGroups: idsOf(setup.staffGroups),
  };
  const one = (list: Named, id: string | null, ...path: PropertyKey[]): readonly SetupFault[] =>
    id === null || known[list].has(id)
      ? []
      : [{ path: pathText(path), code: 'unknown_reference', message: `there is no ${NOUNS[list]} "${id}"` }];
  const all = (list: Named, ids: readonly string[], ...path: PropertyKey[]) =>
    ids.flatMap((id, index) => one(list, id, ...path, index));
  const set = (keys: KeySet, ...path: PropertyKey[]) =>
    keys.kind === 'key' ? one('keys', keys.key, ...path, 'key') : one('keyGroups', keys.group, ...path, 'group');

  return [
    ...one('boards', setup.door?.board ?? null, 'door', 'board'),
    ...setup.slots.flatMap((slot, index) => [
      ...one('boards', slot.board, 'slots', index, 'board'),
      ...one('fobs', slot.fob, 'slots', index, 'fob'),
    ]),
    ...setup.fobs.flatMap((fob, index) => one('keys', fob.key, 'fobs', index, 'key')),
    ...setup.keys.flatMap((key, index) => [
      ...all('keyGroups', key.groups, 'keys', index, 'groups'),
      ...one('schedules', key.egressCritical?.handover ?? null, 'keys', index, 'egressCritical', 'handover'),
    ]),
    ...setup.keyGroups.flatMap((group, index) => [
      ...one('schedules', group.pinOutside, 'keyGroups', index, 'pinOutside'),
      ...all('staffGroups', group.witnessOnTake?.from ?? [], 'keyGroups', index, 'witnessOnTake', 'from'),
      ...all('staffGroups', group.witnessOnReturn?.from ?? [], 'keyGroups', index, 'witnessOnReturn', 'from'),
      ...all('staffGroups', group.breakGlass, 'keyGroups', index, 'breakGlass'),
    ]),
    ...setup.pairs.flatMap((pair, index) => [
      ...set(pair.first, 'pairs', index, 'first'),
      ...set(pair.second, 'pairs', index, 'second'),
    ]),
    ...setup.staff.flatMap((person, index) => [
      ...all('staffGroups', person.groups, 'staff', index, 'groups'),
      ...person.qualifications.flatMap(({ qualification }, place) =>
        one('qualifications', qualification, 'staff', index, 'qualifications', place, 'qualification'),
      ),
    ]),
    ...setup.grants.flatMap((grant, index) => [
      ...one('staffGroups', grant.staffGroup, 'grants', index, 'staffGroup'),
      ...one('keyGroups', grant.keyGroup, 'grants', index, 'keyGroup'),
      ...one('schedules', grant.schedule, 'grants', index, 'schedule'),
      ...all('qualifications', grant.qualifications, 'grants', index, 'qualifications'),
    ]),
  ];
}

/** Every second one of what there can be only one of. */
export function duplicateFaults(setup: CabinetSetup): readonly SetupFault[] {
  const { boards, readers, schedules, qualifications, slots, fobs, keys, keyGroups, staff, staffGroups } = setup;
  const byId: Readonly<Record<string, readonly { readonly id: string }[]>> = {
    boards,
    readers,
    schedules,
    qualifications,
    slots,
    fobs,
    keys,
    keyGroups,
    staff,
    staffGroups,
  };
  return [
    ...Object.entries(byId).flatMap(([list, members]) => twice(members, ({ id }) => id, list, 'id')),
    ...twice(boards, ({ address, unit }) => `${portOf(address)}, unit ${unit}`, 'boards', 'unit'),
    ...twice(readers, unitOf, 'readers', 'unit'),
    ...twice(readers, (reader) => ('device' in reader ? reader.device : null), 'readers', 'device'),
    // One entry stands for every PC/SC reader that is plugged in.
    ...twice(readers, ({ kind }) => (kind === 'pcsc' ? kind : null), 'readers', 'kind'),
    ...twice(slots, ({ number }) => number, 'slots', 'number'),
    ...twice(slots, ({ board, position }) => `${board}, position ${position}`, 'slots', 'position'),
    ...twice(slots, ({ fob }) => fob, 'slots', 'fob'),
    ...twice(fobs, ({ key }) => key, 'fobs', 'key'),
    ...twice(fobs, ({ tag }) => tag, 'fobs', 'tag'),
    ...twice(keys, ({ number }) => number, 'keys', 'number'),
    ...twice(staff, ({ number }) => number, 'staff', 'number'),
    ...twice(setup.holidays, ({ date }) => date, 'holidays', 'date'),
    ...twice(setup.pairs, (pair) => JSON.stringify(pair), 'pairs'),
    ...twice(setup.shifts, (minute) => minute, 'shifts'),
    ...twice(
      setup.grants,
      ({ staffGroup, keyGroup, schedule, qualifications: needed }) =>
        [staffGroup, keyGroup, schedule ?? 'always', ...needed.toSorted()].join(', '),
      'grants',
    ),
    ...keys.flatMap(({ groups }, index) => twice(groups, (group) => group, `keys[${index}].groups`)),
    ...staff.flatMap((person, index) => [
      ...twice(person.groups, (group) => group, `staff[${index}].groups`),
      ...twice(
        person.qualifications,
        ({ qualification }) => qualification,
        `staff[${index}].qualifications`,
        'qualification',
      ),
    ]),
  ];
}

function unitOf(reader: ReaderSetup): string | null {
  return reader.kind === 'osdp' ? `${portOf(reader.address)}, unit ${reader.unit}` : null;
}

function twice<T>(
  members: readonly T[],
  of: (member: T) => string | number | null,
  list: string,
  field?: string,
): readonly SetupFault[] {
  const first = new Map<string | number, number>();
  return members.flatMap((member, index): readonly SetupFault[] => {
    const value = of(member);
    if (value === null) return [];
    const before = first.get(value);
    first.set(value, before ?? index);
    if (before === undefined) return [];
    const path = `${list}[${index}]${field === undefined ? '' : `.${field}`}`;
    return [{ path, code: 'duplicate', message: `"${value}" is taken by ${list}[${before}]` }];
  });
}

function idsOf(members: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(members.map(({ id }) => id));
}
