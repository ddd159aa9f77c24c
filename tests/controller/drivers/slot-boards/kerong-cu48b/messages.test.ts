// Every byte example of the CU48B that is known, and what must never be built or believed.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Cu48bDecoder,
  type Cu48bFrame,
  cu48bUnit,
  encodeFrame,
} from '../../../../../controller/drivers/slot-boards/kerong-cu48b/frames.ts';
import {
  parseState,
  readingOf,
  stateQuestion,
  unlockCommand,
} from '../../../../../controller/drivers/slot-boards/kerong-cu48b/messages.ts';
import { hex, toHex } from '../../../../support/hex.ts';

const ZERO = cu48bUnit(0);

const REQUESTS: readonly [string, string, Cu48bFrame][] = [
  ['1.3 status', '02 00 00 60 03 65', stateQuestion(ZERO)],
  ['1.3 unlock 1', '02 00 00 61 03 66', unlockCommand(ZERO, 0)],
  ['1.3 unlock 2', '02 00 01 61 03 67', unlockCommand(ZERO, 1)],
  ['1.3 unlock 3', '02 00 02 61 03 68', unlockCommand(ZERO, 2)],
  ['1.3 unlock 4', '02 00 03 61 03 69', unlockCommand(ZERO, 3)],
  ['1.3 unlock 5', '02 00 04 61 03 6A', unlockCommand(ZERO, 4)],
];

const STATES: readonly [string, string, readonly number[], readonly number[]][] = [
  ['1.3 all open', '02 00 00 75 00 00 00 00 00 00 00 00 00 00 00 00 03 7A', [], []],
  ['1.3 lock 1 closed', '02 00 00 75 01 00 00 00 00 00 00 00 00 00 00 00 03 7B', [0], []],
  ['1.3 lock 1 + object 1', '02 00 00 75 01 00 00 00 00 00 01 00 00 00 00 00 03 7C', [0], [0]],
  ['1.3 lock 14 closed', '02 00 00 75 00 20 00 00 00 00 00 00 00 00 00 00 03 9A', [13], []],
  ['last lock and object', '02 07 00 75 00 00 00 00 00 80 00 00 00 00 00 80 03 81', [47], [47]],
];

function frameIn(text: string): Cu48bFrame {
  const { frames, skipped } = new Cu48bDecoder().push(hex(text));
  expect(skipped).toBe(0);
  const [frame] = frames;
  if (frame === undefined) throw new Error('there is a frame');
  return frame;
}

function placesOf(bits: readonly boolean[]): readonly number[] {
  return bits.flatMap((bit, place) => (bit ? [place] : []));
}

describe('requests', () => {
  it.each(REQUESTS)('%s: %s', (_where, text, frame) => {
    expect(toHex(encodeFrame(frame))).toBe(text);
    expect(frameIn(text)).toEqual(frame);
  });

  it.each([-1, 48, 0.5, Number.NaN])('are refused for position %s, which no board has', (position) => {
    expect(() => unlockCommand(ZERO, position)).toThrow(RangeError);
  });

  it('for different locks are different, name exactly one, and never the number that stands for all', () => {
    const frames = Array.from({ length: 256 * 48 }, (_, index) =>
      encodeFrame(unlockCommand(cu48bUnit(Math.floor(index / 48)), index % 48)),
    );
    expect(new Set(frames.map(toHex)).size).toBe(frames.length);
    expect(new Set(frames.map(([, , lock]) => lock)).has(0x30)).toBe(false);
    expect(new Set(frames.map(([, , , command]) => command))).toEqual(new Set([0x61]));
  });

  it('are no state, so that an echo is never believed', () => {
    for (const [, , frame] of REQUESTS) expect(parseState(frame)).toBeNull();
  });
});

describe('states', () => {
  it.each(STATES)('%s: %s', (_where, text, locks, objects) => {
    const frame = frameIn(text);
    expect(toHex(encodeFrame(frame))).toBe(text);
    const state = parseState(frame);
    expect(state && placesOf(state.lockBits)).toEqual(locks);
    expect(state && placesOf(state.objectBits)).toEqual(objects);
  });

  it('read as bolts and fobs, and turn round with the polarity of the lock, but not those of the object', () => {
    const state = parseState(frameIn('02 00 00 75 01 00 00 00 00 00 01 00 00 00 00 00 03 7C'));
    const told = (polarity: 'one-is-closed' | 'zero-is-closed') =>
      state === null ? [] : readingOf(state, polarity).slice(0, 2);
    expect(told('one-is-closed')).toEqual([
      { bolt: 'locked', presence: 'present' },
      { bolt: 'unlocked', presence: 'absent' },
    ]);
    expect(told('zero-is-closed')).toEqual([
      { bolt: 'unlocked', presence: 'present' },
      { bolt: 'locked', presence: 'absent' },
    ]);
  });

  it('are only what has command 75 and concerns the whole board', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }).map(cu48bUnit),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(47),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        (unit, command, position, data) => {
          const { lock } = unlockCommand(unit, position);
          const isState = command === 0x75 && position === 0;
          expect(parseState({ unit, lock, command, data }) !== null).toBe(isState);
        },
      ),
      { examples: [[ZERO, 0x75, 0, new Uint8Array(12)]] },
    );
  });
});
