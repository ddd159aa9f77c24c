// The parsers of what comes over wires: frames and messages of a CU16 line, and what the PC/SC child says.
import { encodeMessage, parseMessage } from '../../../controller/drivers/badge-readers/pcsc/protocol.ts';
import { Cu16Decoder, encodeFrame } from '../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import {
  parseRequest,
  parseState,
  readingOf,
  requestFrame,
  stateFrame,
  stateOf,
} from '../../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import { badFrame } from '../bad-frames.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { checkDecoder } from './decoder-check.ts';
import { spoiltBytes, spoiltJson } from './mutations.ts';
import { type FuzzTarget, sameBytes, unless } from './target.ts';

const STATE_OF_ALL = 0x36;
const DECODER = { newDecoder: () => new Cu16Decoder(), encode: encodeFrame, mostHeld: 8 };
const MESSAGES = [
  { type: 'alive' },
  { type: 'attached' },
  { type: 'badge', number: '04a2cc237ccddd' },
  { type: 'file', content: '0102030405060708' },
  { type: 'unreadable', reason: 'random_uid' },
  { type: 'failed', fault: 'silent' },
];

export const CU16_FRAMES: FuzzTarget = {
  name: 'cu16-frames',
  tryOne: (random) => checkDecoder(DECODER, anyLine(random), random),
};

export const WIRE_MESSAGES: FuzzTarget = {
  name: 'messages',
  tryOne: (random) => (random.below(4) === 0 ? childMessage(random) : boardMessage(random)),
};

function boardMessage(random: SeededRandom): string | null {
  const command = random.pick([0x30, 0x31, 0x32, 0x35, 0x36, random.below(256)]);
  const frame = { address: random.below(256), command, data: random.bytes(random.pick([0, 4, random.below(9)])) };
  const request = parseRequest(frame);
  const state = parseState(frame);
  if (request !== null && frame.data.length === 0) {
    if (!sameBytes(encodeFrame(requestFrame(request)), encodeFrame(frame)))
      return 'a request is another one when written';
  }
  if (state === null) return null;
  const again = stateOf(state.unit, readingOf(state, 'zero-is-closed'), 'zero-is-closed');
  if (textOf(again) !== textOf(state)) return 'a state is another one as a reading';
  if (frame.data.length !== 4) return null;
  const written = encodeFrame(stateFrame(state, command === STATE_OF_ALL));
  return unless(sameBytes(written, encodeFrame(frame)), 'a state is another one when written');
}

function childMessage(random: SeededRandom): string | null {
  const said = spoiltJson(random, random.pick(MESSAGES));
  const parsed = parseMessage(said);
  if (!parsed.ok) return null;
  return unless(textOf(encodeMessage(parsed.value)) === textOf(said), 'a message is another one when written');
}

/** Good frames, bad ones and noise behind one another, some of it spoilt. */
function anyLine(random: SeededRandom): Uint8Array {
  const parts = Array.from({ length: 1 + random.below(4) }, () => {
    const kind = random.below(4);
    if (kind === 0) return random.bytes(random.below(12));
    return kind === 1 ? badFrame(random) : goodFrame(random);
  });
  const line = Uint8Array.from(Buffer.concat(parts));
  return random.below(2) === 0 ? line : spoiltBytes(random, line, parts);
}

function goodFrame(random: SeededRandom): Uint8Array {
  const command = random.pick([0x30, 0x31, 0x32, 0x35, 0x36]);
  return encodeFrame({ address: random.below(256), command, data: random.bytes(command < 0x35 ? 0 : 4) });
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
