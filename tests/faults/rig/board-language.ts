// What the line suite must know of each kind of board to hurt its line: which request unlocks what, read by its bytes and not by
// the code of the drivers, and frames that must mean nothing to a driver. None made here is a true answer.
import { badFrame as badCu16Frame } from '../../support/bad-frames.ts';
import type { SeededRandom } from '../../support/seeded-random.ts';

export interface BoardLanguage {
  /** Which lock a request opens; null = none. */
  readonly unlockIn: (request: Uint8Array) => { readonly unit: number; readonly position: number } | null;
  /** @param asked the newest request on the line */
  readonly badFrame: (random: SeededRandom, asked: Uint8Array) => Uint8Array;
  /** A place in an answer where a changed byte must show. */
  readonly placeIn: (random: SeededRandom, answer: Uint8Array) => number;
  /** Whether a changed request shows too. Those of Modbus TCP have no sum of their own: TCP has one. */
  readonly sumsRequests: boolean;
  /** Longer than the driver waits for an answer, in ms. */
  readonly late: number;
}

type Make = (random: SeededRandom) => Uint8Array;

/** How a protocol makes whole frames. */
interface Frames {
  /** The sensors of a unit, all by chance. */
  readonly state: (random: SeededRandom, unit: number) => Uint8Array;
  /** Frames that are in order and say nothing of the sensors. */
  readonly others: readonly Make[];
  /** Units of the cabinet, and units that no board of it has. */
  readonly units: readonly number[];
  readonly strangers: readonly number[];
}

/** Keeps the rest of a frame from being completed by what follows it, which a short sum would take now and then. */
const NO_TAIL = new Uint8Array(12).fill(0xff);
const STRANGERS = [21, 25, 30];
const anywhere: BoardLanguage['placeIn'] = (random, answer) => random.below(answer.length);

export const CU16: BoardLanguage = {
  unlockIn: ([, address = 0, command]) => (command === 0x31 ? { unit: address >> 4, position: address & 0x0f } : null),
  badFrame: badCu16Frame,
  placeIn: anywhere,
  sumsRequests: true,
  late: 190,
};

export const CU48B: BoardLanguage = {
  unlockIn: ([, unit = 0, position = 0, command]) => (command === 0x61 ? { unit, position } : null),
  badFrame: badFrames({
    state: (random, unit) => summed(0x02, unit, 0x00, 0x75, ...random.bytes(12), 0x03),
    others: [
      () => summed(0x02, 1, 0x00, 0x60, 0x03),
      (random) => summed(0x02, 1, random.below(48), 0x61, 0x03),
      (random) => summed(0x02, 1, 0x00, random.pick([0x74, 0x76, 0x35]), ...random.bytes(12), 0x03),
    ],
    units: [1],
    strangers: STRANGERS,
  }),
  placeIn: anywhere,
  sumsRequests: true,
  late: 190,
};

export const XOR: BoardLanguage = {
  unlockIn: ([head, unit = 0, lock = 0, what]) =>
    head === 0x8a && what === 0x11 ? { unit, position: lock - 1 } : null,
  badFrame: badFrames({
    state: (random, unit) => xored(0x80, unit, ...random.bytes(3), 0x33),
    others: [
      (random) => xored(0x80, unitOf(random), 0x00, 0x33),
      (random) => xored(0x8a, unitOf(random), 1 + random.below(8), random.pick([0x00, 0x11])),
      (random) => xored(0x80, unitOf(random), 1 + random.below(8), random.pick([0x00, 0x11])),
      (random) => xored(0x82, unitOf(random), 1 + random.below(8), random.pick([0x00, 0x11])),
      (random) => xored(0x82, unitOf(random), 0x00, random.below(256)),
    ],
    units: [1, 2, 3, 4],
    strangers: STRANGERS,
  }),
  placeIn: anywhere,
  sumsRequests: true,
  late: 1_540,
};

export const MODBUS_RTU: BoardLanguage = {
  unlockIn: (request) => modbusUnlock(request),
  badFrame: badFrames({
    state: (random, unit) => crced(...modbusState(random, unit)),
    others: [
      (random) => crced(unitOf(random), 0x02, 0x00, 0x00, 0x00, 0x84),
      (random) => crced(unitOf(random), 0x06, 0x01, random.below(64), 0x01, 0xf4),
      (random) => crced(unitOf(random), 0x05, 0x02, random.below(8), 0x00, 0x07),
      (random) => crced(unitOf(random), random.pick([0x83, 0x85, 0x86, 0x8f]), 1 + random.below(4)),
      (random) => crced(unitOf(random), 0x01, 2, ...random.bytes(2)),
      (random) => crced(unitOf(random), 0x03, 4, ...random.bytes(4)),
    ],
    units: [1, 2, 3, 4],
    strangers: STRANGERS,
  }),
  placeIn: anywhere,
  sumsRequests: true,
  late: 340,
};

/** Frames with the number of another question, or with a header that is none: what is in the data is guarded by TCP. */
export const MODBUS_TCP: BoardLanguage = {
  unlockIn: (request) => modbusUnlock(request.subarray(HEADER)),
  badFrame: (random, asked) => {
    const number = (Buffer.from(asked).readUInt16BE(0) + 1_000 + random.below(60_000)) & 0xffff;
    const frame = modbusState(random, random.pick([1, ...STRANGERS]));
    const whole = Uint8Array.of(number >> 8, number & 0xff, 0, 0, 0, frame.length, ...frame);
    switch (random.below(4)) {
      case 0:
        return whole.with(2 + random.below(2), 1 + random.below(255));
      case 1:
        return whole.with(5, (frame.length + 1 + random.below(200)) & 0xff);
      case 2:
        return Uint8Array.of(...whole.slice(0, 2 + random.below(whole.length - 2)), ...NO_TAIL);
      default:
        return whole;
    }
  },
  placeIn: (random, answer) => random.below(Math.min(answer.length, HEADER + 3)),
  sumsRequests: false,
  late: 340,
};

const HEADER = 6;

function badFrames({ state, others, units, strangers }: Frames): BoardLanguage['badFrame'] {
  const makers: readonly Make[] = [
    // The last byte of each sum shows a change of itself.
    (random) => changed(state(random, random.pick([...units, ...strangers])), random, -1),
    (random) => {
      const frame = state(random, random.pick(units));
      return changed(frame, random, 1 + random.below(frame.length - 1));
    },
    (random) => {
      const frame = state(random, random.pick(units));
      return Uint8Array.of(...frame.slice(0, 1 + random.below(frame.length - 2)), ...NO_TAIL);
    },
    (random) => state(random, random.pick(strangers)),
    ...others,
  ];
  return (random) => random.pick(makers)(random);
}

function changed(frame: Uint8Array, random: SeededRandom, place: number): Uint8Array {
  return frame.with(place, (frame.at(place) ?? 0) ^ (1 + random.below(255)));
}

function modbusUnlock([unit = 0, code, high, position = 0, valueHigh, valueLow]: Uint8Array) {
  const isPulse = code === 0x05 && high === 0x02 && (valueHigh !== 0 || valueLow !== 0);
  return isPulse || (code === 0x06 && high === 0x01) ? { unit, position } : null;
}

/** Eight inputs, or all the bits of the register map, or the numbers of eight fobs. */
function modbusState(random: SeededRandom, unit: number): readonly number[] {
  const [code, count] = random.pick([
    [0x02, 1],
    [0x02, 17],
    [0x04, 64],
  ] as const);
  return [unit, code, count, ...random.bytes(count)];
}

function unitOf(random: SeededRandom): number {
  return 1 + random.below(4);
}

function summed(...bytes: readonly number[]): Uint8Array {
  return Uint8Array.of(...bytes, bytes.reduce((sum, byte) => sum + byte, 0) & 0xff);
}

function xored(...bytes: readonly number[]): Uint8Array {
  return Uint8Array.of(
    ...bytes,
    bytes.reduce((sum, byte) => sum ^ byte, 0),
  );
}

function crced(...bytes: readonly number[]): Uint8Array {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >> 1) ^ 0xa001 : sum >> 1;
  }
  return Uint8Array.of(...bytes, sum & 0xff, sum >> 8);
}
