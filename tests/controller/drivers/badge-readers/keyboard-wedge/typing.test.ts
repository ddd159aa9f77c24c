// What a reader types, from the records of its keys to badges: layout, Enter, pauses, lost keys, and two badges in a row.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextNumber } from '../../../../../controller/domain/reader.ts';
import type { BadgeReaderEvent } from '../../../../../controller/drivers/badge-readers/badge-reader.ts';
import {
  encodeRecord,
  type InputRecord,
} from '../../../../../controller/drivers/badge-readers/keyboard-wedge/events.ts';
import { PAUSE } from '../../../../../controller/drivers/badge-readers/keyboard-wedge/text.ts';
import { hearTyping } from '../../../../../controller/drivers/badge-readers/keyboard-wedge/wedge-reader.ts';
import { type TypingHabits, typedRecords } from '../../../../../controller/drivers/simulated/wedge-peer.ts';

const DIGITS: TextNumber = { digits: 'decimal', length: 8, facility: 3 };
const HEX: TextNumber = { digits: 'hex', length: 14, facility: null };
const START = 1_780_000_000_000_000;
const REFUSED = 'not_understood';

/** What comes of some records, one number or reason for each event. */
function heardOf(records: readonly InputRecord[], number: TextNumber = DIGITS): readonly unknown[] {
  const heard: BadgeReaderEvent[] = [];
  hearTyping(number, (event) => heard.push(event)).take(Buffer.concat(records.map(encodeRecord)));
  return heard.map((event) => {
    if (event.type === 'badge.presented') return Buffer.from(event.number).toString('latin1');
    return event.type === 'badge.unreadable' ? event.reason : event.type;
  });
}

const typed = (text: string, habits?: TypingHabits, number?: TextNumber) =>
  heardOf(typedRecords(text, START, habits), number);

describe('a number that is typed', () => {
  it.each<readonly [string, string, TextNumber, TypingHabits, string]>([
    ['in the row of digits', '1234567890'.slice(2), DIGITS, {}, 'digits:345:67890'],
    ['on the keypad', '12345678', DIGITS, { keypad: true }, 'digits:123:45678'],
    ['on the keypad with its Enter', '90807060', DIGITS, { keypad: true, enter: 'keypad' }, 'digits:908:07060'],
    ['in capitals, with shift', '04A2CC237CCDDE', HEX, {}, 'hex:04A2CC237CCDDE'],
    ['in small letters', '04a2bc237ccdfe', HEX, {}, 'hex:04A2BC237CCDFE'],
    ['with keys that repeat themselves', '12345678', DIGITS, { repeats: true }, 'digits:123:45678'],
    ['slowly', '12345678', DIGITS, { pause: { before: 4, length: 90 } }, 'digits:123:45678'],
  ])('%s is a badge', (_how, text, number, habits, badge) => {
    expect(typed(text, habits, number)).toEqual([badge]);
  });

  it.each<readonly [string, string, TypingHabits]>([
    ['too short', '1234567', {}],
    ['too long', '123456789', {}],
    ['far too long', '1'.repeat(500), {}],
    ['with a letter', '1234567X', {}],
    ['with hex where digits are', '1234567A', {}],
    ['with keys that the kernel lost', '12345678', { losesBefore: 3 }],
    ['with a last key that the kernel lost', '12345678', { losesBefore: 7 }],
  ])('is not understood: %s', (_how, text, habits) => {
    expect(typed(text, habits)).toEqual([REFUSED]);
  });

  it('is no badge while nothing ends it', () => {
    expect(typed('12345678', { enter: 'none' })).toEqual([]);
  });

  it('is dropped when it stops for more than 100 ms, and what follows stands alone', () => {
    const pause = { before: 4, length: PAUSE / 1000 };
    expect(typed('1234', { enter: 'none' })).toEqual([]);
    expect(typed('123412345678', { pause })).toEqual(['digits:123:45678']);
    expect(typed('12345678', { pause })).toEqual([REFUSED]);
  });

  it('is dropped without a word when its end comes too late', () => {
    expect(typed('12345678', { pause: { before: 8, length: 500 } })).toEqual([]);
  });

  it('is kept apart from another that follows at once', () => {
    const first = typedRecords('12345678', START);
    const second = typedRecords('87654321', (first.at(-1)?.at ?? START) + 1_000);
    expect(heardOf([...first, ...second])).toEqual(['digits:123:45678', 'digits:876:54321']);
  });

  it('is not glued to half of another over a step of the clock', () => {
    const half = typedRecords('1234', START, { enter: 'none' });
    const rest = typedRecords('5678', START - 3_600_000_000);
    expect(heardOf([...half, ...rest])).toEqual([REFUSED]);
    expect(heardOf([...half, ...typedRecords('12345678', START - 3_600_000_000)])).toEqual(['digits:123:45678']);
  });

  it('is whole again after keys were lost', () => {
    const lost = typedRecords('12345678', START, { losesBefore: 3 });
    const next = typedRecords('87654321', START + 1_000_000);
    expect(heardOf([...lost, ...next])).toEqual([REFUSED, 'digits:876:54321']);
  });

  it('may be ended by Enter and a line feed: an Enter alone is nothing', () => {
    expect(heardOf([...typedRecords('12345678', START), ...typedRecords('', START + 50_000)])).toHaveLength(1);
  });

  it('is what the profile takes, whatever is typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Fa-f]{1,20}$/), fc.boolean(), (text, keypad) => {
        const fits = /^[0-9]{8}$/.test(text);
        expect(typed(text, { keypad })).toEqual([fits ? `digits:${text.slice(0, 3)}:${text.slice(3)}` : REFUSED]);
      }),
    );
  });
});

describe('digits with shift', () => {
  it('are not digits: the reader is set to another layout', () => {
    const records = typedRecords('12345678', START);
    const shift = (value: number) => ({ at: START, type: 1, code: 54, value });
    expect(heardOf([shift(1), ...records, shift(0)])).toEqual([REFUSED]);
    expect(heardOf([shift(1), shift(0), ...records])).toEqual(['digits:123:45678']);
  });
});
