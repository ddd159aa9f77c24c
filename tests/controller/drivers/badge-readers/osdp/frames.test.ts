// Frames of OSDP: the examples of the standard, every cut of the stream, garbage between, and a buffer that stays small.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crcOf,
  encodeFrame,
  LONGEST_FRAME,
  OsdpDecoder,
  type OsdpFrame,
} from '../../../../../controller/drivers/badge-readers/osdp/frames.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const byte = fc.integer({ min: 0, max: 255 });
const frame: fc.Arbitrary<OsdpFrame> = fc.record({
  marked: fc.boolean(),
  address: fc.integer({ min: 0, max: 127 }),
  isReply: fc.boolean(),
  sequence: fc.integer({ min: 0, max: 3 }),
  check: fc.constantFrom('crc', 'checksum'),
  block: fc.option(fc.record({ type: byte, data: fc.uint8Array({ maxLength: 4 }) })),
  body: fc.uint8Array({ minLength: 1, maxLength: 60 }),
});
/** Garbage that cannot open a frame, so that what must be found in a stream is known beforehand. */
const garbage = fc
  .uint8Array({ maxLength: 30 })
  .map((bytes) => bytes.filter((value) => value !== 0x53 && value !== 0xff));

function decode(bytes: Uint8Array, cuts: readonly number[] = []) {
  const decoder = new OsdpDecoder();
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  const parts = edges.slice(1).map((edge, index) => decoder.push(bytes.subarray(edges[index], edge)));
  const all = [...parts, decoder.flush()];
  return {
    frames: all.flatMap(({ frames }) => frames),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
    held: decoder.held,
  };
}

describe('the examples', () => {
  it.each([
    ['poll of reader 65, CRC', '53 65 08 00 04 60 60 90', 0x65, false, 0, '60'],
    ['ACK of reader 65, checksum', '53 E5 07 00 01 40 80', 0x65, true, 1, '40'],
    // SIA OSDP, annex E.
    [
      'CRC example 1: set the address and speed of everybody',
      '53 7F 0D 00 04 6E 00 80 25 00 00 6E 38',
      0x7f,
      false,
      0,
      '6E 00 80 25 00 00',
    ],
    ['CRC example 2: who are you', '53 00 09 00 04 61 00 C0 66', 0, false, 0, '61 00'],
    ['checksum example 1', '53 7F 0C 00 00 6E 00 80 25 00 00 0F', 0x7f, false, 0, '6E 00 80 25 00 00'],
    ['checksum example 2', '53 00 08 00 00 61 00 44', 0, false, 0, '61 00'],
    // OSDP.Net, test data of its trace reader.
    ['buzzer, from a trace', '53 00 0D 00 06 6A 00 02 02 02 01 59 92', 0, false, 2, '6A 00 02 02 02 01'],
    [
      'identity, from a trace',
      '53 80 14 00 06 45 00 0E E3 10 10 00 00 74 97 23 06 06 1B 88',
      0,
      true,
      2,
      '45 00 0E E3 10 10 00 00 74 97 23 06 06',
    ],
    ['poll with its mark', 'FF 53 00 08 00 06 60 89 CC', 0, false, 2, '60'],
  ])('%s', (_, text, address, isReply, sequence, body) => {
    const { frames, skipped } = decode(hex(text));
    expect(skipped).toBe(0);
    const [found] = frames;
    expect(found).toMatchObject({ address, isReply, sequence, block: null, body: hex(body) });
    expect(found && toHex(encodeFrame(found))).toBe(text);
  });

  it('a challenge with its security block, from a trace of OSDP.Net', () => {
    const text = '53 00 13 00 0C 03 11 00 76 EB 2E 29 0A 42 8C 92 0B 23 FD';
    expect(decode(hex(text)).frames).toEqual([
      {
        marked: false,
        address: 0,
        isReply: false,
        sequence: 0,
        check: 'crc',
        block: { type: 0x11, data: Uint8Array.of(0) },
        body: hex('76 EB 2E 29 0A 42 8C 92 0B'),
      },
    ]);
  });

  it('the check of CRC-16/SPI-FUJITSU in the catalogue of CRCs, the name of this CRC there', () => {
    expect(crcOf(new TextEncoder().encode('123456789'))).toBe(0xe5cc);
  });
});

describe('encodeFrame', () => {
  const poll: OsdpFrame = {
    marked: false,
    address: 1,
    isReply: false,
    sequence: 0,
    check: 'crc',
    block: null,
    body: Uint8Array.of(0x60),
  };

  it.each([
    ['an address above 127', { address: 128 }],
    ['a sequence number above 3', { sequence: 4 }],
    ['no body', { body: new Uint8Array(0) }],
    ['a frame that is too long', { body: new Uint8Array(LONGEST_FRAME - 6) }],
  ])('refuses %s', (_, wrong) => {
    expect(() => encodeFrame({ ...poll, ...wrong })).toThrow(RangeError);
  });

  it('makes the longest frame, which is found again', () => {
    const longest = { ...poll, body: new Uint8Array(LONGEST_FRAME - 7).fill(0x53) };
    expect(encodeFrame(longest)).toHaveLength(LONGEST_FRAME);
    expect(decode(encodeFrame(longest)).frames).toEqual([longest]);
  });
});

describe('OsdpDecoder', () => {
  it('finds the same frames however the stream is cut, with garbage between them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(garbage, frame), { maxLength: 6 }),
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
      { numRuns: 300 },
    );
  });

  it('finds a frame behind anything at all, once the line is quiet', () => {
    const likely = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0x53, 0xff, 0, 4, 7, 8) }, byte);
    fc.assert(
      fc.property(fc.array(likely, { maxLength: 60 }), frame, (noise, good) => {
        const before = decode(Uint8Array.from(noise));
        // What the noise is by itself or with the beginning of the frame is no matter: the frame itself must come last.
        fc.pre(before.frames.length === 0 && noise.at(-1) !== 0xff);
        const { frames } = decode(Uint8Array.from([...noise, ...encodeFrame(good)]));
        expect(frames.at(-1)).toEqual(good);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no frame of which one bit is wrong', () => {
    fc.assert(
      fc.property(frame, fc.nat(), (good, place) => {
        const bytes = encodeFrame({ ...good, check: 'crc' });
        const bit = place % (bytes.length * 8);
        const spoilt = bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
        // A spoilt mark is noise before the frame.
        const expected = good.marked && bit < 8 ? [{ ...good, marked: false, check: 'crc' }] : [];
        expect(decode(spoilt).frames).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('holds less than one frame and its mark, whatever arrives', () => {
    const decoder = new OsdpDecoder();
    const head = Uint8Array.of(0xff, 0x53, 0, LONGEST_FRAME & 0xff, LONGEST_FRAME >> 8, 4);
    for (let piece = 0; piece < 100; piece += 1) {
      decoder.push(piece % 10 === 0 ? head : new Uint8Array(97).fill(0x53));
      expect(decoder.held).toBeLessThanOrEqual(LONGEST_FRAME);
    }
  });

  it.each([
    ['a length beyond the longest', '53 00 A1 05 04 60 00 00'],
    ['a length without room for a body', '53 00 07 00 04 00 00'],
    ['reserved control bits', '53 00 07 00 10 60 36'],
    ['a security block longer than the frame', '53 00 0A 00 08 09 15 60 00 25'],
    ['a security block without a type', '53 00 08 00 08 01 60 3C'],
  ])('makes no frame of %s', (_, text) => {
    expect(decode(hex(text))).toMatchObject({ frames: [], skipped: hex(text).length });
  });
});
