// KERONG CU48B: bytes ⇄ frames. Pure; knows lengths and sums. A unit and a lock are never the same kind of number here:
// with the two bytes exchanged the sum stays right, and a lock of another board opens.
//
//   19200 8N1         ┌──────┬──────┬──────┬──────┬─────────────────────┬──────┬──────┐
//   request, 6 bytes  │  02  │ ADDR │ LOCK │ CMD  │          –          │  03  │ SUM  │
//   reply, 18 bytes   │  02  │ ADDR │ LOCK │  75  │  L1 … L6   S1 … S6  │  03  │ SUM  │
//                     └──────┴──────┴──────┴──────┴─────────────────────┴──────┴──────┘
//   ADDR = board, LOCK = lock from 0               SUM = low byte of the sum of all bytes before it
import { type Decoded, type FrameAt, type FrameDecoder, FrameSearch } from '../frame-decoder.ts';

declare const brand: unique symbol;

/** The number of a board on its bus, 0–255. */
export type Cu48bUnit = number & { readonly [brand]: 'Cu48bUnit' };
/** One lock of a board, 0–47. The number that stands for all of them is none. */
export type Cu48bLock = number & { readonly [brand]: 'Cu48bLock' };

export interface Cu48bFrame {
  readonly unit: Cu48bUnit;
  readonly lock: Cu48bLock;
  readonly command: number;
  /** Nothing in a request, twelve bytes in a reply. */
  readonly data: Uint8Array;
}

export const CU48B_POSITIONS = 48;
const UNITS = 256;
const HEAD = 0x02;
const TAIL = 0x03;
const REQUEST_LENGTH = 6;
const REPLY_LENGTH = 18;

/** Length of the whole frame by its command byte. A command that is not listed opens no frame. */
const LENGTHS: ReadonlyMap<number, number> = new Map([
  [0x60, REQUEST_LENGTH],
  [0x61, REQUEST_LENGTH],
  [0x75, REPLY_LENGTH],
]);

/** @throws RangeError for a unit that no CU48B has */
export function cu48bUnit(value: number): Cu48bUnit {
  if (!Number.isInteger(value) || value < 0 || value >= UNITS) throw new RangeError(`A CU48B bus has no unit ${value}`);
  return value as Cu48bUnit;
}

/** @throws RangeError for a lock that no CU48B has, and so for the number that opens all of them */
export function cu48bLock(value: number): Cu48bLock {
  if (!isLock(value)) throw new RangeError(`A CU48B has no lock ${value}`);
  return value;
}

/** The bytes of one frame. */
export function encodeFrame({ unit, lock, command, data }: Cu48bFrame): Uint8Array {
  const bytes = Uint8Array.of(HEAD, unit, lock, command, ...data, TAIL, 0);
  bytes[bytes.length - 1] = sumOf(bytes.subarray(0, -1));
  return bytes;
}

/** Finds frames in a stream of bytes, whatever stands between them. Holds at most seventeen bytes. */
export class Cu48bDecoder implements FrameDecoder<Cu48bFrame> {
  readonly #search = new FrameSearch(frameAt);

  /** Bytes kept for the rest of a frame, 0–17. */
  get held(): number {
    return this.#search.held;
  }

  push(bytes: Uint8Array): Decoded<Cu48bFrame> {
    return this.#search.push(bytes);
  }

  flush(): Decoded<Cu48bFrame> {
    return this.#search.flush();
  }
}

function frameAt(bytes: Uint8Array, at: number): FrameAt<Cu48bFrame> {
  if (bytes[at] !== HEAD) return 'none';
  const [unit, lock, command] = bytes.subarray(at + 1, at + 4);
  if (lock !== undefined && !isLock(lock)) return 'none';
  if (unit === undefined || lock === undefined || command === undefined) return 'unfinished';
  const length = LENGTHS.get(command);
  if (length === undefined) return 'none';
  const whole = bytes.subarray(at, at + length);
  if (whole.length < length) return 'unfinished';
  if (whole[length - 2] !== TAIL || whole[length - 1] !== sumOf(whole.subarray(0, -1))) return 'none';
  return { frame: { unit: cu48bUnit(unit), lock, command, data: whole.slice(4, -2) }, length };
}

function isLock(value: number): value is Cu48bLock {
  return Number.isInteger(value) && value >= 0 && value < CU48B_POSITIONS;
}

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}
