// A TCP server that speaks the wire bytes of KERONG CU16 boards for a simulated cabinet, so that the demo runs the driver
// of a hospital. Listens on the loopback only. Not modelled: baud rate, collisions, what other masters on a bus overhear.
import { createServer, type Server, type Socket } from 'node:net';
import type { Polarity } from '../../domain/board.ts';
import type { BoardId } from '../../domain/ids.ts';
import { type SlotReading, sameReading } from '../../domain/slot.ts';
import { type Clock, type Monotonic, milliseconds, type Timers } from '../../domain/time.ts';
import type { Unsubscribe } from '../linked-device.ts';
import { Cu16Decoder, type Cu16Frame, encodeFrame } from '../slot-boards/kerong-cu16/frames.ts';
import { CU16_POSITIONS, parseRequest, stateFrame, stateOf } from '../slot-boards/kerong-cu16/messages.ts';
import type { SimulatedCabinet } from './cabinet.ts';

export interface BusSettings {
  /** 0 = any free port. */
  readonly port: number;
  readonly polarity: Polarity;
  /** Some firmware answers an unlock, with the state as it was before the bolt moved. */
  readonly answersUnlock: boolean;
}

/** One frame or burst of noise on the wire. */
export interface WireFrame {
  readonly from: 'controller' | 'board';
  readonly bytes: Uint8Array;
  readonly at: Monotonic;
}

type SimulatedBoard = ReturnType<SimulatedCabinet['boards']>[number];

const SETTINGS: BusSettings = { port: 0, polarity: 'one-is-closed', answersUnlock: false };
/** After this much quiet the rest of an unfinished frame will not come any more. */
const QUIET = milliseconds(20);
/** What a line with swapped A and B makes of any reply. */
const SWAPPED_WIRES = Uint8Array.of(0xfb, 0xff, 0x95, 0xfe, 0xfe, 0xfe, 0xfe, 0xf9, 0xf2);

export class SimulatedCu16Bus {
  readonly #cabinet: SimulatedCabinet;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #settings: BusSettings;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();
  readonly #listeners = new Set<(frame: WireFrame) => void>();
  /** What each board told last; null = noise. */
  readonly #logged = new Map<BoardId, readonly SlotReading[] | null>();

  constructor(cabinet: SimulatedCabinet, clock: Clock, timers: Timers, settings: Partial<BusSettings> = {}) {
    this.#cabinet = cabinet;
    this.#clock = clock;
    this.#timers = timers;
    this.#settings = { ...SETTINGS, ...settings };
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
  }

  /** Starts to listen. @returns the address for a board's set-up, `tcp://127.0.0.1:port` */
  async listen(): Promise<{ readonly address: string }> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#settings.port, '127.0.0.1', resolve);
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

  #serve(socket: Socket): void {
    const decoder = new Cu16Decoder();
    let quiet: unknown = null;
    const answer = (frames: readonly Cu16Frame[]) => {
      for (const frame of frames) this.#receive(frame, socket);
    };
    this.#clients.add(socket);
    socket.on('data', (bytes) => {
      this.#timers.clearTimeout(quiet);
      answer(decoder.push(bytes).frames);
      quiet = this.#timers.setTimeout(() => answer(decoder.flush().frames), QUIET);
    });
    // A client that goes away is nothing to a board; `close` follows and tidies up.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#timers.clearTimeout(quiet);
      this.#clients.delete(socket);
    });
  }

  #receive(frame: Cu16Frame, socket: Socket): void {
    const request = parseRequest(frame);
    if (request === null) return;
    const bytes = encodeFrame(frame);
    this.#tell('controller', bytes);
    if (request.type === 'unlock') {
      this.#note('controller', bytes, `unlock board ${request.unit} position ${request.position}`);
    }
    for (const board of this.#cabinet.boards()) {
      if (board.silent || (request.type !== 'ask-all' && request.unit !== board.unit)) continue;
      if (board.garbled) this.#garble(board, socket);
      else if (request.type === 'unlock') this.#unlock(board, request.position, socket);
      else this.#answer(board, request.type === 'ask-all', socket);
    }
  }

  #unlock(board: SimulatedBoard, position: number, socket: Socket): void {
    if (this.#settings.answersUnlock) this.#answer(board, false, socket);
    this.#cabinet.energise(board.id, position);
  }

  #answer(board: SimulatedBoard, toAll: boolean, socket: Socket): void {
    const reading = this.#cabinet.sense(board.id, CU16_POSITIONS);
    const bytes = encodeFrame(stateFrame(stateOf(board.unit, reading, this.#settings.polarity), toAll));
    this.#reply(board, bytes, reading, socket);
  }

  #garble(board: SimulatedBoard, socket: Socket): void {
    this.#reply(board, SWAPPED_WIRES, null, socket);
  }

  #reply(board: SimulatedBoard, bytes: Uint8Array, reading: readonly SlotReading[] | null, socket: Socket): void {
    if (socket.writable) socket.write(bytes);
    this.#tell('board', bytes);
    const before = this.#logged.get(board.id);
    if (before !== undefined && isSame(before, reading)) return;
    this.#logged.set(board.id, reading);
    this.#note('board', bytes, meaningOf(board.unit, before ?? null, reading));
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
  const changes = now.flatMap(({ bolt, presence }, position) => {
    const old = before[position];
    const words = [old?.bolt === bolt ? [] : [bolt], old?.presence === presence ? [] : [presence]].flat();
    return words.length === 0 ? [] : [`position ${position} ${words.join(', ')}`];
  });
  return `board ${unit}: ${changes.join('; ')}`;
}
