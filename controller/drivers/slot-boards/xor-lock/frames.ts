// XOR lock board ("485 lock control board", heads 8A/80/82): bytes ⇄ frames. Pure; knows lengths and sums, never what a frame means.
//
//   9600 8N1                    ┌──────┬───────┬─────────────────────────┬──────┐
//   unlock, its reply, echo     │  8A  │ BOARD │  LOCK   11|00           │ BCC  │  5 bytes: all three may be the same ones
//   unlock with its own pulse   │  8A  │ BOARD │  LOCK   11   SECONDS    │ BCC  │  6 bytes
//   read                        │  80  │ BOARD │  LOCK   33              │ BCC  │  5 bytes
//   one lock                    │  80  │ BOARD │  LOCK   11|00           │ BCC  │  5 bytes
//   all locks                   │  80  │ BOARD │  Sn … S2  S1   33       │ BCC  │  7–11 bytes; no byte says how many
//   firmware, news of one lock  │  82  │ BOARD │  LOCK   …               │ BCC  │  5 bytes
//                               └──────┴───────┴─────────────────────────┴──────┘
//   BOARD = 1–31 by DIP switches          BCC = XOR of all bytes before it
import type { Decoded, FrameDecoder } from '../frame-decoder.ts';

export interface XorFrame {
  readonly head: number;
  /** Address of the board, 1–31. */
  readonly board: number;
  /** What stands between the address and the BCC. */
  readonly body: Uint8Array;
}

export const READ = 0x80;
export const NEWS = 0x82;
export const UNLOCK = 0x8a;
/** What a byte says of one contact. */
export const SET = 0x11;
export const CLEAR = 0x00;
/** Asks for contacts, and stands behind the states of all of them. */
export const STATES = 0x33;
export const LAST_BOARD = 31;
export const LONGEST_PULSE = 9;

const FEWEST_STATES = 3;
const MOST_STATES = 7;
/** Head, address and BCC. */
const AROUND = 3;
const SHORT_BODY = 2;
const SHORT = AROUND + SHORT_BODY;
const LONGEST = AROUND + MOST_STATES + 1;
/** With so many bytes in view nothing that comes later changes what stands at the first of them. */
const VIEW = SHORT + LONGEST;

/** The bytes of one frame. */
export function encodeFrame({ head, board, body }: XorFrame): Uint8Array {
  const bytes = Uint8Array.of(head, board, ...body, 0);
  bytes[bytes.length - 1] = sumOf(bytes.subarray(0, -1));
  return bytes;
}

/** State bytes that a board with so many locks sends at least: a board of 8 sends three as well. */
export function statesFor(ways: number): number {
  return Math.max(FEWEST_STATES, Math.ceil(ways / 8));
}

/**
 * Finds frames in a stream of bytes, whatever stands between them. When bytes do not make a frame, one byte is skipped
 * and the search goes on behind it. Holds at most fifteen bytes.
 *
 * An answer to "read all" names neither its length nor its end, and one byte of XOR lets much pass. So an answer of the
 * length that the board should send is believed at once, unless it could as well be a short frame with something behind
 * it. What is left is decided when the line goes quiet: two whole frames in a row before one long one, the length that is
 * due before a longer one, and a long one before the short one that it seems to begin with.
 */
export class XorDecoder implements FrameDecoder<XorFrame> {
  readonly #states: ReadonlyMap<number, number> | null;
  #pending: Uint8Array = new Uint8Array(0);

  /** @param states how many state bytes each board of the line sends, by address; null = the line of a board, which hears requests */
  constructor(states: ReadonlyMap<number, number> | null) {
    this.#states = states;
  }

  /** Bytes kept for the rest of a frame, 0–15. */
  get held(): number {
    return this.#pending.length;
  }

  push(bytes: Uint8Array): Decoded<XorFrame> {
    return this.#scan(joined(this.#pending, bytes), false);
  }

  flush(): Decoded<XorFrame> {
    return this.#scan(this.#pending, true);
  }

  #scan(bytes: Uint8Array, isOver: boolean): Decoded<XorFrame> {
    const frames: XorFrame[] = [];
    let skipped = 0;
    let at = 0;
    while (at < bytes.length) {
      const found = this.#frameAt(bytes.subarray(at, at + VIEW), isOver);
      if (found === 'unfinished') break;
      if (found === 'none') {
        skipped += 1;
        at += 1;
      } else {
        frames.push(found);
        at += found.body.length + AROUND;
      }
    }
    this.#pending = bytes.slice(at);
    return { frames, skipped };
  }

  #frameAt(view: Uint8Array, isOver: boolean): XorFrame | 'none' | 'unfinished' {
    const [head = 0, board] = view;
    if (head !== READ && head !== NEWS && head !== UNLOCK) return 'none';
    if (board === undefined) return isOver ? 'none' : 'unfinished';
    if (!this.#knows(board)) return 'none';
    const states = head === READ ? this.#states?.get(board) : undefined;
    const [found, isSettled] = states === undefined ? shortest(view) : this.#longest(view, states);
    if (isSettled || isOver || view.length === VIEW) return found ?? 'none';
    return 'unfinished';
  }

  #longest(view: Uint8Array, states: number): readonly [XorFrame | null, boolean] {
    const due = cut(view, states + 1);
    const short = cut(view, SHORT_BODY);
    if (due !== null && short === null) return [due, true];
    if (short !== null && this.#opens(view.subarray(SHORT))) return [short, false];
    for (let body = states + 1; body <= MOST_STATES + 1; body += 1) {
      const found = cut(view, body);
      if (found !== null) return [found, false];
    }
    return [short, false];
  }

  /** Whether bytes begin with a whole frame of a length that is due. */
  #opens(bytes: Uint8Array): boolean {
    const [head, board = 0] = bytes;
    if (!this.#knows(board)) return false;
    const states = head === READ ? this.#states?.get(board) : undefined;
    return shortest(bytes)[0] !== null || (states !== undefined && cut(bytes, states + 1) !== null);
  }

  #knows(board: number): boolean {
    return this.#states === null ? board >= 1 && board <= LAST_BOARD : this.#states.has(board);
  }
}

/** A frame of five bytes or, for an unlock with a pulse, of six; never both, because no lock has a number that high. */
function shortest(view: Uint8Array): readonly [XorFrame | null, boolean] {
  const longer = view[0] === UNLOCK ? SHORT_BODY + 1 : SHORT_BODY;
  const found = cut(view, SHORT_BODY) ?? (longer > SHORT_BODY ? cut(view, longer) : null);
  return [found, found !== null || view.length >= AROUND + longer];
}

/** The frame with a body of so many bytes at the beginning of the view; null = there is none, or not yet. */
function cut(view: Uint8Array, body: number): XorFrame | null {
  const whole = view.subarray(0, body + AROUND);
  const [head = 0, board = 0] = whole;
  if (whole.length < body + AROUND || whole.at(-1) !== sumOf(whole.subarray(0, -1))) return null;
  const frame = { head, board, body: whole.slice(2, -1) };
  return hasShape(frame) ? frame : null;
}

function hasShape({ head, body }: XorFrame): boolean {
  const [lock, what = 0, seconds = 0] = body;
  if (body.length > SHORT_BODY + 1) return body.at(-1) === STATES;
  if (body.length > SHORT_BODY) return what === SET && seconds >= 1 && seconds <= LONGEST_PULSE;
  if (head === NEWS && lock === 0) return true;
  return what === SET || what === CLEAR || (head === READ && what === STATES);
}

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
