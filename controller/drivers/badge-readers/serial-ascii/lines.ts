// Lines of text on a serial line, as Elatec TWN4 and Wiegand-to-serial converters send them. Pure; judges no number.
//
//   ┌──────────────────────────┬───────────────────┐
//   │ printable ASCII, 1 …     │  CR, LF or CRLF   │     an empty line is none; any other byte drops what came before it
//   └──────────────────────────┴───────────────────┘
import { LONGEST_TEXT } from '../../../domain/reader.ts';
import type { Decoded, FrameDecoder } from '../../slot-boards/frame-decoder.ts';

const CR = 0x0d;
const LF = 0x0a;
const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

/** Finds lines in a stream of bytes. Holds one more character than the longest number: enough to see that it is none. */
export class LineDecoder implements FrameDecoder<string> {
  #text = '';

  /** Characters kept for the rest of a line, 0–57. */
  get held(): number {
    return this.#text.length;
  }

  push(bytes: Uint8Array): Decoded<string> {
    const frames: string[] = [];
    let skipped = 0;
    for (const byte of bytes) {
      if (byte === CR || byte === LF) {
        if (this.#text !== '') frames.push(this.#text);
        this.#text = '';
      } else if (byte < FIRST_PRINTABLE || byte > LAST_PRINTABLE) {
        skipped += this.#text.length + 1;
        this.#text = '';
      } else if (this.#text.length > LONGEST_TEXT) skipped += 1;
      else this.#text += String.fromCharCode(byte);
    }
    return { frames, skipped };
  }

  flush(): Decoded<string> {
    const skipped = this.#text.length;
    this.#text = '';
    return { frames: [], skipped };
  }
}
