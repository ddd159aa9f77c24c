// What a protocol must offer so that a bus can carry it: a decoder that finds frames among whatever else arrives. And the
// search itself, for protocols whose frames tell their own length. It never lets garbage swallow a good frame.

/** What a piece of the stream held. `skipped` counts bytes that belong to no frame. */
export interface Decoded<Frame> {
  readonly frames: readonly Frame[];
  readonly skipped: number;
}

export interface FrameDecoder<Frame> {
  /** Takes bytes as they arrive, split anywhere. Keeps an unfinished frame in a bounded buffer. */
  push(bytes: Uint8Array): Decoded<Frame>;
  /** The line went quiet: what is unfinished will stay so. Looks for frames behind it and empties the buffer. */
  flush(): Decoded<Frame>;
}

/** A frame that stands at a place in some bytes, `none` can begin there, or the `unfinished` beginning of one. */
export type FrameAt<Frame> = { readonly frame: Frame; readonly length: number } | 'none' | 'unfinished';

/**
 * Looks for frames at each place in turn: where bytes make none, one byte is skipped and the search goes on behind it.
 * Holds no more than the longest unfinished beginning that `frameAt` waits for.
 */
export class FrameSearch<Frame> implements FrameDecoder<Frame> {
  readonly #frameAt: (bytes: Uint8Array, at: number) => FrameAt<Frame>;
  #pending: Uint8Array = new Uint8Array(0);

  constructor(frameAt: (bytes: Uint8Array, at: number) => FrameAt<Frame>) {
    this.#frameAt = frameAt;
  }

  /** Bytes kept for the rest of a frame. */
  get held(): number {
    return this.#pending.length;
  }

  push(bytes: Uint8Array): Decoded<Frame> {
    return this.#scan(concat(this.#pending, bytes), false);
  }

  flush(): Decoded<Frame> {
    return this.#scan(this.#pending, true);
  }

  #scan(bytes: Uint8Array, isOver: boolean): Decoded<Frame> {
    const frames: Frame[] = [];
    let skipped = 0;
    let at = 0;
    while (at < bytes.length) {
      const found = this.#frameAt(bytes, at);
      if (found === 'unfinished' && !isOver) break;
      if (found === 'none' || found === 'unfinished') {
        skipped += 1;
        at += 1;
      } else {
        frames.push(found.frame);
        at += found.length;
      }
    }
    this.#pending = bytes.slice(at);
    return { frames, skipped };
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
