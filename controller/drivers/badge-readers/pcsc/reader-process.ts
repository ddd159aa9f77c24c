// The child process as its parent holds it: started without a shell and without our environment, watched, and killed at the
// first doubt. Never restarts anything, and never lets the child make us remember more than a bounded amount.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Timers } from '../../../domain/time.ts';
import type { LinkFault } from '../../linked-device.ts';
import type { DesfireAccess } from './desfire/read-file.ts';
import { type ChildMessage, encodeOrder, HEARTBEAT, parseMessage } from './protocol.ts';

/** Heartbeats that may be missing in a row: 2 s of silence. */
const MISSED_BEATS = 4;
/** No reader sees so many taps between two heartbeats. */
const MESSAGES_A_BEAT = 100;
const ERROR_OUTPUT_LIMIT = 4_096;
/** A killed process is gone at once unless the kernel holds it. */
const EXIT_DEADLINE = 500;

/** This folder's child.ts, or child.js in a build. */
const CHILD_FILE = new URL(`./child${path.extname(import.meta.url)}`, import.meta.url);

/** A message about the reader itself: not a sign of life, not the end. */
export type ReaderReport = Extract<ChildMessage, { type: 'attached' | 'badge' | 'file' | 'unreadable' }>;

export interface ReaderProcessOptions {
  readonly socketPath: string;
  readonly timers: Timers;
  /** The file that is read of a DESFire; null = UIDs alone. Its key reaches the child over the channel, never by argument or environment. */
  readonly desfire: DesfireAccess | null;
  readonly heard: (message: ReaderReport) => void;
  /** Called at most once, never after `end`: the process is of no use any more. `end` must follow. */
  readonly failed: (fault: LinkFault) => void;
  /** Another script in place of the real one. */
  readonly file?: URL;
}

export class ReaderProcess {
  readonly #child: ChildProcess;
  readonly #options: ReaderProcessOptions;
  #beats: unknown;
  #missed = 0;
  #messages = 0;
  #alive = false;
  #over = false;
  #errorOutput = '';

  constructor(options: ReaderProcessOptions) {
    this.#options = options;
    this.#child = fork(fileURLToPath(options.file ?? CHILD_FILE), [], {
      execPath: process.execPath,
      execArgv: [],
      env: { PCSCLITE_CSOCK_NAME: options.socketPath },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'json',
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = `${this.#errorOutput}${text}`.slice(-ERROR_OUTPUT_LIMIT);
    });
    this.#child.on('message', (message) => this.#hear(message));
    this.#child.on('error', () => this.#fail('crashed'));
    this.#child.on('exit', () => this.#exited());
    this.#child.on('disconnect', () => this.#exited());
    // A child that is gone already is known by its exit.
    this.#child.send(encodeOrder({ type: 'watch', desfire: options.desfire }), () => undefined);
    this.#beat();
  }

  /** Whether it has given a sign of life since it was started. */
  get alive(): boolean {
    return this.#alive;
  }

  /** The end of what it wrote to its error output, at most 4,096 characters. */
  get errorOutput(): string {
    return this.#errorOutput;
  }

  /** Kills it and resolves when it is gone. May be called twice. */
  async end(): Promise<void> {
    this.#over = true;
    const { timers } = this.#options;
    timers.clearTimeout(this.#beats);
    const child = this.#child;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const deadline = timers.setTimeout(resolve, EXIT_DEADLINE);
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
    await promise;
    timers.clearTimeout(deadline);
  }

  #hear(value: unknown): void {
    if (this.#over) return;
    const message = parseMessage(value);
    this.#missed = 0;
    this.#messages += 1;
    if (!message.ok || this.#messages > MESSAGES_A_BEAT) {
      this.#fail('garbled');
      return;
    }
    this.#alive = true;
    if (message.value.type === 'failed') this.#fail(message.value.fault);
    else if (message.value.type !== 'alive') this.#options.heard(message.value);
  }

  /**
   * Counts beats without a message, from the first message on. However long this process was stalled, one beat is missed:
   * what the child sent meanwhile is read before the next.
   */
  #beat(): void {
    this.#messages = 0;
    if (this.#alive) this.#missed += 1;
    if (this.#missed > MISSED_BEATS) this.#fail('silent');
    else this.#beats = this.#options.timers.setTimeout(() => this.#beat(), HEARTBEAT);
  }

  /** The channel may still hold its last words when the process is gone, so both ends are waited for. */
  #exited(): void {
    if (!this.#child.connected && this.#child.pid !== undefined) this.#fail('crashed');
  }

  #fail(fault: LinkFault): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.timers.clearTimeout(this.#beats);
    this.#options.failed(fault);
  }
}
