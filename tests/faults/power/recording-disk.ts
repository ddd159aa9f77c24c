// A disk in memory behind a socket that speaks NBD, and a tape of everything written to it. It answers at once and says yes to
// every flush: what it would have lost without one is decided later, on the tape.
import { createServer, type Server, type Socket } from 'node:net';
import type { DiskTape, TapeEvent } from './disk-tape.ts';
import { done, hello, type NbdMessage, nextMessage, optionReply, type Phase, refused } from './nbd-messages.ts';

export class RecordingDisk {
  readonly #base: Buffer;
  readonly #disk: Buffer;
  readonly #events: TapeEvent[] = [];
  readonly #server: Server;

  /** @param base what is on the disk at first */
  constructor(base: Buffer) {
    this.#base = base;
    this.#disk = Buffer.from(base);
    this.#server = createServer((socket) => this.#serve(socket));
  }

  async listen(socketPath: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(socketPath, resolve);
    });
  }

  /** Puts a mark on the tape, behind everything written so far. */
  mark(event: Extract<TapeEvent, { type: 'fired' | 'promise' }>): void {
    this.#events.push(event);
  }

  /** The tape so far. */
  tape(): DiskTape {
    return { base: this.#base, events: [...this.#events] };
  }

  close(): void {
    this.#server.close();
  }

  #serve(socket: Socket): void {
    let bytes: Buffer = Buffer.alloc(0);
    let phase: Phase = 'flags';
    socket.write(hello());
    socket.on('error', () => socket.destroy());
    socket.on('data', (more: Buffer) => {
      bytes = Buffer.concat([bytes, more]);
      for (let next = nextMessage(bytes, phase); next !== null; next = nextMessage(bytes, phase)) {
        const { message, size } = next;
        bytes = bytes.subarray(size);
        if (message.type === 'flags') phase = 'options';
        else if (message.type === 'option') {
          const reply = optionReply(message.option, this.#disk.length);
          if (reply === null) return socket.end();
          if (reply.isChosen) phase = 'requests';
          socket.write(reply.bytes);
        } else if (message.type === 'leave') return socket.end();
        else socket.write(this.#answer(message));
      }
      return undefined;
    });
  }

  #answer(message: Exclude<NbdMessage, { type: 'flags' | 'option' | 'leave' }>): Buffer {
    switch (message.type) {
      case 'read':
        return done(message.cookie, Buffer.from(this.#disk.subarray(message.offset, message.offset + message.length)));
      case 'write':
        this.#disk.set(message.data, message.offset);
        this.#events.push({ type: 'write', offset: message.offset, data: message.data });
        return done(message.cookie);
      case 'flush':
        this.#events.push({ type: 'flush' });
        return done(message.cookie);
      case 'unknown':
        return refused(message.cookie);
    }
  }
}
