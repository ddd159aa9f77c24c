// RDM6300 and its likes, 125 kHz EM4100 tags: bytes ⇄ frames. Pure; knows sums and nothing of who holds the tag.
//
//   9600 8N1   ┌────┬───────────────────────────┬──────────────┬────┐
//   14 bytes   │ 02 │ 10 hex digits: five bytes │ 2 hex digits │ 03 │    the sum is the XOR of the five bytes
//              └────┴───────────────────────────┴──────────────┴────┘    the module repeats the frame while a tag lies there
import { type FrameAt, FrameSearch } from '../../slot-boards/frame-decoder.ts';

export interface Em4100Tag {
  /** Customer code and number, five bytes. */
  readonly bytes: Uint8Array;
}

const HEAD = 0x02;
const TAIL = 0x03;
const FRAME_LENGTH = 14;
const TAG_LENGTH = 5;

/** The bytes of one frame. @throws RangeError for a tag that has not five bytes */
export function encodeTag({ bytes }: Em4100Tag): Uint8Array {
  if (bytes.length !== TAG_LENGTH) throw new RangeError(`An EM4100 tag has not ${bytes.length} bytes`);
  const digits = Buffer.from([...bytes, sumOf(bytes)])
    .toString('hex')
    .toUpperCase();
  return Uint8Array.of(HEAD, ...Buffer.from(digits, 'ascii'), TAIL);
}

/** Finds frames in a stream of bytes, whatever stands between them. Holds at most 13 bytes. */
export class Rdm6300Decoder extends FrameSearch<Em4100Tag> {
  constructor() {
    super((bytes, at) => tagAt(bytes.subarray(at, at + FRAME_LENGTH)));
  }
}

function tagAt(frame: Uint8Array): FrameAt<Em4100Tag> {
  if (frame[0] !== HEAD) return 'none';
  const digits = Buffer.from(frame.subarray(1, FRAME_LENGTH - 1)).toString('latin1');
  if (!/^[0-9A-Fa-f]*$/.test(digits)) return 'none';
  if (frame.length < FRAME_LENGTH) return 'unfinished';
  const bytes = Uint8Array.from(Buffer.from(digits, 'hex'));
  const tag = bytes.slice(0, TAG_LENGTH);
  if (frame[FRAME_LENGTH - 1] !== TAIL || bytes[TAG_LENGTH] !== sumOf(tag)) return 'none';
  return { frame: { bytes: tag }, length: FRAME_LENGTH };
}

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}
