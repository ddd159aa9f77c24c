// Replies of Modbus boards are found whatever stands around them: on a serial line by their CRC, over TCP by their header.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeRtu,
  encodeTcp,
  type ModbusFrame,
  RtuDecoder,
  TcpDecoder,
} from '../../../../../controller/drivers/slot-boards/modbus/frames.ts';
import { describeFrameDecoder } from '../../../../support/frame-decoder-laws.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const unit = fc.integer({ min: 1, max: 247 });
const fourBytes = fc.uint8Array({ minLength: 4, maxLength: 4 });
const bits = fc.uint8Array({ minLength: 1, maxLength: 250 });
const registers = fc.array(fc.uint8Array({ minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 125 });
const pdu = fc.oneof(
  fc.tuple(fc.constantFrom(1, 2), bits).map(([code, data]) => Uint8Array.of(code, data.length, ...data)),
  fc
    .tuple(fc.constantFrom(3, 4), registers)
    .map(([code, data]) => Uint8Array.of(code, 2 * data.length, ...data.flatMap((register) => [...register]))),
  fc.tuple(fc.constantFrom(5, 6, 15), fourBytes).map(([code, data]) => Uint8Array.of(code, ...data)),
  fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, 6, 15), fc.nat(255)).map(([code, why]) => Uint8Array.of(code | 0x80, why)),
);

describeFrameDecoder<ModbusFrame>('Modbus RTU', {
  newDecoder: () => new RtuDecoder(),
  encode: encodeRtu,
  frame: fc.record({ transaction: fc.constant(null), unit, pdu }),
  heads: Array.from({ length: 247 }, (_, at) => at + 1),
  likely: [1, 2, 4, 5, 6, 15, 0x82],
  mostHeld: 254,
});

describeFrameDecoder<ModbusFrame>('Modbus TCP', {
  newDecoder: () => new TcpDecoder(),
  encode: encodeTcp,
  frame: fc.record({ transaction: fc.nat(0xffff), unit, pdu }),
  heads: [0],
  likely: [0, 0, 0, 3, 4, 5, 6, 1, 2],
  mostHeld: 258,
});

describe('a reply on a serial line', () => {
  it.each([
    ['1.4 Waveshare: relay 0 for 700 ms', '01 05 02 00 00 07 8D B0'],
    ['1.4 Waveshare: relay 1 for 800 ms', '01 05 02 01 00 08 9C 74'],
    ['1.4 Waveshare: relay 0 on', '01 05 00 00 FF 00 8C 3A'],
    ['1.4 Waveshare: relay 0 off', '01 05 00 00 00 00 CD CA'],
    ['1.4 Waveshare: all off', '01 05 00 FF 00 00 FD FA'],
  ])('%s is found and gives the same bytes again', (_where, text) => {
    const [frame] = new RtuDecoder().push(hex(text)).frames;
    expect(frame && toHex(encodeRtu(frame))).toBe(text);
  });

  it.each([
    ['a wrong CRC', '01 05 02 00 00 07 8D B1'],
    ['its CRC the wrong way round', '01 05 02 00 00 07 B0 8D'],
    ['the address of every board', '00 05 00 00 FF 00 8D EB'],
    ['1.4 Waveshare: relays, the question itself', '01 01 00 00 00 08 3D CC'],
    ['1.4 Waveshare: inputs, the question itself', '01 02 00 00 00 08 79 CC'],
    ['an odd count of bytes for registers', '01 04 01 00 D0 60'],
    ['swapped wires', 'FB FF 95 FE FE FE FE F9 F2'],
  ])('with %s is none', (_what, text) => {
    const decoder = new RtuDecoder();
    expect([...decoder.push(hex(text)).frames, ...decoder.flush().frames]).toEqual([]);
  });
});

describe('a reply over TCP', () => {
  it.each([
    ['another protocol', '00 01 00 01 00 05 01 04 02 12 34'],
    ['a length that does not fit its function', '00 01 00 00 00 06 01 04 02 12 34 00'],
    ['a length of nothing', '00 01 00 00 00 00 01 04 02 12 34'],
    ['no unit', '00 01 00 00 00 05 00 04 02 12 34'],
  ])('with %s is none', (_what, text) => {
    const decoder = new TcpDecoder();
    expect([...decoder.push(hex(text)).frames, ...decoder.flush().frames]).toEqual([]);
  });
});
