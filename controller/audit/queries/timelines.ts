// What happened to a key or a person, newest first, a page at a time: short reads of the log by its index. Says when the index is
// behind, because a page is slower and shorter then; what it tells is complete up to where the next page begins.
import type { EntrySeq } from '../../domain/ids.ts';
import type { Occurrence } from '../../domain/occurrence.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { TimelineSubject } from '../../domain/timeline.ts';
import type { Entry } from '../entry.ts';
import { BATCH, EntryIndex } from './entry-index.ts';
import { LogQueries } from './log-queries.ts';
import type { QueryFault } from './log-reader.ts';
import type { IndexStore, QueryStore } from './query-store.ts';

export interface Timeline {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Where the next page begins; null = this was the last. */
  readonly next: EntrySeq | null;
  /** Whether many entries are not in the index yet. */
  readonly behind: boolean;
}

/** What is wanted of a timeline. */
export interface TimelineSpan {
  /** Only entries before this position; null = from the newest on. */
  readonly before: EntrySeq | null;
  /** The most entries. */
  readonly limit: number;
  readonly isTold: (occurrence: Occurrence) => boolean;
}

/** More entries than this outside of the index, and it is behind: in quiet moments it is never so far. */
const BEHIND = 4 * BATCH;
/** How often the index is asked for more when little of what it finds is told. */
const ROUNDS = 4;
/** Entries of one round: of a visit with one key some four in five are not told. */
const A_ROUND = 100;

export class Timelines {
  readonly #queries: LogQueries;
  readonly #index: EntryIndex;

  constructor(store: QueryStore & IndexStore) {
    // Nobody at the screen waits until the index is filled.
    this.#queries = new LogQueries(store);
    this.#index = new EntryIndex(store);
  }

  of(subject: TimelineSubject, { before, limit, isTold }: TimelineSpan): Result<Timeline, QueryFault> {
    const lag = this.#index.behind();
    if (!lag.ok) return lag;
    const behind = lag.value < 0 || lag.value > BEHIND;
    const told: Entry[] = [];
    let next = before;
    for (let round = 0; round < (behind ? 1 : ROUNDS); round += 1) {
      const span = { below: next, limit: A_ROUND };
      const page =
        subject.kind === 'key' ? this.#queries.ofKey(subject.key, span) : this.#queries.ofPerson(subject.person, span);
      if (!page.ok) return page;
      told.push(...page.value.entries.filter(({ occurrence }) => isTold(occurrence)));
      next = page.value.next;
      if (next === null || told.length > limit) break;
    }
    const entries = told.slice(0, limit);
    return ok({ entries, next: told.length > limit ? (entries.at(-1)?.seq ?? null) : next, behind });
  }
}
