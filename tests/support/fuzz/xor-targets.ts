// The parsers of an XOR lock line: its decoder on good frames, spoilt ones and noise, and what frames mean.
import {
  encodeFrame,
  statesFor,
  XorDecoder,
  type XorFrame,
} from '../../../controller/drivers/slot-boards/xor-lock/frames.ts';
import {
  opensEveryLock,
  parseReply,
  parseRequest,
  readingOf,
  replyFrame,
  requestFrame,
  statesOf,
  type XorWiring,
} from '../../../controller/drivers/slot-boards/xor-lock/messages.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { spoiltBytes } from './mutations.ts';
import { type FuzzTarget, sameBytes, unless } from './target.ts';

const MOST_HELD = 15;
const UNITS = [1, 2, 31];
const GARBAGE = Uint8Array.of(0xfa, 0xfd, 0x99, 0x99);

export const XOR_FRAMES: FuzzTarget = {
  name: 'xor-frames',
  tryOne: (random) => (random.below(3) === 0 ? meaning(random) : decoding(random)),
};

/** The same frames however the bytes are cut, and each byte in a frame or skipped. */
function decoding(random: SeededRandom): string | null {
  const ways = random.pick([8, 24, 32, 48, 50]);
  const states = random.below(5) === 0 ? null : new Map(UNITS.map((unit) => [unit, statesFor(ways)]));
  const bytes = anyLine(random, statesFor(ways));
  const whole = new XorDecoder(states);
  const frames = [...whole.push(bytes).frames, ...whole.flush().frames];
  const split = new XorDecoder(states);
  const pieces: XorFrame[] = [];
  let skipped = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + random.below(7);
    const decoded = split.push(bytes.subarray(at, end));
    pieces.push(...decoded.frames);
    skipped += decoded.skipped;
    if (split.held > MOST_HELD) return `${split.held} bytes are held`;
    at = end;
  }
  const rest = split.flush();
  pieces.push(...rest.frames);
  const length = pieces.reduce((sum, { body }) => sum + body.length + 3, 0);
  return (
    unless(split.held === 0, 'something is held after the line went quiet') ??
    unless(length + skipped + rest.skipped === bytes.length, 'bytes got lost or were counted twice') ??
    unless(textOf(frames) === textOf(pieces), 'the split of the bytes makes other frames')
  );
}

/** Whatever is understood is written the same, and a reading comes back from its states. */
function meaning(random: SeededRandom): string | null {
  const frame = anyFrame(random, 3 + random.below(5));
  const request = parseRequest(frame);
  const reply = parseReply(frame);
  if (request !== null && opensEveryLock(frame)) return 'the command that opens every lock is taken for a request';
  if (request !== null && !sameBytes(encodeFrame(requestFrame(request)), encodeFrame(frame)))
    return 'a request is another one when written';
  if (reply === null) return null;
  if (!sameBytes(encodeFrame(replyFrame(reply)), encodeFrame(frame))) return 'a reply is another one when written';
  if (reply.type !== 'states') return null;
  const wiring: XorWiring = {
    ways: Math.min(reply.bytes.length * 8, 50),
    polarity: random.pick(['one-is-closed', 'zero-is-closed']),
    contact: random.pick(['bolt', 'presence']),
    order: random.pick(['last-byte-first', 'first-byte-first']),
  };
  const reading = readingOf(reply.bytes, wiring);
  const again = readingOf(statesOf(reading, wiring, reply.bytes.length), wiring);
  return unless(textOf(again) === textOf(reading), 'a reading is another one as states');
}

/** Frames, garbage and noise behind one another, some of it spoilt. */
function anyLine(random: SeededRandom, states: number): Uint8Array {
  const parts = Array.from({ length: 1 + random.below(4) }, () => {
    const kind = random.below(5);
    if (kind === 0) return random.bytes(random.below(12));
    return kind === 1 ? GARBAGE : encodeFrame(anyFrame(random, states));
  });
  const line = Uint8Array.from(Buffer.concat(parts));
  return random.below(2) === 0 ? line : spoiltBytes(random, line, parts);
}

function anyFrame(random: SeededRandom, states: number): XorFrame {
  const board = random.pick(UNITS);
  const contact = Uint8Array.of(1 + random.below(50), random.pick([0x00, 0x11]));
  switch (random.below(6)) {
    case 0:
      return { head: 0x8a, board, body: Uint8Array.of(random.below(51), 0x11) };
    case 1:
      return { head: 0x8a, board, body: Uint8Array.of(random.below(51), 0x11, 1 + random.below(9)) };
    case 2:
      return { head: 0x80, board, body: Uint8Array.of(random.below(51), 0x33) };
    case 3:
      return { head: random.pick([0x80, 0x82, 0x8a]), board, body: contact };
    case 4:
      return { head: 0x82, board, body: Uint8Array.of(0, random.below(256)) };
    default:
      return { head: 0x80, board, body: Uint8Array.of(...random.bytes(states), 0x33) };
  }
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
