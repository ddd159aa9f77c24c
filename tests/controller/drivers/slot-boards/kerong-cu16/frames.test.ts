// Frames of the CU16 are found whatever stands around them and however the stream is cut.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Cu16Decoder,
  type Cu16Frame,
  encodeFrame,
} from '../../../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const byte = fc.integer({ min: 0, max: 255 });
const request = fc.record({
  address: byte,
  command: fc.constantFrom(0x30, 0x31, 0x32),
  data: fc.constant(new Uint8Array(0)),
});
const reply = fc.record({
  address: byte,
  command: fc.constantFrom(0x35, 0x36),
  data: fc.uint8Array({ minLength: 4, maxLength: 4 }),
});
const frame: fc.Arbitrary<Cu16Frame> = fc.oneof(request, reply);
/** Garbage that cannot open a frame, so that what must be found in a stream is known beforehand. */
const garbage = fc.uint8Array({ maxLength: 30 }).map((bytes) => bytes.filter((value) => value !== 0x02));

function decode(bytes: Uint8Array, cuts: readonly number[]) {
  const decoder = new Cu16Decoder();
  const frames: Cu16Frame[] = [];
  let skipped = 0;
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  const parts = edges.slice(1).map((edge, index) => decoder.push(bytes.subarray(edges[index], edge)));
  for (const part of [...parts, decoder.flush()]) {
    frames.push(...part.frames);
    skipped += part.skipped;
  }
  return { frames, skipped, held: decoder.held };
}

describe('encodeFrame', () => {
  it.each(['02 00 30 03 35', '02 F0 32 03 27', '02 00 35 01 00 01 00 03 3C'])('gives %s again', (text) => {
    const [found] = new Cu16Decoder().push(hex(text)).frames;
    expect(found && toHex(encodeFrame(found))).toBe(text);
  });
});

describe('Cu16Decoder', () => {
  it('finds the same frames however the stream is cut, with garbage between them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(garbage, frame), { maxLength: 8 }),
        garbage,
        fc.array(fc.nat(), { maxLength: 20 }),
        (parts, tail, cuts) => {
          const stream = Uint8Array.from([
            ...parts.flatMap(([noise, good]) => [...noise, ...encodeFrame(good)]),
            ...tail,
          ]);
          const decoded = decode(stream, cuts);
          expect(decoded.frames).toEqual(parts.map(([, good]) => good));
          expect(decoded.skipped).toBe(parts.reduce((sum, [noise]) => sum + noise.length, tail.length));
          expect(decoded.held).toBe(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds the same in any bytes, however they are cut, and loses none', () => {
    const anything = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(2, 3, 0x30, 0x31, 0x35) }, byte), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(anything, fc.array(fc.nat(), { maxLength: 20 }), (bytes, cuts) => {
        const whole = decode(Uint8Array.from(bytes), []);
        expect(decode(Uint8Array.from(bytes), cuts)).toEqual(whole);
        const inFrames = whole.frames.reduce((sum, { data }) => sum + data.length + 5, 0);
        expect(inFrames + whole.skipped).toBe(bytes.length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds a good frame behind a beginning that never ends', () => {
    const decoder = new Cu16Decoder();
    expect(decoder.push(hex('02 00 35 02 00 30 03 35')).frames).toEqual([]);
    const { frames, skipped } = decoder.flush();
    expect(frames.map((found) => toHex(encodeFrame(found)))).toEqual(['02 00 30 03 35']);
    expect(skipped).toBe(3);
  });

  it('holds at most eight bytes, whatever arrives', () => {
    const decoder = new Cu16Decoder();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
        decoder.push(bytes);
        expect(decoder.held).toBeLessThanOrEqual(8);
      }),
    );
  });

  it.each([
    ['a wrong sum', '02 00 35 01 00 01 00 03 3D'],
    ['no tail', '02 00 35 01 00 01 00 04 3D'],
    ['a command that no board has', '02 00 44 03 49'],
    ['the command that would open all locks', '02 00 33 03 38'],
    ['swapped wires', 'FB FF 95 FE FE FE FE F9 F2'],
  ])('takes %s for noise', (_what, text) => {
    const decoder = new Cu16Decoder();
    const [pushed, flushed] = [decoder.push(hex(text)), decoder.flush()];
    expect([...pushed.frames, ...flushed.frames]).toEqual([]);
    expect(pushed.skipped + flushed.skipped).toBe(hex(text).length);
  });
});
