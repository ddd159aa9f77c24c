// Every byte example of the CU16 that is known, and what must never be built or believed.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polarity } from '../../../../../controller/domain/board.ts';
import type { SlotReading } from '../../../../../controller/domain/slot.ts';
import { Cu16Decoder, encodeFrame } from '../../../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import {
  type Cu16Request,
  parseRequest,
  parseState,
  readingOf,
  requestFrame,
  stateFrame,
  stateOf,
} from '../../../../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const REQUESTS: readonly [string, string, Cu16Request][] = [
  ['1.2 state b0', '02 00 30 03 35', { type: 'ask-state', unit: 0 }],
  ['1.2 state b1', '02 10 30 03 45', { type: 'ask-state', unit: 1 }],
  ['1.2 unlock b0 l1', '02 00 31 03 36', { type: 'unlock', unit: 0, position: 0 }],
  ['1.2 unlock b0 l2', '02 01 31 03 37', { type: 'unlock', unit: 0, position: 1 }],
  ['1.2 unlock b0 l5', '02 04 31 03 3A', { type: 'unlock', unit: 0, position: 4 }],
  ['1.2 unlock b0 l16', '02 0F 31 03 45', { type: 'unlock', unit: 0, position: 15 }],
  ['1.2 unlock b1 l1', '02 10 31 03 46', { type: 'unlock', unit: 1, position: 0 }],
  ['1.2 all boards', '02 F0 32 03 27', { type: 'ask-all' }],
];

const reading = fc.array(
  fc.record<SlotReading>({
    bolt: fc.constantFrom('locked', 'unlocked'),
    presence: fc.constantFrom('present', 'absent'),
  }),
  { minLength: 16, maxLength: 16 },
);
const unit = fc.integer({ min: 0, max: 15 });
const polarity = fc.constantFrom<Polarity>('one-is-closed', 'zero-is-closed');

function stateIn(text: string) {
  const [frame] = new Cu16Decoder().push(hex(text)).frames;
  return frame === undefined ? null : parseState(frame);
}

describe('requests', () => {
  it.each(REQUESTS)('%s: %s', (_where, text, request) => {
    expect(toHex(encodeFrame(requestFrame(request)))).toBe(text);
    expect(new Cu16Decoder().push(hex(text)).frames.map(parseRequest)).toEqual([request]);
  });

  it.each<Cu16Request>([
    { type: 'unlock', unit: 16, position: 0 },
    { type: 'unlock', unit: 0, position: 16 },
    { type: 'unlock', unit: -1, position: 0 },
    { type: 'unlock', unit: 0, position: 0.5 },
    { type: 'unlock', unit: 0, position: Number.NaN },
    { type: 'ask-state', unit: 16 },
  ])('are refused for what no board has: %o', (request) => {
    expect(() => requestFrame(request)).toThrow(RangeError);
  });

  it('for different locks are different, and name exactly one', () => {
    const frames = Array.from({ length: 256 }, (_, index) =>
      requestFrame({ type: 'unlock', unit: index >> 4, position: index & 15 }),
    );
    expect(new Set(frames.map((frame) => toHex(encodeFrame(frame)))).size).toBe(256);
    expect(new Set(frames.map(({ command }) => command))).toEqual(new Set([0x31]));
  });

  it('are no state, so that an echo is never believed', () => {
    for (const [, , request] of REQUESTS) expect(parseState(requestFrame(request))).toBeNull();
  });
});

describe('states', () => {
  it.each([
    ['1.2 all boards, b0', '02 00 36 00 00 00 00 03 3B', 0],
    ['1.2 all boards, b1', '02 10 36 00 00 00 00 03 4B', 1],
  ])('%s: %s: everything open and empty', (_where, text, from) => {
    const state = stateIn(text);
    expect(state?.unit).toBe(from);
    const expected = Array.from({ length: 16 }, () => ({ bolt: 'unlocked', presence: 'absent' }));
    expect(state && readingOf(state, 'one-is-closed')).toEqual(expected);
    expect(toHex(encodeFrame(stateFrame({ unit: from, lockBits: [], objectBits: [] }, true)))).toBe(text);
  });

  it('1.2 l1 closed with object: 02 00 35 01 00 01 00 03 3C: the first lock closed, with an object', () => {
    const state = stateIn('02 00 35 01 00 01 00 03 3C');
    const [first, ...others] = state === null ? [] : readingOf(state, 'one-is-closed');
    expect(first).toEqual({ bolt: 'locked', presence: 'present' });
    expect(new Set(others.map(({ bolt, presence }) => `${bolt} ${presence}`))).toEqual(new Set(['unlocked absent']));
  });

  it('turn round with the polarity of the lock, but not those of the object', () => {
    const state = stateIn('02 00 35 01 00 01 00 03 3C');
    const [first, second] = state === null ? [] : readingOf(state, 'zero-is-closed');
    expect(first).toEqual({ bolt: 'unlocked', presence: 'present' });
    expect(second).toEqual({ bolt: 'locked', presence: 'absent' });
  });

  it('put the last position into the highest bit of the second byte', () => {
    const state = stateIn('02 00 35 00 80 00 40 03 FA');
    const told = state === null ? [] : readingOf(state, 'one-is-closed');
    expect(told[15]).toEqual({ bolt: 'locked', presence: 'absent' });
    expect(told[14]).toEqual({ bolt: 'unlocked', presence: 'present' });
  });

  it('survive the way over the wire, whatever they are', () => {
    fc.assert(
      fc.property(unit, reading, polarity, fc.boolean(), (from, sent, setting, toAll) => {
        const bytes = encodeFrame(stateFrame(stateOf(from, sent, setting), toAll));
        const [frame] = new Cu16Decoder().push(bytes).frames;
        const state = frame === undefined ? null : parseState(frame);
        expect(state?.unit).toBe(from);
        expect(state && readingOf(state, setting)).toEqual(sent);
        expect(frame && parseRequest(frame)).toBeNull();
      }),
    );
  });
});
