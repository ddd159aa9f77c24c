// One reader as the library shows it, at its worst: mute cards, misnamed errors, swaps, a pulled cable.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChildMessage } from '../../../../../controller/drivers/badge-readers/pcsc/protocol.ts';
import {
  ANSWER_DEADLINE,
  ReaderWatch,
  STUCK_AFTER,
} from '../../../../../controller/drivers/badge-readers/pcsc/reader-watch.ts';
import { EMPTY, LibraryReader, PRESENT, UNAVAILABLE } from './library-reader.ts';

const UID = Uint8Array.of(4, 1, 2, 3);

let reader: LibraryReader;
let reports: ChildMessage[];
let failures: unknown[];

beforeEach(() => {
  vi.useFakeTimers();
  reader = new LibraryReader();
  reports = [];
  failures = [];
  new ReaderWatch({
    reader,
    report: (message) => reports.push(message),
    fail: (error) => failures.push(error),
    timers: globalThis,
    desfire: null,
    random: () => new Uint8Array(0),
  }).start();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const attach = () => {
  reader.status(EMPTY, 0);
  reports.length = 0;
};
const arrive = () => {
  reader.status(PRESENT, 1);
  reader.emit('card', {});
};
const answer = (response: Uint8Array | Error, which = 0) => reader.answer(response, which);
const uid = Uint8Array.of(...UID, 0x90, 0);

describe('a reader in the child process', () => {
  it('takes card handling away from the library', () => {
    expect(reader.autoProcessing).toBe(false);
  });

  it('is attached at its first state, once', () => {
    reader.status(EMPTY, 0);
    reader.status(EMPTY, 2);
    expect(reports).toEqual([{ type: 'attached' }]);
  });

  it('is not attached while it is unavailable, and is no failure then', () => {
    reader.status(UNAVAILABLE, 0);
    expect(reports).toEqual([]);
    reader.status(EMPTY, 1);
    expect(reports).toEqual([{ type: 'attached' }]);
  });

  it('does not take a card that lay there before for a tap', async () => {
    reader.status(PRESENT, 0);
    reader.emit('card', {});
    await vi.advanceTimersByTimeAsync(STUCK_AFTER);
    reader.status(EMPTY, 1);
    expect(reports).toEqual([{ type: 'attached' }]);
    expect(reader.transmissions).toHaveLength(0);
  });

  it('reads a card once and reports it once, however long it lies there', async () => {
    attach();
    arrive();
    await answer(uid);
    reader.emit('card', {});
    await vi.advanceTimersByTimeAsync(2 * STUCK_AFTER);
    reader.status(EMPTY, 2);
    expect(reports).toEqual([{ type: 'badge', number: UID }]);
    expect(reader.transmissions).toHaveLength(1);
  });

  it('gives up on a mute card, ignores its late answer and reads the next one', async () => {
    attach();
    arrive();
    await vi.advanceTimersByTimeAsync(ANSWER_DEADLINE - 1);
    expect(reports).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(reports).toEqual([{ type: 'unreadable', reason: 'no_answer' }]);
    await answer(uid);
    reader.status(EMPTY, 2);
    reader.status(PRESENT, 3);
    reader.emit('card', {});
    await answer(uid, 1);
    expect(reports.slice(1)).toEqual([{ type: 'badge', number: UID }]);
  });

  it('says that it is stuck when a call does not return at all', async () => {
    attach();
    arrive();
    await vi.advanceTimersByTimeAsync(STUCK_AFTER);
    expect(reports).toEqual([
      { type: 'unreadable', reason: 'no_answer' },
      { type: 'failed', fault: 'silent' },
    ]);
  });

  it.each([
    ['an empty success', new Uint8Array(0), 'removed_too_soon'],
    ['a bad status word', Uint8Array.of(0x63, 0), 'no_answer'],
    ['an answer longer than the buffer', new Error('x(0x80100008)'), 'too_long'],
    ['an error about the card', new Error('x(0x80100069)'), 'removed_too_soon'],
  ] as const)('reports %s', async (_name, response, reason) => {
    attach();
    arrive();
    await answer(response);
    reader.status(EMPTY, 2);
    expect(reports).toEqual([{ type: 'unreadable', reason }]);
    expect(failures).toEqual([]);
  });

  it('hears a failed connect that the library misnames', () => {
    attach();
    reader.status(PRESENT, 1);
    reader.misname('ConnectError', '0x80100066');
    reader.status(EMPTY, 2);
    expect(reports).toEqual([{ type: 'unreadable', reason: 'no_answer' }]);
    expect(failures).toEqual([]);
  });

  it('reports a card once when it goes first and fails afterwards', () => {
    attach();
    reader.status(PRESENT, 1);
    reader.status(EMPTY, 2);
    reader.misname('ConnectError', '0x80100069');
    expect(reports).toEqual([{ type: 'unreadable', reason: 'removed_too_soon' }]);
  });

  it('says so when one card replaced another unseen', async () => {
    attach();
    arrive();
    await answer(uid);
    reader.status(PRESENT, 3);
    expect(reports.slice(1)).toEqual([{ type: 'unreadable', reason: 'removed_too_soon' }]);
  });

  it.each([
    ['a failed disconnect', () => reader.misname('DisconnectError', '0x80100069')],
    ['a connect that failed for no reason of the card', () => reader.misname('ConnectError', '0x8010001d')],
    ['an error by its right name', () => reader.emit('error', new Error('x(0x80100013)'))],
  ])('fails at %s', (_name, happen) => {
    attach();
    happen();
    expect(failures).toHaveLength(1);
    expect(reports).toEqual([]);
  });

  it('fails when a command fails for no reason of the card', async () => {
    attach();
    arrive();
    await answer(new Error('no code'));
    expect(failures).toHaveLength(1);
    vi.clearAllTimers();
  });

  it.each([
    ['unplugged', () => reader.emit('end')],
    ['unavailable', () => reader.status(UNAVAILABLE, 1)],
  ])('is lost when it is %s', (_name, happen) => {
    attach();
    happen();
    expect(reports).toEqual([{ type: 'failed', fault: 'port_closed' }]);
  });
});
