// The number of a fob's chip in four registers. Pure. A number that fails its own sum is no number.
//
//   register      1st                2nd                3rd                4th
//   bytes         FAMILY  SERIAL 1   SERIAL 2 SERIAL 3  SERIAL 4 SERIAL 5  SERIAL 6  CRC      1-Wire, in the order of the wire
//                 00      …          …        …         …        …         …         …        any other chip, at the low end
import { type FobTag, parseFobTag } from '../../../domain/ids.ts';

/** Registers of one number. */
export const REGISTERS_OF_A_NUMBER = 4;
/** DS1990A and DS2401: a serial number and nothing else. */
const SERIAL_NUMBER_FAMILY = 0x01;

/**
 * The chip of a slot. null = none, a short circuit, or a number that fails its CRC.
 * Source: data sheets of the DS1990A and DS2401, "64-bit lasered ROM".
 * @param registers four, the most significant first
 */
export function fobTagOf(registers: readonly number[]): FobTag | null {
  const bytes = registers.flatMap((register) => [register >> 8, register & 0xff]);
  if (bytes.length !== 2 * REGISTERS_OF_A_NUMBER) return null;
  if (bytes[0] === SERIAL_NUMBER_FAMILY && crc8(bytes.slice(0, -1)) !== bytes.at(-1)) return null;
  const tag = parseFobTag(bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(''));
  return tag.ok ? tag.value : null;
}

/** CRC-8 of 1-Wire: polynomial X⁸ + X⁵ + X⁴ + 1 reflected, beginning with 0. Source: Maxim application note 27. */
export function crc8(bytes: readonly number[]): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >> 1) ^ 0x8c : sum >> 1;
  }
  return sum;
}
