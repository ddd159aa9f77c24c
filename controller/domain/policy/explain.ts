// Why not, as data: which rule, until when it holds and who can help. The screen finds the words.
import type { KeyGroupId } from '../ids.ts';
import type { Key } from '../key.ts';
import type { Ledger } from '../ledger.ts';
import type { Refusal } from '../refusal.ts';
import type { Roster } from '../roster.ts';
import type { Instant } from '../time.ts';

export interface Explanation {
  readonly refusal: Refusal;
  /** When the reason is expected to be gone; null = not by itself, or nobody knows. */
  readonly until: Instant | null;
  /** Who can help, as the screen words it. */
  readonly contact: string;
}

export interface ExplainedBy {
  /** What was asked for; null = no key. */
  readonly key: Key | null;
  readonly roster: Roster;
  readonly ledger: Pick<Ledger, 'custody'>;
}

/** Explains each refusal. An instant that has passed is not told: it was wrong. */
export function explain(refusals: readonly Refusal[], by: ExplainedBy, now: Instant): readonly Explanation[] {
  return refusals.map((refusal) => {
    const until = untilOf(refusal, by);
    return {
      refusal,
      until: until !== null && until > now ? until : null,
      contact: contactOf(refusal, by.key, by.roster),
    };
  });
}

/** Who can help: the cabinet's contact with the person, that of the group with its rules, else that of the key. */
export function contactOf(refusal: Refusal, key: Key | null, roster: Roster): string {
  switch (refusal.code) {
    case 'staff_suspended':
    case 'staff_not_yet_valid':
    case 'staff_expired':
    case 'witness_only':
      return roster.contactFor(null);
    case 'group_allowance_reached':
    case 'reason_required':
    case 'booking_required':
      return groupContact(refusal.group, roster) ?? roster.contactFor(key);
    case 'excluded_by':
      return roster.contactFor(roster.key(refusal.key) ?? key);
    default:
      return roster.contactFor(key);
  }
}

function untilOf(refusal: Refusal, { ledger }: ExplainedBy): Instant | null {
  switch (refusal.code) {
    case 'staff_not_yet_valid':
      return refusal.from;
    case 'outside_schedule':
      return refusal.opens;
    case 'booked_by_other':
      return refusal.until;
    case 'key_out':
      return refusal.due ?? null;
    case 'locked_out_by':
      return latestDue(refusal.keys, ledger);
    case 'excluded_by':
      return latestDue([refusal.key], ledger);
    default:
      return null;
  }
}

/** When the last of some keys is due back; null when one of them is not expected at any time. */
function latestDue(keys: readonly Key['id'][], { custody }: Pick<Ledger, 'custody'>): Instant | null {
  let latest: Instant | null = null;
  for (const key of keys) {
    const holding = custody.get(key);
    if (holding?.at !== 'person' || holding.due === null) return null;
    if (latest === null || holding.due > latest) latest = holding.due;
  }
  return latest;
}

function groupContact(id: KeyGroupId, roster: Roster): string | null {
  return roster.keyGroup(id)?.contact ?? null;
}
