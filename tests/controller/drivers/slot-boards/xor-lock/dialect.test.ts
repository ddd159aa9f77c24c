// The traps of an XOR lock board, to the millisecond: echo, equal bytes, late answers, one lock at a time, news, silence.
import { beforeEach, describe, expect, it } from 'vitest';
import { err } from '../../../../../controller/domain/result.ts';
import { XOR_TIMES } from '../../../../../controller/drivers/slot-boards/line-times.ts';
import type { SlotBoardEvent } from '../../../../../controller/drivers/slot-boards/slot-board.ts';
import { encodeFrame } from '../../../../../controller/drivers/slot-boards/xor-lock/frames.ts';
import { opensEveryLock, replyFrame } from '../../../../../controller/drivers/slot-boards/xor-lock/messages.ts';
import { expectOk } from '../../../../support/expect-ok.ts';
import { outcome } from '../../../../support/outcome.ts';
import { CONNECTED, DELAY, XorLine, xorSetup } from '../../../../support/xor-line.ts';

/** The board's own pulse, in ms. */
const PULSE = 300;
/** A dead board must be out of use within this time, in ms. */
const KNOWN_DEAD = 8_000;

let line: XorLine;

beforeEach(() => {
  line = new XorLine();
});

describe('an adapter that echoes', () => {
  it('is found out by one question for one contact, before anything else', async () => {
    await line.one();
    const [first, second] = line.heard;
    expect([first?.request.type, second?.request.type]).toEqual(['ask-one', 'ask-all']);
    expect(line.heard.filter(({ request }) => request.type === 'ask-one')).toHaveLength(1);
  });

  it('adds nothing to what the board says', async () => {
    line.hasEcho = true;
    const { board, events } = await line.one();
    const unlocked = outcome(board.unlock(0, line.token()));
    await line.time.advance(2_000);
    expect(unlocked.value).toMatchObject({ ok: true });
    expect(events.filter(({ type }) => type === 'board.noise' || type === 'board.lost')).toEqual([]);
  });

  it('does not answer for a board that has died', async () => {
    line.hasEcho = true;
    const { events } = await line.one();
    line.states.delete(1);
    await line.time.advance(KNOWN_DEAD);
    expect(events.at(-1)).toEqual({ type: 'board.lost', fault: 'silent' });
  });

  it('does not answer an unlock: the line is left to the board until it has spoken', async () => {
    line.hasEcho = true;
    const { board } = await line.one();
    void board.unlock(0, line.token());
    await line.time.advance(2_000);
    const [unlock] = line.unlocks();
    const next = line.questions().find(({ at }) => at > (unlock?.at ?? 0));
    expect((next?.at ?? 0) - (unlock?.at ?? 0)).toBeGreaterThanOrEqual(DELAY);
  });
});

describe('the reply to an unlock', () => {
  it('that says "opened" opens nothing: the sensor is asked', async () => {
    line.onUnlock = (unit, position) => ({ type: 'unlocked', unit, position, isSet: false });
    const { board } = await line.one();
    const unlocked = outcome(board.unlock(3, line.token()));
    await line.time.advance(3_000);
    expect(unlocked.value).toMatchObject({ ok: true, value: { 3: { bolt: 'locked' } } });
    expect(line.unlocks()).toHaveLength(1);
  });

  it.each([
    ['that says "not opened", in the bytes of the command', true],
    ['that does not come', false],
  ])('%s, keeps nothing shut: the sensor is asked', async (_what, says) => {
    line.onUnlock = (unit, position) => {
      line.move(unit, position);
      return says ? { type: 'unlocked', unit, position, isSet: true } : null;
    };
    const { board } = await line.one();
    const unlocked = outcome(board.unlock(3, line.token()));
    await line.time.advance(3_000);
    expect(unlocked.value).toMatchObject({ ok: true, value: { 3: { bolt: 'unlocked' } } });
    expect(line.unlocks()).toHaveLength(1);
  });

  it('does not answer the question that follows it', async () => {
    line.onUnlock = (unit, position) => {
      line.say(() => ({ type: 'unlocked', unit, position, isSet: true }), XOR_TIMES.hold + 100);
      return null;
    };
    const { board, events } = await line.one();
    const unlocked = outcome(board.unlock(3, line.token()));
    await line.time.advance(3_000);
    expect(unlocked.value).toMatchObject({ ok: true, value: { 3: { bolt: 'locked' } } });
    expect(events.filter(({ type }) => type === 'board.lost')).toEqual([]);
  });
});

describe('an answer that comes too late', () => {
  it.each([
    ['of the length that is due', [0xff, 0xff, 0xff]],
    ['of a firmware that sends more states', [0, 0, 0, 0, 0xff, 0xff, 0xff]],
  ])('never answers the next question: %s', async (_what, locked) => {
    line.states.set(1, locked);
    const { board, events } = await line.one();
    await line.time.advanceUntil(() => line.questions().at(-1)?.at === line.time.monotonic(), 1_000);
    // The board keeps its answer to this question back until the next one is on the line.
    const stale = encodeFrame(replyFrame({ type: 'states', unit: 1, bytes: Uint8Array.from(locked) }));
    const own = line.stream;
    const arrive = own.arrive.bind(own);
    own.arrive = () => undefined;
    const read = outcome(board.read());
    await line.time.advance(DELAY + 1);
    own.arrive = arrive;
    line.move(1, 0);
    const asked = line.questions().length;
    await line.time.advanceUntil(() => line.questions().length > asked, 3_000);
    own.arrive(stale);
    await line.time.advance(3_000);
    expect(read.value).toEqual(err('garbled'));
    expect(
      events.filter(({ type }) => type === 'board.lost'),
      'one late answer loses nobody',
    ).toEqual([]);
    const told = events.flatMap((event) => (event.type === 'board.read' ? [event.reading[0]?.bolt] : []));
    expect(told).toEqual(['locked', 'unlocked']);
  });
});

describe('one lock at a time', () => {
  it.each([
    ['the pulse of the board', null, PULSE],
    ['a pulse of 1 s', 1, 1_000],
    ['a pulse of 9 s', 9, 9_000],
  ])('on all boards of a bus: %s', async (_what, pulse, lasts) => {
    const boards = await line.connected(xorSetup(1, pulse), xorSetup(2, pulse));
    const released = boards.flatMap(({ board }) => [0, 1].map((position) => board.unlock(position, line.token())));
    const all = outcome(Promise.all(released));
    await line.time.advanceUntil(() => all.value !== 'pending', 4 * (lasts + 1_500));
    const at = line.unlocks().map((unlock) => unlock.at);
    expect(at).toHaveLength(4);
    const apart = at.slice(1).map((later, index) => later - (at[index] ?? 0));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(lasts + DELAY);
  });

  it('while the sensors are still asked', async () => {
    const { board } = await line.one(xorSetup(1, 9));
    void board.unlock(0, line.token());
    void board.unlock(1, line.token());
    await line.time.advance(5_000);
    expect(line.unlocks()).toHaveLength(1);
    expect(line.questions().filter(({ at }) => at > (line.unlocks()[0]?.at ?? 0)).length).toBeGreaterThan(10);
  });

  it('also when the port was lost meanwhile', async () => {
    const { board } = await line.one(xorSetup(1, 5));
    void board.unlock(0, line.token());
    await line.time.advance(300);
    void line.stream.close();
    const again = outcome(board.connect());
    await line.time.advanceUntil(() => again.value !== 'pending', CONNECTED);
    void board.unlock(1, line.token());
    await line.time.advance(10_000);
    const [first, second] = line.unlocks();
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(5_000);
  });

  it('and one whose token has expired while it waited is not driven', async () => {
    const { board } = await line.one(xorSetup(1, 9));
    void board.unlock(0, line.token());
    const late = outcome(board.unlock(1, line.token(2_000)));
    await line.time.advance(15_000);
    expect(late.value).toEqual(err({ sent: false, fault: 'token_expired' }));
    expect(line.unlocks()).toHaveLength(1);
  });
});

describe('news that a board tells unasked', () => {
  it('is no answer, and raises no doubt that would slow the answers down', async () => {
    const { events } = await line.one();
    await line.time.advance(5_000);
    const calm = line.questions().length;
    await line.time.advance(5_000);
    const usual = line.questions().length - calm;
    for (let round = 0; round < 100; round += 1) {
      line.say(() => ({ type: 'changed', unit: 1, position: 0, isSet: false }), 0);
      await line.time.advance(50);
    }
    expect(line.questions().length - calm - usual).toBeGreaterThanOrEqual(usual - 1);
    expect(events.map(({ type }) => type)).toEqual(['board.read']);
  });
});

describe('silence', () => {
  it('refuses a connect within its time', async () => {
    line.states.clear();
    const [only] = line.boards(xorSetup(1));
    const refused = outcome(only?.board.connect() ?? Promise.reject(new Error('no board')));
    await line.time.advance(CONNECTED);
    expect(refused.value).toEqual(err('silent'));
    expect(line.time.waiting).toBe(0);
  });

  it('is known in time, also on a bus that others use', async () => {
    const [alive, dead] = await line.connected(xorSetup(1), xorSetup(2));
    line.states.delete(2);
    await line.time.advanceUntil(() => dead?.events.some(({ type }) => type === 'board.lost') === true, KNOWN_DEAD);
    await line.time.advance(KNOWN_DEAD);
    expect(alive?.events.some(({ type }) => type === 'board.lost')).toBe(false);
  });

  /** Boards with the units 1 to so many, on one bus. */
  async function full(count: number) {
    const [first, ...others] = Array.from({ length: count }, (_, index) => xorSetup(index + 1));
    const setups = [first ?? xorSetup(1), ...others] as const;
    for (const { unit } of setups) line.states.set(unit, [0xff, 0xff, 0xff]);
    const boards = line.boards(...setups);
    const connecting = Promise.all(boards.map(({ board }) => board.connect()));
    await line.time.advance(20_000);
    for (const result of await connecting) expectOk(result);
    return boards;
  }
  const isLost = ({ events }: { readonly events: readonly SlotBoardEvent[] }) =>
    events.some(({ type }) => type === 'board.lost');

  it.each([2, 6, 12, 20])('of one in %i boards of a bus is known in time, whenever it dies', async (count) => {
    const boards = await full(count);
    for (const at of [0, Math.floor(count / 2), count - 1]) {
      const dead = boards[at];
      line.states.delete(at + 1);
      await line.time.advanceUntil(() => dead !== undefined && isLost(dead), KNOWN_DEAD);
      expect(boards.filter(isLost)).toEqual([dead]);
      line.states.set(at + 1, [0xff, 0xff, 0xff]);
      const again = outcome(dead?.board.connect() ?? Promise.reject(new Error('no board')));
      await line.time.advanceUntil(() => again.value !== 'pending', 10_000);
      dead?.events.splice(0);
      await line.time.advance(5_000 + 77 * at);
    }
  });

  it.each([2, 6, 12, 20])('of all %i boards of a bus at once is known in time', async (count) => {
    const boards = await full(count);
    line.states.clear();
    await line.time.advanceUntil(() => boards.every(isLost), KNOWN_DEAD);
    expect(boards.flatMap(({ events }) => events.filter(({ type }) => type === 'board.lost'))).toEqual(
      boards.map(() => ({ type: 'board.lost', fault: 'silent' })),
    );
    expect(line.stream.isOpen).toBe(false);
  });

  it('is not believed of a board that takes a second to answer', async () => {
    const { events } = await line.one();
    const own = line.stream;
    const usual = own.arrive.bind(own);
    own.arrive = (bytes) => void line.time.setTimeout(() => usual(bytes), 1_000);
    await line.time.advance(20_000);
    expect(events.some(({ type }) => type === 'board.lost')).toBe(false);
  });
});

describe('whatever is asked of the driver', () => {
  it('no frame opens every lock or holds one open', async () => {
    line.states.set(1, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    const { board } = await line.one({ ...xorSetup(1), ways: 50 });
    line.onUnlock = (unit, position) => ({ type: 'unlocked', unit, position, isSet: true });
    await line.time.advance(3_000);
    const positions = [-1, 0, 1, 49, 50, 255, 256, 0.5, Number.NaN];
    const all = outcome(Promise.all(positions.map((position) => board.unlock(position, line.token()))));
    await line.time.advanceUntil(() => all.value !== 'pending', 10_000);
    expect(line.heard.map(({ frame }) => frame).filter(opensEveryLock)).toEqual([]);
    expect(line.unlocks().map(({ request }) => 'position' in request && request.position)).toEqual([0, 1, 49]);
    expect(new Set(line.stream.written.map(([head]) => head))).toEqual(new Set([0x80, 0x8a]));
  });
});
