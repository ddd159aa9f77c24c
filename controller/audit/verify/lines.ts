// Takes the bytes of a file apart into lines, a piece at a time. Never holds more than one piece and one line.
import { type Flaw, flawInLine } from './flaw.ts';

/** Longest line in bytes, without its newline. */
export const LINE_LIMIT = 8 * 1024;

const NEWLINE = 0x0a;

/** Takes one line; what it returns ends the reading. The bytes are good only until it returns. */
type TakeLine = (line: Buffer, number: number) => Flaw | null;

/**
 * Hands out the lines of a file in order, without their newlines, and stops at the first flaw.
 * @param file name for flaws: a line over 8 KiB, an end without a newline
 * @param pieces each good only until the next
 */
export function eachLine(file: string, pieces: Iterable<Buffer>, take: TakeLine): Flaw | null {
  let rest = Buffer.alloc(0);
  let number = 0;
  for (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, start)) {
      const tail = piece.subarray(start, end);
      const line = rest.length === 0 ? tail : Buffer.concat([rest, tail]);
      number += 1;
      const flaw = line.length > LINE_LIMIT ? flawInLine('line_too_long', file, number) : take(line, number);
      if (flaw !== null) return flaw;
      if (rest.length > 0) rest = Buffer.alloc(0);
      start = end + 1;
    }
    rest = Buffer.concat([rest, piece.subarray(start)]);
    if (rest.length > LINE_LIMIT) return flawInLine('line_too_long', file, number + 1);
  }
  return rest.length === 0 ? null : flawInLine('no_newline', file, number + 1);
}
