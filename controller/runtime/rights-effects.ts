// What rights give whom, and who carries badges that can be copied, as a supervisor looks at them. Counts and reads only: the
// review is signed in desk-acts.ts.
import type { RightsSubject } from '../domain/ledger/rights.ts';
import {
  type BestBadge,
  bookedRights,
  type Rights,
  rightsLines,
  rightsOf,
  rightsText,
} from '../domain/policy/rights.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { BadgeStrength } from '../domain/staff.ts';
import type { DeskAnswer } from '../machines/desk-context.ts';
import type { Services } from './services.ts';

/** The review of a subject from its first sheet. */
export function rightsPage(services: Services, subject: RightsSubject): DeskAnswer {
  const now = rightsNow(services, subject);
  if (!now.ok) return now;
  const lines = rightsLines(now.value);
  return ok({ kind: 'rights', subject, lines, digest: digestOfRights(services, now.value), sheet: 1, seen: 1 });
}

/** SHA-256 of the canonical text. */
export function digestOfRights({ digest }: Services, rights: Rights): string {
  return digest(rightsText(rights));
}

/** What rights of a subject there are at this moment. */
export function rightsNow(
  { roster, zone, journal, store }: Services,
  subject: RightsSubject,
): Result<Rights, 'not_found' | 'storage_unavailable'> {
  const premises = { roster, zone, ledger: journal.ledger() };
  const rights = rightsOf(subject, premises, journal.now());
  if (rights === null) return err('not_found');
  const bookings = bookedRights(subject, premises, journal.now());
  const people = [...new Set([...rights, ...bookings].map(({ person }) => person))];
  const badges = store.read(
    () => new Map(people.map((person) => [person, best(store.credentials.badgesOf(person))] as const)),
  );
  return badges.ok ? ok({ subject, rights, bookings, badges: badges.value }) : err('storage_unavailable');
}

/** People of the set-up who carry a badge that can be copied, in its order. */
export function weakPage({ roster, store }: Services): DeskAnswer {
  const carriers = store.read(() => {
    const weak = new Set(store.credentials.weakBadges().map(({ staff }) => staff));
    return roster.setup.staff
      .filter(({ id }) => weak.has(id))
      .map(({ id }) => {
        const badges = store.credentials.badgesOf(id);
        const strong = badges.filter(({ strength }) => strength === 'strong').length;
        return { person: id, weak: badges.length - strong, strong };
      });
  });
  return carriers.ok ? ok({ kind: 'weak', people: carriers.value }) : err('storage_unavailable');
}

/** How many people of the set-up carry a badge that can be copied. Throws what SQLite throws: called inside a read. */
export function countWeak({ roster, store }: Services): number {
  const weak = new Set(store.credentials.weakBadges().map(({ staff }) => staff));
  return [...weak].filter((id) => roster.staff(id) !== null).length;
}

function best(badges: readonly { readonly strength: BadgeStrength }[]): BestBadge {
  if (badges.length === 0) return 'none';
  return badges.some(({ strength }) => strength === 'strong') ? 'strong' : 'weak';
}
