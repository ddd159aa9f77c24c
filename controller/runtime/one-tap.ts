// One badge at two readers is one tap, and so is one that a reader gives several times while it lies there. Pure.
// Never drops a badge that is another one than before.
import type { BadgeHash, ReaderId } from '../domain/ids.ts';
import { type Duration, type Monotonic, milliseconds, seconds } from '../domain/time.ts';

/** A badge that came from a reader. */
export interface Tap {
  readonly reader: ReaderId;
  readonly hash: BadgeHash;
  readonly at: Monotonic;
  /** Whether the reader may give a badge several times while it lies there. */
  readonly repeats: boolean;
}

/** A badge at a reader: when the tap that counted was, here or at another reader, and when this reader gave the badge last. */
interface Seen extends Tap {
  readonly last: Monotonic;
}

/** What is remembered of the taps before. */
export type RecentTaps = readonly Seen[];

/** From the first tap at one reader until the same badge counts at another: two readers side by side both see it. */
export const OTHER_READER: Duration = seconds(2);
/** From the last time that a reader gave a badge until the same badge counts again at it. */
export const SAME_READER: Duration = milliseconds(500);

/** Judges a tap. @returns whether it counts, and what is to be remembered for the next one */
export function judgeTap(recent: RecentTaps, tap: Tap): { readonly counts: boolean; readonly recent: RecentTaps } {
  const near = recent.filter(({ at, last }) => tap.at - at < OTHER_READER || tap.at - last < SAME_READER);
  const first = near.find((before) => isSameTap(before, tap));
  const others = near.filter(({ hash, reader }) => hash !== tap.hash || reader !== tap.reader);
  const seen = { ...tap, at: first?.at ?? tap.at, last: tap.at };
  return { counts: first === undefined, recent: [...others, seen] };
}

function isSameTap(before: Seen, tap: Tap): boolean {
  if (before.hash !== tap.hash) return false;
  return before.reader === tap.reader
    ? tap.repeats && tap.at - before.last < SAME_READER
    : tap.at - before.at < OTHER_READER;
}
