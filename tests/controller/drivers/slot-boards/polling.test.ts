// Who is asked when, to the millisecond: boards where something happens without rest, all others now and then, each in its
// turn, and a release before all of them.
import { beforeEach, describe, expect, it } from 'vitest';
import { parseBoardId, parseEntrySeq, parseSlotId } from '../../../../controller/domain/ids.ts';
import { ReleaseToken } from '../../../../controller/domain/release-token.ts';
import { ok } from '../../../../controller/domain/result.ts';
import { monotonic } from '../../../../controller/domain/time.ts';
import { Bus } from '../../../../controller/drivers/slot-boards/bus.ts';
import { cu16Dialect } from '../../../../controller/drivers/slot-boards/kerong-cu16/dialect.ts';
import {
  Cu16Decoder,
  type Cu16Frame,
  encodeFrame,
} from '../../../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import { parseRequest, stateFrame } from '../../../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import { PolledBoard } from '../../../../controller/drivers/slot-boards/polled-board.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { FakeStream } from '../../../support/fake-stream.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

/** Five bytes there and nine back at 19,200 baud, and 2 ms in which the board thinks. */
const EXCHANGE = 10;
/** How long after the question the board looks at its sensors. */
const LOOK = 4;
const CALM_PERIOD = 80;
/** Behind a silence each answer waits so long for a second one. */
const SETTLE = 30;
/** A board on a full bus: each has one place in the sweep. */
const ALL = Array.from({ length: 16 }, (_, unit) => unit);

interface Asked {
  readonly at: number;
  readonly type: 'ask-state' | 'unlock' | 'ask-all';
  readonly unit: number;
}

let time: SimulatedTime;
let bus: Bus<Cu16Frame>;
let asked: Asked[];
/** Units that do not answer. */
let dead: Set<number>;
/** Positions by unit where a fob stands in an unlocked slot; everywhere else bolts are shut. */
let loose: Map<number, number>;
/** Boards answer as soon as they are asked. */
let isInstant: boolean;

beforeEach(() => {
  time = new SimulatedTime();
  asked = [];
  dead = new Set();
  loose = new Map();
  isInstant = false;
  const open = async () => {
    const stream = new FakeStream();
    stream.onWrite = (bytes) => answer(stream, bytes);
    return ok(stream);
  };
  bus = new Bus({ open, newDecoder: () => new Cu16Decoder() }, time, time);
});

function answer(stream: FakeStream, bytes: Uint8Array): void {
  for (const frame of new Cu16Decoder().push(bytes).frames) {
    const request = parseRequest(frame);
    if (request === null || request.type === 'ask-all') continue;
    const { type, unit } = request;
    asked.push({ at: time.monotonic(), type, unit });
    if (type === 'unlock' || dead.has(unit)) continue;
    time.setTimeout(
      () => {
        const open = loose.get(unit);
        const lockBits = Array.from({ length: 16 }, (_, position) => position !== open);
        const objectBits = Array.from({ length: 16 }, (_, position) => position === open);
        const reply = encodeFrame(stateFrame({ unit, lockBits, objectBits }));
        time.setTimeout(() => stream.arrive(reply), isInstant ? 0 : EXCHANGE - LOOK);
      },
      isInstant ? 0 : LOOK,
    );
  }
}

function makeBoard(unit: number) {
  const id = expectOk(parseBoardId(`b${unit}`));
  const setup = { id, kind: 'kerong-cu16', address: 'tcp://board:1', unit, polarity: 'one-is-closed' } as const;
  return new PolledBoard(id, cu16Dialect(setup, bus), time, time);
}

/** Connected boards, and a line that has settled. */
async function connected(units: readonly number[]): Promise<readonly PolledBoard[]> {
  const boards = units.map(makeBoard);
  const connecting = Promise.all(boards.map((board) => board.connect()));
  await time.advance(2_000);
  for (const result of await connecting) expectOk(result);
  asked = [];
  return boards;
}

function mint(intent: number) {
  const deadline = monotonic(time.monotonic() + 2_000);
  return ReleaseToken.mint(expectOk(parseEntrySeq(intent)), expectOk(parseSlotId('s1')), deadline);
}

const questionsOf = (unit: number) => asked.filter((one) => one.unit === unit && one.type === 'ask-state').length;

describe('a sweep', () => {
  it('asks no board twice while another waits, however eager all of them are', async () => {
    for (const unit of ALL) loose.set(unit, 3);
    await connected(ALL);
    await time.advance(4_000);
    expect(asked.length).toBeGreaterThanOrEqual((4_000 / EXCHANGE) * 0.99);
    const lastAt = new Map<number, number>();
    for (const [index, { unit }] of asked.entries()) {
      const before = lastAt.get(unit);
      if (before !== undefined) expect(index - before).toBe(ALL.length);
      lastAt.set(unit, index);
    }
    expect(lastAt.size).toBe(ALL.length);
  });

  it('of calm boards gives each its turn too, when the bus has no time for more', async () => {
    await connected(ALL);
    await time.advance(4_000);
    const counts = ALL.map(questionsOf);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it.each([1, 2, 16])(
    'of %i boards tells of a fob no later than one sweep and one answer after it was loose',
    async (count) => {
      const units = ALL.slice(0, count);
      const [first] = await connected(units);
      for (const unit of units) loose.set(unit, 3);
      await time.advance(3_000);
      let told = 0;
      first?.subscribe(({ type }) => {
        if (type === 'board.read') told = time.monotonic();
      });
      for (let phase = 0; phase < 12; phase += 1) {
        await time.advance(2_500 + phase);
        const pulled = time.monotonic();
        loose.set(0, 3 + ((phase + 1) % 2));
        await time.advanceUntil(() => told >= pulled, 400);
        expect(told - pulled).toBeLessThanOrEqual(count * EXCHANGE + EXCHANGE - LOOK);
      }
    },
  );
});

describe('a release', () => {
  it('waits for no more than the transaction in flight, with sixteen eager boards, whenever it comes', async () => {
    for (const unit of ALL) loose.set(unit, 3);
    const boards = await connected(ALL);
    for (let round = 0; round < 16; round += 1) {
      await time.advance(1_000 + round);
      const begin = asked.length;
      const wanted = time.monotonic();
      const [unit, board] = [(round * 5) % 16, boards[(round * 5) % 16]];
      const unlocking = board?.unlock(3, mint(round + 1));
      await time.advance(900);
      expect((await unlocking)?.ok).toBe(true);
      const since = asked.slice(begin);
      const frame = since.findIndex(({ type }) => type === 'unlock');
      expect(frame, 'questions between the call and the frame').toBe(0);
      expect((since[frame]?.at ?? Number.NaN) - wanted).toBeLessThanOrEqual(EXCHANGE);
      expect(since[frame + 1], 'the first question behind the frame').toMatchObject({ type: 'ask-state', unit });
    }
    expect(asked.filter(({ type }) => type === 'unlock')).toHaveLength(16);
  });
});

describe('boards without power', () => {
  it('leave the others half of the line, while they are looked for again and again', async () => {
    const [alive] = await connected([0]);
    loose.set(0, 3);
    for (const unit of [1, 2, 3, 4]) {
      dead.add(unit);
      void keepConnecting(makeBoard(unit));
    }
    await time.advance(5_000);
    asked = [];
    await time.advance(20_000);
    expect(questionsOf(0)).toBeGreaterThan((0.4 * 20_000) / (EXCHANGE + SETTLE + 1));
    for (const unit of dead) expect(questionsOf(unit)).toBeGreaterThan(5);
    await alive?.disconnect();
  });

  it('do not keep a board from being found that has power', async () => {
    for (const unit of ALL) if (unit !== 15) dead.add(unit);
    const boards = ALL.map(makeBoard);
    for (const board of boards) void keepConnecting(board);
    await time.advance(30_000);
    const read = boards[15]?.read();
    await time.advance(1_000);
    expect((await read)?.ok).toBe(true);
  });

  /** As the machine of a link does: a connection that takes longer than six seconds is given up, and tried again. */
  async function keepConnecting(board: PolledBoard): Promise<void> {
    for (let tries = 0; tries < 40; tries += 1) {
      const deadline = time.setTimeout(() => void board.disconnect(), 6_000);
      const { ok: isConnected } = await board.connect();
      time.clearTimeout(deadline);
      if (isConnected) return;
      await new Promise<void>((resolve) => time.setTimeout(resolve, 1_000));
    }
  }
});

describe('a board', () => {
  it('is asked without rest after an unlock, while its neighbours stay calm', async () => {
    const [board] = await connected([1, 2, 3]);
    void board?.unlock(3, mint(1));
    await time.advance(1_000);
    asked = [];
    await time.advance(8_000);
    expect(questionsOf(1)).toBeGreaterThan(8_000 / (2 * EXCHANGE));
    for (const calm of [2, 3]) {
      expect(questionsOf(calm)).toBeLessThanOrEqual(8_000 / CALM_PERIOD + 1);
      expect(questionsOf(calm)).toBeGreaterThanOrEqual((8_000 / CALM_PERIOD) * 0.8);
    }
  });

  it('is calm again when nobody came for ten seconds after an unlock', async () => {
    const [board] = await connected([1]);
    void board?.unlock(3, mint(1));
    await time.advance(10_200);
    asked = [];
    await time.advance(8_000);
    expect(questionsOf(1)).toBe(8_000 / CALM_PERIOD);
  });

  it('is asked without rest as long as a fob stands loose in it, and 2 s after it is gone no more', async () => {
    await connected([1]);
    loose.set(1, 3);
    await time.advance(15_000);
    asked = [];
    await time.advance(1_000);
    expect(questionsOf(1)).toBeGreaterThan(1_000 / (EXCHANGE + 2));
    loose.delete(1);
    await time.advance(2_200);
    asked = [];
    await time.advance(8_000);
    expect(questionsOf(1)).toBe(8_000 / CALM_PERIOD);
  });

  it('that answers at once, as on a network, keeps nobody busy while a fob stands loose in it', async () => {
    isInstant = true;
    loose.set(1, 3);
    await connected([1]);
    await time.advance(1_000);
    asked = [];
    await time.advance(7_000);
    expect(questionsOf(1)).toBe(1_000);
  });

  it('is asked once at a time, whatever hurries it', async () => {
    const [board] = await connected([1]);
    for (let turn = 0; turn < 20; turn += 1) {
      void board?.unlock(3, mint(turn + 1));
      loose.set(1, turn % 16);
      await time.advance(7);
    }
    await time.advance(4_000);
    asked = [];
    await time.advance(1_000);
    expect(questionsOf(1)).toBeLessThanOrEqual(1_000 / EXCHANGE);
    await board?.disconnect();
    await time.advance(20_000);
    expect(time.waiting).toBe(0);
  });
});
