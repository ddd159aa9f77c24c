// The roll of the readers that pcscd lists: attached when all of them work, and not a moment before.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChildMessage } from '../../../../../controller/drivers/badge-readers/pcsc/protocol.ts';
import { READER_DEADLINE, ReaderRoll } from '../../../../../controller/drivers/badge-readers/pcsc/reader-roll.ts';
import { ReaderWatch } from '../../../../../controller/drivers/badge-readers/pcsc/reader-watch.ts';
import { EMPTY, LibraryReader, PRESENT, UNAVAILABLE } from './library-reader.ts';

const ATTACHED: ChildMessage = { type: 'attached' };
const ABSENT: ChildMessage = { type: 'failed', fault: 'port_absent' };
const UID = Uint8Array.of(4, 1, 2, 3);

let reports: ChildMessage[];
let roll: ReaderRoll;

beforeEach(() => {
  vi.useFakeTimers();
  reports = [];
  roll = new ReaderRoll({ report: (message) => reports.push(message), timers: globalThis });
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** A reader as the library shows it, watched and on the roll. */
function listed(): LibraryReader {
  const reader = new LibraryReader();
  const rest = { timers: globalThis, desfire: null, random: () => new Uint8Array(0) };
  new ReaderWatch({ reader, report: roll.add(), fail: () => expect.unreachable(), ...rest }).start();
  return reader;
}

const allTheTime = () => vi.advanceTimersByTime(READER_DEADLINE);

it('is attached with the one reader there is', () => {
  listed().status(EMPTY, 0);
  allTheTime();
  expect(reports).toEqual([ATTACHED]);
});

it('is absent when no reader comes', () => {
  vi.advanceTimersByTime(READER_DEADLINE - 1);
  expect(reports).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(reports).toEqual([ABSENT]);
});

it.each([
  [0, 1],
  [1, 0],
])(
  'is attached when slot %i works and slot %i comes back after it, and reads a badge in either',
  async (first, last) => {
    const slots = [listed(), listed()];
    for (const slot of slots) slot.status(UNAVAILABLE, 0);
    slots[first]?.status(EMPTY, 1);
    expect(reports).toEqual([]);
    slots[last]?.status(EMPTY, 1);
    expect(reports).toEqual([ATTACHED]);
    for (const slot of slots) {
      slot.status(PRESENT, 2);
      slot.emit('card', {});
      await slot.answer(Uint8Array.of(...UID, 0x90, 0));
    }
    const badge: ChildMessage = { type: 'badge', number: UID };
    expect(reports.slice(1)).toEqual([badge, badge]);
  },
);

it('is absent when one of its readers does not work in time, however well the other does', () => {
  const [works, fails] = [listed(), listed()];
  works.status(EMPTY, 0);
  fails.status(UNAVAILABLE, 0);
  allTheTime();
  expect(reports).toEqual([ABSENT]);
});

it('waits as long for a reader that comes later', () => {
  listed().status(EMPTY, 0);
  allTheTime();
  listed().status(EMPTY, 0);
  allTheTime();
  expect(reports).toEqual([ATTACHED, ATTACHED]);
  listed().status(UNAVAILABLE, 0);
  allTheTime();
  expect(reports).toEqual([ATTACHED, ATTACHED, ABSENT]);
});
