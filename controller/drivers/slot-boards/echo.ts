// An adapter that hears itself: on two wires, some hand back every byte that is written. Finds out when the port is opened, and from
// then on takes the own bytes out of what arrives. Never takes out anything else, and never writes by itself after the opening.
import { err, ok, type Result } from '../../domain/result.ts';
import { type Duration, milliseconds, type Timers } from '../../domain/time.ts';
import type { LinkFault } from '../linked-device.ts';
import type { ByteStream } from '../transport.ts';

/** How long an echo may take: the bytes at 9600 baud, the latency of an adapter, a network. The answer to the question ends in it too. */
const WINDOW = milliseconds(250);
/** Writes in a row that did not come back whole, after which the line is no longer what it was at the opening. */
const MOST_MISSING = 3;

/**
 * Opens a stream and asks one question to learn whether the adapter echoes. If it does, the bytes of each write are dropped once
 * when they come back: exactly those, and not before all of them are there.
 *
 * What stands before an echo, and an echo that comes back damaged, is passed on: it is noise, and the decoder counts it. A
 * noisy line must not take a cabinet out of service. But when several writes in a row do not come back, what was learned is no
 * longer true (another adapter, a cut cable), and own words could be taken for answers or answers for own words: then the
 * stream closes, and whoever opens it anew asks anew.
 *
 * When the question itself comes back damaged, the echo is not noticed. So a protocol must still tell its own commands from
 * answers, and a command whose answer is the command itself must be judged by another question.
 * @param question harmless, and such that no answer to it contains its own bytes
 * @param window how long to listen; what arrives in it belongs to the question and is dropped
 * @returns a fault when the port does not open, does not take the question, or closes meanwhile
 */
export async function openWithEcho(
  open: () => Promise<Result<ByteStream, LinkFault>>,
  question: Uint8Array,
  timers: Timers,
  window: Duration = WINDOW,
): Promise<Result<ByteStream, LinkFault>> {
  const opened = await open();
  if (!opened.ok) return opened;
  const stream = new UnechoedStream(opened.value);
  const over = new Promise<void>((resolve) => {
    const timer = timers.setTimeout(resolve, window);
    opened.value.onClose(() => {
      timers.clearTimeout(timer);
      resolve();
    });
  });
  let isAsked = false;
  void stream.write(question).then((written) => {
    isAsked = written.ok;
  });
  await over;
  if (isAsked && stream.isOpen) {
    stream.decide();
    return ok(stream);
  }
  await stream.close();
  return err('port_closed');
}

/** A stream without the echo of its own writes. Until it is decided whether there is one, it listens for it and tells nothing. */
class UnechoedStream implements ByteStream {
  readonly #stream: ByteStream;
  readonly #listeners: ((bytes: Uint8Array) => void)[] = [];
  #mode: 'listening' | 'echo' | 'no echo' = 'listening';
  /** What was written and has not come back; null = nothing. */
  #awaited: Uint8Array | null = null;
  /** What has arrived and may be the beginning of the awaited bytes; shorter than those. */
  #held: Uint8Array = new Uint8Array(0);
  #missing = 0;

  constructor(stream: ByteStream) {
    this.#stream = stream;
    stream.onData((bytes) => this.#take(bytes));
  }

  /** Refused before a command is permitted, so that none is spent on a line that is about to be closed. */
  get isOpen(): boolean {
    return this.#stream.isOpen && !this.#isUntrue();
  }

  /** From now on what was heard of the first write decides. */
  decide(): void {
    this.#mode = this.#awaited === null ? 'echo' : 'no echo';
    this.#await(null);
  }

  async write(bytes: Uint8Array): Promise<Result<void, LinkFault>> {
    if (!this.#stream.isOpen) return err('port_closed');
    if (this.#isUntrue()) {
      await this.close();
      return err('port_closed');
    }
    if (this.#awaited !== null) this.#missing += 1;
    if (this.#mode !== 'no echo') this.#await(bytes.slice());
    return await this.#stream.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.push(listener);
  }

  onClose(listener: () => void): void {
    this.#stream.onClose(listener);
  }

  close(): Promise<void> {
    return this.#stream.close();
  }

  #isUntrue(): boolean {
    return this.#awaited !== null && this.#missing >= MOST_MISSING - 1;
  }

  /** An echo that has only begun by now will not end any more, and must not become the beginning of an answer. */
  #await(bytes: Uint8Array | null): void {
    this.#awaited = bytes;
    this.#held = new Uint8Array(0);
  }

  #take(bytes: Uint8Array): void {
    if (this.#awaited === null) {
      this.#pass(bytes);
      return;
    }
    const arrived = joined(this.#held, bytes);
    const place = placeOf(this.#awaited, arrived);
    if (place === null) {
      const rest = arrived.length - beginningOf(this.#awaited, arrived);
      this.#held = arrived.slice(rest);
      this.#pass(arrived.subarray(0, rest));
      return;
    }
    const behind = arrived.subarray(place + this.#awaited.length);
    this.#missing = 0;
    this.#await(null);
    this.#pass(arrived.subarray(0, place));
    this.#pass(behind);
  }

  #pass(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.#mode === 'listening') return;
    for (const listener of this.#listeners) listener(bytes);
  }
}

/** Where the whole of `wanted` begins in `bytes`; null = nowhere. */
function placeOf(wanted: Uint8Array, bytes: Uint8Array): number | null {
  for (let at = 0; at + wanted.length <= bytes.length; at += 1) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return null;
}

/** How many bytes at the end of `bytes` are a beginning of `wanted`, but not the whole. */
function beginningOf(wanted: Uint8Array, bytes: Uint8Array): number {
  for (let count = Math.min(wanted.length - 1, bytes.length); count > 0; count -= 1) {
    const end = bytes.subarray(bytes.length - count);
    if (end.every((byte, index) => wanted[index] === byte)) return count;
  }
  return 0;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
