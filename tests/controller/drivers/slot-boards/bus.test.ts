// A bus that several boards share: opened once, closed once, and its death known to all, within a time that is exact.
import { beforeEach, describe, expect, it } from 'vitest';
import { parseBoardId, parseEntrySeq, parseSlotId } from '../../../../controller/domain/ids.ts';
import { ReleaseToken } from '../../../../controller/domain/release-token.ts';
import { err, ok } from '../../../../controller/domain/result.ts';
import { milliseconds, monotonic } from '../../../../controller/domain/time.ts';
import { Bus, type BusPort } from '../../../../controller/drivers/slot-boards/bus.ts';
import { cu16Dialect } from '../../../../controller/drivers/slot-boards/kerong-cu16/dialect.ts';
import {
  Cu16Decoder,
  type Cu16Frame,
  encodeFrame,
} from '../../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import {
  parseRequest,
  requestFrame,
  stateFrame,
} from '../../../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import { LINE_TIMES } from '../../../../controller/drivers/slot-boards/line-times.ts';
import { PolledBoard } from '../../../../controller/drivers/slot-boards/polled-board.ts';
import type { SlotBoardEvent } from '../../../../controller/drivers/slot-boards/slot-board.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { FakeStream } from '../../../support/fake-stream.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

/** A dead board must be known within this time, in milliseconds. */
const KNOWN_DEAD = 1_500;
const LOCKED = Array.from({ length: 16 }, () => true);

let time: SimulatedTime;
let streams: FakeStream[];
let busPort: BusPort<Cu16Frame>;
let bus: Bus<Cu16Frame>;
let silent: Set<number>;
let isAbsent: boolean;

beforeEach(() => {
  time = new SimulatedTime();
  streams = [];
  silent = new Set();
  isAbsent = false;
  busPort = {
    open: async () => {
      if (isAbsent) return err('port_absent' as const);
      const stream = new FakeStream();
      stream.onWrite = (bytes) => answer(stream, bytes);
      streams.push(stream);
      return ok(stream);
    },
    newDecoder: () => new Cu16Decoder(),
  };
  bus = new Bus(busPort, time, time);
});

/** Every board that is not silent answers after 8 ms: all its bolts are locked, and never move. */
function answer(stream: FakeStream, bytes: Uint8Array): void {
  for (const frame of new Cu16Decoder().push(bytes).frames) {
    const request = parseRequest(frame);
    if (request?.type !== 'ask-state' || silent.has(request.unit)) continue;
    const reply = encodeFrame(stateFrame({ unit: request.unit, lockBits: LOCKED, objectBits: [] }));
    time.setTimeout(() => stream.arrive(reply), 8);
  }
}

function makeBoard(unit: number) {
  const id = expectOk(parseBoardId(`b${unit}`));
  const setup = { id, kind: 'kerong-cu16', address: 'tcp://board:1', unit, polarity: 'one-is-closed' } as const;
  const board = new PolledBoard(id, cu16Dialect(setup, bus), time, time);
  const events: (SlotBoardEvent & { readonly at: number })[] = [];
  board.subscribe((event) => events.push({ ...event, at: time.monotonic() }));
  return { board, unit, events, lost: () => events.filter(({ type }) => type === 'board.lost') };
}

async function connected(units: readonly number[]) {
  const made = units.map(makeBoard);
  const connecting = Promise.all(made.map(({ board }) => board.connect()));
  await time.advance(1_000);
  for (const result of await connecting) expectOk(result);
  return made;
}

describe('sharing', () => {
  it('opens one stream for all boards and closes it behind the last', async () => {
    const [first, second] = await connected([1, 2]);
    expect(streams).toHaveLength(1);
    void first?.board.disconnect();
    await time.advance(500);
    expect(streams[0]?.isOpen).toBe(true);
    expect(second?.lost()).toEqual([]);
    void second?.board.disconnect();
    await time.advance(500);
    expect(streams[0]?.isOpen).toBe(false);
    expect(time.waiting).toBe(0);
  });

  it('opens a new stream after the last has left, and writes nothing to the old one', async () => {
    const [only] = await connected([1]);
    void only?.board.disconnect();
    await time.advance(100);
    const before = streams[0]?.written.length;
    void only?.board.connect();
    await time.advance(1_000);
    expect(streams).toHaveLength(2);
    expect(streams[0]?.written).toHaveLength(before ?? -1);
  });

  it('tells every board when the port dies', async () => {
    const boards = await connected([1, 2, 3]);
    void streams[0]?.close();
    await time.advance(0);
    for (const { lost } of boards)
      expect(lost().map((event) => 'fault' in event && event.fault)).toEqual(['port_closed']);
    await time.advance(1_000);
    expect(streams).toHaveLength(1);
    expect(time.waiting).toBe(0);
  });

  it('says to each board that the port is absent', async () => {
    isAbsent = true;
    const results = await Promise.all([makeBoard(1), makeBoard(2)].map(({ board }) => board.connect()));
    expect(results).toEqual([err('port_absent'), err('port_absent')]);
  });
});

describe('a board that has left', () => {
  const sit = async () => {
    const told: string[] = [];
    const seat = await bus.join({ noise: () => undefined, lost: (fault) => told.push(fault) });
    return { seat: expectOk(seat), told };
  };
  const frame = (type: 'ask-state' | 'unlock') =>
    encodeFrame(requestFrame(type === 'unlock' ? { type, unit: 2, position: 0 } : { type, unit: 2 }));

  it('says nothing more on the bus that others go on using', async () => {
    await connected([1]);
    const { seat } = await sit();
    await seat.leave();
    let permits = 0;
    const permit = () => {
      permits += 1;
      return ok(undefined);
    };
    const asked = seat.ask('poll', frame('ask-state'), () => null, Object.is);
    const told = seat.tell(frame('unlock'), permit);
    await time.advance(1_000);
    expect(await asked).toEqual(err('port_closed'));
    expect(await told).toEqual(err({ written: false, fault: 'not_connected' }));
    expect(permits).toBe(0);
    expect(streams[0]?.written.filter((bytes) => bytes[1] !== 0x10)).toEqual([]);
  });

  it('has no frame written that waited for the silence before it, and spends nothing', async () => {
    bus = new Bus(busPort, time, time, { ...LINE_TIMES, gap: milliseconds(30) });
    await connected([1]);
    const { seat } = await sit();
    const written = () => streams[0]?.written.filter((bytes) => bytes[2] === 0x31).length;
    for (let phase = 0; phase < 60; phase += 1) {
      const { seat: own } = phase === 0 ? { seat } : await sit();
      let isLeft = false;
      let permitsAfter = 0;
      const permit = () => {
        if (isLeft) permitsAfter += 1;
        return isLeft ? ok(undefined) : err('refused' as const);
      };
      const told = own.tell(frame('unlock'), permit);
      await time.advance(phase);
      void own.leave();
      isLeft = true;
      await time.advance(200);
      expect([permitsAfter, written()], `left after ${phase} ms`).toEqual([0, 0]);
      expect((await told).ok).toBe(false);
    }
  });
});

describe('a release', () => {
  const mint = (intent: number, lifetime: number) =>
    ReleaseToken.mint(
      expectOk(parseEntrySeq(intent)),
      expectOk(parseSlotId('s1')),
      monotonic(time.monotonic() + lifetime),
    );

  it('ends in doubt as soon as the port dies, not when the watch would be over', async () => {
    const [only] = await connected([1]);
    let result: unknown = 'pending';
    void only?.board.unlock(0, mint(1, 1_000)).then((outcome) => {
      result = outcome;
    });
    await time.advance(100);
    expect(result).toBe('pending');
    void streams[0]?.close();
    await time.advance(50);
    expect(result).toEqual(err({ sent: true, fault: 'port_closed' }));
  });

  it('is not written when its token expires while it waits behind a silent exchange', async () => {
    const [first, second] = await connected([1, 2]);
    await time.advance(200);
    silent.add(1);
    void first?.board.read();
    const waiting = second?.board.unlock(0, mint(1, 20));
    await time.advance(1_000);
    expect(await waiting).toEqual(err({ sent: false, fault: 'token_expired' }));
    expect(streams[0]?.written.filter((bytes) => bytes[2] === 0x31)).toEqual([]);
  });
});

describe('a dead board', () => {
  it('is known in time, and the others go on', async () => {
    const [alive, dead] = await connected([1, 2]);
    const begin = time.monotonic();
    silent.add(2);
    await time.advanceUntil(() => dead?.lost().length === 1, KNOWN_DEAD);
    expect(time.monotonic() - begin).toBeLessThanOrEqual(KNOWN_DEAD);
    await time.advance(3_000);
    expect(alive?.lost()).toEqual([]);
  });

  it('is known in time when all boards of a cable die at once', async () => {
    const boards = await connected([1, 2, 3, 4]);
    for (const { unit } of boards) silent.add(unit);
    await time.advanceUntil(() => boards.every(({ lost }) => lost().length === 1), KNOWN_DEAD);
    expect(streams[0]?.isOpen).toBe(false);
  });

  it('does not answer with what it tells to a question for all boards, which is not ours', async () => {
    const [board] = await connected([1]);
    silent.add(1);
    const others = encodeFrame(stateFrame({ unit: 1, lockBits: [], objectBits: [] }, true));
    const timer = () => {
      streams[0]?.arrive(others);
      time.setTimeout(timer, 10);
    };
    timer();
    await time.advance(2_000);
    expect(board?.events.filter(({ type }) => type === 'board.read')).toHaveLength(1);
    expect(board?.lost()).toHaveLength(1);
  });

  it('is not lost for two unanswered polls, however often', async () => {
    const [board] = await connected([1]);
    const questions = () => streams[0]?.written.length ?? 0;
    for (let round = 0; round < 3; round += 1) {
      const before = questions();
      silent.add(1);
      await time.advanceUntil(() => questions() === before + 2, 1_000);
      silent.delete(1);
      await time.advance(2_000);
    }
    expect(board?.lost()).toEqual([]);
  });

  it('is polled about every 80 ms while it lives', async () => {
    await connected([1]);
    await time.advance(1_000);
    const before = streams[0]?.written.length ?? 0;
    await time.advance(8_000);
    expect((streams[0]?.written.length ?? 0) - before).toBe(100);
  });
});
