// Questions to the log, each answered by short reads: timelines of a key or a person, alarms, refusals, overrides, and what stood
// at a past moment. Gives ids only; names are looked up outside. An answer is complete, but proves nothing: an export does.
import { type Alarm, type AlarmKind, alarmChange } from '../../domain/alarm.ts';
import { type EntrySeq, type KeyId, parseEntrySeq, type StaffId } from '../../domain/ids.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Instant } from '../../domain/time.ts';
import type { Entry } from '../entry.ts';
import type { EntryIndex } from './entry-index.ts';
import { type Bounds, earlier, positionAt, type QueryFault, rangeOf } from './log-reader.ts';
import { type Part, participationsIn } from './parts.ts';
import { custodyAt, type Whereabouts } from './past-custody.ts';
import { turnsUpTo } from './past-turns.ts';
import type { QueryStore } from './query-store.ts';
import {
  ALARM_PREFIX,
  ALARMS,
  alarmsSubject,
  keySubject,
  OVERRIDES,
  REFUSALS,
  refusedSubject,
  type Subject,
  staffSubject,
} from './subjects.ts';

/** Which part of an answer is wanted; all of it by default, a page at a time. */
export interface Span {
  /** Nothing before this instant. */
  readonly from?: Instant | undefined;
  /** The first instant that no longer counts. */
  readonly until?: Instant | undefined;
  /** The cursor: only entries before this position, as the page before gave it. */
  readonly below?: EntrySeq | null | undefined;
  /** The most entries, 1–200; 50 when not said. */
  readonly limit?: number | undefined;
}

export interface Page {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /**
   * Where the next page begins; null = this was the last. A page with a rare filter may hold fewer entries than asked for,
   * or none, and still not be the last: each page is a short read.
   */
  readonly next: EntrySeq | null;
}

/** Whose request was refused, for which key, for which reason; what is left out does not matter. */
export interface RefusalFilter {
  readonly staff?: StaffId | undefined;
  readonly key?: KeyId | undefined;
  readonly reason?: RefusalCode | undefined;
}

export const PAGE_LIMIT = 200;
const PAGE_SIZE = 50;
/** How many rows one page looks at, at most: some 100 ms. */
const ROWS_A_PAGE = 4096;
const ROWS_A_STEP = 256;
const LEAST_STEP = 16;

/** Any entry of a subject counts, or only those that pass a test. */
type Test = (entry: Entry) => boolean;

export class LogQueries {
  readonly #store: QueryStore;
  readonly #index: EntryIndex | null;

  /** @param index filled before a question when much is missing; null = somebody else fills it, or nobody may */
  constructor(store: QueryStore, index: EntryIndex | null = null) {
    this.#store = store;
    this.#index = index;
  }

  /** All entries. */
  all(span: Span = {}): Result<Page, QueryFault> {
    return this.#page(null, span);
  }

  /** What happened to one key: releases, returns, hands, due times, faults, refusals, alarms. */
  ofKey(key: KeyId, span: Span = {}): Result<Page, QueryFault> {
    return this.#page(keySubject(key), span);
  }

  /** What one person did, held, witnessed, or was subject to. @param part only where they had this part */
  ofPerson(staff: StaffId, span: Span = {}, part: Part | null = null): Result<Page, QueryFault> {
    return this.#page(staffSubject(staff), span, ({ occurrence }) =>
      participationsIn(occurrence).some((one) => one.staff === staff && (part === null || one.part === part)),
    );
  }

  /** Alarms raised, acknowledged, gone and closed. @param kind only of this kind */
  alarms(span: Span = {}, kind: AlarmKind | null = null): Result<Page, QueryFault> {
    return this.#page(kind === null ? ALARMS : alarmsSubject(kind), span);
  }

  /** Who was turned away: requests with their reasons, wrong PINs, unknown badges. */
  refusals(span: Span = {}, filter: RefusalFilter = {}): Result<Page, QueryFault> {
    return this.#page(rarest(filter), span, ({ occurrence }) => {
      const { staff, key, reason } = filter;
      return (
        (staff === undefined || ('staff' in occurrence && occurrence.staff === staff)) &&
        (key === undefined || ('key' in occurrence && occurrence.key === key)) &&
        (reason === undefined || ('reasons' in occurrence && occurrence.reasons.includes(reason)))
      );
    });
  }

  /** Releases by break-glass, and that somebody has looked at one since. */
  overrides(span: Span = {}): Result<Page, QueryFault> {
    return this.#page(OVERRIDES, span);
  }

  /** Where every key was at an instant that the log had spoken of by then, in the order of their ids. */
  custodyAt(at: Instant): Result<readonly Whereabouts[], QueryFault> {
    const ready = this.#prepare();
    return ready.ok ? custodyAt(this.#store, at) : ready;
  }

  /** Which keys were not in a slot at an instant, and who was answerable for each. */
  outAt(at: Instant): Result<readonly Whereabouts[], QueryFault> {
    const all = this.custodyAt(at);
    return all.ok ? ok(all.value.filter((one) => one.at !== 'slot')) : all;
  }

  /** Alarms that were open at an instant, oldest first. */
  alarmsOpenAt(at: Instant): Result<readonly Alarm[], QueryFault> {
    const ready = this.#prepare();
    if (!ready.ok) return ready;
    const turns = turnsUpTo(
      this.#store,
      ALARM_PREFIX,
      at,
      () =>
        ({ occurrence }) =>
          occurrence.kind === 'alarm.closed',
    );
    if (!turns.ok) return turns;
    const open = [...turns.value.values()].flatMap((entries) =>
      entries.reduce(alarmsAfter, []).map((alarm) => ({ alarm, raised: raisedAt(entries) })),
    );
    return ok(open.toSorted((a, b) => a.raised - b.raised).map(({ alarm }) => alarm));
  }

  #page(subject: Subject | null, span: Span, test: Test = () => true): Result<Page, QueryFault> {
    const ready = this.#prepare();
    if (!ready.ok) return ready;
    const bounds = this.#boundsOf(span);
    if (!bounds.ok) return bounds;
    const { from, below } = bounds.value;
    const limit = Math.max(1, Math.min(Math.floor(span.limit ?? PAGE_SIZE), PAGE_LIMIT));
    const found: Entry[] = [];
    let reached = below;
    for (let looked = 0; reached > from && found.length <= limit && looked < ROWS_A_PAGE; ) {
      const step = Math.min(ROWS_A_STEP, Math.max(LEAST_STEP, limit + 1 - found.length));
      const stretch = earlier(this.#store, subject, { from, below: reached }, step);
      if (!stretch.ok) return stretch;
      found.push(...stretch.value.entries.filter(test));
      reached = stretch.value.reached;
      looked += step;
    }
    const entries = found.slice(0, limit);
    if (found.length > limit) return ok({ entries, next: entries.at(-1)?.seq ?? null });
    const rest = parseEntrySeq(reached);
    return ok({ entries, next: rest.ok && reached > from ? rest.value : null });
  }

  #boundsOf({ from, until, below }: Span): Result<Bounds, QueryFault> {
    const range = rangeOf(this.#store);
    if (!range.ok) return range;
    const first = from === undefined ? ok(range.value.first) : positionAt(this.#store, from);
    if (!first.ok) return first;
    const end = until === undefined ? ok(range.value.newest + 1) : positionAt(this.#store, until);
    if (!end.ok) return end;
    return ok({ from: first.value, below: Math.min(end.value, below ?? end.value) });
  }

  #prepare(): Result<void, QueryFault> {
    return this.#index === null ? ok(undefined) : this.#index.catchUp();
  }
}

/** The subject with the fewest entries: a person is refused less often than a key, and a key less than for a reason. */
function rarest({ staff, key, reason }: RefusalFilter): Subject {
  if (staff !== undefined) return refusedSubject('staff', staff);
  if (key !== undefined) return refusedSubject('key', key);
  return reason === undefined ? REFUSALS : refusedSubject('reason', reason);
}

function raisedAt(entries: readonly Entry[]): number {
  return entries.find(({ occurrence }) => occurrence.kind === 'alarm.raised')?.seq ?? 0;
}

function alarmsAfter(open: readonly Alarm[], { occurrence, at }: Entry): readonly Alarm[] {
  switch (occurrence.kind) {
    case 'alarm.raised':
    case 'alarm.acknowledged':
    case 'alarm.gone':
    case 'alarm.closed':
      return alarmChange(open, occurrence, at);
    default:
      return open;
  }
}
