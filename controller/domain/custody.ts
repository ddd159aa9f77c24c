// Custody: who is answerable for each key, since when, due when. A fold over occurrences; one key has one place.
import type { EntrySeq, KeyId, SlotId, StaffId } from './ids.ts';
import type { Occurrence } from './occurrence.ts';
import { err, ok, type Result } from './result.ts';
import type { Instant } from './time.ts';

export type Holding =
  | { readonly at: 'slot'; readonly slot: SlotId; readonly since: Instant }
  | {
      readonly at: 'person';
      readonly staff: StaffId;
      readonly since: Instant;
      readonly due: Instant | null;
      readonly intent: EntrySeq;
    }
  /** A release whose outcome the sensors have not told yet; `staff` is whose release it was. */
  | { readonly at: 'doubt'; readonly staff: StaffId; readonly since: Instant; readonly intent: EntrySeq }
  /** Gone from its slot without a release. `during` is whose session was open, which says nothing about who did it. */
  | { readonly at: 'unaccounted'; readonly since: Instant; readonly during: StaffId | null };

export type Custody = ReadonlyMap<KeyId, Holding>;

export interface CustodyChange {
  readonly key: KeyId;
  readonly holding: Holding;
}

export interface CustodyFault {
  readonly code: 'key_in_other_hands';
  readonly key: KeyId;
  readonly holder: StaffId;
}

/**
 * What an occurrence changes in custody; null = nothing.
 * @param at wall time of the occurrence
 * @returns a fault when it would put a key into a second hand; nothing may be recorded then
 */
export function custodyChange(
  custody: Custody,
  occurrence: Occurrence,
  at: Instant,
): Result<CustodyChange | null, CustodyFault> {
  switch (occurrence.kind) {
    case 'release.taken': {
      const { key, staff, due, intent } = occurrence;
      if (key === null || occurrence.purpose !== 'take') return ok(null);
      const now = custody.get(key);
      if (now?.at === 'person' && (now.staff !== staff || now.intent !== intent)) {
        return err({ code: 'key_in_other_hands', key, holder: now.staff });
      }
      return ok({ key, holding: { at: 'person', staff, since: at, due, intent } });
    }
    case 'release.unknown': {
      const { key, staff, intent } = occurrence;
      if (key === null || occurrence.purpose !== 'take') return ok(null);
      const now = custody.get(key);
      if (now?.at === 'person') return err({ code: 'key_in_other_hands', key, holder: now.staff });
      return ok({ key, holding: { at: 'doubt', staff, since: at, intent } });
    }
    case 'release.not_taken':
    case 'release.not_opened': {
      const { key, slot, intent } = occurrence;
      const now = key === null ? undefined : custody.get(key);
      const settles = key !== null && now?.at === 'doubt' && now.intent === intent;
      return ok(settles ? { key, holding: { at: 'slot', slot, since: at } } : null);
    }
    case 'key.returned':
      return ok({ key: occurrence.key, holding: { at: 'slot', slot: occurrence.slot, since: at } });
    case 'key.removed':
      return ok({
        key: occurrence.key,
        holding: { at: 'unaccounted', since: at, during: occurrence.during?.staff ?? null },
      });
    default:
      return ok(null);
  }
}

/** The custody after one change. */
export function withChange(custody: Custody, change: CustodyChange | null): Custody {
  return change === null ? custody : new Map(custody).set(change.key, change.holding);
}

/** The keys that a person holds, in the order they were taken. */
export function heldBy(custody: Custody, staff: StaffId): readonly KeyId[] {
  return [...custody]
    .filter(([, holding]) => holding.at === 'person' && holding.staff === staff)
    .toSorted(([, a], [, b]) => a.since - b.since)
    .map(([key]) => key);
}

/** How many keys a person holds. */
export function countHeldBy(custody: Custody, staff: StaffId): number {
  let count = 0;
  for (const holding of custody.values()) if (holding.at === 'person' && holding.staff === staff) count += 1;
  return count;
}

/** Whether a holding is past its due time. */
export function isOverdue(holding: Holding, now: Instant): boolean {
  return holding.at === 'person' && holding.due !== null && holding.due <= now;
}
