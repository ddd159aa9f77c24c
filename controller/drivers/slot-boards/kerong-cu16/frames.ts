// KERONG CU16, classic protocol: bytes ⇄ frames. Pure; knows lengths and sums, and nothing of what a frame means.
//
//   19200 8N1         ┌──────┬──────┬──────┬───────────────────────────────┬──────┬──────┐
//   request, 5 bytes  │  02  │ ADDR │ CMD  │               –               │  03  │ SUM  │
//   reply, 9 bytes    │  02  │ ADDR │ CMD  │  L1-8   L9-16  IR1-8  IR9-16  │  03  │ SUM  │
//                     └──────┴──────┴──────┴───────────────────────────────┴──────┴──────┘
//   ADDR = board << 4 | lock, both from 0          SUM = low byte of the sum of all bytes before it
import { type Decoded, type FrameAt, type FrameDecoder, FrameSearch } from '../frame-decoder.ts';

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

/** Finds frames in a stream of bytes, whatever stands between them. Holds at most eight bytes. */
export class Cu16Decoder implements FrameDecoder<Cu16Frame> {
  readonly #search = new FrameSearch(frameAt);

  /** Bytes kept for the rest of a frame, 0–8. */
  get held(): number {
    return this.#search.held;
  }

  push(bytes: Uint8Array): Decoded<Cu16Frame> {
    return this.#search.push(bytes);
  }

  flush(): Decoded<Cu16Frame> {
    return this.#search.flush();
  }
}

function frameAt(bytes: Uint8Array, at: number): FrameAt<Cu16Frame> {
  if (bytes[at] !== HEAD) return 'none';
  const [address, command] = bytes.subarray(at + 1, at + 3);
  if (address === undefined || command === undefined) return 'unfinished';
  const length = LENGTHS.get(command);
  if (length === undefined) return 'none';
  const whole = bytes.subarray(at, at + length);
  if (whole.length < length) return 'unfinished';
  if (whole[length - 2] !== TAIL || whole[length - 1] !== sumOf(whole.subarray(0, -1))) return 'none';
  return { frame: { address, command, data: whole.slice(3, -2) }, length };
}

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}
