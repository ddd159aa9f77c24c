// Where keys stand and where they are to be put: the set-up says where a key belongs, custody where it stands. Where slots read
// chips a key may stand elsewhere, and then custody counts. Pure.
import type { Custody } from './custody.ts';
import type { KeyId, SlotId } from './ids.ts';
import type { SlotSubject } from './occurrence.ts';
import type { Roster } from './roster.ts';
import type { Slot } from './slot.ts';

/** The slot in which a key stands by the log, else the one in which it belongs; null = neither. */
export function placeOf(roster: Roster, custody: Custody, key: KeyId): Slot | null {
  const holding = custody.get(key);
  const stands = holding?.at === 'slot' ? roster.slot(holding.slot) : null;
  return stands ?? roster.homeOf(key);
}

/** Which key stands in each slot by the log. */
export function standingKeys(custody: Custody): ReadonlyMap<SlotId, KeyId> {
  const standing = new Map<SlotId, KeyId>();
  for (const [key, holding] of custody) if (holding.at === 'slot') standing.set(holding.slot, key);
  return standing;
}

/**
 * Where a key that is out is to be put: home, or the first slot that takes any fob while another key stands at home.
 * @returns null for a key that has no place
 */
export function placeToPut(roster: Roster, custody: Custody, key: KeyId): Slot | null {
  const home = roster.homeOf(key);
  const standing = standingKeys(custody);
  const isTaken = (slot: Slot) => (standing.get(slot.id) ?? key) !== key;
  if ((home !== null && !isTaken(home)) || !roster.setup.policy.randomReturn) return home;
  const open = roster.setup.slots.filter((slot) => roster.sensesOf(slot).fobId && !isTaken(slot));
  return open.toSorted((a, b) => a.number - b.number)[0] ?? home;
}

/** What a slot hands out: the key that stands there by the log, else what belongs there and stands nowhere else. */
export function contentOf(
  roster: Roster,
  custody: Custody,
  slot: Slot,
  standing: ReadonlyMap<SlotId, KeyId> = standingKeys(custody),
): SlotSubject {
  const here = standing.get(slot.id) ?? null;
  const home = roster.subjectOf(slot);
  if (here !== null && roster.key(here) !== null) return { slot: slot.id, fob: roster.fobOf(here), key: here };
  const holding = home.key === null ? undefined : custody.get(home.key);
  const isElsewhere = holding?.at === 'slot' && holding.slot !== slot.id && roster.slot(holding.slot) !== null;
  return isElsewhere ? { slot: slot.id, fob: null, key: null } : home;
}
