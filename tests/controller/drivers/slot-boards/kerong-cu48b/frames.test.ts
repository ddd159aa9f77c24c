// Frames of the CU48B by their bytes, and what is no frame of it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Cu48bDecoder,
  type Cu48bFrame,
  cu48bLock,
  cu48bUnit,
  encodeFrame,
} from '../../../../../controller/drivers/slot-boards/kerong-cu48b/frames.ts';
import { describeFrameDecoder } from '../../../../support/frame-decoder-laws.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const place = {
  unit: fc.integer({ min: 0, max: 255 }).map(cu48bUnit),
  lock: fc.integer({ min: 0, max: 47 }).map(cu48bLock),
};
const request = fc.record({ ...place, command: fc.constantFrom(0x60, 0x61), data: fc.constant(new Uint8Array(0)) });
const reply = fc.record({
  ...place,
  command: fc.constant(0x75),
  data: fc.uint8Array({ minLength: 12, maxLength: 12 }),
});
const frame: fc.Arbitrary<Cu48bFrame> = fc.oneof(request, reply);

describeFrameDecoder('Cu48bDecoder', {
  newDecoder: () => new Cu48bDecoder(),
  encode: encodeFrame,
  frame,
  heads: [0x02],
  likely: [0x02, 0x03, 0x00, 0x60, 0x61, 0x75],
  mostHeld: 17,
});

describe('encodeFrame', () => {
  it('puts the unit before the lock, and never the other way round', () => {
    fc.assert(
      fc.property(frame, (given) => {
        const bytes = encodeFrame(given);
        expect([bytes[0], bytes[1], bytes[2]]).toEqual([0x02, given.unit, given.lock]);
      }),
    );
  });
});

describe('cu48bUnit and cu48bLock', () => {
  it.each([-1, 48, 0x30, 255, 0.5, Number.NaN])('there is no lock %s', (value) => {
    expect(() => cu48bLock(value)).toThrow(RangeError);
  });

  it.each([-1, 256, 0.5, Number.NaN])('there is no unit %s', (value) => {
    expect(() => cu48bUnit(value)).toThrow(RangeError);
  });
});

describe('Cu48bDecoder', () => {
  it.each([
    ['a wrong sum', '02 00 00 75 00 00 00 00 00 00 00 00 00 00 00 00 03 7B'],
    ['no tail', '02 00 00 75 00 00 00 00 00 00 00 00 00 00 00 00 04 7B'],
    ['a command that no board has', '02 00 00 76 00 00 00 00 00 00 00 00 00 00 00 00 03 7B'],
    ['the lock number that stands for all', '02 00 30 61 03 96'],
    ['a reply of a CU16', '02 00 35 01 00 01 00 03 3C'],
    ['swapped wires', 'FB FF FF 8A FE FE FE FE FE FE FE FE FE FE FE FE F9 F2'],
  ])('takes %s for noise', (_what, text) => {
    const decoder = new Cu48bDecoder();
    const [pushed, flushed] = [decoder.push(hex(text)), decoder.flush()];
    expect([...pushed.frames, ...flushed.frames]).toEqual([]);
    expect(pushed.skipped + flushed.skipped).toBe(hex(text).length);
  });

  it('finds a request behind the beginning of a reply that never ends', () => {
    const decoder = new Cu48bDecoder();
    expect(decoder.push(hex('02 00 00 75 00 02 00 00 60 03 65')).frames).toEqual([]);
    const { frames, skipped } = decoder.flush();
    expect(frames.map((found) => toHex(encodeFrame(found)))).toEqual(['02 00 00 60 03 65']);
    expect(skipped).toBe(5);
  });
});
