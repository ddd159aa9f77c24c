// OSDP v2 (IEC 60839-11-5): bytes ⇄ frames. Pure; knows lengths and checks, and nothing of what a frame means or whether it
// may be believed.
//
//   ┌──────┬──────┬──────┬───────────┬──────┬─────────────────────────────┬──────┬────────┬───────┬────────────┐
//   │ (FF) │  53  │ ADDR │ LEN  2, ↓ │ CTRL │ (SB_LEN  SB_TYPE  SB_DATA…) │ CODE │ data … │ (MAC) │ CRC 2, ↓   │
//   │      │      │      │           │      │                             │      │        │   4   │ or SUM 1   │
//   └──────┴──────┴──────┴───────────┴──────┴─────────────────────────────┴──────┴────────┴───────┴────────────┘
//   ↓ = low byte first         ADDR: bit 7 = reply, 7F = everybody          LEN = 53 … check, without the mark FF
//   CTRL: bits 0–1 sequence, bit 2 = CRC, bit 3 = security block, the rest 0
//   CRC: polynomial 1021, start 1D0F, over 53 … the byte before it          SUM: makes the sum of all bytes 0
import { type Decoded, type FrameAt, type FrameDecoder, FrameSearch } from '../../slot-boards/frame-decoder.ts';

/** The longest frame that a panel or a reader may send, in bytes. */
export const LONGEST_FRAME = 1_440;

/** The security block between the header and the code. */
export interface SecurityBlock {
  readonly type: number;
  readonly data: Uint8Array;
}

export interface OsdpFrame {
  /** Whether a mark stood before the frame, which settles the line and means nothing. */
  readonly marked: boolean;
  /** Of the reader, 0–127. */
  readonly address: number;
  readonly isReply: boolean;
  /** 0–3; 0 starts a conversation anew. */
  readonly sequence: number;
  readonly check: 'crc' | 'checksum';
  /** null = the frame is in the clear. */
  readonly block: SecurityBlock | null;
  /** The code, its data and, where the block says so, four bytes of MAC: at least one byte. */
  readonly body: Uint8Array;
}

const MARK = 0xff;
const HEAD = 0x53;
const HEADER_LENGTH = 5;
const REPLY = 0x80;
const SEQUENCE = 0x03;
const WITH_CRC = 0x04;
const WITH_BLOCK = 0x08;
const RESERVED = 0xf0;
/** Length and type of the block itself. */
const BLOCK_HEAD = 2;
const CRC_START = 0x1d0f;
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => crcOfByte(byte));

/** The bytes of one frame. @throws RangeError for a frame longer than LONGEST_FRAME or a field that is out of range */
export function encodeFrame(frame: OsdpFrame): Uint8Array {
  const covered = coveredBytes(frame);
  const end = checkOf(covered, frame.check);
  return Uint8Array.of(...(frame.marked ? [MARK] : []), ...covered, ...end);
}

/** The bytes of a frame that its check covers: from 53 to the last byte of the body. @throws as `encodeFrame` */
export function coveredBytes({ address, isReply, sequence, check, block, body }: OsdpFrame): Uint8Array {
  const inBlock = block === null ? [] : [block.data.length + BLOCK_HEAD, block.type, ...block.data];
  const length = HEADER_LENGTH + inBlock.length + body.length + checkLength(check);
  if (length > LONGEST_FRAME || body.length === 0) throw new RangeError(`A frame of ${length} bytes`);
  if (!isIn(address, 0x7f) || !isIn(sequence, SEQUENCE)) throw new RangeError('No such address or sequence number');
  const control = sequence | (check === 'crc' ? WITH_CRC : 0) | (block === null ? 0 : WITH_BLOCK);
  const place = address | (isReply ? REPLY : 0);
  return Uint8Array.of(HEAD, place, length & 0xff, length >> 8, control, ...inBlock, ...body);
}

/** CRC-16/AUG-CCITT of some bytes. */
export function crcOf(bytes: Uint8Array): number {
  return bytes.reduce((crc, byte) => ((crc << 8) & 0xffff) ^ (CRC_TABLE[(crc >> 8) ^ byte] ?? 0), CRC_START);
}

/** Finds frames in a stream of bytes, whatever stands between them. Holds less than LONGEST_FRAME and a mark. */
export class OsdpDecoder implements FrameDecoder<OsdpFrame> {
  readonly #search = new FrameSearch(markedFrameAt);

  /** Bytes kept for the rest of a frame. */
  get held(): number {
    return this.#search.held;
  }

  push(bytes: Uint8Array): Decoded<OsdpFrame> {
    return this.#search.push(bytes);
  }

  flush(): Decoded<OsdpFrame> {
    return this.#search.flush();
  }
}

function markedFrameAt(bytes: Uint8Array, at: number): FrameAt<OsdpFrame> {
  if (bytes[at] !== MARK) return frameAt(bytes, at);
  if (at + 1 === bytes.length) return 'unfinished';
  const found = frameAt(bytes, at + 1);
  return typeof found === 'string' ? found : { frame: { ...found.frame, marked: true }, length: found.length + 1 };
}

function frameAt(bytes: Uint8Array, at: number): FrameAt<OsdpFrame> {
  if (bytes[at] !== HEAD) return 'none';
  const [place, low, high, control, blockLength] = bytes.subarray(at + 1, at + HEADER_LENGTH + 1);
  if (place === undefined || low === undefined || high === undefined) return 'unfinished';
  const length = low | (high << 8);
  if (length > LONGEST_FRAME) return 'none';
  if (control === undefined || blockLength === undefined) return 'unfinished';
  const check = (control & WITH_CRC) === 0 ? 'checksum' : 'crc';
  const hasBlock = (control & WITH_BLOCK) !== 0;
  const bodyAt = HEADER_LENGTH + (hasBlock ? blockLength : 0);
  const bodyEnd = length - checkLength(check);
  if ((control & RESERVED) !== 0 || (hasBlock && blockLength < BLOCK_HEAD) || bodyEnd <= bodyAt) return 'none';
  const whole = bytes.subarray(at, at + length);
  if (whole.length < length) return 'unfinished';
  if (!checkOf(whole.subarray(0, bodyEnd), check).every((byte, index) => byte === whole[bodyEnd + index]))
    return 'none';
  const [type = 0, ...data] = whole.subarray(HEADER_LENGTH + 1, bodyAt);
  const frame: OsdpFrame = {
    marked: false,
    address: place & ~REPLY,
    isReply: (place & REPLY) !== 0,
    sequence: control & SEQUENCE,
    check,
    block: hasBlock ? { type, data: Uint8Array.from(data) } : null,
    body: whole.slice(bodyAt, bodyEnd),
  };
  return { frame, length };
}

function checkLength(check: OsdpFrame['check']): number {
  return check === 'crc' ? 2 : 1;
}

function checkOf(covered: Uint8Array, check: OsdpFrame['check']): readonly number[] {
  if (check === 'checksum') return [-covered.reduce((sum, byte) => sum + byte, 0) & 0xff];
  const crc = crcOf(covered);
  return [crc & 0xff, crc >> 8];
}

function crcOfByte(byte: number): number {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  return crc;
}

function isIn(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
