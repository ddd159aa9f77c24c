// Records of a Linux input device: a known one byte by byte, cut anywhere, and what no kernel writes.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EVENT_LENGTH,
  encodeKey,
  encodeRecord,
  InputEventDecoder,
  type InputRecord,
  isSupported,
} from '../../../../../controller/drivers/badge-readers/keyboard-wedge/events.ts';
import { hex } from '../../../../support/hex.ts';

const AT = 1_780_000_000_123_456;
/** KEY_1 goes down, as struct input_event of a 64-bit kernel lays it out. */
const ONE_DOWN = hex('00 A5 18 6A 00 00 00 00 40 E2 01 00 00 00 00 00 01 00 02 00 01 00 00 00');

const aKey = fc.record({
  type: fc.constant('key' as const),
  code: fc.integer({ min: 0, max: 0x2ff }),
  isDown: fc.boolean(),
  at: fc.nat({ max: 4_000_000_000_000_000 }),
});

function eventsOf(stream: Uint8Array, cuts: readonly number[] = []) {
  const decoder = new InputEventDecoder();
  const edges = [0, ...cuts.map((cut) => cut % (stream.length + 1)).toSorted((a, b) => a - b), stream.length];
  const parts = edges.slice(1).map((edge, index) => decoder.push(stream.subarray(edges[index], edge)));
  return {
    events: parts.flatMap(({ events }) => events),
    skipped: parts.reduce((sum, { skipped }) => sum + skipped, 0),
    held: decoder.held,
  };
}

describe('a record', () => {
  it('is 24 bytes, little-endian', () => {
    expect(eventsOf(ONE_DOWN).events).toEqual([{ type: 'key', code: 2, isDown: true, at: AT }]);
    expect(encodeKey({ code: 2, isDown: true, at: AT })).toEqual(ONE_DOWN);
  });

  it.each<readonly [string, Omit<InputRecord, 'at'>, readonly unknown[]]>([
    ['a key that goes up', { type: 1, code: 2, value: 0 }, [{ type: 'key', code: 2, isDown: false, at: AT }]],
    ['a key that repeats itself', { type: 1, code: 2, value: 2 }, []],
    ['the end of a report', { type: 0, code: 0, value: 0 }, []],
    ['a scan code', { type: 4, code: 4, value: 0x7_001e }, []],
    ['a light', { type: 17, code: 0, value: 1 }, []],
    ['a full buffer', { type: 0, code: 3, value: 0 }, [{ type: 'lost' }]],
  ])('says the right thing of %s', (_what, record, events) => {
    expect(eventsOf(encodeRecord({ at: AT, ...record }))).toEqual({ events, skipped: 0, held: 0 });
  });

  it('is found however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(aKey), fc.array(fc.nat()), (keys, cuts) => {
        const stream = Buffer.concat(keys.map(encodeKey));
        expect(eventsOf(stream, cuts)).toEqual({ events: keys, skipped: 0, held: 0 });
      }),
    );
  });

  it('is found behind bytes that are none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), aKey, (noise, { at, ...rest }) => {
        // Zeros in front could be part of a record of 1970.
        const key = { ...rest, at: AT + at };
        const stream = Buffer.concat([Buffer.alloc(noise, 0xff), encodeKey(key)]);
        expect(eventsOf(stream)).toEqual({ events: [key], skipped: noise, held: 0 });
      }),
    );
  });

  it.each<readonly [string, InputRecord]>([
    ['a type that there is not', { at: AT, type: 0x20, code: 0, value: 0 }],
    ['a key that is neither up nor down', { at: AT, type: 1, code: 2, value: 3 }],
    ['a negative one', { at: AT, type: 1, code: 2, value: -1 }],
    ['a time before time', { at: -1_000_000, type: 1, code: 2, value: 1 }],
  ])('is not believed with %s', (_what, record) => {
    const { events, skipped } = eventsOf(encodeRecord(record));
    expect(events).toEqual([]);
    expect(skipped).toBeGreaterThan(0);
  });

  it('never waits for more than one, whatever comes, and every byte is accounted for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (stream) => {
        const { skipped, held } = eventsOf(stream);
        expect(held).toBeLessThan(EVENT_LENGTH);
        expect((stream.length - skipped - held) % EVENT_LENGTH).toBe(0);
      }),
    );
  });
});

describe('a machine', () => {
  it.each([
    ['x64', true],
    ['arm64', true],
    ['arm', false],
    ['ia32', false],
  ])('%s lays its events out so: %s', (architecture, supported) => {
    expect(isSupported(architecture)).toBe(supported);
  });
});
