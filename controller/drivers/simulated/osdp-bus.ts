// A TCP server that carries the bytes of simulated OSDP readers on one bus. Listens on the loopback only. Not modelled: baud
// rate, collisions, what one reader overhears of another.
import { createServer, type Server, type Socket } from 'node:net';
import { OsdpDecoder } from '../badge-readers/osdp/frames.ts';
import type { SimulatedOsdpReader } from './osdp-peer.ts';

export class SimulatedOsdpBus {
  readonly #readers: readonly SimulatedOsdpReader[];
  readonly #clients = new Set<Socket>();
  #server: Server | null = null;
  #port = 0;

  constructor(readers: readonly SimulatedOsdpReader[]) {
    this.#readers = readers;
  }

  /** Starts to listen, on the same port as before if there was one. @returns the address for a reader's set-up */
  async listen(): Promise<{ readonly address: string }> {
    const server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('The simulated bus has no TCP port');
    this.#server = server;
    this.#port = bound.port;
    return { address: `tcp://127.0.0.1:${bound.port}` };
  }

  /** Ends all connections and stops listening, as if the cable were pulled. May be called twice. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#clients) socket.destroy();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #serve(socket: Socket): void {
    const decoder = new OsdpDecoder();
    this.#clients.add(socket);
    socket.on('data', (bytes) => {
      for (const frame of decoder.push(bytes).frames) {
        for (const reader of this.#readers) {
          const answer = reader.answer(frame);
          if (answer !== null && socket.writable) socket.write(answer);
        }
      }
    });
    // A panel that goes away is nothing to a reader; `close` follows and tidies up.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#clients.delete(socket));
  }
}
