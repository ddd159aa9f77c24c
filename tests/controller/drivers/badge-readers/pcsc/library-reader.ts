// nfc-pcsc's reader as a test plays it: what it says of cards, and the commands that it was given. Knows no card itself.
import { EventEmitter } from 'node:events';
import type { Reader } from 'nfc-pcsc';
import { vi } from 'vitest';

/** State bits of pcsclite.h for a reader without and with a card, and for one that is gone. */
export const EMPTY = 0x12;
export const PRESENT = 0x22;
export const UNAVAILABLE = 0x0a;

/** nfc-pcsc's reader as far as the watch uses it. */
export class LibraryReader extends EventEmitter implements Reader {
  readonly reader = Object.assign(new EventEmitter(), { name: 'Reader 00 00' });
  autoProcessing = true;
  readonly transmissions: PromiseWithResolvers<Buffer>[] = [];
  readonly commands: Buffer[] = [];

  transmit(command: Buffer): Promise<Buffer> {
    this.commands.push(command);
    const transmission = Promise.withResolvers<Buffer>();
    this.transmissions.push(transmission);
    return transmission.promise;
  }

  /** @param arrivals how often a card has come or gone so far */
  status(state: number, arrivals: number): void {
    this.reader.emit('status', { state: arrivals * 0x10000 + state });
  }

  /** Answers a command, the first unless told otherwise, and lets what follows from it happen. */
  async answer(response: Uint8Array | Error, which = 0): Promise<void> {
    const transmission = this.transmissions[which];
    if (response instanceof Error) transmission?.reject(response);
    else transmission?.resolve(Buffer.from(response));
    await vi.advanceTimersByTimeAsync(0);
  }

  misname(name: string, code: string): void {
    const previous = new Error(`SCard error: words.(${code})`);
    // The fault of the library that the watch lives with: an error where the name of an event belongs.
    Reflect.apply(Reflect.get(this, 'emit'), this, [
      Object.assign(new Error('failed'), { name, code: 'failure', previous }),
    ]);
  }
}
