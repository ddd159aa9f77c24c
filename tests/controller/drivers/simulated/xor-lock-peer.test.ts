// The simulated XOR lock board: what it hears, what it says and how late, and what happens when two locks are driven at once.
import { beforeEach, describe, expect, it } from 'vitest';
import { parseBoardId } from '../../../../controller/domain/ids.ts';
import type { SlotReading } from '../../../../controller/domain/slot.ts';
import type { PlayedBoard, Wire, WireReceiver } from '../../../../controller/drivers/simulated/wire-protocol.ts';
import {
  type PlayedXorLock,
  XorLockPeer,
  type XorPeerHabits,
} from '../../../../controller/drivers/simulated/xor-lock-peer.ts';
import { expectOk } from '../../../support/expect-ok.ts';
import { hex, toHex } from '../../../support/hex.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

const BOARD: PlayedXorLock = {
  id: expectOk(parseBoardId('b1')),
  unit: 1,
  ways: 16,
  polarity: 'one-is-closed',
  contact: 'bolt',
  order: 'last-byte-first',
};

let time: SimulatedTime;
let said: { readonly at: number; readonly bytes: string }[];
let meanings: string[];
let driven: number[];
let slots: SlotReading[];

beforeEach(() => {
  time = new SimulatedTime();
  said = [];
  meanings = [];
  driven = [];
  slots = Array.from({ length: 16 }, () => ({ bolt: 'locked', presence: 'present' }));
});

function play(habits: Partial<XorPeerHabits> = {}, board = BOARD) {
  const peer = new XorLockPeer([board], habits);
  const say = (bytes: Uint8Array) => said.push({ at: time.monotonic(), bytes: toHex(bytes) });
  const played: PlayedBoard = {
    id: board.id,
    unit: board.unit,
    sense: (positions) => slots.slice(0, positions),
    inputs: () => ({ door: null, tamper: null, mains: null, battery: null }),
    showLights: () => undefined,
    energise: (position) => {
      driven.push(position);
      slots[position] = { bolt: 'unlocked', presence: 'present' };
    },
    reply: (bytes) => void say(bytes),
  };
  const wire: Wire = {
    request: ({ unit, meaning, serve }) => {
      if (meaning !== null) meanings.push(meaning);
      if (unit === board.unit) serve(played);
    },
    send: (bytes) => void say(bytes),
    boards: () => [played],
    later: (delay, work) => void time.setTimeout(work, delay),
  };
  return { peer, receiver: peer.receive(wire) };
}

function hear(receiver: WireReceiver, text: string): void {
  receiver.take(hex(text));
}

const told = () => said.map(({ bytes }) => bytes);

describe('what it hears', () => {
  it.each([
    ['read all', '80 01 00 33 B2', '80 01 00 FF FF 33 B2'],
    ['read one', '80 01 02 33 B0', '80 01 02 11 92'],
    ['unlock', '8A 01 02 11 98', '8A 01 02 00 89'],
    ['unlock with a pulse', '8A 01 02 11 05 9D', '8A 01 02 00 89'],
    ['firmware', '82 01 00 22 A1', '82 01 00 AB 28'],
  ])('%s: answers after 200 ms', async (_what, request, reply) => {
    hear(play().receiver, request);
    await time.advance(199);
    expect(told()).toEqual([]);
    await time.advance(1);
    expect(told()).toEqual([reply]);
  });

  it('of another board, or that is no request, stays without an answer', async () => {
    const { receiver } = play();
    for (const text of ['80 02 00 33 B1', '8A 02 01 11 98', '80 01 01 11 91', '80 01 00 33 B3']) hear(receiver, text);
    await time.advance(1_000);
    expect([said, driven]).toEqual([[], []]);
  });

  it('in the order of its firmware, and of its contact', async () => {
    slots[0] = { bolt: 'unseen', presence: 'absent' };
    const board = { ...BOARD, contact: 'presence', order: 'first-byte-first' } as const;
    hear(play({ states: 4 }, board).receiver, '80 01 00 33 B2');
    await time.advance(200);
    expect(told()).toEqual(['80 01 FE FF 00 00 33 B3']);
  });

  it('drives every lock when it is told so, one after the other, and says what that was', async () => {
    hear(play().receiver, '8A 01 00 11 9A');
    await time.advance(16 * 300);
    expect(driven).toEqual(Array.from({ length: 16 }, (_, position) => position));
    expect(meanings).toEqual(['unlock every lock of board 1']);
  });
});

describe('how it says it', () => {
  it('with an echo before and garbage', async () => {
    hear(play({ echo: true, garbage: hex('FA FD 99 99') }).receiver, '80 01 02 33 B0');
    await time.advance(200);
    expect(told()).toEqual(['80 01 02 33 B0', 'FA FD 99 99', '80 01 02 11 92']);
    expect(said[0]?.at).toBe(0);
  });

  it('unasked when a contact changes, if that is the habit of the firmware', async () => {
    const { receiver } = play({ news: true });
    receiver.moved?.();
    slots[5] = { bolt: 'unlocked', presence: 'present' };
    receiver.moved?.();
    receiver.moved?.();
    expect(told()).toEqual(['82 01 06 00 85']);
    const silent = play().receiver;
    slots[6] = { bolt: 'unlocked', presence: 'present' };
    silent.moved?.();
    expect(told()).toHaveLength(1);
  });
});

describe('two locks at once', () => {
  it('are more than the supply carries: the second does not move, and it is counted', async () => {
    const { peer, receiver } = play();
    hear(receiver, '8A 01 01 11 9B');
    await time.advance(299);
    hear(receiver, '8A 01 02 11 98');
    await time.advance(1);
    expect([driven, peer.overloads]).toEqual([[0], 1]);
    hear(receiver, '8A 01 02 11 98');
    expect([driven, peer.overloads]).toEqual([[0, 1], 1]);
  });

  it('also while a longer pulse lasts', async () => {
    const { peer, receiver } = play();
    hear(receiver, '8A 01 01 11 02 99');
    await time.advance(1_999);
    hear(receiver, '8A 01 02 11 98');
    expect([driven, peer.overloads]).toEqual([[0], 1]);
  });
});
