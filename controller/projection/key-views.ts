// Keys and refusals as the person at the screen may see them. Names that person and nobody else.
import type { KeyLabel, RefusalView } from '../contract/refusal-view.ts';
import type { HeldKey, KeyView } from '../contract/snapshot.ts';
import { type Custody, isOverdue } from '../domain/custody.ts';
import type { KeyId, QualificationId, SlotId, StaffGroupId, StaffId } from '../domain/ids.ts';
import type { Key } from '../domain/key.ts';
import { placeOf, placeToPut } from '../domain/places.ts';
import { contactOf } from '../domain/policy/explain.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Roster } from '../domain/roster.ts';
import { type Slot, sensingOf } from '../domain/slot.ts';
import type { Instant } from '../domain/time.ts';
import type { Picture } from './picture.ts';

/** An instant as the contract writes it: ISO 8601 in UTC. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

export function keyView(key: Key): KeyView {
  return { id: key.id, number: key.number, name: shownName(key), class: key.class };
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

/** The slot in which a key stands by the log, or is to be put; null = none. */
export function placeFor(roster: Roster, custody: Custody, id: KeyId): Slot | null {
  return custody.get(id)?.at === 'slot' ? placeOf(roster, custody, id) : placeToPut(roster, custody, id);
}

/** Its number. */
export function placeNumber(roster: Roster, custody: Custody, id: KeyId): number | null {
  return placeFor(roster, custody, id)?.number ?? null;
}

/** What a slot of a number can tell, as a field of a screen. */
export function sensingAt(roster: Roster, number: number) {
  const slot = roster.slotByNumber(number);
  return slot === null ? {} : { sensing: sensingOf(roster.sensesOf(slot)) };
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
  const view = { ...keyView(key), slot: placeNumber(roster, custody, id) };
  const holding = custody.get(id);
  if (holding?.at !== 'person' || holding.staff !== staff) {
    return [{ ...view, since: iso(since), due: null, overdue: false }];
  }
  const due = holding.due === null ? null : iso(holding.due);
  const overdue = isOverdue(holding, now);
  const dueSoon = !overdue && holding.stage === 'due_soon';
  return [{ ...view, since: iso(holding.since), due, overdue, ...(dueSoon && { dueSoon }) }];
}

/** A refusal as data: who has the key becomes whether it is the person at the screen; ids become what people say. */
export function refusalView(roster: Roster, staff: StaffId, key: KeyId | null, refusal: Refusal): RefusalView {
  const contact = contactOf(refusal, key === null ? null : roster.key(key), roster);
  switch (refusal.code) {
    case 'staff_suspended':
      return { code: refusal.silent === true ? 'not_served' : refusal.code, contact };
    case 'staff_not_yet_valid':
      return { code: refusal.code, from: iso(refusal.from), contact };
    case 'staff_expired':
      return { code: refusal.code, until: iso(refusal.until), contact };
    case 'outside_schedule':
      return { code: refusal.code, opens: refusal.opens === null ? null : iso(refusal.opens), contact };
    case 'qualification_missing':
      return { code: refusal.code, qualification: qualificationName(roster, refusal.qualification), contact };
    case 'qualification_expired': {
      const qualification = qualificationName(roster, refusal.qualification);
      return { code: refusal.code, qualification, since: iso(refusal.since), contact };
    }
    case 'group_allowance_reached':
    case 'reason_required':
    case 'booking_required':
      return { ...refusal, group: roster.keyGroup(refusal.group)?.name ?? refusal.group, contact };
    case 'holds_overdue':
    case 'locked_out_by':
      return { code: refusal.code, keys: refusal.keys.flatMap((id) => keyLabel(roster, id) ?? []), contact };
    case 'excluded_by':
      return { code: refusal.code, key: keyLabel(roster, refusal.key), contact };
    case 'witness_required':
      return { ...refusal, from: refusal.from.map((id) => staffGroupName(roster, id)), contact };
    case 'booked_by_other':
      return { code: refusal.code, from: iso(refusal.from), until: iso(refusal.until), contact };
    case 'key_out': {
      const due = refusal.due === undefined ? {} : { due: iso(refusal.due) };
      return { code: refusal.code, since: iso(refusal.since), yours: refusal.holder === staff, ...due, contact };
    }
    case 'key_unaccounted':
    case 'key_in_doubt':
    case 'key_lost':
    case 'slot_quarantined':
      return { code: refusal.code, since: iso(refusal.since), contact };
    case 'key_faulty':
      return { code: refusal.code, fault: refusal.fault, since: iso(refusal.since), contact };
    default:
      return { ...refusal, contact };
  }
}

/** The name that the screens show: the code name where the key has one. */
function shownName({ name, codeName }: Key): string {
  return codeName ?? name;
}

function keyLabel(roster: Roster, id: KeyId): KeyLabel | null {
  const key = roster.key(id);
  return key === null ? null : { number: key.number, name: shownName(key) };
}

function qualificationName({ setup }: Roster, id: QualificationId): string {
  return setup.qualifications.find((one) => one.id === id)?.name ?? id;
}

function staffGroupName({ setup }: Roster, id: StaffGroupId): string {
  return setup.staffGroups.find((one) => one.id === id)?.name ?? id;
}
