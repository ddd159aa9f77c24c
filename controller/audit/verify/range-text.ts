// Which entries an export holds: one line, `from FIRST to LAST of SIZE`.
import { decimal } from './checkpoint-text.ts';

export interface EntryRange {
  /** First and last position; `to` is `from − 1` for an empty log. */
  readonly from: number;
  readonly to: number;
}

/** Reads the range of a log of a size; null = it is none, or none of this log. */
export function readRange(bytes: Buffer, size: number): EntryRange | null {
  const [, fromText = '', toText = '', sizeText = ''] =
    /^from (\d{1,16}) to (\d{1,16}) of (\d{1,16})\n$/.exec(bytes.toString('latin1')) ?? [];
  const [from, to] = [decimal(fromText), decimal(toText)];
  if (from === null || to === null || decimal(sizeText) !== size) return null;
  const isEmptyLog = size === 0 && from === 1 && to === 0;
  return isEmptyLog || (from >= 1 && from <= to && to <= size) ? { from, to } : null;
}
