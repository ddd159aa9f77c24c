// A reader that sends text on a serial line and is not there: a TCP server on the loopback, as a serial server would be.
// Not modelled: baud rate, noise of the cable, how far away a tag can be read.
import { createServer, type Server, type Socket } from 'node:net';
import type { Timers } from '../../domain/time.ts';
import { encodeTag } from '../badge-readers/serial-ascii/rdm6300.ts';

/** From one frame to the next while a tag lies on an RDM6300, in milliseconds. */
const REPEAT_PERIOD = 65;

export class AsciiPeer {
  readonly #timers: Timers;
  readonly #clients = new Set<Socket>();
  #server: Server | null = null;
  #port = 0;
  #repeat: unknown = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** How many have the port open. */
  get connections(): number {
    return this.#clients.size;
  }

  /** Makes the port, the same one each time. @returns the address for the set-up, `tcp://127.0.0.1:port` */
  async plugIn(): Promise<{ readonly address: string; readonly port: number }> {
    const server = createServer({ noDelay: true }, (socket) => {
      this.#clients.add(socket);
      socket.resume();
      socket.on('error', () => socket.destroy());
      socket.once('close', () => this.#clients.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('The simulated reader has no TCP port');
    this.#server = server;
    this.#port = bound.port;
    return { address: `tcp://127.0.0.1:${bound.port}`, port: bound.port };
  }

  /** Takes the port away. May be called twice. */
  async unplug(): Promise<void> {
    this.takeAway();
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#clients) socket.destroy();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Sends bytes as they are. */
  send(bytes: Uint8Array): void {
    for (const socket of this.#clients) socket.write(bytes);
  }

  /** Sends one line. */
  line(text: string, ending: '\r' | '\n' | '\r\n' = '\r\n'): void {
    this.send(Buffer.from(`${text}${ending}`, 'latin1'));
  }

  /** Lays a tag on an RDM6300, which sends its frame again and again until it is taken away. @param tag five bytes */
  lay(tag: Uint8Array): void {
    this.takeAway();
    this.send(encodeTag({ bytes: tag }));
    this.#repeat = this.#timers.setTimeout(() => this.lay(tag), REPEAT_PERIOD);
  }

  takeAway(): void {
    this.#timers.clearTimeout(this.#repeat);
    this.#repeat = null;
  }
}
