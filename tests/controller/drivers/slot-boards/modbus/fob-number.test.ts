// Numbers of chips as they stand in registers, and sums that must be right.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc8, fobTagOf } from '../../../../../controller/drivers/slot-boards/modbus/fob-number.ts';

describe('crc8', () => {
  it('is that of the example in Maxim application note 27', () => {
    expect(crc8([0x02, 0x1c, 0xb8, 0x01, 0x00, 0x00, 0x00])).toBe(0xa2);
  });
});

describe('fobTagOf', () => {
  it('reads a chip in the order of the wire, the family first', () => {
    expect(fobTagOf([0x021c, 0xb801, 0x0000, 0x00a2])).toBe('021CB801000000A2');
  });

  it.each([
    ['nothing stands there', [0, 0, 0, 0]],
    ['the socket is empty', [0xffff, 0xffff, 0xffff, 0xffff]],
    ['a register is missing', [0x021c, 0xb801, 0x0000]],
  ])('is null when %s', (_what, registers) => {
    expect(fobTagOf(registers)).toBeNull();
  });

  it('believes a serial number of family 01 only with its CRC, whichever bit is wrong', () => {
    const serial = fc.uint8Array({ minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(serial, fc.integer({ min: 8, max: 63 }), (bytes, bit) => {
        const chip = [0x01, ...bytes];
        const whole = [...chip, crc8(chip)];
        expect(fobTagOf(inRegisters(whole))).toBe(Buffer.from(whole).toString('hex').toUpperCase());
        whole[bit >> 3] = (whole[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(fobTagOf(inRegisters(whole))).toBeNull();
      }),
    );
  });

  it('takes any other number as it is', () => {
    expect(fobTagOf([0x0000, 0x0004, 0xa2b3, 0xc4d5])).toBe('00000004A2B3C4D5');
  });
});

function inRegisters(bytes: readonly number[]): readonly number[] {
  return [0, 2, 4, 6].map((at) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
}
