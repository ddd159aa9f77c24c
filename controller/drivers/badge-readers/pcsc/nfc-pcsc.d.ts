// The part of nfc-pcsc 0.8.1 that we use; the package brings no types of its own.
declare module 'nfc-pcsc' {
  import type { EventEmitter } from 'node:events';

  /** A reader of @pokusew/pcsclite. Emits `status` with the state bits of pcsclite.h, then puts them into `state`. */
  export interface NativeReader extends EventEmitter {
    readonly name: string;
  }

  /** Emits `card` when a card is connected, `end` when it is gone, `error`, and some errors with the error as event name. */
  export interface Reader extends EventEmitter {
    readonly reader: NativeReader;
    autoProcessing: boolean;
    transmit(command: Buffer, responseLimit: number): Promise<Buffer>;
  }

  /** Emits `reader` for each reader, and `error`. Its constructor blocks, and for ever when pcscd is absent. */
  export class NFC extends EventEmitter {}
}
