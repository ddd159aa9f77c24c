// Wiegand card data against published cards, and what a wrong bit or swapped wires make of it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badgeNumberOf } from '../../../../controller/drivers/badge-readers/badge-number.ts';
import { BADGE_NUMBER_LIMIT } from '../../../../controller/drivers/badge-readers/badge-reader.ts';
import {
  decodeWiegand,
  encodeWiegand,
  LONGEST_CARD,
  SHORTEST_CARD,
  type WiegandBits,
  type WiegandCard,
  withoutHidHeader,
} from '../../../../controller/drivers/badge-readers/wiegand.ts';
import { expectOk } from '../../../support/expect-ok.ts';

const LAYOUTS = [
  ['wiegand-h10301', 255, 65_535],
  ['wiegand-corporate-1000-35', 4095, 1_048_575],
] as const;

const aCard: fc.Arbitrary<WiegandCard> = fc.oneof(
  ...LAYOUTS.map(([format, facility, number]) =>
    fc.record({ format: fc.constant(format), facility: fc.nat(facility), number: fc.nat(number) }),
  ),
);

describe('a published card', () => {
  it.each([
    ['H10301 with the HID header', '2006EC0C86', 'wiegand-h10301', 118, 1603],
    ['Corporate 1000 with the HID header', '2E0EC00C87', 'wiegand-corporate-1000-35', 118, 1603],
  ] as const)('%s', (_what, hex, format, facility, number) => {
    const card = withoutHidHeader(Buffer.from(hex, 'hex'));
    expect(card === null ? null : decodeWiegand(card.bits, card.bytes)).toEqual({
      ok: true,
      value: { format, facility, number },
    });
  });

  it('H10301, FC 123 CN 45678 = 2F764DD', () => {
    const { bits, bytes } = encodeWiegand({ format: 'wiegand-h10301', facility: 123, number: 45_678 });
    expect(bits).toBe(26);
    expect(Buffer.from(bytes).readUInt32BE() >>> (32 - 26)).toBe(0x2f764dd);
    expect(decodeWiegand(bits, bytes)).toMatchObject({ value: { facility: 123, number: 45_678 } });
  });
});

describe('an HID header', () => {
  it.each([
    ['no marker', '0006EC0C86'],
    ['a marker one bit too high', '4006EC0C86'],
    ['a marker and no sentinel', '2000000000'],
    ['a sentinel before fewer than 26 bits', '2002000000'],
    ['nothing', ''],
    ['zeros', '0000000000'],
  ])('is not seen where there is %s', (_what, hex) => {
    expect(withoutHidHeader(Buffer.from(hex, 'hex'))).toBeNull();
  });
});

describe('a card', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(aCard, (card) => {
        const { bits, bytes } = encodeWiegand(card);
        expect(decodeWiegand(bits, bytes)).toEqual({ ok: true, value: card });
      }),
    );
  });

  it('is refused with any one bit turned round', () => {
    fc.assert(
      fc.property(aCard, fc.nat(), (card, which) => {
        const written = encodeWiegand(card);
        expect(decodeWiegand(written.bits, flipped(written, [which % written.bits]))).toMatchObject({
          ok: false,
          error: { code: 'parity' },
        });
      }),
    );
  });

  it('says that the wires are swapped when every bit is inverted, and only then', () => {
    fc.assert(
      fc.property(aCard, (card) => {
        const written = encodeWiegand(card);
        const every = Array.from({ length: written.bits }, (_, bit) => bit);
        expect(decodeWiegand(written.bits, flipped(written, every))).toEqual({
          ok: false,
          error: { code: 'parity', hint: 'swapped_d0_d1' },
        });
        // A bit that the second half alone covers leaves the first parity right.
        expect(decodeWiegand(written.bits, flipped(written, [written.bits - 1]))).toEqual({
          ok: false,
          error: { code: 'parity', hint: null },
        });
      }),
    );
  });

  it('does not depend on what pads its last byte', () => {
    const { bits, bytes } = encodeWiegand({ format: 'wiegand-h10301', facility: 118, number: 1603 });
    const padded = Uint8Array.from(bytes);
    padded[3] = (padded[3] ?? 0) | 0x3f;
    expect(decodeWiegand(bits, Uint8Array.of(...padded, 0xff))).toEqual(decodeWiegand(bits, bytes));
  });

  it.each([
    ['a key of a keypad', 4, 1],
    ['a key of a keypad', 8, 1],
    ['nothing', 0, 0],
    ['one bit fewer than a card', SHORTEST_CARD - 1, 2],
    ['too many bits', LONGEST_CARD + 1, 26],
    ['half a bit', 26.5, 4],
    ['fewer bytes than bits', 26, 3],
  ])('is not made of %s', (_what, bits, length) => {
    expect(decodeWiegand(bits, new Uint8Array(length))).toEqual({ ok: false, error: { code: 'length' } });
  });
});

describe('a length whose layout is not known', () => {
  it('gives all bits and no number', () => {
    expect(decodeWiegand(34, Uint8Array.of(0x80, 0, 0, 0x01, 0xff))).toEqual({
      ok: true,
      value: { format: 'wiegand-raw', bits: 34, hex: '80000001c' },
    });
  });

  it('is written as it was read', () => {
    const line = fc.uint8Array({ minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(fc.integer({ min: SHORTEST_CARD, max: LONGEST_CARD }), line, (bits, bytes) => {
        fc.pre(bits !== 26 && bits !== 35);
        const card = expectOk(decodeWiegand(bits, bytes));
        const written = encodeWiegand(card);
        expect(written.bits).toBe(bits);
        expect(decodeWiegand(written.bits, written.bytes)).toEqual({ ok: true, value: card });
      }),
    );
  });
});

describe('what is hashed', () => {
  it('is never the number alone: formats, facilities and lengths are apart', () => {
    fc.assert(
      fc.property(aCard, aCard, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(Buffer.compare(badgeNumberOf(one), badgeNumberOf(other)) === 0).toBe(same);
      }),
    );
  });

  it('fits for the longest card', () => {
    const card = expectOk(decodeWiegand(LONGEST_CARD, new Uint8Array(25).fill(0xff)));
    expect(badgeNumberOf(card).length).toBeLessThanOrEqual(BADGE_NUMBER_LIMIT);
  });
});

describe('a card that cannot be', () => {
  it.each<readonly [string, WiegandCard]>([
    ['a facility', { format: 'wiegand-h10301', facility: 256, number: 0 }],
    ['a number', { format: 'wiegand-h10301', facility: 0, number: 65_536 }],
    ['a negative number', { format: 'wiegand-corporate-1000-35', facility: 0, number: -1 }],
    ['hex that does not fit', { format: 'wiegand-raw', bits: 34, hex: '80' }],
  ])('is not written: %s', (_what, card) => {
    expect(() => encodeWiegand(card)).toThrow(RangeError);
  });
});

function flipped({ bytes }: WiegandBits, bits: readonly number[]): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (const bit of bits) changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
  return changed;
}
