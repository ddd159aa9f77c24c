// The parsers of what comes over an OSDP line: frames, replies, and replies that want to be believed in a secure channel.
import {
  encodeFrame,
  LONGEST_FRAME,
  OsdpDecoder,
  type OsdpFrame,
} from '../../../controller/drivers/badge-readers/osdp/frames.ts';
import { parseReply } from '../../../controller/drivers/badge-readers/osdp/messages.ts';
import { SecureChannel } from '../../../controller/drivers/badge-readers/osdp/secure-channel.ts';
import { hex } from '../hex.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { spoiltBytes } from './mutations.ts';
import { type FuzzTarget, sameBytes, unless } from './target.ts';

const REPLIES: readonly Uint8Array[] = [
  '40',
  '41 06',
  '45 00 0E E3 10 10 00 00 74 97 23 06 06',
  '46 04 01 02 05 00 01 09 01 01',
  '48 01 00',
  '50 00 01 1A 00 BB 03 21 80',
  '51 00 00 02 31 32',
  '53 00 01 35',
  `76${' 5A'.repeat(32)}`,
  `78${' 5A'.repeat(16)}`,
  '79',
].map(hex);
const BLOCK_TYPES = [0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18];

export const OSDP_FRAMES: FuzzTarget = {
  name: 'osdp-frames',
  tryOne: (random) => {
    const bytes = anyLine(random);
    const whole = new OsdpDecoder();
    const [first, rest] = [whole.push(bytes), whole.flush()];
    const frames = [...first.frames, ...rest.frames];
    const split = new OsdpDecoder();
    const pieces: OsdpFrame[] = [];
    let skipped = 0;
    for (let at = 0; at < bytes.length; ) {
      const end = at + 1 + random.below(40);
      const decoded = split.push(bytes.subarray(at, end));
      pieces.push(...decoded.frames);
      skipped += decoded.skipped;
      if (split.held > LONGEST_FRAME) return `${split.held} bytes are held`;
      at = end;
    }
    const end = split.flush();
    pieces.push(...end.frames);
    skipped += end.skipped;
    const length = pieces.reduce((sum, frame) => sum + encodeFrame(frame).length, 0);
    return (
      unless(split.held === 0, 'something is held after the line went quiet') ??
      unless(length + skipped === bytes.length, 'bytes got lost or were counted twice') ??
      unless(JSON.stringify(frames) === JSON.stringify(pieces), 'the split of the bytes makes other frames')
    );
  },
};

export const OSDP_REPLIES: FuzzTarget = {
  name: 'osdp-replies',
  tryOne: (random) => {
    const body = spoiltBytes(random, random.pick(REPLIES), REPLIES);
    const reply = parseReply(body);
    if (reply.type !== 'card') return null;
    const { bits, data } = reply.read;
    return unless(data.length === Math.ceil(bits / 8), 'a card has another length than its bits');
  },
};

/** Nobody here has the key: whatever is opened was forged. One guess in 2³² would be right. */
export const OSDP_FORGERIES: FuzzTarget = {
  name: 'osdp-forgeries',
  tryOne: (random) => {
    const keys = { encryption: random.bytes(16), mac1: random.bytes(16), mac2: random.bytes(16) };
    const channel = new SecureChannel(keys, random.bytes(16));
    const sealed = channel.seal({ ...plain(random), isReply: false, body: Uint8Array.of(0x60) });
    const forged: OsdpFrame = {
      ...plain(random),
      block: random.below(8) === 0 ? null : { type: random.pick(BLOCK_TYPES), data: random.bytes(random.below(2)) },
      body:
        random.below(4) === 0 ? sealed.body : spoiltBytes(random, Uint8Array.of(...random.pick(REPLIES), 0), REPLIES),
    };
    if (forged.body.length === 0) return null;
    const opened = channel.open(forged);
    const again = channel.open(forged);
    return (
      unless(!opened.ok, 'a forged reply was opened') ?? unless(!again.ok, 'a broken channel opens what comes after')
    );
  },
};

/** Good frames, spoilt ones and noise behind one another. */
function anyLine(random: SeededRandom): Uint8Array {
  const parts = Array.from({ length: 1 + random.below(4) }, () =>
    random.below(4) === 0 ? random.bytes(random.below(20)) : encodeFrame(anyFrame(random)),
  );
  const line = Uint8Array.from(Buffer.concat(parts));
  const changed = random.below(2) === 0 ? line : spoiltBytes(random, line, parts);
  // No line carries that much in one go, and a decoder that is fed in drops would only be slow.
  return sameBytes(changed, line) ? line : changed.subarray(0, 4 * LONGEST_FRAME);
}

function anyFrame(random: SeededRandom): OsdpFrame {
  const block = random.below(2) === 0 ? null : { type: random.pick(BLOCK_TYPES), data: random.bytes(random.below(3)) };
  return { ...plain(random), block };
}

function plain(random: SeededRandom): OsdpFrame {
  return {
    marked: random.below(4) === 0,
    address: random.below(128),
    isReply: random.below(4) > 0,
    sequence: random.below(4),
    check: random.below(4) === 0 ? 'checksum' : 'crc',
    block: null,
    body: random.pick(REPLIES),
  };
}
