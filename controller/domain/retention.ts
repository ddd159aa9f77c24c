// What may be deleted of the log, and who may decide it. Pure. Nothing that is young, held, still open or unsigned is ever
// prunable; nobody decides alone.

import type { Custody, Holding } from './custody.ts';
import type { EntrySeq, StaffId } from './ids.ts';
import type { Ledger } from './ledger.ts';
import { type LegalHold, TILE, type TwoPersons } from './legal-hold.ts';
import { standing } from './policy/rules/standing.ts';
import type { Refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';
import type { Role, Staff } from './staff.ts';
import { type Instant, instant } from './time.ts';

/** Where entries stand in time. Positions are whole numbers from 1. */
export interface LogTimes {
  /** The first entry that is kept now. */
  readonly first: number;
  /** Number of entries that were ever written. */
  readonly size: number;
  /** Number of entries below the newest checkpoint; 0 = there is none. */
  readonly checkpoint: number;
  /** Position of the first kept entry that is not before an instant; `size` + 1 = there is none. */
  readonly since: (at: Instant) => number;
}

/** What keeps the log from being pruned any further. */
export type PruneLimit =
  | 'period' // it is younger than the retention period
  | 'hold' // a legal hold keeps it
  | 'open' // something that is not over yet follows from it
  | 'checkpoint'; // no signature covers what is before it

/** How far the log can be pruned. */
export interface Prunable {
  /** The first entry that stays: a multiple of 256 plus 1, or where the log begins now. */
  readonly first: number;
  /** Why no more may go. */
  readonly limit: PruneLimit;
  /** The first entry that must stay for it; one past the newest = there is none. */
  readonly limitedAt: number;
}

/** What of the ledger decides: what is agreed, and what can still be open. */
export type PruneMatters = Pick<
  Ledger,
  'retention' | 'holds' | 'custody' | 'faults' | 'bookings' | 'suspensions' | 'reviews' | 'releases' | 'alarms'
>;

const DAY = 86_400_000;
const DECIDERS: readonly Role[] = ['supervisor', 'auditor'];

export type PairRefusal =
  | { readonly code: 'same_person' }
  | { readonly code: 'not_their_role'; readonly staff: StaffId }
  | { readonly code: 'not_valid'; readonly staff: StaffId; readonly refusals: readonly Refusal[] };

/**
 * Whether two people may decide about the log: two different ones, each a supervisor or an auditor who is valid now. What
 * they prove themselves with is not looked at.
 */
export function twoPersons(
  by: Staff,
  witness: Staff,
  ledger: Pick<Ledger, 'suspensions'>,
  now: Instant,
): Result<TwoPersons, PairRefusal> {
  if (by.id === witness.id) return err({ code: 'same_person' });
  for (const person of [by, witness]) {
    if (!DECIDERS.includes(person.role)) return err({ code: 'not_their_role', staff: person.id });
    const refusals = standing(person, ledger, now);
    if (refusals.length > 0) return err({ code: 'not_valid', staff: person.id, refusals });
  }
  return ok({ by: by.id, witness: witness.id });
}

/**
 * The highest first entry that pruning may leave, and why no higher one. Deleted is all before it.
 * @param now time of the newest entry: no clock of the moment can make the log older than it says
 * @param openIntents releases whose outcome is not in the log
 */
export function prunable(
  now: Instant,
  ledger: PruneMatters,
  openIntents: readonly EntrySeq[],
  times: LogTimes,
): Prunable {
  const limits: readonly (readonly [PruneLimit, number])[] = [
    ['period', times.since(instant(now - ledger.retention.days * DAY))],
    ['checkpoint', Math.min(times.checkpoint, times.size) + 1],
    ...[...ledger.holds.values()].flatMap((hold) => heldBy(hold, times).map((seq) => ['hold', seq] as const)),
    ...[...openIntents, ...openSince(ledger, times)].map((seq) => ['open', seq] as const),
  ];
  const [limit, lowest] = limits.reduce((least, one) => (one[1] < least[1] ? one : least));
  return { first: Math.max(times.first, tileStart(lowest)), limit, limitedAt: lowest };
}

/** Whether a hold covers a moment. */
export function isHeld({ from, until }: LegalHold, at: Instant): boolean {
  return at >= from && (until === null || at <= until);
}

/** The entry that placed a hold, and the first one that it covers, if there is any. */
function heldBy({ from, until, placed }: LegalHold, times: LogTimes): readonly number[] {
  const first = times.since(from);
  const next = until === null ? times.size + 1 : times.since(instant(until + 1));
  return first < next ? [placed, first] : [placed];
}

/** Entries that something follows from which is not over: by their position where it is known, else by their time. */
function openSince(
  { custody, faults, bookings, suspensions, reviews, releases, alarms }: PruneMatters,
  times: LogTimes,
): readonly number[] {
  const out = holdingsOut(custody);
  return [
    ...out.flatMap((holding) => ('intent' in holding ? [holding.intent] : [])),
    ...[...faults.values()].flat().map(({ report }) => report),
    ...reviews.keys(),
    ...releases.keys(),
    ...alarms.flatMap(({ intent }) => (intent === undefined ? [] : [intent])),
    ...[
      ...out.map(({ since }) => since),
      ...[...suspensions.values()].map(({ since }) => since),
      ...alarms.map(({ since }) => since),
      ...[...bookings.values()].map(({ madeAt }) => madeAt),
    ].map((at) => times.since(at)),
  ];
}

function holdingsOut(custody: Custody): readonly Exclude<Holding, { readonly at: 'slot' }>[] {
  return [...custody.values()].flatMap((holding) => (holding.at === 'slot' ? [] : [holding]));
}

/** The start of the tile that a position lies in. */
function tileStart(seq: number): number {
  return seq - ((seq - 1) % TILE);
}
