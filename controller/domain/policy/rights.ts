// What rights give whom, for a review: every person and key that a grant connects, by the rules of what-if. Only what lasts
// counts: the hour, and who holds what at this moment, are left out, so that two reviews of the same rights are the same.
import type { KeyGroupId, KeyId, ScheduleId, StaffId } from '../ids.ts';
import type { Key } from '../key.ts';
import type { RightsSubject } from '../ledger/rights.ts';
import { codesOf, type Refusal, type RefusalCode } from '../refusal.ts';
import type { Roster } from '../roster.ts';
import type { BadgeStrength, Staff } from '../staff.ts';
import type { Instant } from '../time.ts';
import { lacking } from './rules/qualification.ts';
import { type Premises, whatSpeaksAgainst } from './what-if.ts';

/** One person and one key that a grant connects. */
export interface Right {
  readonly person: StaffId;
  readonly key: KeyId;
  /** When the grants are good of which nothing is lacking; empty = at any time. */
  readonly hours: readonly ScheduleId[];
  /** What speaks against it until somebody changes something; empty = may take it. */
  readonly against: readonly RefusalCode[];
}

/** Keys of one person of which the same is to be said: one line of a review. */
export interface RightsLine extends Omit<Right, 'key'> {
  readonly keys: readonly KeyId[];
  readonly badge: BestBadge;
}

/** The strongest badge that a person carries. */
export type BestBadge = BadgeStrength | 'none';

/** What is shown at a review, and what the digest is made of. */
export interface Rights {
  readonly subject: RightsSubject;
  /** People by name, the keys of each by number. */
  readonly rights: readonly Right[];
  /** The best badge of each person that is named. */
  readonly badges: ReadonlyMap<StaffId, BestBadge>;
}

/** Lines on one sheet of a review. */
const SHEET_LINES = 6;

/**
 * All rights of a subject at an instant.
 * @returns null for a subject that the set-up does not know
 */
export function rightsOf(subject: RightsSubject, premises: Premises, now: Instant): readonly Right[] | null {
  const { roster } = premises;
  if (subject.kind === 'person') {
    const person = roster.staff(subject.person);
    return person && roster.grantedKeys(person).map((key) => rightOf(person, key, premises, now));
  }
  const keys = keysOfGroup(roster, subject.group);
  return (
    keys &&
    roster.setup.staff
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .flatMap((person) =>
        keys
          .filter((key) => roster.grantsFor(person, key).length > 0)
          .map((key) => rightOf(person, key, premises, now)),
      )
  );
}

/** The lines of a review: the keys of a person stand together as far as the same is to be said of them. */
export function rightsLines({ rights, badges }: Rights): readonly RightsLine[] {
  const lines = new Map<string, RightsLine>();
  for (const { key, ...said } of rights) {
    const name = JSON.stringify([said.person, said.hours, said.against]);
    const line = lines.get(name) ?? { ...said, keys: [], badge: badges.get(said.person) ?? 'none' };
    lines.set(name, { ...line, keys: [...line.keys, key] });
  }
  return [...lines.values()];
}

/** How many sheets a review has: at least one, which may say that there is nothing. */
export function sheetsOf(lines: readonly RightsLine[]): number {
  return Math.max(1, Math.ceil(lines.length / SHEET_LINES));
}

/** The lines of one sheet. @param sheet from 1 */
export function sheetOf(lines: readonly RightsLine[], sheet: number): readonly RightsLine[] {
  return lines.slice((sheet - 1) * SHEET_LINES, sheet * SHEET_LINES);
}

/**
 * The rights as one text: the same rights have the same text, whoever asks and whenever. Ids only, so that it can be made
 * again from a set-up and the log after a name has gone. One line for each person and key, in the order of their ids:
 *
 *     wardkey rights 1
 *     group drugs
 *     p-2 strong k-9 always ok
 *     p-7 weak k-9 nights qualification_missing,staff_suspended
 */
export function rightsText({ subject, rights, badges }: Rights): string {
  const about = subject.kind === 'group' ? `group ${subject.group}` : `person ${subject.person}`;
  const lines = rights.map(({ person, key, hours, against }) => {
    const when = hours.length === 0 ? 'always' : hours.toSorted().join(',');
    const how = against.length === 0 ? 'ok' : against.toSorted().join(',');
    return `${person} ${badges.get(person) ?? 'none'} ${key} ${when} ${how}`;
  });
  return ['wardkey rights 1', about, ...lines.toSorted(), ''].join('\n');
}

function rightOf(person: Staff, key: Key, premises: Premises, now: Instant): Right {
  const grants = premises.roster
    .grantsFor(person, key)
    .map((grant) => ({ schedule: grant.schedule, lacks: lacking(person, grant, now) }));
  const fewest = Math.min(...grants.map(({ lacks }) => lacks.length));
  const nearest = grants.filter(({ lacks }) => lacks.length === fewest);
  const lacks: readonly Refusal[] = nearest[0]?.lacks ?? [];
  const against = [...whatSpeaksAgainst(person, key, premises, now), ...lacks];
  const schedules = nearest.map(({ schedule }) => schedule);
  const hours = schedules.includes(null) ? [] : [...new Set(schedules.flatMap((one) => one ?? []))];
  return { person: person.id, key: key.id, hours, against: codesOf(against) };
}

function keysOfGroup(roster: Roster, group: KeyGroupId): readonly Key[] | null {
  if (roster.keyGroup(group) === null) return null;
  return roster
    .keysOf({ kind: 'group', group })
    .flatMap((id) => roster.key(id) ?? [])
    .toSorted((a, b) => a.number - b.number);
}
