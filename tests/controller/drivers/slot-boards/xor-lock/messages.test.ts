// Every byte example of the XOR lock board that is known, how contacts become readings, and what must never be built or believed.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XorLockSetup } from '../../../../../controller/domain/board.ts';
import type { SlotReading } from '../../../../../controller/domain/slot.ts';
import { encodeFrame, statesFor, XorDecoder } from '../../../../../controller/drivers/slot-boards/xor-lock/frames.ts';
import {
  opensEveryLock,
  parseReply,
  parseRequest,
  readingOf,
  replyFrame,
  requestFrame,
  statesOf,
  type XorReply,
  type XorRequest,
  type XorWiring,
} from '../../../../../controller/drivers/slot-boards/xor-lock/messages.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const REQUESTS: readonly [string, string, XorRequest][] = [
  ['unlock 1/1', '8A 01 01 11 9B', { type: 'unlock', unit: 1, position: 0, pulse: null }],
  ['unlock 1/2', '8A 01 02 11 98', { type: 'unlock', unit: 1, position: 1, pulse: null }],
  ['unlock 2/1', '8A 02 01 11 98', { type: 'unlock', unit: 2, position: 0, pulse: null }],
  ['unlock 1/6', '8A 01 06 11 9C', { type: 'unlock', unit: 1, position: 5, pulse: null }],
  ['unlock 1/1 for 9 s', '8A 01 01 11 09 92', { type: 'unlock', unit: 1, position: 0, pulse: 9 }],
  ['read one', '80 01 01 33 B3', { type: 'ask-one', unit: 1, position: 0 }],
  ['read all', '80 01 00 33 B2', { type: 'ask-all', unit: 1 }],
  ['firmware', '82 01 00 22 A1', { type: 'ask-firmware', unit: 1 }],
];

const REPLIES: readonly [string, string, XorReply][] = [
  ['opened', '8A 01 01 00 8A', { type: 'unlocked', unit: 1, position: 0, isSet: false }],
  ['not opened', '8A 01 01 11 9B', { type: 'unlocked', unit: 1, position: 0, isSet: true }],
  ['read one, closed', '80 01 01 11 91', { type: 'state', unit: 1, position: 0, isSet: true }],
  ['read one, open', '80 01 01 00 80', { type: 'state', unit: 1, position: 0, isSet: false }],
  ['read all', '80 01 00 00 00 33 B2', { type: 'states', unit: 1, bytes: Uint8Array.of(0, 0, 0) }],
  ['read all, lock 2 set', '80 01 00 00 02 33 B0', { type: 'states', unit: 1, bytes: Uint8Array.of(0, 0, 2) }],
  ['read all, all set', '80 01 FF FF FF 33 4D', { type: 'states', unit: 1, bytes: Uint8Array.of(255, 255, 255) }],
  ['firmware', '82 01 00 AB 28', { type: 'firmware', unit: 1, version: 0xab }],
  ['a change told unasked', '82 01 06 11 94', { type: 'changed', unit: 1, position: 5, isSet: true }],
];

const USUAL: XorWiring = { ways: 8, polarity: 'one-is-closed', contact: 'bolt', order: 'last-byte-first' };
const LOCKED: SlotReading = { bolt: 'locked', presence: 'unseen' };
const UNLOCKED: SlotReading = { bolt: 'unlocked', presence: 'unseen' };

const wiring: fc.Arbitrary<XorWiring> = fc.record({
  ways: fc.integer({ min: 8, max: 50 }),
  polarity: fc.constantFrom<XorLockSetup['polarity'][]>('one-is-closed', 'zero-is-closed'),
  contact: fc.constantFrom<XorLockSetup['contact'][]>('bolt', 'presence'),
  order: fc.constantFrom<XorLockSetup['order'][]>('last-byte-first', 'first-byte-first'),
});

describe('requests', () => {
  it.each(REQUESTS)('%s: %s', (_what, text, request) => {
    expect(toHex(encodeFrame(requestFrame(request)))).toBe(text);
    expect(new XorDecoder(null).push(hex(text)).frames.map(parseRequest)).toEqual([request]);
  });

  it.each<XorRequest>([
    { type: 'unlock', unit: 0, position: 0, pulse: null },
    { type: 'unlock', unit: 32, position: 0, pulse: null },
    { type: 'unlock', unit: 1, position: -1, pulse: null },
    { type: 'unlock', unit: 1, position: 50, pulse: null },
    { type: 'unlock', unit: 1, position: 255, pulse: null },
    { type: 'unlock', unit: 1, position: 0.5, pulse: null },
    { type: 'unlock', unit: 1, position: Number.NaN, pulse: null },
    { type: 'unlock', unit: 1, position: 0, pulse: 0 },
    { type: 'unlock', unit: 1, position: 0, pulse: 10 },
    { type: 'unlock', unit: 1, position: 0, pulse: 0.3 },
    { type: 'ask-one', unit: 1, position: -1 },
    { type: 'ask-all', unit: 0 },
    { type: 'ask-firmware', unit: 32 },
  ])('are refused for what no board has: %o', (request) => {
    expect(() => requestFrame(request)).toThrow(RangeError);
  });

  it('are told from replies, except for the one pair that is the same bytes', () => {
    const alike = REQUESTS.filter(([, , request]) => parseReply(requestFrame(request)) !== null);
    const asked = alike.map(([what]) => what);
    expect(asked).toEqual(['unlock 1/1', 'unlock 1/2', 'unlock 2/1', 'unlock 1/6', 'firmware']);
    for (const [, , request] of REQUESTS) expect(parseReply(requestFrame(request))?.type).not.toBe('states');
  });
});

describe('the command that opens every lock', () => {
  const whole = (min: number, max: number) => Array.from({ length: max - min + 1 }, (_, index) => min + index);

  it('is understood, so that it can be found', () => {
    for (const text of ['8A 01 00 11 9A', '8A 1F 00 11 84', '8A 01 00 11 05 9F']) {
      const [frame] = new XorDecoder(null).push(hex(text)).frames;
      expect(frame !== undefined && opensEveryLock(frame), text).toBe(true);
      expect(frame && parseRequest(frame), text).toBeNull();
    }
  });

  it('is not made for any unit, position and pulse that there is', () => {
    const frames = whole(1, 31).flatMap((unit) =>
      whole(0, 49).flatMap((position) =>
        [null, ...whole(1, 9)].map((pulse) => requestFrame({ type: 'unlock', unit, position, pulse })),
      ),
    );
    expect(frames.filter(opensEveryLock)).toEqual([]);
    expect(new Set(frames.map((frame) => toHex(encodeFrame(frame)))).size).toBe(31 * 50 * 10);
  });

  it('is not made for any numbers that there are not', () => {
    const any = fc.oneof(fc.integer({ min: -300, max: 600 }), fc.double(), fc.constantFrom(-1, 255, 256, 511, -257));
    fc.assert(
      fc.property(any, any, fc.option(any), (unit, position, pulse) => {
        let made: ReturnType<typeof requestFrame>;
        try {
          made = requestFrame({ type: 'unlock', unit, position, pulse });
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(encodeFrame(made)[2]).toBe(position + 1);
        expect(opensEveryLock(made)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('replies', () => {
  it.each(REPLIES)('%s: %s', (_what, text, reply) => {
    expect(toHex(encodeFrame(replyFrame(reply)))).toBe(text);
    const decoder = new XorDecoder(new Map([[1, 3]]));
    const frames = [...decoder.push(hex(text)).frames, ...decoder.flush().frames];
    expect(frames.map(parseReply)).toEqual([reply]);
  });
});

describe('readings', () => {
  const bytes = (text: string) => hex(text);

  it('put lock 1 into the lowest bit of the last byte', () => {
    const reading = readingOf(bytes('00 01 02'), { ...USUAL, ways: 16 });
    expect(reading.flatMap((slot, position) => (slot.bolt === 'locked' ? [position] : []))).toEqual([1, 8]);
    expect(reading).toHaveLength(16);
  });

  it('put lock 1 into the lowest bit of the first byte where the firmware has it the other way round', () => {
    const reading = readingOf(bytes('02 01 00'), { ...USUAL, ways: 16, order: 'first-byte-first' });
    expect(reading.flatMap((slot, position) => (slot.bolt === 'locked' ? [position] : []))).toEqual([1, 8]);
  });

  it('tell locks 1 and 9 apart by the order', () => {
    const order = (set: XorLockSetup['order']) => readingOf(bytes('00 01 00'), { ...USUAL, ways: 24, order: set });
    const other = (set: XorLockSetup['order']) => readingOf(bytes('01 00 00'), { ...USUAL, ways: 24, order: set });
    expect(order('last-byte-first')[8]).toEqual(LOCKED);
    expect(other('first-byte-first')[0]).toEqual(LOCKED);
    expect(other('last-byte-first')[0]).toEqual(UNLOCKED);
    expect(other('last-byte-first')[16]).toEqual(LOCKED);
  });

  it.each<[XorLockSetup['contact'], XorLockSetup['polarity'], SlotReading, SlotReading]>([
    ['bolt', 'one-is-closed', LOCKED, UNLOCKED],
    ['bolt', 'zero-is-closed', UNLOCKED, LOCKED],
    ['presence', 'one-is-closed', { bolt: 'unseen', presence: 'present' }, { bolt: 'unseen', presence: 'absent' }],
    ['presence', 'zero-is-closed', { bolt: 'unseen', presence: 'absent' }, { bolt: 'unseen', presence: 'present' }],
  ])('of a contact at the %s, %s', (contact, polarity, set, clear) => {
    expect(readingOf(bytes('00 00 01'), { ...USUAL, contact, polarity }).slice(0, 2)).toEqual([set, clear]);
  });

  it('take the same locks from a firmware that sends more bytes than they need', () => {
    expect(readingOf(bytes('00 00 00 00 00 01 02'), { ...USUAL, ways: 16 })).toEqual(
      readingOf(bytes('00 01 02'), { ...USUAL, ways: 16 }),
    );
  });

  it('come back from what a board so wired sends', () => {
    fc.assert(
      fc.property(wiring, fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }), fc.nat(2), (how, shut, more) => {
        const reading = shut.slice(0, how.ways).map((isShut): SlotReading => {
          if (how.contact === 'bolt') return isShut ? LOCKED : UNLOCKED;
          return { bolt: 'unseen', presence: isShut ? 'present' : 'absent' };
        });
        const count = Math.min(statesFor(how.ways) + more, 7);
        expect(readingOf(statesOf(reading, how, count), how)).toEqual(reading);
      }),
    );
  });
});
