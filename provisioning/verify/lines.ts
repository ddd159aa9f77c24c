// The lines of a file, read in pieces. Never holds more than a piece of the file and one line.
import { type Bytes, joined, NEWLINE } from './bytes.ts';
import { type Finding, finding } from './finding.ts';

/** What a file of an export is here: a File of the browser. */
export type Source = Pick<Blob, 'size' | 'stream' | 'arrayBuffer'>;

/** Longest line in bytes, without its newline. */
export const LINE_LIMIT = 8192;

export interface Lines {
  /** Whole lines without their newlines, in order; may be none. */
  readonly lines: readonly Bytes[];
  /** Number of the first of them in its file; the first is 1. */
  readonly first: number;
}

/** Yields the lines of a file as they come; a finding ends it. */
export async function* linesOf(file: string, source: Source): AsyncGenerator<Lines | Finding> {
  const reader: ReadableStreamDefaultReader<Bytes> = source.stream().getReader();
  let rest: Bytes = new Uint8Array();
  let first = 1;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const { lines, tail } = split(joined([rest, piece.value]));
    const long = lines.findIndex((line) => line.length > LINE_LIMIT);
    if (long >= 0) {
      await reader.cancel();
      yield finding('line_long', { file, line: first + long });
      return;
    }
    yield { lines, first };
    first += lines.length;
    if (tail.length > LINE_LIMIT) {
      await reader.cancel();
      yield finding('line_long', { file, line: first });
      return;
    }
    rest = tail.slice();
  }
  if (rest.length > 0) yield finding('line_open', { file, line: first });
}

function split(bytes: Bytes): { readonly lines: readonly Bytes[]; readonly tail: Bytes } {
  const lines: Bytes[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return { lines, tail: bytes.subarray(start) };
}
