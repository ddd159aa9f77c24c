// What is different between two set-ups, as data and as lines that a person can read: `~ key 14: curfew 2 h → 30 min`.
import type { CabinetSetup } from '../domain/setup.ts';
import { documentOf, type SetupDocument } from './document.ts';
import { DURATION_PATTERN, durationWords, parseDuration } from './duration.ts';

/** One field of an entity, as the document has it; `undefined` never, `null` where the document says null. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type SetupChange =
  | { readonly change: 'added' | 'removed'; readonly entity: string }
  | { readonly change: 'changed'; readonly entity: string; readonly fields: readonly FieldChange[] }
  /** The same members in another order. */
  | { readonly change: 'reordered'; readonly entity: string };

type Fields = Readonly<Record<string, unknown>>;

/** A section that is a list: what one member is known by, and how a person calls it. */
interface Section {
  readonly list: string;
  readonly identity: (member: Fields) => string;
  readonly name: (member: Fields) => string;
}

const byId = (list: string, noun: string): Section => ({
  list,
  identity: ({ id }) => text(id),
  name: ({ id }) => `${noun} ${text(id)}`,
});
const byNumber = (list: string, noun: string): Section => ({
  list,
  identity: ({ id }) => text(id),
  name: ({ number }) => `${noun} ${text(number)}`,
});

const SECTIONS: readonly Section[] = [
  byId('boards', 'board'),
  byId('readers', 'reader'),
  byNumber('slots', 'slot'),
  byId('fobs', 'fob'),
  byNumber('keys', 'key'),
  byId('keyGroups', 'group of keys'),
  byId('staff', 'staff'),
  byId('staffGroups', 'group of staff'),
  byId('qualifications', 'qualification'),
  byId('schedules', 'schedule'),
  {
    list: 'holidays',
    identity: ({ date }) => text(date),
    name: ({ date, name }) => `holiday ${text(date)} ${text(name)}`,
  },
  {
    list: 'grants',
    identity: (grant) => JSON.stringify(grant),
    name: ({ staffGroup, keyGroup, schedule, qualifications }) => {
      const terms = [schedule, ...(Array.isArray(qualifications) ? qualifications : [])].filter((one) => one !== null);
      return `grant ${text(staffGroup)} → ${text(keyGroup)}${terms.length === 0 ? '' : ` (${terms.map(text).join(', ')})`}`;
    },
  },
  {
    list: 'pairs',
    identity: (pair) => JSON.stringify(pair),
    name: ({ kind, first, second }) => `pair, ${words(text(kind))}: ${valueText(first)} and ${valueText(second)}`,
  },
];

/** Sections that are there once. */
const SINGLES: Readonly<Record<string, string>> = { identity: 'cabinet', policy: 'policy', door: 'door' };

/**
 * Everything that is different, section by section; empty when the two mean the same. Ids must be told apart: neither may
 * have duplicates.
 * @param before null = no set-up yet
 */
export function setupDiff(before: CabinetSetup | null, after: CabinetSetup): readonly SetupChange[] {
  const old: SetupDocument = before === null ? {} : documentOf(before);
  const fresh = documentOf(after);
  return [
    ...Object.entries(SINGLES).flatMap(([field, entity]) => single(entity, old[field] ?? null, fresh[field] ?? null)),
    ...SECTIONS.flatMap((section) => listDiff(section, membersOf(old[section.list]), membersOf(fresh[section.list]))),
    ...single('shifts', { times: old.shifts ?? [] }, { times: fresh.shifts ?? [] }),
  ];
}

/** One change as one line. */
export function changeLine(change: SetupChange): string {
  switch (change.change) {
    case 'added':
      return `+ ${change.entity}`;
    case 'removed':
      return `- ${change.entity}`;
    case 'reordered':
      return `~ order of ${change.entity}`;
    case 'changed':
      return `~ ${change.entity}: ${change.fields.map(fieldText).join('; ')}`;
  }
}

function single(entity: string, before: unknown, after: unknown): readonly SetupChange[] {
  if (isFields(before) && isFields(after)) return changed(entity, before, after);
  if (before === null) return after === null ? [] : [{ change: 'added', entity }];
  return [{ change: 'removed', entity }];
}

function listDiff({ list, identity, name }: Section, before: readonly Fields[], after: readonly Fields[]) {
  const [old, fresh] = [before, after].map((members) => new Map(members.map((one) => [identity(one), one])));
  if (old === undefined || fresh === undefined) return [];
  const removed = before.filter((one) => !fresh.has(identity(one)));
  const added = after.filter((one) => !old.has(identity(one)));
  const changes: readonly SetupChange[] = [
    ...removed.map((one): SetupChange => ({ change: 'removed', entity: name(one) })),
    ...after.flatMap((one) => {
      const was = old.get(identity(one));
      return was === undefined ? [] : changed(name(was), was, one);
    }),
    ...added.map((one): SetupChange => ({ change: 'added', entity: name(one) })),
  ];
  const kept = [before.filter((one) => fresh.has(identity(one))), after.filter((one) => old.has(identity(one)))];
  const [orderBefore, orderAfter] = kept.map((members) => members.map(identity).join('\n'));
  return orderBefore === orderAfter ? changes : [...changes, { change: 'reordered', entity: words(list) } as const];
}

function changed(entity: string, before: Fields, after: Fields): readonly SetupChange[] {
  const fields = Object.keys(after)
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
  return fields.length === 0 ? [] : [{ change: 'changed', entity, fields }];
}

function fieldText({ field, before, after }: FieldChange): string {
  return `${words(field).replace(/^curfews$/, 'curfew')} ${valueText(before)} → ${valueText(after)}`;
}

/** A value of the document as people say it. */
function valueText(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  if (isFields(value)) return fieldsText(Object.entries(value));
  if (value === 'end_of_shift') return words(value);
  return DURATION_PATTERN.test(text(value)) ? durationWords(parseDuration(text(value))) : text(value);
}

function fieldsText(entries: readonly (readonly [name: string, value: unknown])[]): string {
  const [only] = entries;
  if (only === undefined || entries.length > 1) {
    return `{${entries.map(([name, value]) => `${words(name)} ${valueText(value)}`).join(', ')}}`;
  }
  const [name, value] = only;
  if (name === 'after') return valueText(value);
  return `${name === 'at' ? 'by' : words(name)} ${valueText(value)}`;
}

/** `validUntil` → `valid until`, `end_of_shift` → `end of shift`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function membersOf(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
