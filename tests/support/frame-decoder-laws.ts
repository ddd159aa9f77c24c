// What holds for every decoder of frames: however the stream is cut and whatever stands around the frames, each whole frame
// is found once, none is made up, no byte goes uncounted, and the memory is bounded.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameDecoder } from '../../controller/drivers/slot-boards/frame-decoder.ts';

export interface DecoderUnderTest<Frame> {
  readonly newDecoder: () => FrameDecoder<Frame>;
  readonly encode: (frame: Frame) => Uint8Array;
  /** Frames that are found as they are. */
  readonly frame: fc.Arbitrary<Frame>;
  /** Bytes that can begin a frame. Garbage is made of all others where it must be known what is to be found. */
  readonly heads: readonly number[];
  /** Bytes that make near misses likely. */
  readonly likely: readonly number[];
  /** Most bytes that are ever kept for the rest of a frame. */
  readonly mostHeld: number;
}

const byte = fc.integer({ min: 0, max: 255 });
const cutsAt = fc.array(fc.nat(), { maxLength: 20 });

export function describeFrameDecoder<Frame>(name: string, decoder: DecoderUnderTest<Frame>): void {
  describe(`laws of ${name}`, () => {
    describe('frames', () => describeFinding(decoder));
    describe('any bytes', () => describeAnything(decoder));
  });
}

function describeFinding<Frame>({ newDecoder, encode, frame, heads }: DecoderUnderTest<Frame>): void {
  const garbage = fc.uint8Array({ maxLength: 30 }).map((bytes) => bytes.filter((value) => !heads.includes(value)));

  it('are found with garbage before, between and behind them, however the stream is cut', () => {
    const parts = fc.array(fc.tuple(garbage, frame), { maxLength: 8 });
    fc.assert(
      fc.property(parts, garbage, cutsAt, (found, tail, cuts) => {
        const stream = found.flatMap(([noise, good]) => [...noise, ...encode(good)]).concat(...tail);
        const decoded = decodeAll(newDecoder(), Uint8Array.from(stream), cuts);
        expect(decoded.frames).toEqual(found.map(([, good]) => good));
        expect(decoded.skipped).toBe(found.reduce((sum, [noise]) => sum + noise.length, tail.length));
      }),
      { numRuns: 300 },
    );
  });

  it('are found when they are cut at every byte, and joined', () => {
    fc.assert(
      fc.property(frame, frame, (first, second) => {
        const stream = Uint8Array.of(...encode(first), ...encode(second));
        for (let cut = 0; cut <= stream.length; cut += 1)
          expect(decodeAll(newDecoder(), stream, [cut])).toEqual({ frames: [first, second], skipped: 0 });
        const single = Array.from(stream, (_, at) => at);
        expect(decodeAll(newDecoder(), stream, single)).toEqual({ frames: [first, second], skipped: 0 });
      }),
      { numRuns: 30 },
    );
  });

  it('are found behind the beginning of one that never ended', () => {
    fc.assert(
      fc.property(frame, fc.nat(), frame, cutsAt, (lost, length, whole, cuts) => {
        const beginning = encode(lost).subarray(0, length % encode(lost).length);
        const stream = Uint8Array.of(...beginning, ...encode(whole));
        fc.pre(!holdsFrameFrom(stream, beginning.length, newDecoder));
        expect(decodeAll(newDecoder(), stream, cuts)).toEqual({ frames: [whole], skipped: beginning.length });
      }),
      { numRuns: 300 },
    );
  });
}

function describeAnything<Frame>({ newDecoder, encode, likely, mostHeld }: DecoderUnderTest<Frame>): void {
  const anything = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...likely) }, byte), { maxLength: 80 });

  it('give the same however they are cut, and every byte is in a frame or counted as skipped', () => {
    fc.assert(
      fc.property(anything, cutsAt, (bytes, cuts) => {
        const whole = decodeAll(newDecoder(), Uint8Array.from(bytes), []);
        expect(decodeAll(newDecoder(), Uint8Array.from(bytes), cuts)).toEqual(whole);
        expect(bytesIn(whole.frames, encode) + whole.skipped).toBe(bytes.length);
      }),
      { numRuns: 300 },
    );
  });

  it(`never leave more than ${mostHeld} bytes waiting`, () => {
    fc.assert(
      fc.property(anything, fc.uint8Array({ maxLength: 3_000 }), (first, then) => {
        const decoder = newDecoder();
        decoder.push(Uint8Array.from(first));
        decoder.push(then);
        const { frames, skipped } = decoder.flush();
        expect(bytesIn(frames, encode) + skipped).toBeLessThanOrEqual(mostHeld);
        expect(decoder.flush()).toEqual({ frames: [], skipped: 0 });
      }),
      { numRuns: 100 },
    );
  });
}

/** Everything that a stream holds when it is cut at these places and then goes quiet. */
function decodeAll<Frame>(decoder: FrameDecoder<Frame>, stream: Uint8Array, cuts: readonly number[]) {
  const edges = [0, ...cuts.map((cut) => cut % (stream.length + 1)).toSorted((a, b) => a - b), stream.length];
  const parts = edges.slice(1).map((edge, index) => decoder.push(stream.subarray(edges[index], edge)));
  const all = [...parts, decoder.flush()];
  return {
    frames: all.flatMap(({ frames }) => frames),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** Whether chance has made a frame that begins before a place: a sum of eight bits is right one time in 256. */
function holdsFrameFrom<Frame>(stream: Uint8Array, before: number, newDecoder: () => FrameDecoder<Frame>): boolean {
  return Array.from({ length: before }, (_, at) => stream.subarray(at)).some((rest) =>
    Array.from(rest, (_, index) => rest.subarray(0, index + 1)).some((piece) => {
      const { frames, skipped } = decodeAll(newDecoder(), piece, []);
      return frames.length === 1 && skipped === 0;
    }),
  );
}

function bytesIn<Frame>(frames: readonly Frame[], encode: (frame: Frame) => Uint8Array): number {
  return frames.reduce((sum, frame) => sum + encode(frame).length, 0);
}
