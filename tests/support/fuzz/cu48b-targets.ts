// The parsers of a CU48B line.
import {
  Cu48bDecoder,
  cu48bLock,
  cu48bUnit,
  encodeFrame,
} from '../../../controller/drivers/slot-boards/kerong-cu48b/frames.ts';
import { parseState } from '../../../controller/drivers/slot-boards/kerong-cu48b/messages.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { checkDecoder } from './decoder-check.ts';
import { spoiltBytes } from './mutations.ts';
import type { FuzzTarget } from './target.ts';

const DECODER = { newDecoder: () => new Cu48bDecoder(), encode: encodeFrame, mostHeld: 17 };

export const CU48B_FRAMES: FuzzTarget = {
  name: 'cu48b-frames',
  tryOne: (random) => {
    const line = anyLine(random);
    return checkDecoder(DECODER, line, random) ?? strangeState(line);
  },
};

/** A state is of 48 positions, and of nothing but a frame with command 75. */
function strangeState(line: Uint8Array): string | null {
  for (const frame of new Cu48bDecoder().push(line).frames) {
    const state = parseState(frame);
    if (state === null) continue;
    if (frame.command !== 0x75) return 'a state has another command';
    if (state.lockBits.length !== 48 || state.objectBits.length !== 48) return 'a state is not of 48 positions';
  }
  return null;
}

function anyLine(random: SeededRandom): Uint8Array {
  const parts = Array.from({ length: 1 + random.below(4) }, () =>
    random.below(4) === 0 ? random.bytes(random.below(20)) : goodFrame(random),
  );
  const line = Uint8Array.from(Buffer.concat(parts));
  return random.below(2) === 0 ? line : spoiltBytes(random, line, parts);
}

function goodFrame(random: SeededRandom): Uint8Array {
  const command = random.pick([0x60, 0x61, 0x75]);
  return encodeFrame({
    unit: cu48bUnit(random.below(256)),
    lock: cu48bLock(random.below(48)),
    command,
    data: random.bytes(command === 0x75 ? 12 : 0),
  });
}
