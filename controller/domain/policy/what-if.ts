// What if: what could this person take at another time, and who could take this key. The same decision as at the screen, for
// somebody who brings all that can be brought: a good badge, the PIN, a reason, and whoever has to stand by.
import type { Custody } from '../custody.ts';
import type { KeyId, StaffId } from '../ids.ts';
import type { Key, WitnessRule } from '../key.ts';
import type { Ledger } from '../ledger.ts';
import { placeOf } from '../places.ts';
import type { Refusal } from '../refusal.ts';
import type { Roster } from '../roster.ts';
import type { Staff } from '../staff.ts';
import type { Instant } from '../time.ts';
import type { TimeZone } from '../zone.ts';
import { decide } from './decide.ts';
import type { CabinetFacts, Decision, KeyRule, PersonFacts, TakeRequest } from './facts.ts';
import { allowanceRule } from './rules/allowance.ts';
import { standingRule } from './rules/standing.ts';
import { canWitness, witnessesRule } from './rules/witnesses.ts';

/** The rules that ask neither the hour nor where any key is. */
const LASTING_RULES: readonly KeyRule[] = [standingRule, allowanceRule, witnessesRule];

/** What a question is asked of. Custody, bookings and faults are as they are now; nobody knows those of another time. */
export interface Premises {
  readonly roster: Roster;
  readonly ledger: Ledger;
  readonly zone: TimeZone;
}

export interface Outlook {
  readonly person: Staff;
  readonly key: Key;
  readonly decision: Decision;
}

/**
 * `{ person, at }`: every key that a grant of the person reaches, by number. `{ key, at }`: everybody whom a grant brings to
 * the key, by name. People and keys that no grant connects are left out.
 */
export function whatIf(
  question: { readonly at: Instant } & ({ readonly person: Staff } | { readonly key: Key }),
  { roster, ledger, zone }: Premises,
): readonly Outlook[] {
  const { at } = question;
  const facts: CabinetFacts = { roster, ledger, zone, wall: zone.wallAt(at), storage: 'available' };
  const held = heldByEach(ledger.custody);
  const ask = (person: Staff, key: Key): Outlook => {
    const decision = supposed(person, key, { ...facts, held: held.get(person.id) ?? [], hasPin: true }, at);
    return { person, key, decision };
  };
  if ('person' in question) return roster.grantedKeys(question.person).map((key) => ask(question.person, key));
  return roster.setup.staff
    .filter((person) => roster.grantsFor(person, question.key).length > 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map((person) => ask(person, question.key));
}

/**
 * What speaks against a person and a key whatever the hour, and whoever holds what: the standing of the person, an allowance
 * of nothing, and that nobody is there who could stand by. Qualifications are those of a grant, and are not asked here.
 */
export function whatSpeaksAgainst(
  person: Staff,
  key: Key,
  { roster, ledger, zone }: Premises,
  at: Instant,
): readonly Refusal[] {
  const nobodyHolds: Ledger = { ...ledger, custody: new Map(), bookings: new Map() };
  const cabinet: CabinetFacts = { roster, ledger: nobodyHolds, zone, wall: zone.wallAt(at), storage: 'available' };
  const facts: PersonFacts = { ...cabinet, held: [], hasPin: true };
  const request = bringingAll(person, key, facts, at);
  return LASTING_RULES.flatMap((rule) => rule(request, facts, at));
}

/** The request of somebody who brings all that can be brought. A witness who does not exist cannot be brought. */
function bringingAll(person: Staff, key: Key, { roster, ledger }: CabinetFacts, at: Instant): TakeRequest {
  const groups = roster.groupsOf(key);
  const choices = groups.flatMap(({ reason }) => reason?.choices ?? []);
  return {
    staff: person,
    key,
    factors: ['badge', 'pin'],
    badge: 'strong',
    witnesses: groups.flatMap(({ witnessOnTake: rule }) => {
      if (rule === null) return [];
      return firstWitnesses(rule, roster, (one) => canWitness(rule, person, one, ledger, at));
    }),
    reason: choices[0] ?? null,
    hasNote: true,
    breakGlass: false,
  };
}

function supposed(person: Staff, key: Key, facts: PersonFacts, at: Instant): Decision {
  const slot = placeOf(facts.roster, facts.ledger.custody, key.id);
  return decide(bringingAll(person, key, facts, at), { ...facts, slot, condition: 'ready' }, at);
}

function firstWitnesses(rule: WitnessRule, roster: Roster, may: (one: Staff) => boolean): readonly Staff[] {
  const found = new Set<Staff>();
  for (const group of rule.from) {
    for (const one of roster.staffOf(group)) {
      if (found.size === rule.count) return [...found];
      if (may(one)) found.add(one);
    }
  }
  return [...found];
}

/** The keys that each person holds, in the order they were taken. */
function heldByEach(custody: Custody): ReadonlyMap<StaffId, readonly KeyId[]> {
  const held = new Map<StaffId, KeyId[]>();
  const out = [...custody].flatMap(([key, holding]) => (holding.at === 'person' ? [{ key, ...holding }] : []));
  for (const { key, staff } of out.toSorted((a, b) => a.since - b.since))
    held.set(staff, [...(held.get(staff) ?? []), key]);
  return held;
}
