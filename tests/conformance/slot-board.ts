// What every slot board must do, whatever it is made of. A new kind of board runs this suite over a rig of its own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlotBoardEvent } from '../../controller/drivers/slot-boards/slot-board.ts';
import { expectOk } from '../support/expect-ok.ts';
import { SlotBoardBench, type SlotBoardRig } from './slot-board-bench.ts';
import { describeBadLines, describeCuts, describeStaleAnswers } from './slot-board-faults.ts';

/** Runs the suite in real time. @param makeRig a board that is not connected; disposed of after each test */
export function describeSlotBoard(name: string, makeRig: () => Promise<SlotBoardRig>): void {
  describe(`slot board conformance: ${name}`, () => {
    const bench = benchOf(makeRig);
    describe('reading', () => describeReading(bench));
    describe('unlocking', () => describeUnlocking(bench));
    describe('disconnecting', () => describeDisconnecting(bench));
    describeBadLines(bench);
  });
}

/** Runs the suite on stepped time, with what only a line that is late to the millisecond can show. */
export function describeSteppedSlotBoard(name: string, makeRig: () => Promise<SlotBoardRig>): void {
  describeSlotBoard(name, makeRig);
  describe(`slot board conformance: ${name}`, () => {
    const bench = benchOf(makeRig);
    describe('a line that keeps an answer back', () => describeStaleAnswers(bench));
  });
}

/** Runs what of the suite can depend on a true device, for a kind of board that passes the whole of it on stepped time. */
export function describeSlotBoardOnDevice(name: string, makeRig: () => Promise<SlotBoardRig>): void {
  describe(`slot board conformance: ${name}`, () => {
    const bench = benchOf(makeRig);
    describe('reading', () => describeReading(bench));
    describe('disconnecting', () => describeDisconnecting(bench));
    describe('a line that is cut', () => describeCuts(bench));
  });
}

/** A fresh bench for each test. */
function benchOf(makeRig: () => Promise<SlotBoardRig>): () => SlotBoardBench {
  let bench: SlotBoardBench | null = null;
  const current = () => {
    if (bench === null) throw new Error('a bench stands during a test');
    return bench;
  };
  beforeEach(async () => {
    bench = new SlotBoardBench(await makeRig());
  });
  afterEach(async () => {
    await current().board.disconnect();
    await current().rig.dispose();
  });
  return current;
}

function describeReading(bench: () => SlotBoardBench): void {
  it('tells the first reading after connect, and no second one while nothing changes', async () => {
    const { board, events, ...rest } = view(bench());
    await rest.bench.connect();
    expect(events).toHaveLength(0);
    await rest.bench.pollTwice();
    const [first, ...others] = events.filter(({ type }) => type !== 'board.inputs');
    expect(others).toHaveLength(0);
    if (first?.type !== 'board.read') throw new Error('the first event is a reading');
    expect(first.reading).toHaveLength(board.capabilities.positions);
    const own = rest.bench;
    expect(first.reading.slice(0, 5)).toEqual(
      [0, 1, 2, 3].map((position) => own.locked(position)).concat(own.empty(4)),
    );
  });

  it('tells each change once', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    expectOk(await board.unlock(2, own.token()));
    rig.draw(2);
    await own.eventually(() => own.readings(2).at(-1)).toEqual(own.empty(2));
    await own.pollTwice();
    own.expectTold(2, own.locked(2), own.released(2), own.empty(2));
  });

  it('answers read() with what the sensors say now', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    expectOk(await board.unlock(1, own.token()));
    rig.draw(1);
    expect((await own.read())[1]).toEqual(own.empty(1));
  });

  it('answers read() with a fault when it is not connected', async () => {
    expect((await bench().board.read()).ok).toBe(false);
  });

  it('stops calling a listener that has unsubscribed, and goes on calling the others', async () => {
    const { board, rig, bench: own } = view(bench());
    const early: SlotBoardEvent[] = [];
    const unsubscribe = board.subscribe((event) => early.push(event));
    await own.connect();
    await own.eventually(() => own.readings(0).length).toBe(1);
    unsubscribe();
    expectOk(await board.unlock(0, own.token()));
    rig.draw(0);
    await own.eventually(() => own.readings(0).at(-1)).toEqual(own.empty(0));
    expect(early.filter(({ type }) => type === 'board.read')).toHaveLength(1);
  });
}

function describeUnlocking(bench: () => SlotBoardBench): void {
  it('writes one frame for one token and returns the reading that followed', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    const reading = expectOk(await board.unlock(3, own.token()));
    expect(reading[3]).toEqual(own.released(3));
    expect(reading[2]).toEqual(own.locked(2));
    await own.pollTwice();
    expect(rig.unlocks()).toEqual([3]);
  });

  it('writes nothing for a spent token', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    const once = own.token();
    expectOk(await board.unlock(0, once));
    expect(await board.unlock(1, once)).toEqual({ ok: false, error: { sent: false, fault: 'token_spent' } });
    await own.pollTwice();
    expect(rig.unlocks()).toEqual([0]);
  });

  it('writes nothing for an expired token', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    const expired = await board.unlock(0, own.token(-1));
    expect(expired).toEqual({ ok: false, error: { sent: false, fault: 'token_expired' } });
    await own.pollTwice();
    expect(rig.unlocks()).toEqual([]);
  });

  it('writes nothing and spends nothing when it is not connected', async () => {
    const { board, rig, bench: own } = view(bench());
    const kept = own.token();
    const refused = await board.unlock(0, kept);
    expect(refused).toEqual({ ok: false, error: { sent: false, fault: 'not_connected' } });
    expect(kept.spend(rig.clock.monotonic()).ok).toBe(true);
    await own.connect();
    await own.pollTwice();
    expect(rig.unlocks()).toEqual([]);
  });

  it.each([-1, 0.5, Number.NaN, 4096])('writes nothing for position %s', async (position) => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    const refused = await board.unlock(position, own.token());
    expect(refused).toEqual({ ok: false, error: { sent: false, fault: 'no_such_position' } });
    await own.pollTwice();
    expect(rig.unlocks()).toEqual([]);
  });

  it('says that the bolt stood still when it did, after one frame', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    rig.jam(1);
    expect(expectOk(await board.unlock(1, own.token()))[1]).toEqual(own.locked(1));
    await own.pollTwice();
    expect(rig.unlocks()).toEqual([1]);
  });

  it('serves several releases at once, each with its own frame', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    const all = await Promise.all([0, 1, 2, 3].map((position) => board.unlock(position, own.token())));
    for (const [position, result] of all.entries()) expect(expectOk(result)[position]).toEqual(own.released(position));
    expect(rig.unlocks()).toEqual([0, 1, 2, 3]);
  });

  it('sees a fob that is pushed home again', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    expectOk(await board.unlock(0, own.token()));
    rig.pushHome(0);
    await own.eventually(() => own.readings(0).at(-1)).toEqual(own.locked(0));
    expect(rig.unlocks()).toEqual([0]);
  });
}

function describeDisconnecting(bench: () => SlotBoardBench): void {
  it('ends what is pending, says nothing of a loss, may be done twice', async () => {
    const { board, rig, bench: own } = view(bench());
    await own.connect();
    rig.jam(0);
    const pending = board.unlock(0, own.token());
    await board.disconnect();
    await board.disconnect();
    expect((await pending).ok).toBe(false);
    await own.connect();
    await own.pollTwice();
    expect(own.losses()).toHaveLength(0);
    expect(rig.unlocks().length).toBeLessThanOrEqual(1);
  });

  it('asks nothing and tells nothing any more', async () => {
    const { board, rig, events, bench: own } = view(bench());
    await own.connect();
    await own.pollTwice();
    await board.disconnect();
    const [told, asked] = [events.length, rig.questions()];
    await own.connect();
    await board.disconnect();
    expect(rig.questions()).toBeLessThanOrEqual(asked + 2);
    expect(events).toHaveLength(told);
  });
}

function view(bench: SlotBoardBench) {
  return { bench, board: bench.board, rig: bench.rig, events: bench.events };
}
