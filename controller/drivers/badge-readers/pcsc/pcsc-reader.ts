// A PC/SC badge reader: pcscd, and a child process that talks to it. Keeps the two apart from the controller.
// Never connects again by itself, and never says "connected" before every reader that pcscd lists is attached.
import type { ReaderId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Timers } from '../../../domain/time.ts';
import type { LinkFault, Unsubscribe } from '../../linked-device.ts';
import { classifyBadgeNumber, uidNumber } from '../badge-number.ts';
import type { BadgeReader, BadgeReaderEvent } from '../badge-reader.ts';
import { UID_STRENGTH } from './apdu.ts';
import { fileNumber } from './desfire/file-number.ts';
import type { DesfireAccess } from './desfire/read-file.ts';
import { PcscdProbe } from './pcscd-probe.ts';
import { ReaderProcess, type ReaderReport } from './reader-process.ts';

/** Where pcscd listens unless told otherwise. */
export const PCSCD_SOCKET = '/run/pcscd/pcscd.comm';

/** From the start of the child to an attached reader, or its word that there is none. With 1 s for pcscd's answer before it, less than 5 s in all. */
const ATTACH_DEADLINE = 3_500;

export interface PcscReaderOptions {
  readonly socketPath?: string;
  readonly timers?: Timers;
  /** The hospital's file on DESFire badges and the key that reads it: 16 bytes. Left out = UIDs alone, all of them weak. */
  readonly desfire?: DesfireAccess;
  /** Another script in place of the child process. */
  readonly childFile?: URL;
}

type Listener = (event: BadgeReaderEvent) => void;
type Answer = (result: Result<void, LinkFault>) => void;

/** One attempt to connect, and the connection it became. */
interface Connection {
  probe: PcscdProbe | null;
  process: ReaderProcess | null;
  deadline: unknown;
  /** Answers `connect`; null once it is answered. */
  answer: Answer | null;
}

export class PcscReader implements BadgeReader {
  readonly id: ReaderId;
  readonly #socketPath: string;
  readonly #timers: Timers;
  readonly #childFile: URL | undefined;
  readonly #desfire: DesfireAccess | null;
  readonly #listeners = new Set<Listener>();
  #connection: Connection | null = null;
  #errorOutput = '';

  constructor(id: ReaderId, options: PcscReaderOptions = {}) {
    this.id = id;
    this.#socketPath = options.socketPath ?? PCSCD_SOCKET;
    this.#timers = options.timers ?? globalThis;
    this.#childFile = options.childFile;
    this.#desfire = options.desfire ?? null;
  }

  /** What the last child process wrote to its error output, at most 4,096 characters. For the log of the service. */
  get errorOutput(): string {
    return this.#connection?.process?.errorOutput ?? this.#errorOutput;
  }

  /**
   * Waits for a reader to be attached, whichever pcscd has; for all of them where it lists several, as it does the slots of one device.
   * @returns `port_absent`: pcscd does not run, has no reader or one that it cannot reach, or the binding is not built (`npm run setup:pcsc`);
   *   `port_refused`: this user may not use pcscd; `silent`: pcscd or the child process does not answer;
   *   `port_closed`: `disconnect` or another `connect` came first
   */
  async connect(): Promise<Result<void, LinkFault>> {
    const { promise, resolve } = Promise.withResolvers<Result<void, LinkFault>>();
    const connection: Connection = { probe: null, process: null, deadline: null, answer: resolve };
    const previous = this.#connection;
    this.#connection = connection;
    if (previous !== null) await this.#release(previous, 'port_closed');
    await this.#open(connection);
    return await promise;
  }

  async disconnect(): Promise<void> {
    if (this.#connection !== null) await this.#release(this.#connection, 'port_closed');
  }

  subscribe(listener: Listener): Unsubscribe {
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Does nothing once `connection` was released by a later call. */
  async #open(connection: Connection): Promise<void> {
    if (this.#connection !== connection) return;
    const probe = await PcscdProbe.open(this.#socketPath, this.#timers, (fault) => void this.#lose(connection, fault));
    if (!probe.ok) await this.#lose(connection, probe.error);
    else if (this.#connection === connection) {
      connection.probe = probe.value;
      this.#startProcess(connection);
    } else probe.value.close();
  }

  #startProcess(connection: Connection): void {
    const child = new ReaderProcess({
      socketPath: this.#socketPath,
      timers: this.#timers,
      desfire: this.#desfire,
      ...(this.#childFile === undefined ? {} : { file: this.#childFile }),
      heard: (message) => this.#hear(connection, message),
      failed: (fault) => void this.#lose(connection, fault),
    });
    connection.process = child;
    connection.deadline = this.#timers.setTimeout(
      () => void this.#lose(connection, child.alive ? 'port_absent' : 'silent'),
      ATTACH_DEADLINE,
    );
  }

  #hear(connection: Connection, message: ReaderReport): void {
    if (this.#connection !== connection) return;
    if (message.type === 'attached') {
      this.#timers.clearTimeout(connection.deadline);
      connection.answer?.(ok(undefined));
      connection.answer = null;
      return;
    }
    const event = this.#eventOf(message);
    if (event === null) void this.#lose(connection, 'garbled');
    else if (connection.answer === null) this.#emit(event);
  }

  /** null = a file that nobody asked for, or another part of it. */
  #eventOf(message: Exclude<ReaderReport, { type: 'attached' }>): BadgeReaderEvent | null {
    switch (message.type) {
      case 'unreadable':
        return { type: 'badge.unreadable', reason: message.reason };
      case 'file': {
        const file = this.#desfire?.file;
        if (message.content.length !== file?.length) return null;
        const number = fileNumber(file.application, message.content);
        return { type: 'badge.presented', number, strength: 'strong', format: 'desfire-file' };
      }
      case 'badge': {
        const judged = classifyBadgeNumber(message.number);
        return judged.ok
          ? { type: 'badge.presented', number: uidNumber(judged.value), strength: UID_STRENGTH, format: 'iso14443-uid' }
          : { type: 'badge.unreadable', reason: judged.error };
      }
    }
  }

  /** Ends a connection that is of no use any more. It is forgotten before anybody hears of it: they may connect at once. */
  async #lose(connection: Connection, fault: LinkFault): Promise<void> {
    if (this.#connection !== connection) return;
    const connected = connection.answer === null;
    const released = this.#release(connection, fault);
    if (connected) this.#emit({ type: 'reader.lost', fault });
    await released;
  }

  /** Lets go of everything; answers a waiting `connect` when the process is gone. */
  async #release(connection: Connection, fault: LinkFault): Promise<void> {
    if (this.#connection === connection) this.#connection = null;
    this.#timers.clearTimeout(connection.deadline);
    connection.probe?.close();
    await connection.process?.end();
    this.#errorOutput = connection.process?.errorOutput ?? '';
    connection.answer?.(err(fault));
    connection.answer = null;
  }

  signal(): void {
    // The lights of such readers are their own.
  }

  #emit(event: BadgeReaderEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
