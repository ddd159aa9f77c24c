// Frames of the CU16 are found whatever stands around them and however the stream is cut.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Cu16Decoder,
  type Cu16Frame,
  encodeFrame,
} from '../../../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { describeFrameDecoder } from '../../../../support/frame-decoder-laws.ts';
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

describeFrameDecoder('Cu16Decoder', {
  newDecoder: () => new Cu16Decoder(),
  encode: encodeFrame,
  frame,
  heads: [0x02],
  likely: [0x02, 0x03, 0x30, 0x31, 0x35],
  mostHeld: 8,
});

describe('encodeFrame', () => {
  it.each(['02 00 30 03 35', '02 F0 32 03 27', '02 00 35 01 00 01 00 03 3C'])('gives %s again', (text) => {
    const [found] = new Cu16Decoder().push(hex(text)).frames;
    expect(found && toHex(encodeFrame(found))).toBe(text);
  });
});

describe('Cu16Decoder', () => {
  it('finds a good frame behind a beginning that never ends', () => {
    const decoder = new Cu16Decoder();
    expect(decoder.push(hex('02 00 35 02 00 30 03 35')).frames).toEqual([]);
    const { frames, skipped } = decoder.flush();
    expect(frames.map((found) => toHex(encodeFrame(found)))).toEqual(['02 00 30 03 35']);
    expect(skipped).toBe(3);
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
