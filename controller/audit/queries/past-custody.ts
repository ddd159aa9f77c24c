// Where every key was at a past moment, from the few entries before it that tell: the same fold as the ledger, begun where nothing
// before counts any more. Where those are pruned, what the rest still says.
import { type Custody, custodyChange, type Holding, withChange } from '../../domain/custody.ts';
import type { EntrySeq, KeyId, SlotId, StaffId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Instant } from '../../domain/time.ts';
import type { Entry } from '../entry.ts';
import type { QueryFault } from './log-reader.ts';
import { keysIn } from './parts.ts';
import { type Enough, turnsUpTo } from './past-turns.ts';
import type { QueryStore } from './query-store.ts';
import { CUSTODY_PREFIX } from './subjects.ts';

/** Where a key was, and the entry that says so last. */
export interface Whereabouts {
  readonly key: KeyId;
  readonly at: Holding['at'];
  readonly slot: SlotId | null;
  /** Who held it, whose release was in doubt, who held it when it was lost, or whose session was open when it went. */
  readonly staff: StaffId | null;
  readonly since: Instant;
  readonly due: Instant | null;
  /** The newest entry about where it was. */
  readonly told: EntrySeq;
}

/** Where every key was that the log had spoken of by an instant, in the order of their ids. */
export function custodyAt(store: QueryStore, at: Instant): Result<readonly Whereabouts[], QueryFault> {
  const turns = turnsUpTo(store, CUSTODY_PREFIX, at, newJudge);
  if (!turns.ok) return turns;
  const found = [...turns.value.values()].flatMap((entries) => whereaboutsAfter(entries));
  return ok(found.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
}

/** A sensor that saw the key leaves nothing to ask, and a taking needs nothing from before its intent. */
function newJudge(): Enough {
  let intent = 0;
  return ({ seq, occurrence }) => {
    if (occurrence.kind === 'key.returned' || occurrence.kind === 'key.removed') return true;
    if (occurrence.kind === 'release.taken' && occurrence.purpose !== 'reopen') intent = occurrence.intent;
    return seq <= intent;
  };
}

/** @param entries all of one key, oldest first */
function whereaboutsAfter(entries: readonly Entry[]): readonly Whereabouts[] {
  let custody: Custody = new Map();
  let told: EntrySeq | null = null;
  for (const entry of entries) {
    const { occurrence, at, seq } = entry;
    let change = custodyChange(custody, occurrence, at);
    // The taking of what is handed over here is pruned: the entry itself says who had it.
    if (!change.ok) change = custodyChange(new Map(heldBefore(entry)), occurrence, at);
    if (!change.ok || change.value === null) continue;
    custody = withChange(custody, change.value);
    told = seq;
  }
  const [key] = entries.flatMap(({ occurrence }) => keysIn(occurrence));
  const holding = key === undefined ? undefined : custody.get(key);
  return key === undefined || holding === undefined || told === null ? [] : [whereabouts(key, holding, told)];
}

function heldBefore({ occurrence, at, seq }: Entry): readonly (readonly [KeyId, Holding])[] {
  if (occurrence.kind !== 'key.handed_over') return [];
  const { key, staff } = occurrence;
  return [[key, { at: 'person', staff, since: at, due: null, intent: seq, stage: 'in_time' }]];
}

function whereabouts(key: KeyId, holding: Holding, told: EntrySeq): Whereabouts {
  const { at, since } = holding;
  return {
    key,
    at,
    slot: at === 'slot' ? holding.slot : null,
    staff: staffOf(holding),
    since,
    due: at === 'person' ? holding.due : null,
    told,
  };
}

function staffOf(holding: Holding): StaffId | null {
  switch (holding.at) {
    case 'slot':
      return null;
    case 'unaccounted':
      return holding.during;
    default:
      return holding.staff;
  }
}
