// A line without a device between a driver and simulated boards, on stepped time: it can be cut, made late and made noisy.
import { err, ok, type Result } from '../../controller/domain/result.ts';
import type { Timers } from '../../controller/domain/time.ts';
import type { LinkFault } from '../../controller/drivers/linked-device.ts';
import type { SimulatedBoardBus } from '../../controller/drivers/simulated/board-bus.ts';
import type { ByteStream } from '../../controller/drivers/transport.ts';
import { FakeStream } from './fake-stream.ts';

type Shape = (bytes: Uint8Array) => readonly { readonly bytes: Uint8Array; readonly delay: number }[];

const AS_IT_IS: Shape = (bytes) => [{ bytes, delay: 0 }];
/** From one end to the other, in ms. */
const TRANSIT = 1;

export class SteppedLine {
  readonly #bus: SimulatedBoardBus;
  readonly #timers: Timers;
  #stream: FakeStream | null = null;
  #shape: Shape = AS_IT_IS;
  #isCut = false;
  #connections = 0;

  constructor(bus: SimulatedBoardBus, timers: Timers) {
    this.#bus = bus;
    this.#timers = timers;
  }

  /** How many connections were made since the start. */
  get connections(): number {
    return this.#connections;
  }

  async open(): Promise<Result<ByteStream, LinkFault>> {
    if (this.#isCut) return err('port_absent');
    const stream = new FakeStream();
    this.#stream = stream;
    this.#connections += 1;
    this.#bus.plug({
      write: (bytes) => {
        for (const piece of this.#shape(bytes)) this.#send(stream, piece.bytes, piece.delay);
      },
      onData: (listener) => {
        stream.onWrite = (bytes) => this.#later(stream, 0, () => listener(bytes));
      },
      onClose: (listener) => stream.onClose(listener),
    });
    return ok(stream);
  }

  /** Ends the connection and refuses new ones. */
  async cut(): Promise<void> {
    this.#isCut = true;
    await this.#stream?.close();
  }

  mend(): void {
    this.#isCut = false;
  }

  /** Changes what the boards send; left out = as it is. */
  shape(shape: Shape = AS_IT_IS): void {
    this.#shape = shape;
  }

  /** Bytes that arrive out of turn. */
  inject(bytes: Uint8Array): void {
    if (this.#stream !== null) this.#send(this.#stream, bytes, 0);
  }

  #send(stream: FakeStream, bytes: Uint8Array, delay: number): void {
    this.#later(stream, delay, () => stream.arrive(bytes));
  }

  /** What is on its way when the connection ends never arrives. */
  #later(stream: FakeStream, delay: number, work: () => void): void {
    this.#timers.setTimeout(() => stream.isOpen && work(), TRANSIT + delay);
  }
}
