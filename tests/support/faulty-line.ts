// A serial server between a driver and its board that can be cut, held, delayed and made noisy on request.
import { connect, createServer, type Server, type Socket } from 'node:net';

type Shape = (bytes: Buffer) => readonly { readonly bytes: Uint8Array; readonly delay: number }[];

const AS_IT_IS: Shape = (bytes) => [{ bytes, delay: 0 }];

export class FaultyLine {
  readonly #board: { readonly port: number; readonly host: string };
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #server: Server | null = null;
  #port = 0;
  #shape: Shape = AS_IT_IS;
  #requestShape: Shape = AS_IT_IS;
  #isDeaf = false;
  #isFrozen = false;
  #connections = 0;

  /** @param address `tcp://host:port` of the board */
  constructor(address: string) {
    const { hostname, port } = new URL(address.replace('tcp:', 'http:'));
    this.#board = { host: hostname, port: Number(port) };
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return `tcp://127.0.0.1:${this.#port}`;
  }

  /** How many connections were made since the start. */
  get connections(): number {
    return this.#connections;
  }

  /** Starts to listen, on the same port as before if there was one. */
  async restore(): Promise<void> {
    const server = createServer({ noDelay: true }, (socket) => this.#join(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    const bound = server.address();
    if (bound !== null && typeof bound === 'object') this.#port = bound.port;
    this.#server = server;
  }

  /** Ends every connection and refuses new ones. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** What the board receives: everything, or nothing. */
  set deaf(on: boolean) {
    this.#isDeaf = on;
  }

  /** Takes no byte from the driver any more, so that its writes pile up. */
  set frozen(on: boolean) {
    this.#isFrozen = on;
    for (const [driver] of this.#pairs) {
      if (on) driver.pause();
      else driver.resume();
    }
  }

  /** Changes all that the board sends from now on; left out = as it is. */
  shape(shape: Shape = AS_IT_IS): void {
    this.#shape = shape;
  }

  /** Changes all that the driver sends from now on; left out = as it is. */
  shapeRequests(shape: Shape = AS_IT_IS): void {
    this.#requestShape = shape;
  }

  /** Sends bytes to the driver out of turn. @returns how many connections took them */
  inject(bytes: Uint8Array): number {
    let taken = 0;
    for (const [driver] of this.#pairs) {
      if (!driver.writable) continue;
      driver.write(bytes);
      taken += 1;
    }
    return taken;
  }

  #join(driver: Socket): void {
    this.#connections += 1;
    const board = connect({ ...this.#board, noDelay: true });
    const pair = [driver, board] as const;
    this.#pairs.add(pair);
    if (this.#isFrozen) driver.pause();
    driver.on('data', (bytes) => {
      if (!this.#isDeaf) send(board, this.#requestShape(bytes));
    });
    board.on('data', (bytes) => send(driver, this.#shape(bytes)));
    for (const socket of pair) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#pairs.delete(pair);
        for (const end of pair) end.destroy();
      });
    }
  }
}

function send(to: Socket, parts: ReturnType<Shape>): void {
  for (const { bytes, delay } of parts) {
    if (delay === 0) to.write(bytes);
    else setTimeout(() => to.writable && to.write(bytes), delay);
  }
}
