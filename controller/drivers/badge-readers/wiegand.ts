// Wiegand card data: bits ⇄ facility and number. Pure. Never gives a number without its format, and never guesses past a wrong parity.
//
//   H10301, 26 bits              Pe  FFFFFFFF NNNN | NNNNNNNNNNNN  Po       Pe even over the first 12 data bits, Po odd over the last 12
//   Corporate 1000, 35 bits   P1 P2  FFFFFFFFFFFF  NNNNNNNNNNNNNNNNNNNN  P3    counted from 1:
//                                P2 even over 3, 4, 6, 7 … 33, 34    P3 odd over 2, 3, 5, 6 … 32, 33    P1 odd over 2 … 35
import type { BadgeFormat } from '../../domain/reader.ts';
import { err, ok, type Result } from '../../domain/result.ts';

/** What stands on the two data lines: `bits` bits, left-aligned in `bytes`; what pads the last byte counts for nothing. */
export interface WiegandBits {
  readonly bits: number;
  readonly bytes: Uint8Array;
}

export type WiegandCard =
  | { readonly format: LaidOut; readonly facility: number; readonly number: number }
  /** A length whose layout is not known: all bits, in hex, the last digit padded with zeros. */
  | { readonly format: Extract<BadgeFormat, 'wiegand-raw'>; readonly bits: number; readonly hex: string };

export type WiegandFault =
  /** `swapped_d0_d1`: every parity is wrong and every bit inverted would be right, as when the two data wires are swapped. */
  | { readonly code: 'parity'; readonly hint: 'swapped_d0_d1' | null }
  /** Too short for a card (4 and 8 bits are keys of a keypad), too long, or fewer bytes than bits. */
  | { readonly code: 'length' };

/** The shortest and the longest card that is taken, in bits. */
export const SHORTEST_CARD = 16;
export const LONGEST_CARD = 200;

type LaidOut = Extract<BadgeFormat, 'wiegand-h10301' | 'wiegand-corporate-1000-35'>;

/** Index 0 is the bit that comes first. */
type Bits = readonly boolean[];

interface Parity {
  readonly at: number;
  readonly odd: boolean;
  readonly over: readonly number[];
}

interface Layout {
  readonly format: LaidOut;
  readonly length: number;
  readonly facility: Field;
  readonly number: Field;
  /** In the order in which they are computed: a later one may cover an earlier one. */
  readonly parities: readonly Parity[];
}

/** From the first bit to the one behind the last. */
type Field = readonly [from: number, end: number];

const LAYOUTS: readonly Layout[] = [
  {
    format: 'wiegand-h10301',
    length: 26,
    facility: [1, 9],
    number: [9, 25],
    parities: [
      { at: 0, odd: false, over: range(1, 13) },
      { at: 25, odd: true, over: range(13, 25) },
    ],
  },
  {
    format: 'wiegand-corporate-1000-35',
    length: 35,
    facility: [2, 14],
    number: [14, 34],
    parities: [
      { at: 1, odd: false, over: range(2, 34).filter((bit) => bit % 3 !== 1) },
      { at: 34, odd: true, over: range(1, 33).filter((bit) => bit % 3 !== 0) },
      { at: 0, odd: true, over: range(1, 35) },
    ],
  },
];

/** In the 44 bits of an HID proximity card: set where the card data is shorter than 37 bits; then a 1 stands before the data. */
const HID_SHORT = 37;
const HID_SHORTEST = 26;

/**
 * Reads what a Wiegand line carried. Layouts: HID "H10301" (SIA AC-01, 26 bits) and HID "Corporate 1000", 35 bits.
 * @param bits how many bits came
 * @param bytes the bits from the left; the first one is the highest of the first byte
 */
export function decodeWiegand(bits: number, bytes: Uint8Array): Result<WiegandCard, WiegandFault> {
  const isCard = Number.isInteger(bits) && bits >= SHORTEST_CARD && bits <= LONGEST_CARD;
  if (!isCard || bytes.length * 8 < bits) return err({ code: 'length' });
  const line = bitsOf(bytes).slice(0, bits);
  const layout = LAYOUTS.find(({ length }) => length === bits);
  if (layout === undefined) return ok({ format: 'wiegand-raw', bits, hex: hexOf(line) });
  const wrong = layout.parities.filter((parity) => line[parity.at] !== parityOf(line, parity)).length;
  if (wrong > 0) {
    // Every parity covers an odd number of bits, itself included: inverted lines turn each right one into a wrong one.
    return err({ code: 'parity', hint: wrong === layout.parities.length ? 'swapped_d0_d1' : null });
  }
  return ok({
    format: layout.format,
    facility: numberIn(line, layout.facility),
    number: numberIn(line, layout.number),
  });
}

/**
 * The bits of a card, with their parities. For peers and tests.
 * @throws RangeError for a facility or number that the format has no room for, or hex that does not fit its bits
 */
export function encodeWiegand(card: WiegandCard): WiegandBits {
  if (card.format === 'wiegand-raw') {
    if (card.hex.length !== Math.ceil(card.bits / 4))
      throw new RangeError('The hex of a raw card does not fit its bits');
    return { bits: card.bits, bytes: bytesOf(bitsOf(Buffer.from(card.hex.padEnd(card.hex.length + 1, '0'), 'hex'))) };
  }
  const layout = LAYOUTS.find(({ format }) => format === card.format);
  if (layout === undefined) throw new RangeError(`There is no layout of ${card.format}`);
  const line = Array.from({ length: layout.length }, () => false);
  write(line, layout.facility, card.facility);
  write(line, layout.number, card.number);
  for (const parity of layout.parities) line[parity.at] = parityOf(line, parity);
  return { bits: layout.length, bytes: bytesOf(line) };
}

/**
 * Takes the card data out of what an HID proximity reader gives with its header, e.g. `2006EC0C86`: bit 37 says that the
 * card is shorter than 37 bits, the next 1 stands directly before it (HID proximity, 44-bit frame).
 * @returns null for bytes that do not carry this header
 */
export function withoutHidHeader(bytes: Uint8Array): WiegandBits | null {
  const line = bitsOf(bytes);
  const marker = line.indexOf(true);
  if (marker < 0 || line.length - 1 - marker !== HID_SHORT) return null;
  const sentinel = line.indexOf(true, marker + 1);
  const bits = line.length - 1 - sentinel;
  if (sentinel < 0 || bits < HID_SHORTEST) return null;
  return { bits, bytes: bytesOf(line.slice(sentinel + 1)) };
}

function parityOf(line: Bits, { odd, over }: Parity): boolean {
  return (over.filter((bit) => line[bit] === true).length % 2 === 1) !== odd;
}

function numberIn(line: Bits, [from, end]: Field): number {
  return line.slice(from, end).reduce((sum, bit) => sum * 2 + (bit ? 1 : 0), 0);
}

function write(line: boolean[], [from, end]: Field, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** (end - from)) {
    throw new RangeError(`${value} does not fit into ${end - from} bits`);
  }
  for (let bit = end - 1, rest = value; bit >= from; bit -= 1, rest = Math.floor(rest / 2)) line[bit] = rest % 2 === 1;
}

function bitsOf(bytes: Uint8Array): Bits {
  return [...bytes].flatMap((byte) => range(0, 8).map((bit) => ((byte << bit) & 0x80) !== 0));
}

function bytesOf(line: Bits): Uint8Array {
  return Uint8Array.from({ length: Math.ceil(line.length / 8) }, (_, byte) =>
    numberIn([...line.slice(byte * 8, byte * 8 + 8), ...range(0, 8).map(() => false)], [0, 8]),
  );
}

function hexOf(line: Bits): string {
  return Buffer.from(bytesOf(line))
    .toString('hex')
    .slice(0, Math.ceil(line.length / 4));
}

function range(from: number, end: number): readonly number[] {
  return Array.from({ length: end - from }, (_, index) => from + index);
}
