// What a protocol must offer so that a bus can carry it: a decoder that finds frames among whatever else arrives.

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
