// A serial server that lets bytes through as fast as the wire would: ten bits a byte at the baud rate, one direction at a time. What
// is sent while the line is busy waits for it. Not modelled: collisions, the latency of a USB adapter.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Pace {
  readonly baudRate: number;
  /** From the last byte of a question to the first of the answer, in ms. */
  readonly thinks: number;
}

/** Start, eight data bits, stop. */
const BITS = 10;
/** A timer is late by up to so much, in ms; the rest is waited for without one. */
const TIMER = 1.5;

/** How long so many bytes are on the wire, in ms. */
export function wireTime(bytes: number, { baudRate }: Pace): number {
  return (bytes * BITS * 1000) / baudRate;
}

/** Its moments are those of `performance.now` in its thread. */
export class PacedLine {
  readonly #board: { readonly host: string; readonly port: number };
  readonly #pace: Pace;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #freeAt = 0;
  /** When bytes were let through, and how late that was, in ms. */
  #lateness: { readonly at: number; readonly by: number }[] = [];

  /** @param address `tcp://host:port` of the boards */
  constructor(address: string, pace: Pace) {
    const { hostname, port } = new URL(address.replace('tcp:', 'http:'));
    this.#board = { host: hostname, port: Number(port) };
    this.#pace = pace;
    this.#server = createServer({ noDelay: true }, (driver) => this.#join(driver));
  }

  /** By how much in all, in ms, bytes came later than a wire would have brought them, until a moment and since this was asked last. */
  takeLateness(until: number): number {
    const latenesses = this.#lateness.filter((one) => one.at <= until);
    this.#lateness = [];
    return latenesses.reduce((sum, { by }) => sum + by, 0);
  }

  /** Starts to listen. @returns its address */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const bound = this.#server.address();
    if (bound === null || typeof bound === 'string') throw new Error('the paced line has no port');
    return `tcp://127.0.0.1:${bound.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(driver: Socket): void {
    const board = connect({ ...this.#board, noDelay: true });
    const { thinks } = this.#pace;
    driver.on('data', (bytes) => this.#carry(bytes, board, performance.now()));
    // Counted from the end of the question: the detour over sockets is no part of what a board thinks.
    board.on('data', (bytes) => this.#carry(bytes, driver, this.#freeAt + thinks));
    for (const socket of [driver, board]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        driver.destroy();
        board.destroy();
      });
    }
  }

  #carry(bytes: Uint8Array, to: Socket, from: number): void {
    this.#freeAt = Math.max(this.#freeAt, from) + wireTime(bytes.length, this.#pace);
    const due = this.#freeAt;
    at(due, () => {
      const now = performance.now();
      this.#lateness.push({ at: now, by: now - due });
      if (to.writable) to.write(bytes);
    });
  }
}

function at(moment: number, work: () => void): void {
  const wait = moment - performance.now();
  if (wait <= 0) work();
  else if (wait > TIMER) setTimeout(() => at(moment, work), wait - TIMER);
  else setImmediate(() => at(moment, work));
}
