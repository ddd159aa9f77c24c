// KERONG CU16, classic protocol: bytes ⇄ frames. Pure; knows lengths and sums, and nothing of what a frame means.
//
//   19200 8N1         ┌──────┬──────┬──────┬───────────────────────────────┬──────┬──────┐
//   request, 5 bytes  │  02  │ ADDR │ CMD  │               –               │  03  │ SUM  │
//   reply, 9 bytes    │  02  │ ADDR │ CMD  │  L1-8   L9-16  IR1-8  IR9-16  │  03  │ SUM  │
//                     └──────┴──────┴──────┴───────────────────────────────┴──────┴──────┘
//   ADDR = board << 4 | lock, both from 0          SUM = low byte of the sum of all bytes before it
import type { Decoded, FrameDecoder } from '../frame-decoder.ts';

export interface Cu16Frame {
  /** Board in the high four bits, lock in the low four. */
  readonly address: number;
  readonly command: number;
  /** Nothing in a request, four bytes in a reply. */
  readonly data: Uint8Array;
}

const HEAD = 0x02;
const TAIL = 0x03;
const REQUEST_LENGTH = 5;
const REPLY_LENGTH = 9;

/** Length of the whole frame by its command byte. A command that is not listed opens no frame. */
const LENGTHS: ReadonlyMap<number, number> = new Map([
  [0x30, REQUEST_LENGTH],
  [0x31, REQUEST_LENGTH],
  [0x32, REQUEST_LENGTH],
  [0x35, REPLY_LENGTH],
  [0x36, REPLY_LENGTH],
]);

/** The bytes of one frame. */
export function encodeFrame({ address, command, data }: Cu16Frame): Uint8Array {
  const bytes = Uint8Array.of(HEAD, address, command, ...data, TAIL, 0);
  bytes[bytes.length - 1] = sumOf(bytes.subarray(0, -1));
  return bytes;
}

/**
 * Finds frames in a stream of bytes, whatever stands between them. When bytes do not make a frame, one byte is skipped
 * and the search goes on behind it, so that garbage never swallows a good frame. Holds at most eight bytes.
 */
export class Cu16Decoder implements FrameDecoder<Cu16Frame> {
  #pending: Uint8Array = new Uint8Array(0);

  /** Bytes kept for the rest of a frame, 0–8. */
  get held(): number {
    return this.#pending.length;
  }

  push(bytes: Uint8Array): Decoded<Cu16Frame> {
    return this.#scan(concat(this.#pending, bytes), false);
  }

  flush(): Decoded<Cu16Frame> {
    return this.#scan(this.#pending, true);
  }

  #scan(bytes: Uint8Array, isOver: boolean): Decoded<Cu16Frame> {
    const frames: Cu16Frame[] = [];
    let skipped = 0;
    let at = 0;
    while (at < bytes.length) {
      const found = frameAt(bytes, at);
      if (found === 'unfinished' && !isOver) break;
      if (found === 'none' || found === 'unfinished') {
        skipped += 1;
        at += 1;
      } else {
        frames.push(found);
        at += found.data.length + REQUEST_LENGTH;
      }
    }
    this.#pending = bytes.slice(at);
    return { frames, skipped };
  }
}

function frameAt(bytes: Uint8Array, at: number): Cu16Frame | 'none' | 'unfinished' {
  if (bytes[at] !== HEAD) return 'none';
  const [address, command] = bytes.subarray(at + 1, at + 3);
  if (address === undefined || command === undefined) return 'unfinished';
  const length = LENGTHS.get(command);
  if (length === undefined) return 'none';
  const whole = bytes.subarray(at, at + length);
  if (whole.length < length) return 'unfinished';
  if (whole[length - 2] !== TAIL || whole[length - 1] !== sumOf(whole.subarray(0, -1))) return 'none';
  return { address, command, data: whole.slice(3, -2) };
}

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
