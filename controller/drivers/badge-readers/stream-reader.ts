// A badge reader that only talks: bytes come in, taps come out, and nothing can be asked. One open source for each connection.
// Never reports what came before `connect` had returned: a badge that was left on the reader opens no session.
import type { ReaderId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Duration, Timers } from '../../domain/time.ts';
import type { LinkFault, Unsubscribe } from '../linked-device.ts';
import type { BadgeReader, BadgeReaderEvent } from './badge-reader.ts';

type Listener = (event: BadgeReaderEvent) => void;

/** Where the bytes come from. A ByteStream is one. */
export interface ByteSource {
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once when the source has ended, whoever ended it. */
  onClose(listener: () => void): void;
  close(): Promise<void>;
}

/** What is understood of the bytes of one connection. */
export interface Hearing {
  take(bytes: Uint8Array): void;
  /** Ends whatever waits; nothing is reported after it. */
  end(): void;
}

export interface StreamReaderKind {
  /** See BadgeReader. */
  readonly repeats: boolean;
  /** How long `connect` listens to find out what lies on the reader already; 0 = the source begins empty. */
  readonly settle: Duration;
  open(): Promise<Result<ByteSource, LinkFault>>;
  listen(report: Listener): Hearing;
}

interface Connection {
  readonly source: ByteSource;
  readonly hearing: Hearing;
  isUp: boolean;
  isOver: boolean;
  /** Ends the wait before it is up; null = there is none. */
  wake: (() => void) | null;
}

export class StreamReader implements BadgeReader {
  readonly id: ReaderId;
  readonly repeats: boolean;
  readonly #kind: StreamReaderKind;
  readonly #timers: Timers;
  readonly #listeners = new Set<Listener>();
  #connection: Connection | null = null;
  #attempt = 0;

  constructor(id: ReaderId, kind: StreamReaderKind, timers: Timers) {
    this.id = id;
    this.repeats = kind.repeats;
    this.#kind = kind;
    this.#timers = timers;
  }

  /**
   * Proves that the port or device is there and may be read. It does not prove that a reader works behind it, or that one is
   * there at all behind a serial port: such readers cannot be asked.
   */
  async connect(): Promise<Result<void, LinkFault>> {
    await this.disconnect();
    const attempt = this.#attempt;
    const opened = await this.#kind.open();
    if (!opened.ok) return opened;
    const connection = this.#begin(opened.value);
    if (attempt === this.#attempt) {
      this.#connection = connection;
      if (this.#kind.settle > 0) await this.#settle(connection);
    }
    if (attempt !== this.#attempt || connection.isOver) {
      await this.#end(connection);
      return err('port_closed');
    }
    connection.isUp = true;
    return ok(undefined);
  }

  async disconnect(): Promise<void> {
    this.#attempt += 1;
    if (this.#connection !== null) await this.#end(this.#connection);
  }

  subscribe(listener: Listener): Unsubscribe {
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  signal(): void {
    // The lights of such readers are their own.
  }

  #begin(source: ByteSource): Connection {
    const hearing = this.#kind.listen((event) => {
      if (connection.isUp && !connection.isOver) this.#emit(event);
    });
    const connection: Connection = { source, hearing, isUp: false, isOver: false, wake: null };
    source.onData((bytes) => {
      if (!connection.isOver) hearing.take(bytes);
    });
    source.onClose(() => this.#lose(connection));
    return connection;
  }

  #lose(connection: Connection): void {
    if (connection.isOver) return;
    const wasUp = connection.isUp;
    void this.#end(connection);
    if (wasUp) this.#emit({ type: 'reader.lost', fault: 'port_closed' });
  }

  async #end(connection: Connection): Promise<void> {
    connection.isOver = true;
    if (this.#connection === connection) this.#connection = null;
    connection.hearing.end();
    connection.wake?.();
    await connection.source.close();
  }

  /** Waits until what lies on the reader already has been heard, or the connection is over. */
  async #settle(connection: Connection): Promise<void> {
    if (connection.isOver) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    connection.wake = resolve;
    const timer = this.#timers.setTimeout(resolve, this.#kind.settle);
    await promise;
    this.#timers.clearTimeout(timer);
    connection.wake = null;
  }

  #emit(event: BadgeReaderEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
