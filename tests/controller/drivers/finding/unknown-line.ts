// Ports of which nothing is known, in time that stands still until a test moves it: boards of the simulated cabinet, readers, or
// whatever a test answers, each at one setting of the line. Counts what was opened, and keeps every byte that went out.
import { type BoardSetup, capabilitiesOf } from '../../../../controller/domain/board.ts';
import { ok } from '../../../../controller/domain/result.ts';
import { milliseconds } from '../../../../controller/domain/time.ts';
import { OsdpDecoder } from '../../../../controller/drivers/badge-readers/osdp/frames.ts';
import { probe } from '../../../../controller/drivers/finding/probe.ts';
import { SimulatedCabinet } from '../../../../controller/drivers/simulated/cabinet.ts';
import type { SimulatedOsdpReader } from '../../../../controller/drivers/simulated/osdp-peer.ts';
import type { PlayedBoard, WireProtocol } from '../../../../controller/drivers/simulated/wire-protocol.ts';
import type { Address, SerialLine } from '../../../../controller/drivers/transport.ts';
import { FakeStream } from '../../../support/fake-stream.ts';
import { SimulatedTime } from '../../../support/simulated-time.ts';

export const LINE_9600: SerialLine = { baudRate: 9600, parity: 'none', stopBits: 1 };
export const LINE_19200: SerialLine = { ...LINE_9600, baudRate: 19_200 };
export const SERIAL = 'serial:/dev/serial/by-id/usb-x';

/** What hangs on a line: takes the bytes of one question, and sends bytes. */
export type Device = (question: Uint8Array, send: (bytes: Uint8Array) => void) => void;

/** In simulated ms; a search that takes more than a minute never ends. */
const STEP = 10;
const MOST_STEPS = 6_000;

export class UnknownLine {
  readonly time = new SimulatedTime();
  /** All that was written, question by question. */
  readonly written: Uint8Array[] = [];
  /** Locks that were driven. */
  readonly energised: number[] = [];
  readonly streams: FakeStream[] = [];
  /** Set by a test: called with each stream that is opened. */
  onOpen: (stream: FakeStream) => void = () => undefined;
  inUse = false;
  readonly #line: SerialLine | null;
  readonly #devices: Device[] = [];

  /** @param line at which the devices understand and are understood; null = any, as behind a serial server */
  constructor(line: SerialLine | null) {
    this.#line = line;
  }

  attach(device: Device): this {
    this.#devices.push(device);
    return this;
  }

  /** Boards of the simulated cabinet, fobs in the first three slots of each and in the tenth. */
  attachBoards(setups: readonly BoardSetup[], peer: WireProtocol): SimulatedCabinet {
    const boards = setups.map((setup) => ({ ...setup, capabilities: capabilitiesOf(setup) }));
    const slots = boards.flatMap(({ id, capabilities }, board) =>
      Array.from({ length: capabilities.positions }, (_, position) => {
        const number = 100 * board + position + 1;
        const fob =
          position < 3 || position === 9 ? { id: `f${number}`, number, name: `Key ${number}`, tag: null } : null;
        return { number, board: id, position, fob };
      }),
    );
    const cabinet = new SimulatedCabinet({ columns: 8, boards, slots, door: null }, this.time, milliseconds(500));
    let send: (bytes: Uint8Array) => void = () => undefined;
    const played = boards.map(
      ({ id, unit }): PlayedBoard => ({
        id,
        unit,
        sense: (positions) => cabinet.sense(id, positions),
        inputs: () => cabinet.inputs(id),
        showLights: () => {
          throw new Error('a light was switched while hardware was looked for');
        },
        energise: (position) => this.energised.push(position),
        reply: (bytes) => send(bytes),
      }),
    );
    const receiver = peer.receive({
      request: ({ unit, serve }) => {
        for (const board of played) if (unit === null || unit === board.unit) serve(board);
      },
      send: (bytes) => send(bytes),
      boards: () => played,
      later: (delay, work) => void this.time.setTimeout(work, delay),
    });
    this.attach((question, answer) => {
      send = answer;
      receiver.take(question);
      this.time.setTimeout(() => receiver.quiet(), 20);
    });
    return cabinet;
  }

  attachReader(reader: SimulatedOsdpReader): this {
    const decoder = new OsdpDecoder();
    return this.attach((question, send) => {
      for (const frame of decoder.push(question).frames) {
        const answer = reader.answer(frame);
        if (answer !== null) send(answer);
      }
    });
  }

  /** Sends bytes out of turn to whoever has the port open. */
  say(bytes: Uint8Array): void {
    for (const stream of this.streams) if (stream.isOpen) stream.arrive(bytes);
  }

  /** Runs a search to its end. `took` in simulated ms. */
  async probe(address = SERIAL, signal?: AbortSignal) {
    const start = this.time.monotonic();
    const steps: string[] = [];
    const search = { isDone: false };
    const searching = probe(address, {
      clock: this.time,
      timers: this.time,
      onProgress: ({ type, ...rest }) => steps.push('kind' in rest ? `${type} ${rest.kind}` : type),
      ports: { open: async (one) => ok(this.#open(one)), isInUse: async () => this.inUse },
      ...(signal === undefined ? {} : { signal }),
    }).finally(() => {
      search.isDone = true;
    });
    for (let step = 0; !search.isDone && step < MOST_STEPS; step += 1) await this.time.advance(STEP);
    return { result: await searching, took: this.time.monotonic() - start, steps };
  }

  #open(address: Address): FakeStream {
    const stream = new FakeStream();
    const line = this.#line;
    const fits =
      line === null ||
      (address.kind === 'serial' && address.baudRate === line.baudRate && address.parity === line.parity);
    stream.onWrite = (bytes) => {
      this.written.push(bytes.slice());
      if (!fits) return;
      const send = (answer: Uint8Array) => stream.isOpen && stream.arrive(answer);
      for (const device of this.#devices) device(bytes, (answer) => void this.time.setTimeout(() => send(answer), 8));
    };
    this.streams.push(stream);
    this.onOpen(stream);
    return stream;
  }
}
