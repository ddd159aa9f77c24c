// A line with XOR lock boards on simulated time: what they hear and when, what they answer, and drivers connected to them.
import type { XorLockSetup } from '../../controller/domain/board.ts';
import { parseBoardId, parseEntrySeq, parseSlotId } from '../../controller/domain/ids.ts';
import { ReleaseToken } from '../../controller/domain/release-token.ts';
import { ok } from '../../controller/domain/result.ts';
import { monotonic } from '../../controller/domain/time.ts';
import { Bus } from '../../controller/drivers/slot-boards/bus.ts';
import { XOR_TIMES } from '../../controller/drivers/slot-boards/line-times.ts';
import { PolledBoard } from '../../controller/drivers/slot-boards/polled-board.ts';
import type { SlotBoardEvent } from '../../controller/drivers/slot-boards/slot-board.ts';
import {
  type XorNeighbours,
  xorLockDialect,
  xorLockPort,
} from '../../controller/drivers/slot-boards/xor-lock/dialect.ts';
import { encodeFrame, XorDecoder, type XorFrame } from '../../controller/drivers/slot-boards/xor-lock/frames.ts';
import {
  parseRequest,
  replyFrame,
  type XorReply,
  type XorRequest,
} from '../../controller/drivers/slot-boards/xor-lock/messages.ts';
import { expectOk } from './expect-ok.ts';
import { FakeStream } from './fake-stream.ts';
import { SimulatedTime } from './simulated-time.ts';

/** What a real board takes to answer, in ms. */
export const DELAY = 200;
/** A connect has an end by then, in ms. */
export const CONNECTED = 5_000;
const ALL_LOCKED: readonly number[] = [0xff, 0xff, 0xff];

export class XorLine {
  readonly time = new SimulatedTime();
  /** The port that was opened last. */
  stream = new FakeStream();
  hasEcho = false;
  readonly heard: { readonly at: number; readonly request: XorRequest; readonly frame: XorFrame }[] = [];
  /** State bytes of each unit that answers. */
  readonly states = new Map([1, 2].map((unit) => [unit, ALL_LOCKED]));
  /** What an unlock does to the states, and what the board says of it; null = it says nothing. */
  onUnlock = (unit: number, position: number): XorReply | null => {
    this.move(unit, position);
    return { type: 'unlocked', unit, position, isSet: false };
  };

  /** The bolt of a position below 8 goes back. */
  move(unit: number, position: number): void {
    const now = this.states.get(unit) ?? ALL_LOCKED;
    this.states.set(unit, [...now.slice(0, -1), (now.at(-1) ?? 0) & ~(1 << position)]);
  }

  /** The board says something; what, is looked up when it does. */
  say(reply: () => XorReply, delay: number, on = this.stream): void {
    this.time.setTimeout(() => on.arrive(encodeFrame(replyFrame(reply()))), delay);
  }

  unlocks() {
    return this.heard.filter(({ request }) => request.type === 'unlock');
  }

  questions() {
    return this.heard.filter(({ request }) => request.type === 'ask-all');
  }

  /** Boards on one bus, connected. */
  async connected(...setups: XorNeighbours) {
    const boards = this.boards(...setups);
    const connecting = Promise.all(boards.map(({ board }) => board.connect()));
    await this.time.advance(CONNECTED);
    for (const result of await connecting) expectOk(result);
    return boards;
  }

  /** One board, connected. */
  async one(setup: XorLockSetup = xorSetup(1)) {
    const [only] = await this.connected(setup);
    if (only === undefined) throw new Error('one set-up makes one board');
    return only;
  }

  /** Boards on one bus. */
  boards(...setups: XorNeighbours) {
    const port = xorLockPort(setups, async () => ok(this.#newStream()), this.time);
    const bus = new Bus(port, this.time, this.time, XOR_TIMES);
    return setups.map((setup) => {
      const board = new PolledBoard(setup.id, xorLockDialect(setup, bus), this.time, this.time);
      const events: SlotBoardEvent[] = [];
      board.subscribe((event) => events.push(event));
      return { board, events };
    });
  }

  token(lifetime = 60_000): ReleaseToken {
    const deadline = monotonic(this.time.monotonic() + lifetime);
    return ReleaseToken.mint(expectOk(parseEntrySeq(1)), expectOk(parseSlotId('s1')), deadline);
  }

  #newStream(): FakeStream {
    const own = new FakeStream();
    this.stream = own;
    own.onWrite = (bytes) => {
      if (this.hasEcho) this.time.setTimeout(() => own.arrive(bytes), 6);
      for (const frame of new XorDecoder(null).push(bytes).frames) {
        const request = parseRequest(frame);
        if (request === null) throw new Error('the driver sent what it never may');
        this.heard.push({ at: this.time.monotonic(), request, frame });
        const reply = this.#replyTo(request);
        if (reply !== null) this.say(reply, DELAY, own);
      }
    };
    return own;
  }

  #replyTo(request: XorRequest): (() => XorReply) | null {
    const { unit } = request;
    if (!this.states.has(unit)) return null;
    if (request.type === 'unlock') {
      const reply = this.onUnlock(unit, request.position);
      return reply === null ? null : () => reply;
    }
    if (request.type === 'ask-one') return () => ({ type: 'state', unit, position: request.position, isSet: true });
    return () => ({ type: 'states', unit, bytes: Uint8Array.from(this.states.get(unit) ?? ALL_LOCKED) });
  }
}

/** The set-up of a board with 16 locks. */
export function xorSetup(unit: number, pulse: number | null = null): XorLockSetup {
  return {
    id: expectOk(parseBoardId(`b${unit}`)),
    kind: 'xor-lock',
    address: 'tcp://board:1',
    unit,
    ways: 16,
    polarity: 'one-is-closed',
    contact: 'bolt',
    pulse,
    order: 'last-byte-first',
  };
}
