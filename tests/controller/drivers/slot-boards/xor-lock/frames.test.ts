// Frames of an XOR lock board, whose answers tell neither their length nor their end: what is believed, and when.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeFrame,
  LONGEST_PULSE,
  NEWS,
  READ,
  SET,
  STATES,
  statesFor,
  UNLOCK,
  XorDecoder,
  type XorFrame,
} from '../../../../../controller/drivers/slot-boards/xor-lock/frames.ts';
import { describeFrameDecoder } from '../../../../support/frame-decoder-laws.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const MOST_HELD = 15;
const UNITS = [1, 2, 31] as const;

const byte = fc.integer({ min: 0, max: 255 });
/** What stands in a state byte by chance, and what makes it look like something else. */
const state = fc.oneof(byte, fc.constantFrom(0x00, 0xff, 0x33, 0x11, 0x80, 0x82, 0x8a, 0x01, 0xb2));
/** Garbage that cannot open a frame, so that what must be found in a stream is known beforehand. */
const garbage = fc
  .uint8Array({ maxLength: 30 })
  .map((bytes) => bytes.filter((value) => value < READ || value > UNLOCK));

function answer(board: number, count: number, states: fc.Arbitrary<number> = state): fc.Arbitrary<XorFrame> {
  return fc
    .array(states, { minLength: count, maxLength: count })
    .map((bytes) => ({ head: READ, board, body: Uint8Array.of(...bytes, STATES) }));
}

/** A line with three boards that send so many state bytes. */
function line(count: number): XorDecoder {
  return new XorDecoder(new Map(UNITS.map((board) => [board, count])));
}

function decode(decoder: XorDecoder, bytes: Uint8Array, cuts: readonly number[] = []) {
  const frames: XorFrame[] = [];
  let skipped = 0;
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  const parts = edges.slice(1).map((edge, index) => decoder.push(bytes.subarray(edges[index], edge)));
  for (const part of [...parts, decoder.flush()]) {
    frames.push(...part.frames);
    skipped += part.skipped;
  }
  return { frames, skipped, held: decoder.held };
}

const found = (decoder: XorDecoder, text: string) =>
  decode(decoder, hex(text)).frames.map((frame) => toHex(encodeFrame(frame)));

describe('statesFor', () => {
  it.each([
    [8, 3],
    [16, 3],
    [24, 3],
    [25, 4],
    [32, 4],
    [48, 6],
    [50, 7],
  ])('%i locks: %i bytes', (ways, count) => {
    expect(statesFor(ways)).toBe(count);
  });
});

describe('an answer of the length that is due', () => {
  it.each([3, 4, 5, 6, 7])('is believed with its last byte, without a wait: %i states', (count) => {
    fc.assert(
      fc.property(answer(1, count, byte), garbage, (frame, noise) => {
        const bytes = Uint8Array.of(...noise, ...encodeFrame(frame));
        const decoder = line(count);
        expect(decoder.push(bytes.subarray(0, -1)).frames).toEqual([]);
        const { frames } = decoder.push(bytes.subarray(-1));
        // One state in some thousands begins like a whole short frame, and waits for the quiet behind it.
        const { frames: late } = decoder.flush();
        expect([...frames, ...late]).toEqual([frame]);
        if (late.length > 0) expect(decode(line(7), encodeFrame(frame).subarray(0, 5)).frames).toHaveLength(1);
      }),
    );
  });

  it.each([
    ['the question come back', '80 01 00 33 B2 33 81'],
    ['the contact of one lock, set', '80 01 01 11 91 33 B3'],
    ['the contact of one lock, clear', '80 01 05 00 84 33 B3'],
  ])('is not stolen from by its own beginning, which is %s', (_what, text) => {
    const bcc = hex(text)
      .slice(0, -1)
      .reduce((sum, value) => sum ^ value, 0);
    const bytes = Uint8Array.of(...hex(text).slice(0, -1), bcc);
    const decoder = line(3);
    expect(decoder.push(bytes.subarray(0, 5)).frames).toEqual([]);
    expect(decode(decoder, bytes.subarray(5)).frames.map(({ body }) => body.length)).toEqual([4]);
  });

  it('is found for every state of its locks, and alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 7 }).chain((count) => fc.tuple(fc.constant(count), answer(2, count))),
        ([count, frame]) => {
          expect(decode(line(count), encodeFrame(frame))).toEqual({ frames: [frame], skipped: 0, held: 0 });
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('an answer of another length', () => {
  it('is believed when the line is quiet behind it, if it is longer', () => {
    const decoder = line(3);
    const seven = encodeFrame({ head: READ, board: 1, body: hex('00 00 00 00 12 34 56 33') });
    expect(decoder.push(seven).frames).toEqual([]);
    expect(decoder.flush().frames.map((frame) => toHex(encodeFrame(frame)))).toEqual([toHex(seven)]);
  });

  it('is not stolen from by its own beginning either', () => {
    const bytes = encodeFrame({ head: READ, board: 1, body: hex('00 33 B2 00 00 05 33') });
    expect(decode(line(3), bytes).frames.map(({ body }) => toHex(body))).toEqual(['00 33 B2 00 00 05 33']);
  });

  it('is noise when it is too short for the locks of the board', () => {
    expect(decode(line(6), hex('80 01 00 00 02 33 B0'))).toEqual({ frames: [], skipped: 7, held: 0 });
  });

  it('is noise when no board has so many locks', () => {
    const nine = encodeFrame({ head: READ, board: 1, body: hex('00 00 00 00 00 00 00 00 01 33') });
    expect(decode(line(3), nine).frames).toEqual([]);
  });
});

describe('two whole frames in a row', () => {
  it('are not one long one, though the XOR of any two is right', () => {
    const twice = '80 01 00 33 B2 80 01 00 33 B2';
    expect(found(line(6), twice)).toEqual(['80 01 00 33 B2', '80 01 00 33 B2']);
    expect(found(line(3), twice)).toEqual(['80 01 00 33 B2', '80 01 00 33 B2']);
  });

  it('are the question come back and its answer', () => {
    for (const count of [3, 4, 5, 6, 7]) {
      fc.assert(
        fc.property(answer(1, count), (frame) => {
          const bytes = Uint8Array.of(...hex('80 01 00 33 B2'), ...encodeFrame(frame));
          expect(decode(line(count), bytes).frames.map(({ body }) => body.length)).toEqual([2, count + 1]);
        }),
      );
    }
  });
});

describe('an unlock', () => {
  it('with a pulse and one without are never taken for each other', () => {
    const pulses = [[], ...Array.from({ length: LONGEST_PULSE }, (_, index) => [index + 1])];
    const commands = Array.from({ length: 31 * 51 * pulses.length }, (_, index): XorFrame => {
      const lock = Math.floor(index / pulses.length) % 51;
      const board = 1 + Math.floor(index / pulses.length / 51);
      return { head: UNLOCK, board, body: Uint8Array.of(lock, SET, ...(pulses[index % pulses.length] ?? [])) };
    });
    const bytes = commands.map(encodeFrame);
    expect(new Set(bytes.map(toHex)).size).toBe(commands.length);
    const misread = bytes.filter((one) => {
      const [heard, ...more] = new XorDecoder(null).push(one).frames;
      return heard === undefined || more.length > 0 || encodeFrame(heard).length !== one.length;
    });
    expect(misread.map(toHex)).toEqual([]);
  });
});

describe('XorDecoder', () => {
  const stream = fc.array(fc.tuple(garbage, fc.oneof(answer(1, 3, byte), answer(31, 3, byte))), { maxLength: 8 });

  it('finds a reply behind the garbage of a transceiver', () => {
    const decoder = line(3);
    const { frames, skipped } = decoder.push(hex('FA FD 99 99 80 01 00 00 02 33 B0'));
    expect(frames.map((frame) => toHex(encodeFrame(frame)))).toEqual(['80 01 00 00 02 33 B0']);
    expect(skipped).toBe(4);
  });

  it('finds a reply behind a beginning that never ends, once the line is quiet', () => {
    expect(found(line(3), '80 80 80 01 00 00 02 33 B0')).toEqual(['80 01 00 00 02 33 B0']);
    expect(found(line(3), '80 01 00 80 01 00 00 02 33 B0')).toEqual(['80 01 00 00 02 33 B0']);
    expect(found(line(3), '8A 01 01 80 01 00 00 02 33 B0')).toEqual(['80 01 00 00 02 33 B0']);
  });

  it('finds the same frames however the stream is cut, with garbage between them', () => {
    fc.assert(
      fc.property(stream, garbage, fc.array(fc.nat(), { maxLength: 20 }), (parts, tail, cuts) => {
        const bytes = Uint8Array.from([...parts.flatMap(([noise, good]) => [...noise, ...encodeFrame(good)]), ...tail]);
        const decoded = decode(line(3), bytes, cuts);
        expect(decoded.frames).toEqual(parts.map(([, good]) => good));
        expect(decoded.skipped).toBe(parts.reduce((sum, [noise]) => sum + noise.length, tail.length));
        expect(decoded.held).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('finds the same in any bytes, however they are cut, and loses none', () => {
    const anything = fc.array(fc.oneof({ weight: 3, arbitrary: state }, byte), { maxLength: 60 });
    fc.assert(
      fc.property(anything, fc.array(fc.nat(), { maxLength: 20 }), fc.constantFrom(3, 6), (bytes, cuts, count) => {
        const whole = decode(line(count), Uint8Array.from(bytes));
        expect(decode(line(count), Uint8Array.from(bytes), cuts)).toEqual(whole);
        const inFrames = whole.frames.reduce((sum, { body }) => sum + body.length + 3, 0);
        expect(inFrames + whole.skipped).toBe(bytes.length);
      }),
      { numRuns: 500 },
    );
  });

  it('holds at most fifteen bytes, whatever arrives', () => {
    const decoder = line(7);
    fc.assert(
      fc.property(fc.array(state, { maxLength: 2_000 }), (bytes) => {
        decoder.push(Uint8Array.from(bytes));
        expect(decoder.held).toBeLessThanOrEqual(MOST_HELD);
      }),
    );
  });

  it.each([
    ['a wrong sum', '80 01 00 00 02 33 B1'],
    ['no tail', '80 01 00 00 02 34 B7'],
    ['a board that is not on this line', '80 05 00 00 02 33 B4'],
    ['a head that no frame has', '9A 01 01 11 8B'],
    ['a contact that is neither', '80 01 01 12 92'],
    ['a pulse that no board has', '8A 01 01 11 0A 91'],
    ['swapped wires', 'FB FF 95 FE FE FE FE F9 F2'],
  ])('takes %s for noise', (_what, text) => {
    const { frames, skipped } = decode(line(3), hex(text));
    expect(frames).toEqual([]);
    expect(skipped).toBe(hex(text).length);
  });
});

describeFrameDecoder('the decoder of an XOR line', {
  newDecoder: () => line(3),
  encode: encodeFrame,
  frame: fc.oneof(answer(1, 3, byte), answer(31, 3, byte)),
  heads: [READ, NEWS, UNLOCK],
  likely: [READ, NEWS, UNLOCK, 0x00, 0x01, 0x1f, SET, STATES, 0xb2],
  mostHeld: MOST_HELD,
});
