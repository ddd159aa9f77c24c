// Keys and refusals as the person at the screen may see them. Names that person and nobody else.
import type { HeldKey, KeyView, RefusalView } from '../contract/snapshot.ts';
import { isOverdue } from '../domain/custody.ts';
import type { KeyId, SlotId, StaffId } from '../domain/ids.ts';
import type { Key } from '../domain/key.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Roster } from '../domain/roster.ts';
import type { Instant } from '../domain/time.ts';
import type { Picture } from './picture.ts';

/** An instant as the contract writes it: ISO 8601 in UTC. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

export function keyView({ id, number, name, class: keyClass }: Key): KeyView {
  return { id, number, name, class: keyClass };
}

/** The key of an id, if there is one and the set-up knows it. */
export function viewOf(roster: Roster, id: KeyId | null): KeyView | null {
  const key = id === null ? null : roster.key(id);
  return key === null ? null : keyView(key);
}

/** The number painted beside a slot, if there is one and the set-up knows it. */
export function numberOf(roster: Roster, id: SlotId | null): number | null {
  return id === null ? null : (roster.slot(id)?.number ?? null);
}

/** The number of the slot in which a key belongs. */
export function homeNumber(roster: Roster, id: KeyId): number | null {
  return roster.homeOf(id)?.number ?? null;
}

/**
 * A key that a person holds; an empty list for one that the set-up does not know.
 * @param since what to say of a key that the sensors saw leave while the log could not take it
 */
export function heldKey(
  { roster, custody, now }: Picture,
  id: KeyId,
  staff: StaffId,
  since: Instant,
): readonly HeldKey[] {
  const key = roster.key(id);
  if (key === null) return [];
  const view = { ...keyView(key), slot: homeNumber(roster, id) };
  const holding = custody.get(id);
  if (holding?.at !== 'person' || holding.staff !== staff) {
    return [{ ...view, since: iso(since), due: null, overdue: false }];
  }
  const due = holding.due === null ? null : iso(holding.due);
  return [{ ...view, since: iso(holding.since), due, overdue: isOverdue(holding, now) }];
}

/** A refusal as data: who has the key becomes whether it is the person at the screen. */
export function refusalView(roster: Roster, staff: StaffId, key: KeyId | null, refusal: Refusal): RefusalView {
  const contact = roster.contactFor(key === null ? null : roster.key(key));
  const badgeContact = roster.setup.identity.contact;
  switch (refusal.code) {
    case 'staff_suspended':
      return { code: refusal.code, contact: badgeContact };
    case 'staff_not_yet_valid':
      return { code: refusal.code, from: iso(refusal.from), contact: badgeContact };
    case 'staff_expired':
      return { code: refusal.code, until: iso(refusal.until), contact: badgeContact };
    case 'key_out':
      return { code: refusal.code, since: iso(refusal.since), yours: refusal.holder === staff, contact };
    case 'key_unaccounted':
    case 'key_in_doubt':
      return { code: refusal.code, since: iso(refusal.since), contact };
    default:
      return { ...refusal, contact };
  }
}
