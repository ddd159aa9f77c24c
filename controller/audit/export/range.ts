// Which entries an export is asked for: by position or by time. Times of entries never go back, so they are found by halving.
import { err, ok, type Result } from '../../domain/result.ts';
import { readEntryLine } from '../verify/entry-line.ts';
import type { EntryRange } from '../verify/range-text.ts';
import type { LogSource } from './log-source.ts';

/** One end of a range: a position, or an instant in milliseconds since 1970. */
export type RangeEnd = { readonly seq: number } | { readonly at: number };

export type RangeFault =
  | 'no_entries' // none lies in it
  | 'pruned' // it begins before the first entry that is kept
  | 'damaged'; // an entry that decides cannot be read

/** What is asked for; null = from the first entry that is kept, to the newest. Both ends count. */
export interface AskedRange {
  readonly from: RangeEnd | null;
  readonly to: RangeEnd | null;
}

/** The positions of a range in a log of a size. An empty log has the range 1 to 0. */
export function positionsOf(
  source: LogSource,
  { size, first }: { readonly size: number; readonly first: number },
  { from, to }: AskedRange,
): Result<EntryRange, RangeFault> {
  if (size === 0) return from === null && to === null ? ok({ from: 1, to: 0 }) : err('no_entries');
  const begin = from === null ? first : 'seq' in from ? from.seq : firstLaterThan(source, first, size, from.at - 1);
  const afterEnd = to === null ? size + 1 : 'seq' in to ? to.seq + 1 : firstLaterThan(source, first, size, to.at);
  if (begin === null || afterEnd === null) return err('damaged');
  const end = Math.min(afterEnd - 1, size);
  if (begin < first) return err('pruned');
  return begin <= end ? ok({ from: begin, to: end }) : err('no_entries');
}

/** The first position whose entry is later than an instant; one after the newest when none is. Null = an entry is damaged. */
function firstLaterThan(source: LogSource, first: number, size: number, at: number): number | null {
  let [low, high] = [first, size + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const time = timeOf(source, middle);
    if (time === null) return null;
    if (time > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function timeOf(source: LogSource, seq: number): number | null {
  const [row] = source.page(seq, 1);
  const entry = row?.seq === seq ? readEntryLine(Buffer.from(row.bytes)) : null;
  return entry?.ok === true ? Date.parse(entry.value.at) : null;
}
