// What rights give whom, for a review: every person and key that a grant connects, by the rules of what-if, whoever may break
// glass, and what is booked. Only what lasts counts: the hour, and who holds what at this moment, are left out, so that two reviews of the same rights are the same.
import type { KeyGroupId, KeyId, ScheduleId, StaffId } from '../ids.ts';
import type { Key, KeySet } from '../key.ts';
import type { RightsSubject } from '../ledger/rights.ts';
import { codesOf, type Refusal, type RefusalCode } from '../refusal.ts';
import type { Roster } from '../roster.ts';
import type { BadgeStrength, Staff } from '../staff.ts';
import type { Instant } from '../time.ts';
import { keysBehindGlass } from './break-glass.ts';
import { lacking } from './rules/qualification.ts';
import { type Premises, whatSpeaksAgainst } from './what-if.ts';

/** One person and one key that a grant connects, or broken glass. */
export interface Right {
  readonly person: StaffId;
  readonly key: KeyId;
  /** When the grants are good of which nothing is lacking; empty = at any time. */
  readonly hours: readonly ScheduleId[];
  /** What speaks against it until somebody changes something; empty = may take it. */
  readonly against: readonly RefusalCode[];
  /** Whether the person may override rules by breaking glass. */
  readonly glass?: true;
}

/** What a person has booked and is not over. */
export interface BookedRight {
  readonly person: StaffId;
  readonly what: KeySet;
  readonly keys: readonly KeyId[];
  readonly from: Instant;
  readonly until: Instant;
}

/** Keys of one person of which the same is to be said: one line of a review. */
export interface RightsLine extends Omit<Right, 'key'> {
  readonly keys: readonly KeyId[];
  readonly badge: BestBadge;
  /** When any of the keys is theirs; left out = a right and no booking. */
  readonly booked?: Pick<BookedRight, 'from' | 'until'>;
}

/** The strongest badge that a person carries. */
export type BestBadge = BadgeStrength | 'none';

/** What is shown at a review, and what the digest is made of. */
export interface Rights {
  readonly subject: RightsSubject;
  /** People by name, the keys of each by number. */
  readonly rights: readonly Right[];
  readonly bookings: readonly BookedRight[];
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
    if (person === null) return null;
    const behind = keysBehindGlass(person, roster);
    return byNumber([...new Set([...roster.grantedKeys(person), ...behind])]).map((key) =>
      rightOf(person, key, behind, premises, now),
    );
  }
  const keys = keysOfGroup(roster, subject.group);
  return (
    keys &&
    roster.setup.staff
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .flatMap((person) => {
        const behind = keysBehindGlass(person, roster);
        return keys
          .filter((key) => behind.includes(key) || roster.grantsFor(person, key).length > 0)
          .map((key) => rightOf(person, key, behind, premises, now));
      })
  );
}

/** What is booked and not over: by a person, or of a group of keys; in the order in which it begins. */
export function bookedRights(
  subject: RightsSubject,
  { roster, ledger }: Premises,
  now: Instant,
): readonly BookedRight[] {
  const group = subject.kind === 'group' ? roster.keysOf(subject) : [];
  return [...ledger.bookings.values()]
    .map(({ staff, what, from, until }) => ({ person: staff, what, keys: roster.keysOf(what), from, until }))
    .filter(({ person, keys, until }) => {
      if (until <= now) return false;
      return subject.kind === 'person' ? person === subject.person : keys.some((key) => group.includes(key));
    })
    .toSorted((a, b) => a.from - b.from);
}

/** The lines of a review: the keys of a person stand together as far as the same is to be said of them; bookings come last. */
export function rightsLines({ rights, bookings, badges }: Rights): readonly RightsLine[] {
  const lines = new Map<string, RightsLine>();
  for (const { key, ...said } of rights) {
    const name = JSON.stringify([said.person, said.hours, said.against, said.glass]);
    const line = lines.get(name) ?? { ...said, keys: [], badge: badges.get(said.person) ?? 'none' };
    lines.set(name, { ...line, keys: [...line.keys, key] });
  }
  const booked = bookings.map(({ person, keys, from, until }) => {
    const badge = badges.get(person) ?? 'none';
    return { person, keys, hours: [], against: [], badge, booked: { from, until } };
  });
  return [...lines.values(), ...booked];
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
 *     p-8 strong k-9 always no_grant glass
 *     p-8 books key k-9 2026-11-23T08:00:00.000Z 2026-11-23T12:00:00.000Z
 */
export function rightsText({ subject, rights, bookings, badges }: Rights): string {
  const about = subject.kind === 'group' ? `group ${subject.group}` : `person ${subject.person}`;
  const lines = rights.map(({ person, key, hours, against, glass }) => {
    const when = hours.length === 0 ? 'always' : hours.toSorted().join(',');
    const how = against.length === 0 ? 'ok' : against.toSorted().join(',');
    return `${person} ${badges.get(person) ?? 'none'} ${key} ${when} ${how}${glass === true ? ' glass' : ''}`;
  });
  const booked = bookings.map(({ person, what, from, until }) => {
    const set = what.kind === 'key' ? `key ${what.key}` : `group ${what.group}`;
    return `${person} books ${set} ${new Date(from).toISOString()} ${new Date(until).toISOString()}`;
  });
  return ['wardkey rights 1', about, ...[...lines, ...booked].toSorted(), ''].join('\n');
}

function rightOf(person: Staff, key: Key, behindGlass: readonly Key[], premises: Premises, now: Instant): Right {
  const grants = premises.roster
    .grantsFor(person, key)
    .map((grant) => ({ schedule: grant.schedule, lacks: lacking(person, grant, now) }));
  const fewest = Math.min(...grants.map(({ lacks }) => lacks.length));
  const nearest = grants.filter(({ lacks }) => lacks.length === fewest);
  const lacks: readonly Refusal[] = nearest[0]?.lacks ?? [{ code: 'no_grant' }];
  const against = [...whatSpeaksAgainst(person, key, premises, now), ...lacks];
  const schedules = nearest.map(({ schedule }) => schedule);
  const hours = schedules.includes(null) ? [] : [...new Set(schedules.flatMap((one) => one ?? []))];
  const right = { person: person.id, key: key.id, hours, against: codesOf(against) };
  return behindGlass.includes(key) ? { ...right, glass: true } : right;
}

function keysOfGroup(roster: Roster, group: KeyGroupId): readonly Key[] | null {
  if (roster.keyGroup(group) === null) return null;
  return byNumber(roster.keysOf({ kind: 'group', group }).flatMap((id) => roster.key(id) ?? []));
}

function byNumber(keys: readonly Key[]): readonly Key[] {
  return keys.toSorted((a, b) => a.number - b.number);
}
