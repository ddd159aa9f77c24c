// The simulated bus by its bytes: the examples of the protocol, what it ignores, and what its line monitor says.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Polarity } from '../../../../controller/domain/board.ts';
import { parseBoardId } from '../../../../controller/domain/ids.ts';
import { SimulatedBoardBus, type WireFrame } from '../../../../controller/drivers/simulated/board-bus.ts';
import { SimulatedCabinet } from '../../../../controller/drivers/simulated/cabinet.ts';
import { KerongCu16Peer } from '../../../../controller/drivers/simulated/kerong-cu16-peer.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { hex, toHex } from '../../../support/hex.ts';
import { realClock, realTimers } from '../../../support/real-time.ts';

const b1 = expectOk(parseBoardId('b1'));
const b2 = expectOk(parseBoardId('b2'));
const ASK_ALL = hex('02 F0 32 03 27');

interface Settings {
  readonly polarity?: Polarity;
  readonly answersUnlock?: boolean;
}

const tidy: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of tidy.splice(0).toReversed()) await undo();
});

async function makeBus({ polarity = 'one-is-closed', answersUnlock = false }: Settings = {}) {
  const cabinet = new SimulatedCabinet(
    {
      columns: 2,
      boards: [
        { id: b1, unit: 0 },
        { id: b2, unit: 1 },
      ],
      slots: [
        { number: 1, board: b1, position: 0, fob: { id: 'f1', number: 1, name: 'One' } },
        { number: 2, board: b2, position: 2, fob: { id: 'f2', number: 2, name: 'Two' } },
      ],
      door: { board: b2, position: 15 },
    },
    realTimers,
  );
  const boards = cabinet.boards().map(({ id, unit }) => ({ id, unit, polarity }));
  const bus = new SimulatedBoardBus(cabinet, new KerongCu16Peer(boards, { answersUnlock }), realClock, realTimers);
  const { address } = await bus.listen();
  tidy.push(() => bus.close());
  const frames: WireFrame[] = [];
  const unsubscribe = bus.onFrame((frame) => frames.push(frame));
  return { cabinet, bus, frames, unsubscribe, client: () => makeClient(Number(new URL(address).port)) };
}

async function makeClient(port: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  const received: number[] = [];
  socket.on('data', (bytes) => received.push(...bytes));
  await once(socket, 'connect');
  tidy.push(() => socket.destroy());
  /** Sends bytes, then asks everyone: when their answers are there, all that was due before has come. */
  const exchange = async (text: string): Promise<readonly string[]> => {
    received.length = 0;
    socket.write(hex(text));
    socket.write(ASK_ALL);
    await expect.poll(() => toHex(Uint8Array.from(received)), { interval: 2 }).toMatch(/02 10 36 (?:.. ){4}03 ..$/);
    return toHex(Uint8Array.from(received)).match(/02 (?:..) (?:35|36) (?:.. ){4}03 ../g) ?? [];
  };
  return { socket, received, exchange };
}

describe('on the wire', () => {
  it('answers state with 35, and all at F0 with 36', async () => {
    const { client } = await makeBus();
    const { exchange } = await client();
    expect(await exchange('02 00 30 03 35')).toEqual([
      '02 00 35 01 00 01 00 03 3C',
      '02 00 36 01 00 01 00 03 3D',
      '02 10 36 04 80 04 00 03 D3',
    ]);
  });

  it('unlocks with 31 and does not answer it', async () => {
    const { client } = await makeBus();
    const { exchange } = await client();
    expect(await exchange('02 00 31 03 36')).toEqual(['02 00 36 00 00 01 00 03 3C', '02 10 36 04 80 04 00 03 D3']);
  });

  it('answers an unlock with the state before it, when it is set to', async () => {
    const { client } = await makeBus({ answersUnlock: true });
    const { exchange } = await client();
    expect((await exchange('02 00 31 03 36')).slice(0, 2)).toEqual([
      '02 00 35 01 00 01 00 03 3C',
      '02 00 36 00 00 01 00 03 3C',
    ]);
  });

  it('turns the bolts round with the polarity', async () => {
    const { client } = await makeBus({ polarity: 'zero-is-closed' });
    const { exchange } = await client();
    expect((await exchange('02 00 30 03 35'))[0]).toBe('02 00 35 FE FF 01 00 03 38');
  });

  it.each([
    ['a wrong sum', '02 00 31 03 37'],
    ['a unit that is not there', '02 30 31 03 66'],
    ['unlock all', '02 00 33 03 38'],
    ['noise', 'FF 02 02 00 03 31'],
  ])('ignores %s', async (_what, text) => {
    const { cabinet, client } = await makeBus();
    const { exchange } = await client();
    expect(await exchange(text)).toHaveLength(2);
    expect(cabinet.view().slots.map(({ bolt }) => bolt)).toEqual(['locked', 'locked']);
  });

  it('hears a request behind a beginning that never ends, once the line is quiet', async () => {
    const { client } = await makeBus();
    const { socket, received } = await client();
    socket.write(hex('02 00 35 02 00 30 03 35'));
    await expect.poll(() => toHex(Uint8Array.from(received))).toBe('02 00 35 01 00 01 00 03 3C');
  });

  it('serves several clients, each with its own answers', async () => {
    const { client } = await makeBus();
    const [one, two] = [await client(), await client()];
    const answers = await Promise.all([one.exchange('02 00 30 03 35'), two.exchange('02 10 30 03 45')]);
    expect(answers.map(([first]) => first)).toEqual(['02 00 35 01 00 01 00 03 3C', '02 10 35 04 80 04 00 03 D2']);
  });

  it('has nothing to say for a silent board, and noise for a garbled one', async () => {
    const { cabinet, client } = await makeBus();
    const { socket, received } = await client();
    expectOk(cabinet.act({ type: 'fault.set', fault: 'board-silent', board: 'b1', on: true }));
    expectOk(cabinet.act({ type: 'fault.set', fault: 'board-garbled', board: 'b2', on: true }));
    socket.write(hex('02 00 31 03 36'));
    socket.write(hex('02 12 31 03 48'));
    await expect.poll(() => toHex(Uint8Array.from(received))).toMatch(/^FB .* F2$/);
    expect(cabinet.view().slots.map(({ bolt }) => bolt)).toEqual(['locked', 'locked']);
  });
});

describe('the line monitor', () => {
  it('shows unlocks and changes with their meaning, and no unchanged polls', async () => {
    const { cabinet, client } = await makeBus();
    const { exchange } = await client();
    for (let poll = 0; poll < 5; poll += 1) await exchange('02 10 30 03 45');
    const before = cabinet.view().wire.length;
    await exchange('02 12 31 03 48');
    expect(cabinet.view().wire.slice(before)).toMatchObject([
      { from: 'controller', hex: '02 12 31 03 48', meaning: 'unlock board 1 position 2' },
      { from: 'board', hex: '02 10 36 00 80 04 00 03 CF', meaning: 'board 1: position 2 unlocked' },
    ]);
    expectOk(cabinet.act({ type: 'door.open' }));
    await exchange('02 10 30 03 45');
    expect(cabinet.view().wire.at(-1)?.meaning).toBe('board 1: position 15 unlocked');
    expect(before).toBeLessThanOrEqual(4);
  });

  it('reports every frame both ways in order, with rising times, until unsubscribed', async () => {
    const { frames, unsubscribe, client } = await makeBus();
    const { exchange } = await client();
    await exchange('02 00 30 03 35');
    expect(frames.map(({ from, bytes }) => `${from} ${toHex(bytes).slice(0, 8)}`)).toEqual([
      'controller 02 00 30',
      'board 02 00 35',
      'controller 02 F0 32',
      'board 02 00 36',
      'board 02 10 36',
    ]);
    expect(frames.every(({ at }, index) => at >= (frames[index - 1]?.at ?? 0))).toBe(true);
    unsubscribe();
    await exchange('02 00 30 03 35');
    expect(frames).toHaveLength(5);
  });
});
