// A TCP server on which a simulated cabinet's boards of one kind speak their wire bytes, so that the demo runs the drivers of
// a hospital. Listens on the loopback only. Not modelled: baud rate, collisions, what other masters on a bus overhear.
import { createServer, type Server, type Socket } from 'node:net';
import type { BoardId } from '../../domain/ids.ts';
import { type SlotReading, sameReading } from '../../domain/slot.ts';
import { type Clock, type Monotonic, milliseconds, type Timers } from '../../domain/time.ts';
import type { Unsubscribe } from '../linked-device.ts';
import type { SimulatedCabinet } from './cabinet.ts';
import type { PlayedBoard, Wire, WireProtocol, WireRequest } from './wire-protocol.ts';

/** One frame or burst of noise on the wire. */
export interface WireFrame {
  readonly from: 'controller' | 'board';
  readonly bytes: Uint8Array;
  readonly at: Monotonic;
}

/** One connection as the boards have it: what is written goes to the controller. */
export interface WireEnd {
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once when the connection has ended. */
  onClose(listener: () => void): void;
}

/** After this much quiet the rest of an unfinished frame will not come any more. */
const QUIET = milliseconds(20);
/** What a line with swapped A and B makes of any reply. */
const SWAPPED_WIRES = Uint8Array.of(0xfb, 0xff, 0x95, 0xfe, 0xfe, 0xfe, 0xfe, 0xf9, 0xf2);

export class SimulatedBoardBus {
  /** The boards that answer here. */
  readonly boards: readonly BoardId[];
  readonly #cabinet: SimulatedCabinet;
  readonly #protocol: WireProtocol;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #port: number;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();
  readonly #listeners = new Set<(frame: WireFrame) => void>();
  /** What each board told last; null = noise. */
  readonly #told = new Map<BoardId, readonly SlotReading[] | null>();

  /** @param port of the loopback to listen on; 0 = any that is free */
  constructor(cabinet: SimulatedCabinet, protocol: WireProtocol, clock: Clock, timers: Timers, port = 0) {
    this.boards = protocol.boards.map(({ id }) => id);
    this.#cabinet = cabinet;
    this.#protocol = protocol;
    this.#clock = clock;
    this.#timers = timers;
    this.#port = port;
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
  }

  /** Starts to listen. @returns the address for a board's set-up, `tcp://127.0.0.1:port` */
  async listen(): Promise<{ readonly address: string }> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    const bound = this.#server.address();
    if (bound === null || typeof bound === 'string') throw new Error('The simulated bus has no TCP port');
    return { address: `tcp://127.0.0.1:${bound.port}` };
  }

  /** Ends all connections and stops listening. May be called twice. */
  async close(): Promise<void> {
    for (const socket of this.#clients) socket.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  /** Calls `listener` for each frame in both directions, in their order, until unsubscribed. */
  onFrame(listener: (frame: WireFrame) => void): Unsubscribe {
    const own = (frame: WireFrame) => listener(frame);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Connects the boards to a line that is not a socket of this server. */
  plug(end: WireEnd): void {
    const timers = new Set<unknown>();
    const later = (delay: number, work: () => void) => {
      const timer = this.#timers.setTimeout(() => {
        timers.delete(timer);
        work();
      }, delay);
      timers.add(timer);
      return timer;
    };
    const receiver = this.#protocol.receive(this.#wire(end, later));
    const unsubscribe = this.#cabinet.subscribe(() => receiver.moved?.());
    let quiet: unknown = null;
    end.onData((bytes) => {
      this.#timers.clearTimeout(quiet);
      timers.delete(quiet);
      receiver.take(bytes);
      quiet = later(QUIET, () => receiver.quiet());
    });
    end.onClose(() => {
      unsubscribe();
      for (const timer of timers) this.#timers.clearTimeout(timer);
    });
  }

  #serve(socket: Socket): void {
    this.#clients.add(socket);
    // A client that goes away is nothing to a board; `close` follows and tidies up.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#clients.delete(socket));
    this.plug({
      write: (bytes) => void (socket.writable && socket.write(bytes)),
      onData: (listener) => void socket.on('data', listener),
      onClose: (listener) => void socket.on('close', listener),
    });
  }

  #wire(end: WireEnd, later: Wire['later']): Wire {
    return {
      request: (request) => this.#request(request, end),
      send: (bytes) => this.#send(bytes, end),
      boards: () => this.#played(end).flatMap(({ board, fault }) => (fault === null ? [board] : [])),
      later,
    };
  }

  #request({ bytes, unit, meaning, serve }: WireRequest, end: WireEnd): void {
    this.#tell('controller', bytes);
    if (meaning !== null) this.#note('controller', bytes, meaning);
    for (const { board, fault } of this.#played(end)) {
      if (fault === 'silent' || (unit !== null && unit !== board.unit)) continue;
      if (fault === 'garbled') this.#garble(board, end);
      else serve(board);
    }
  }

  /** The boards of this bus as they are now. */
  #played(end: WireEnd): readonly { readonly board: PlayedBoard; readonly fault: 'silent' | 'garbled' | null }[] {
    return this.#protocol.boards.map(({ id, unit }) => {
      const state = this.#cabinet.boards().find((one) => one.id === id);
      if (state === undefined) throw new Error(`The simulated cabinet has no board ${id}`);
      const board: PlayedBoard = {
        id,
        unit,
        sense: (positions) => this.#cabinet.sense(id, positions),
        inputs: () => this.#cabinet.inputs(id),
        showLights: (positions) => this.#cabinet.showLights(id, positions),
        energise: (position) => this.#cabinet.energise(id, position),
        reply: (bytes, told) => {
          this.#send(bytes, end);
          if (typeof told === 'string') this.#note('board', bytes, `board ${unit}: ${told}`);
          else if (told !== null) this.#noteReading(board, bytes, told);
        },
      };
      return { board, fault: state.silent ? 'silent' : state.garbled ? 'garbled' : null };
    });
  }

  #garble(board: PlayedBoard, end: WireEnd): void {
    this.#send(SWAPPED_WIRES, end);
    this.#noteReading(board, SWAPPED_WIRES, null);
  }

  #send(bytes: Uint8Array, end: WireEnd): void {
    end.write(bytes);
    this.#tell('board', bytes);
  }

  #noteReading({ id, unit }: PlayedBoard, bytes: Uint8Array, reading: readonly SlotReading[] | null): void {
    const before = this.#told.get(id);
    if (before !== undefined && isSame(before, reading)) return;
    this.#told.set(id, reading);
    this.#note('board', bytes, meaningOf(unit, before ?? null, reading));
  }

  #tell(from: WireFrame['from'], bytes: Uint8Array): void {
    const frame = { from, bytes, at: this.#clock.monotonic() };
    for (const listener of this.#listeners) listener(frame);
  }

  #note(from: WireFrame['from'], bytes: Uint8Array, meaning: string): void {
    this.#cabinet.noteWire({ at: new Date(this.#clock.now()).toISOString(), from, hex: hexOf(bytes), meaning });
  }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
}

function isSame(before: readonly SlotReading[] | null, now: readonly SlotReading[] | null): boolean {
  if (before === null || now === null) return before === now;
  return now.every((reading, position) => sameReading(reading, before[position] ?? null));
}

/** What changed between two readings of a board, position by position; without an earlier one, that it answers. */
function meaningOf(unit: number, before: readonly SlotReading[] | null, now: readonly SlotReading[] | null): string {
  if (now === null) return `board ${unit}: noise, as from swapped wires`;
  if (before === null) return `board ${unit} tells its state`;
  const changes = now.flatMap((reading, position) => {
    const words = wordsOf(before[position], reading);
    return words.length === 0 ? [] : [`position ${position} ${words.join(', ')}`];
  });
  return `board ${unit}: ${changes.join('; ')}`;
}

function wordsOf(before: SlotReading | undefined, { bolt, presence, fob }: SlotReading): readonly string[] {
  return [
    before?.bolt === bolt ? [] : [bolt],
    before?.presence === presence ? [] : [presence],
    before?.fob === fob ? [] : [fob === undefined ? 'no fob read' : `fob ${fob}`],
  ].flat();
}
