// Asks pcscd for its version, again and again, over a connection of our own: the only way to know that it is alive, because
// the library never says. Sends nothing but that question.
//   question | size = 12 | command = 11h | major | minor | result |      answer | major | minor | result |
//   32-bit words in the byte order of the machine (pcsc-lite, src/winscard_msg.h: rxHeader, CMD_VERSION, version_struct)
import { connect, type Socket } from 'node:net';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Timers } from '../../../domain/time.ts';
import type { LinkFault } from '../../linked-device.ts';

const CMD_VERSION = 0x11;
const ANSWER_LENGTH = 12;
/** Of Debian 12. Another pcscd names its own, and is asked with that from then on. */
const FIRST_VERSION = [4, 4] as const;
/** Milliseconds from an answer to the next question. */
const QUESTION_AFTER = 1_000;
/** Milliseconds that pcscd has for an answer, in two halves: one may have been lost to a stall of this process. */
const HALF_OF_PATIENCE = 500;

export class PcscdProbe {
  readonly #socket: Socket;
  readonly #timers: Timers;
  readonly #told: (fault: LinkFault | null) => void;
  #timer: unknown = null;
  #answer: Buffer = Buffer.alloc(0);
  #answered = false;
  #over = false;

  /**
   * Connects and asks once; within 1 s.
   * @param lost called at most once, when pcscd closes the connection or falls silent later; never after `close`
   * @returns `port_absent` when nothing listens, `port_refused` when this user may not, `silent` when nothing answers
   */
  static async open(
    socketPath: string,
    timers: Timers,
    lost: (fault: LinkFault) => void,
  ): Promise<Result<PcscdProbe, LinkFault>> {
    const { promise, resolve } = Promise.withResolvers<LinkFault | null>();
    const probe: PcscdProbe = new PcscdProbe(socketPath, timers, (fault) => {
      if (probe.#answered && fault !== null) lost(fault);
      else resolve(fault);
    });
    const fault = await promise;
    return fault === null ? ok(probe) : err(fault);
  }

  private constructor(socketPath: string, timers: Timers, told: (fault: LinkFault | null) => void) {
    this.#timers = timers;
    this.#told = told;
    this.#socket = connect(socketPath);
    this.#socket.on('error', (error) => this.#end(faultOf(error) ?? this.#hungUp));
    this.#socket.on('close', () => this.#end(this.#hungUp));
    this.#socket.on('data', (bytes) => this.#hear(bytes));
    this.#ask(...FIRST_VERSION);
  }

  /** Ends it. May be called twice. */
  close(): void {
    this.#over = true;
    this.#timers.clearTimeout(this.#timer);
    this.#socket.destroy();
  }

  /** pcscd accepts everybody and then hangs up on those whom polkit does not allow. */
  get #hungUp(): LinkFault {
    return this.#answered ? 'port_closed' : 'port_refused';
  }

  #ask(major: number, minor: number): void {
    this.#answer = Buffer.alloc(0);
    this.#socket.write(Buffer.from(Uint32Array.of(ANSWER_LENGTH, CMD_VERSION, major, minor, 0).buffer));
    this.#timer = this.#timers.setTimeout(() => {
      this.#timer = this.#timers.setTimeout(() => this.#end('silent'), HALF_OF_PATIENCE);
    }, HALF_OF_PATIENCE);
  }

  #hear(bytes: Buffer): void {
    this.#answer = Buffer.concat([this.#answer, bytes.subarray(0, ANSWER_LENGTH + 1)]);
    if (this.#answer.length < ANSWER_LENGTH) return;
    if (this.#answer.length > ANSWER_LENGTH) {
      this.#end('garbled');
      return;
    }
    const [major = 0, minor = 0] = new Uint32Array(Uint8Array.from(this.#answer).buffer);
    this.#timers.clearTimeout(this.#timer);
    this.#timer = this.#timers.setTimeout(() => this.#ask(major, minor), QUESTION_AFTER);
    if (this.#answered) return;
    this.#told(null);
    this.#answered = true;
  }

  #end(fault: LinkFault): void {
    if (this.#over) return;
    this.close();
    this.#told(fault);
  }
}

/** null = it hung up. */
function faultOf(error: NodeJS.ErrnoException): LinkFault | null {
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return 'port_refused';
    case 'EAGAIN': // its queue of callers is full: it has not accepted anybody for a while
      return 'silent';
    case 'EPIPE':
    case 'ECONNRESET':
      return null;
    default:
      return 'port_absent';
  }
}
