// Frames of a CU16 line that must mean nothing to the driver, and chance garbage. No frame made here is a true answer.
import { encodeFrame } from '../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Where the last byte but one of an answer stands. */
const TAIL_PLACE = 7;
/** Keeps the rest of a frame from being completed by what follows it, which an 8-bit sum would take one time in 256. */
const NO_TAIL = new Uint8Array(8).fill(0xff);

type Make = (random: SeededRandom) => Uint8Array;

const UNITS = 16;
/** Units that no board of the demo hospital has. */
const STRANGERS = [5, 9, 15];

/** By what is wrong with it. */
const MAKERS: Readonly<Record<string, Make>> = {
  'wrong sum': (random) => {
    const frame = state(random, random.below(UNITS));
    return frame.with(frame.length - 1, ((frame.at(-1) ?? 0) + 1 + random.below(255)) & 0xff);
  },
  'one byte altered': (random) => {
    const frame = state(random, random.below(3));
    const place = 1 + random.below(frame.length - 1);
    return frame.with(place, (frame[place] ?? 0) ^ (1 + random.below(255)));
  },
  'cut short': (random) => {
    const frame = state(random, random.below(3));
    return Uint8Array.of(...frame.slice(0, 1 + random.below(TAIL_PLACE)), ...NO_TAIL);
  },
  'answer of another board': (random) => state(random, random.pick(STRANGERS)),
  'echo of a question': (random) => request(0x30, random.below(UNITS) << 4),
  'echo of an unlock': (random) => request(0x31, random.below(256)),
  'answer of another lock': (random) =>
    encodeFrame({ address: (random.below(3) << 4) | (1 + random.below(15)), command: 0x35, data: random.bytes(4) }),
  'unknown command': (random) =>
    encodeFrame({ address: random.below(256), command: 0x40 + random.below(0x80), data: random.bytes(4) }),
};

export const BAD_FRAMES = Object.keys(MAKERS);

/** A frame of one of `BAD_FRAMES`. */
export function badFrame(random: SeededRandom): Uint8Array {
  const make = MAKERS[random.pick(BAD_FRAMES)];
  if (make === undefined) throw new Error('no such frame');
  return make(random);
}

function state(random: SeededRandom, unit: number): Uint8Array {
  return encodeFrame({ address: unit << 4, command: random.pick([0x35, 0x36]), data: random.bytes(4) });
}

function request(command: number, address: number): Uint8Array {
  return encodeFrame({ address, command, data: new Uint8Array(0) });
}
