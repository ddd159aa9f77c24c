// The part of the slot board suite in which the line is cut, silent, noisy or slow. No fault may move a second bolt.
import { describe, expect, it } from 'vitest';
import { expectOk } from '../support/expect-ok.ts';
import type { SlotBoardBench } from './slot-board-bench.ts';

export function describeBadLines(bench: () => SlotBoardBench): void {
  describe('a line that is cut', () => describeCuts(bench));
  describe('a board that does not answer', () => describeSilence(bench));
  describe('a line that is noisy or slow', () => describeNoise(bench));
}

/** The port goes away and comes back. */
export function describeCuts(bench: () => SlotBoardBench): void {
  it('is in doubt, or not sent, when the port goes away during an unlock, and never writes late', async () => {
    const own = bench();
    await own.connect();
    own.rig.jam(0);
    const pending = own.board.unlock(0, own.token());
    await own.rig.cut();
    expect((await pending).ok).toBe(false);
    const sent = own.rig.unlocks().length;
    await own.eventually(() => own.losses().length).toBe(1);
    await own.rig.mend();
    await own.reconnect();
    await own.pollTwice();
    expect(own.rig.unlocks()).toHaveLength(sent);
    expect(sent).toBeLessThanOrEqual(1);
  });

  it('is in doubt when the port goes away after the frame', async () => {
    const own = bench();
    await own.connect();
    own.rig.jam(0);
    const pending = own.board.unlock(0, own.token());
    await own.eventually(() => own.rig.unlocks().length).toBe(1);
    await own.rig.cut();
    expect(await pending).toEqual({ ok: false, error: { sent: true, fault: 'port_closed' } });
  });

  it('writes nothing once the port is gone, not even after it is back', async () => {
    const own = bench();
    await own.connect();
    await own.rig.cut();
    expect((await own.board.unlock(0, own.token())).ok).toBe(false);
    await own.eventually(() => own.losses().length).toBe(1);
    expect((await own.board.unlock(1, own.token())).ok).toBe(false);
    await own.rig.mend();
    await own.reconnect();
    await own.pollTwice();
    expect(own.rig.unlocks()).toEqual([]);
  });

  it('says once that it is lost, and comes back through a new port by connect alone', async () => {
    const own = bench();
    await own.connect();
    const before = own.rig.connections();
    await own.eventually(() => own.readings(0).length).toBe(1);
    await own.rig.cut();
    await own.eventually(() => own.losses().length).toBe(1);
    await own.rig.mend();
    await own.reconnect();
    await own.pollTwice();
    expect(own.rig.connections()).toBe(before + 1);
    expect(own.readings(0)).toEqual([own.locked(0), own.locked(0)]);
    expect(own.losses()).toHaveLength(1);
  });

  it('answers connect with a fault, not an exception, when the port is absent', async () => {
    const own = bench();
    await own.rig.cut();
    const absent = await own.board.connect();
    expect(absent.ok || absent.error).toMatch(/^port_/);
  });
}

/** An answer is kept back, the slot moves and says so, and then the old answer comes just before a new one. */
export function describeStaleAnswers(bench: () => SlotBoardBench): void {
  it('never believes an older state than it has told', async () => {
    const own = bench();
    await own.connect();
    await own.pollTwice();
    const kept: number[] = [];
    let question: number | null = null;
    own.rig.shape((bytes) => {
      question ??= own.rig.questions();
      if (own.rig.questions() !== question) return [{ bytes, delay: 0 }];
      kept.push(...bytes);
      return [];
    });
    const unanswered = own.board.read();
    await own.eventually(() => kept.length > 0).toBe(true);
    expect(expectOk(await own.board.unlock(0, own.token()))[0]).toEqual(own.released(0));
    let isStale = true;
    own.rig.shape((bytes) => {
      const before = isStale ? [{ bytes: Uint8Array.from(kept), delay: 0 }] : [];
      isStale = false;
      return [...before, { bytes, delay: 10 }];
    });
    await own.eventually(() => isStale).toBe(false);
    await unanswered;
    await own.pollTwice();
    own.expectTold(0, own.locked(0), own.released(0));
    expect(own.losses()).toEqual([]);
  });
}

function describeSilence(bench: () => SlotBoardBench): void {
  it('is refused by connect', async () => {
    const own = bench();
    own.rig.silence(true);
    expect(await own.board.connect()).toEqual({ ok: false, error: 'silent' });
  });

  it('is lost, and unlocks nothing from then on', async () => {
    const own = bench();
    await own.connect();
    own.rig.silence(true);
    await own.eventually(() => own.losses()).toEqual([{ type: 'board.lost', fault: 'silent' }]);
    expect((await own.board.unlock(0, own.token())).ok).toBe(false);
    expect(own.rig.unlocks()).toEqual([]);
  });

  it('leaves a release in doubt when it falls silent before the sensors tell', async () => {
    const own = bench();
    await own.connect();
    own.rig.silence(true);
    const result = await own.board.unlock(0, own.token());
    expect(result).toEqual({ ok: false, error: { sent: true, fault: 'silent' } });
    expect(own.rig.unlocks()).toEqual([0]);
  });

  it('is called garbled when it makes noise only', async () => {
    const own = bench();
    await own.connect();
    own.rig.garble(true);
    await own.eventually(() => own.losses()).toEqual([{ type: 'board.lost', fault: 'garbled' }]);
    expect(own.events.some((event) => event.type === 'board.noise' && event.bytes > 0)).toBe(true);
  });

  it('comes back by connect', async () => {
    const own = bench();
    await own.connect();
    own.rig.silence(true);
    await own.eventually(() => own.losses().length).toBe(1);
    own.rig.silence(false);
    await own.reconnect();
    expect(expectOk(await own.board.unlock(0, own.token()))[0]).toEqual(own.released(0));
  });
}

function describeNoise(bench: () => SlotBoardBench): void {
  it('survives garbage before, within and behind replies, and counts it', async () => {
    const own = bench();
    own.rig.shape((bytes) => [
      { bytes: Uint8Array.of(...own.rig.noise, ...bytes.slice(0, 4)), delay: 0 },
      { bytes: Uint8Array.of(...bytes.slice(4), 0xfa, 0xfd), delay: 4 },
    ]);
    await own.connect();
    expect(expectOk(await own.board.unlock(1, own.token()))[1]).toEqual(own.released(1));
    await own.eventually(() => own.events.some((event) => event.type === 'board.noise')).toBe(true);
    expect(own.losses()).toHaveLength(0);
    expect(own.rig.unlocks()).toEqual([1]);
  });

  it('reads replies that arrive byte by byte', async () => {
    const own = bench();
    own.rig.shape((bytes) => Array.from(bytes, (byte, index) => ({ bytes: Uint8Array.of(byte), delay: index * 2 })));
    await own.connect();
    expect(expectOk(await own.board.unlock(1, own.token()))[1]).toEqual(own.released(1));
  });

  it('never lets noise unlock anything', async () => {
    const own = bench();
    await own.connect();
    for (let round = 0; round < 40; round += 1) {
      own.rig.inject(Uint8Array.from({ length: 64 }, (_, index) => (index * 73 + round * 151) & 0xff));
      own.rig.inject(own.rig.noise);
    }
    await own.pollTwice();
    expect(own.rig.unlocks()).toEqual([]);
  });

  it('never takes a reply that comes too late for the answer to the next question', async () => {
    const own = bench();
    await own.connect();
    await own.pollTwice();
    let isNext = true;
    own.rig.shape((bytes) => {
      const delay = isNext ? own.rig.late : 0;
      isNext = false;
      return [{ bytes, delay }];
    });
    const stale = own.board.read();
    await own.eventually(() => isNext).toBe(false);
    expect(expectOk(await own.board.unlock(0, own.token()))[0]).toEqual(own.released(0));
    await stale;
    own.rig.draw(0);
    expect((await own.read())[0]).toEqual(own.empty(0));
    own.expectTold(0, own.locked(0), own.released(0), own.empty(0));
  });
}
