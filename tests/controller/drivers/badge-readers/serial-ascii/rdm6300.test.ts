// Frames of an RDM6300: known ones byte by byte, wrong ones, and the laws of every decoder.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTag, Rdm6300Decoder } from '../../../../../controller/drivers/badge-readers/serial-ascii/rdm6300.ts';
import { describeFrameDecoder } from '../../../../support/frame-decoder-laws.ts';
import { hex } from '../../../../support/hex.ts';

const STX = '\u0002';
const ETX = '\u0003';
const TAG = hex('0A 00 12 34 56');

describeFrameDecoder('RDM6300', {
  newDecoder: () => new Rdm6300Decoder(),
  encode: encodeTag,
  frame: fc.uint8Array({ minLength: 5, maxLength: 5 }).map((bytes) => ({ bytes })),
  heads: [0x02],
  likely: [0x02, 0x03, 0x30, 0x39, 0x41, 0x46],
  mostHeld: 13,
});

describe('a frame', () => {
  it.each([
    // The sum is 0A ^ 00 ^ 12 ^ 34 ^ 56 = 7A.
    ['0A00123456', '7A', '0A 00 12 34 56'],
    ['0000000000', '00', '00 00 00 00 00'],
    ['FFFFFFFFFF', 'FF', 'FF FF FF FF FF'],
    ['08010203FF', 'F7', '08 01 02 03 FF'],
  ])('of %s has the sum %s', (digits, sum, bytes) => {
    const frame = Buffer.from(`${STX}${digits}${sum}${ETX}`, 'latin1');
    expect(new Rdm6300Decoder().push(frame)).toEqual({ frames: [{ bytes: hex(bytes) }], skipped: 0 });
    expect(Buffer.from(encodeTag({ bytes: hex(bytes) }))).toEqual(frame);
  });

  it('may have small letters', () => {
    const frame = Buffer.from(`${STX}0a001234567a${ETX}`, 'latin1');
    expect(new Rdm6300Decoder().push(frame).frames).toEqual([{ bytes: TAG }]);
  });

  it.each([
    ['a wrong sum', `${STX}0A001234567B${ETX}`],
    ['a digit that is none', `${STX}0A0012345G7A${ETX}`],
    ['another end', `${STX}0A001234567A\r`],
    ['one digit too few', `${STX}0A00123456A${ETX}`],
    ['no head', `0A001234567A${ETX}`],
  ])('is none with %s', (_what, text) => {
    const decoder = new Rdm6300Decoder();
    const bytes = Buffer.from(text, 'latin1');
    const [first, rest] = [decoder.push(bytes), decoder.flush()];
    expect([...first.frames, ...rest.frames]).toEqual([]);
    expect(first.skipped + rest.skipped).toBe(bytes.length);
  });

  it('is not written for a tag that has not five bytes', () => {
    expect(() => encodeTag({ bytes: TAG.subarray(1) })).toThrow(RangeError);
  });
});
