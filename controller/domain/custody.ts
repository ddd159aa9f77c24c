// Custody: who is answerable for each key, since when, due when. A fold over occurrences; one key has one place.
import type { EntrySeq, KeyId, SlotId, StaffId } from './ids.ts';
import type { Occurrence, OccurrenceOf } from './occurrence.ts';
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
      /** What has been said of its due time already, so that it is said once, over a restart too. */
      readonly stage: DueStage;
    }
  /** A release whose outcome the sensors have not told yet; `staff` is whose release it was. */
  | { readonly at: 'doubt'; readonly staff: StaffId; readonly since: Instant; readonly intent: EntrySeq }
  /** Gone from its slot without a release. `during` is whose session was open, which says nothing about who did it. */
  | { readonly at: 'unaccounted'; readonly since: Instant; readonly during: StaffId | null }
  /** Reported lost. `staff` is who was answerable for it; null = nobody. */
  | { readonly at: 'lost'; readonly since: Instant; readonly staff: StaffId | null };

export type DueStage = 'in_time' | 'due_soon' | 'overdue' | 'escalated';

export type Custody = ReadonlyMap<KeyId, Holding>;

export interface CustodyChange {
  readonly key: KeyId;
  readonly holding: Holding;
}

export type CustodyFault =
  | { readonly code: 'key_in_other_hands'; readonly key: KeyId; readonly holder: StaffId }
  /** What is not in somebody's hand cannot go from it into another. */
  | { readonly code: 'key_not_in_hand'; readonly key: KeyId; readonly holder: StaffId };

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
    case 'release.taken':
      return taken(custody, occurrence, at);
    case 'release.unknown':
      return doubted(custody, occurrence, at);
    case 'release.not_taken':
    case 'release.not_opened': {
      const { key, slot, intent } = occurrence;
      const now = key === null ? undefined : custody.get(key);
      const settles = key !== null && now?.at === 'doubt' && now.intent === intent;
      return ok(settles ? { key, holding: { at: 'slot', slot, since: at } } : null);
    }
    case 'key.handed_over': {
      const { key, staff, to, due } = occurrence;
      const now = custody.get(key);
      if (now?.at !== 'person' || now.staff !== staff) return err({ code: 'key_not_in_hand', key, holder: staff });
      return ok({ key, holding: { ...now, staff: to, since: at, due, stage: 'in_time' } });
    }
    case 'key.extended':
    case 'key.due_soon':
    case 'key.overdue':
    case 'key.escalated':
      return ok(timeChange(custody, occurrence));
    case 'key.lost':
    case 'key.found':
      return ok(searchChange(custody, occurrence, at));
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
  const held: { readonly key: KeyId; readonly since: Instant }[] = [];
  for (const [key, holding] of custody) {
    if (holding.at === 'person' && holding.staff === staff) held.push({ key, since: holding.since });
  }
  return held.toSorted((a, b) => a.since - b.since).map(({ key }) => key);
}

/** How many keys a person holds. */
export function countHeldBy(custody: Custody, staff: StaffId): number {
  let count = 0;
  for (const holding of custody.values()) if (holding.at === 'person' && holding.staff === staff) count += 1;
  return count;
}

/** Who is answerable for a key: who holds it, or held it when it was reported lost. Null = nobody that is known. */
export function answerableFor(holding: Holding | undefined): StaffId | null {
  return holding?.at === 'person' || holding?.at === 'lost' ? holding.staff : null;
}

/** Whether a holding is past its due time. */
export function isOverdue(holding: Holding, now: Instant): boolean {
  return holding.at === 'person' && holding.due !== null && holding.due <= now;
}

const STAGES = {
  'key.due_soon': 'due_soon',
  'key.overdue': 'overdue',
  'key.escalated': 'escalated',
} as const satisfies Readonly<Record<string, DueStage>>;

/** Told a second time, a taking changes nothing: what was said of its due time since then stands. */
function taken(
  custody: Custody,
  { key, staff, due, intent, purpose }: OccurrenceOf<'release.taken'>,
  at: Instant,
): Result<CustodyChange | null, CustodyFault> {
  if (key === null || purpose === 'reopen') return ok(null);
  const now = custody.get(key);
  if (now?.at !== 'person')
    return ok({ key, holding: { at: 'person', staff, since: at, due, intent, stage: 'in_time' } });
  const again = now.staff === staff && now.intent === intent;
  return again ? ok(null) : err({ code: 'key_in_other_hands', key, holder: now.staff });
}

function doubted(
  custody: Custody,
  { key, staff, intent, purpose }: OccurrenceOf<'release.unknown'>,
  at: Instant,
): Result<CustodyChange | null, CustodyFault> {
  if (key === null || purpose === 'reopen') return ok(null);
  const now = custody.get(key);
  if (now?.at === 'person') return err({ code: 'key_in_other_hands', key, holder: now.staff });
  return ok({ key, holding: { at: 'doubt', staff, since: at, intent } });
}

/** What is said of a due time that is no longer that of the key comes too late and changes nothing. */
function timeChange(
  custody: Custody,
  occurrence: OccurrenceOf<'key.extended' | 'key.due_soon' | 'key.overdue' | 'key.escalated'>,
): CustodyChange | null {
  const { key, holder, due } = occurrence;
  const now = custody.get(key);
  if (now?.at !== 'person' || now.staff !== holder) return null;
  if (occurrence.kind === 'key.extended') return { key, holding: { ...now, due, stage: 'in_time' } };
  return now.due === due ? { key, holding: { ...now, stage: STAGES[occurrence.kind] } } : null;
}

/** Where the sensors see a key it is not lost; one that is found is nobody's until it stands in a slot. */
function searchChange(
  custody: Custody,
  occurrence: OccurrenceOf<'key.lost' | 'key.found'>,
  at: Instant,
): CustodyChange | null {
  const { key } = occurrence;
  const now = custody.get(key);
  if (occurrence.kind === 'key.lost') {
    return now?.at === 'slot' ? null : { key, holding: { at: 'lost', since: at, staff: occurrence.holder } };
  }
  return now?.at === 'lost' ? { key, holding: { at: 'unaccounted', since: at, during: occurrence.staff } } : null;
}
