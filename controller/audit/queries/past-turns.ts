// What stood at a past moment: of each key or alarm the few entries before it that tell, found from behind. Never folds the log
// from its beginning.
import { ok, type Result } from '../../domain/result.ts';
import { type Instant, instant } from '../../domain/time.ts';
import type { Entry } from '../entry.ts';
import { earlier, positionAt, type QueryFault } from './log-reader.ts';
import type { QueryStore } from './query-store.ts';
import { type Subject, subjectsOf } from './subjects.ts';

/** Subjects of which all that exist can be listed. */
export type TurnPrefix = 'custody:' | 'alarm:';
type TurnSubject = Extract<Subject, `${TurnPrefix}${string}`>;

/** Told the entries of one subject one by one, newest first: whether those told so far are enough to know how it stood. */
export type Enough = (entry: Entry) => boolean;

/** How many entries of one subject are read at once: nearly always the newest is enough. */
const STEPS = [1, 8, 64, 256] as const;
/** How many entries of the tail are read at once. */
const TAIL_STEP = 256;

/**
 * Of each subject with a prefix the entries up to an instant that tell how it stood then, oldest first. A subject that had
 * none by then is left out.
 * @param newEnough makes the judge of one subject
 */
export function turnsUpTo(
  store: QueryStore,
  prefix: TurnPrefix,
  at: Instant,
  newEnough: () => Enough,
): Result<ReadonlyMap<string, readonly Entry[]>, QueryFault> {
  const end = positionAt(store, instant(at + 1));
  if (!end.ok) return end;
  const mark = store.read(() => store.queries.indexedTo());
  if (!mark.ok) return mark;
  const tail = tailTurns(store, prefix, mark.value + 1, end.value);
  if (!tail.ok) return tail;
  const indexed = store.read(() => store.queries.subjects(prefix));
  if (!indexed.ok) return indexed;
  const turns = new Map<string, readonly Entry[]>();
  const below = Math.min(mark.value + 1, end.value);
  for (const subject of new Set([...tail.value.keys(), ...indexed.value.filter(isTurnSubject)])) {
    const found = turnsOf(store, subject, below, tail.value.get(subject) ?? [], newEnough());
    if (!found.ok) return found;
    if (found.value.length > 0) turns.set(subject.slice(prefix.length), found.value);
  }
  return ok(turns);
}

/** The entries of one subject that tell, oldest first. @param newest those that have been read already, newest first */
function turnsOf(
  store: QueryStore,
  subject: TurnSubject,
  below: number,
  newest: readonly Entry[],
  enough: Enough,
): Result<readonly Entry[], QueryFault> {
  const turns: Entry[] = [];
  for (const entry of newest) {
    turns.push(entry);
    if (enough(entry)) return ok(turns.toReversed());
  }
  let reached = below;
  for (let step = 0; reached > 1; step += 1) {
    const limit = STEPS[Math.min(step, STEPS.length - 1)] ?? TAIL_STEP;
    const stretch = earlier(store, subject, { from: 1, below: reached }, limit);
    if (!stretch.ok) return stretch;
    for (const entry of stretch.value.entries) {
      turns.push(entry);
      if (enough(entry)) return ok(turns.toReversed());
    }
    reached = stretch.value.reached;
  }
  return ok(turns.toReversed());
}

/** The entries outside of the index that have a subject with a prefix, newest first. */
function tailTurns(
  store: QueryStore,
  prefix: TurnPrefix,
  from: number,
  end: number,
): Result<ReadonlyMap<TurnSubject, readonly Entry[]>, QueryFault> {
  const turns = new Map<TurnSubject, Entry[]>();
  for (let below = end; below > from; ) {
    const stretch = earlier(store, null, { from, below }, TAIL_STEP);
    if (!stretch.ok) return stretch;
    for (const entry of stretch.value.entries) {
      for (const subject of subjectsOf(entry.occurrence)) {
        if (!isTurnSubject(subject) || !subject.startsWith(prefix)) continue;
        const known = turns.get(subject);
        if (known === undefined) turns.set(subject, [entry]);
        else known.push(entry);
      }
    }
    below = stretch.value.reached;
  }
  return ok(turns);
}

function isTurnSubject(subject: string): subject is TurnSubject {
  return subject.startsWith('custody:') || subject.startsWith('alarm:');
}
