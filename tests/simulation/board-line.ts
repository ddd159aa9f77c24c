// The bus of a simulated run: the bytes of CU16 boards between the real driver and the simulated cabinet, without sockets.
// It notes each current through a coil, which is what "energised" means here; never what the log says of it.

import type { BoardSetup } from '../../controller/domain/board.ts';
import type { BoardId } from '../../controller/domain/ids.ts';
import { err, ok } from '../../controller/domain/result.ts';
import type { SlotReading } from '../../controller/domain/slot.ts';
import type { Timers } from '../../controller/domain/time.ts';
import type { SimulatedCabinet } from '../../controller/drivers/simulated/cabinet.ts';
import type { BusPort } from '../../controller/drivers/slot-boards/bus.ts';
import { Cu16Decoder, type Cu16Frame, encodeFrame } from '../../controller/drivers/slot-boards/kerong-cu16/frames.ts';
import {
  CU16_POSITIONS,
  parseRequest,
  stateFrame,
  stateOf,
} from '../../controller/drivers/slot-boards/kerong-cu16/messages.ts';
import type { ByteStream } from '../../controller/drivers/transport.ts';

export interface LineEvents {
  /** Current goes through the coil of a position, whether or not its bolt follows. */
  energised(board: BoardId, position: number): void;
  /** A board has told its sensors to the controller. */
  told(board: BoardId, reading: readonly SlotReading[]): void;
  /** An unlock frame is about to go out, or has just gone out. */
  unlockFrame(moment: 'before' | 'after'): void;
}

/** From the last byte of a request to the last byte of the reply, in ms; a frame at 19,200 baud takes 3–5. */
const LATENCY = 4;
const SWAPPED_WIRES = Uint8Array.of(0xfb, 0xff, 0x95, 0xfe, 0xfe, 0xfe, 0xfe, 0xf9, 0xf2);

/** The cable and the boards on it. They outlive the controller. */
export class BoardLine {
  readonly #cabinet: SimulatedCabinet;
  readonly #timers: Timers;
  readonly #boards: readonly BoardSetup[];
  readonly #events: LineEvents;
  readonly #lying = new Set<string>();
  /** Rises with all that a board could tell anew. */
  #version = 0;
  /** What each board told last was of this version. */
  readonly #told = new Map<BoardId, number>();

  constructor(cabinet: SimulatedCabinet, timers: Timers, boards: readonly BoardSetup[], events: LineEvents) {
    this.#cabinet = cabinet;
    this.#timers = timers;
    this.#boards = boards;
    this.#events = events;
    cabinet.subscribe(() => this.#changed());
  }

  /** Whether a poll could see anything that the controller was not told. */
  get isStale(): boolean {
    return this.#boards.some(({ id }) => this.#told.get(id) !== this.#version);
  }

  /** Makes the presence sensor of a position tell the contrary, or the truth again. */
  lie(board: BoardId, position: number, on: boolean): void {
    if (on) this.#lying.add(`${board} ${position}`);
    else this.#lying.delete(`${board} ${position}`);
    this.#changed();
  }

  /**
   * The port of one process; its streams carry nothing more once `isAlive` says no.
   * @param repeats whether each unlock frame is written twice: a fault that a test plants
   */
  port(timers: Timers, isAlive: () => boolean, repeats = false): BusPort<Cu16Frame> {
    return {
      open: () => {
        this.#changed();
        return Promise.resolve(ok(this.#stream(timers, isAlive, repeats)));
      },
      newDecoder: () => new Cu16Decoder(),
    };
  }

  /** What the sensors of a board show, lies included. */
  sense(board: BoardId): readonly SlotReading[] {
    return this.#cabinet.sense(board, CU16_POSITIONS).map((reading, position) => {
      if (!this.#lying.has(`${board} ${position}`)) return reading;
      return { ...reading, presence: reading.presence === 'present' ? 'absent' : 'present' };
    });
  }

  #changed(): void {
    this.#version += 1;
  }

  #stream(timers: Timers, isAlive: () => boolean, repeats: boolean): ByteStream {
    const decoder = new Cu16Decoder();
    const data: ((bytes: Uint8Array) => void)[] = [];
    const ends: (() => void)[] = [];
    let isOpen = true;
    const reply = (answer: () => Uint8Array | null) => {
      timers.setTimeout(() => {
        const bytes = isOpen && isAlive() ? answer() : null;
        if (bytes !== null) for (const listener of data) listener(bytes);
      }, LATENCY);
    };
    return {
      get isOpen() {
        return isOpen;
      },
      write: (bytes) => {
        if (!isAlive()) return new Promise(() => undefined);
        if (!isOpen) return Promise.resolve(err('port_closed'));
        for (const frame of decoder.push(bytes).frames) {
          this.#receive(frame, reply, isAlive);
          if (repeats && parseRequest(frame)?.type === 'unlock') this.#receive(frame, reply, isAlive);
        }
        return Promise.resolve(ok(undefined));
      },
      onData: (listener) => data.push(listener),
      onClose: (listener) => ends.push(listener),
      close: () => {
        if (isOpen) {
          isOpen = false;
          for (const listener of ends) listener();
        }
        return Promise.resolve();
      },
    };
  }

  #receive(frame: Cu16Frame, reply: (answer: () => Uint8Array | null) => void, isAlive: () => boolean): void {
    const request = parseRequest(frame);
    if (request === null || request.type === 'ask-all') return;
    const setup = this.#boards.find(({ unit }) => unit === request.unit);
    if (setup === undefined) return;
    if (request.type === 'unlock') {
      this.#unlock(setup, request.position, isAlive);
      return;
    }
    reply(() => {
      const board = this.#cabinet.boards().find(({ id }) => id === setup.id);
      this.#told.set(setup.id, this.#version);
      if (board?.silent === true) return null;
      if (board?.garbled === true) return SWAPPED_WIRES;
      const reading = this.sense(setup.id);
      this.#events.told(setup.id, reading);
      return encodeFrame(stateFrame(stateOf(setup.unit, reading, setup.polarity)));
    });
  }

  /** The frame is on the wire even when its sender dies with the last byte. */
  #unlock({ id }: BoardSetup, position: number, isAlive: () => boolean): void {
    this.#events.unlockFrame('before');
    if (!isAlive()) return;
    const board = this.#cabinet.boards().find((one) => one.id === id);
    if (board?.silent === false && !board.garbled) {
      this.#timers.setTimeout(() => {
        this.#events.energised(id, position);
        this.#cabinet.energise(id, position);
      }, LATENCY);
    }
    this.#events.unlockFrame('after');
  }
}
