// XOR lock boards of a simulated cabinet, by their bytes, with the habits of different firmware, adapters and supplies.
// Not modelled: holding a lock open (heads 9A and 9B), several boards that speak at once, a pulse that outlasts its connection.
import type { XorLockSetup } from '../../domain/board.ts';
import type { BoardReading } from '../slot-boards/slot-board.ts';
import { encodeFrame, statesFor, XorDecoder, type XorFrame } from '../slot-boards/xor-lock/frames.ts';
import {
  isContactSet,
  opensEveryLock,
  parseRequest,
  replyFrame,
  statesOf,
  type XorReply,
  type XorRequest,
} from '../slot-boards/xor-lock/messages.ts';
import type { PlayedBoard, Wire, WireProtocol, WireReceiver } from './wire-protocol.ts';

export type PlayedXorLock = Pick<XorLockSetup, 'id' | 'unit' | 'ways' | 'polarity' | 'contact' | 'order'>;

export interface XorPeerHabits {
  /** From the end of a request to its answer, in ms. */
  readonly delay: number;
  /** The adapter hands back every byte that is written. */
  readonly echo: boolean;
  /** What comes before each answer, as of a transceiver that has just been switched on. */
  readonly garbage: Uint8Array;
  /** The firmware tells unasked when a contact changes. */
  readonly news: boolean;
  /** State bytes that the firmware sends, if they are more than the locks need. */
  readonly states: number;
  /** How much faster than real its delay and its pulses pass. */
  readonly speed: number;
}

const USUAL: XorPeerHabits = { delay: 200, echo: false, garbage: new Uint8Array(0), news: false, states: 0, speed: 1 };
/** How long a lock is driven unless the command says otherwise, in ms. */
const OWN_PULSE = 300;
const VERSION = 0xab;

export class XorLockPeer implements WireProtocol {
  readonly boards: readonly PlayedXorLock[];
  readonly #habits: XorPeerHabits;
  readonly #told = new Map<number, readonly boolean[]>();
  #isDriving = false;
  #overloads = 0;

  constructor(boards: readonly PlayedXorLock[], habits: Partial<XorPeerHabits> = {}) {
    this.boards = boards;
    this.#habits = { ...USUAL, ...habits };
  }

  /** Unlocks that came while another lock was driven: the voltage dropped, and the second bolt did not move. */
  get overloads(): number {
    return this.#overloads;
  }

  receive(wire: Wire): WireReceiver {
    const decoder = new XorDecoder(null);
    this.#isDriving = false;
    const hear = (frames: readonly XorFrame[]) => {
      for (const frame of frames) this.#hear(frame, wire);
    };
    return {
      take: (bytes) => {
        if (this.#habits.echo) wire.send(bytes);
        hear(decoder.push(bytes).frames);
      },
      quiet: () => hear(decoder.flush().frames),
      moved: () => this.#tellNews(wire),
    };
  }

  #hear(frame: XorFrame, wire: Wire): void {
    const bytes = encodeFrame(frame);
    const unit = frame.board;
    const request = parseRequest(frame);
    if (opensEveryLock(frame)) {
      const meaning = `unlock every lock of board ${unit}`;
      wire.request({ bytes, unit, meaning, serve: (board) => this.#driveAll(board, wire) });
    } else if (request !== null) {
      wire.request({ bytes, unit, meaning: meaningOf(request), serve: (board) => this.#serve(request, board, wire) });
    }
  }

  #serve(request: XorRequest, board: PlayedBoard, wire: Wire): void {
    if (request.type === 'unlock') {
      this.#drive(board, request.position, request.pulse === null ? OWN_PULSE : request.pulse * 1000, wire);
    }
    wire.later(this.#habits.delay / this.#habits.speed, () => this.#answer(request, board, wire));
  }

  #answer(request: XorRequest, board: PlayedBoard, wire: Wire): void {
    const setup = this.#setupOf(board);
    const reading = board.sense(setup.ways);
    const count = Math.max(statesFor(setup.ways), this.#habits.states);
    if (this.#habits.garbage.length > 0) wire.send(this.#habits.garbage);
    const reply = encodeFrame(replyFrame(answerTo(request, reading, setup, count)));
    board.reply(reply, request.type === 'ask-all' ? reading : null);
  }

  #drive(board: PlayedBoard, position: number, lasts: number, wire: Wire): void {
    if (this.#isDriving) {
      this.#overloads += 1;
      return;
    }
    this.#isDriving = true;
    wire.later(lasts / this.#habits.speed, () => {
      this.#isDriving = false;
    });
    board.energise(position);
  }

  /** One lock after the other. */
  #driveAll(board: PlayedBoard, wire: Wire): void {
    for (let position = 0; position < this.#setupOf(board).ways; position += 1) {
      wire.later((position * OWN_PULSE) / this.#habits.speed, () => board.energise(position));
    }
  }

  #tellNews(wire: Wire): void {
    if (!this.#habits.news) return;
    for (const board of wire.boards()) {
      const setup = this.#setupOf(board);
      const contacts = board.sense(setup.ways).map((slot) => isContactSet(slot, setup));
      const before = this.#told.get(board.unit) ?? contacts;
      this.#told.set(board.unit, contacts);
      for (const [position, isSet] of contacts.entries()) {
        if (isSet === before[position]) continue;
        board.reply(encodeFrame(replyFrame({ type: 'changed', unit: board.unit, position, isSet })), null);
      }
    }
  }

  #setupOf({ unit }: PlayedBoard): PlayedXorLock {
    const setup = this.boards.find((board) => board.unit === unit);
    if (setup === undefined) throw new Error(`This bus has no board ${unit}`);
    return setup;
  }
}

function answerTo(request: XorRequest, reading: BoardReading, setup: PlayedXorLock, count: number): XorReply {
  const { type, unit } = request;
  switch (type) {
    case 'ask-all':
      return { type: 'states', unit, bytes: statesOf(reading, setup, count) };
    case 'ask-firmware':
      return { type: 'firmware', unit, version: VERSION };
    case 'ask-one':
    case 'unlock': {
      const { position } = request;
      const slot = reading[position];
      const isSet = slot !== undefined && isContactSet(slot, setup);
      return { type: type === 'unlock' ? 'unlocked' : 'state', unit, position, isSet };
    }
  }
}

function meaningOf(request: XorRequest): string | null {
  if (request.type !== 'unlock') return null;
  const lasts = request.pulse === null ? '' : ` for ${request.pulse} s`;
  return `unlock board ${request.unit} position ${request.position}${lasts}`;
}
