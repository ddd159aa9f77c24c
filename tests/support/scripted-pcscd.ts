// A pcscd of which only the greeting is there: it answers the question for its version, as often as a test wants.
// For tests of what happens around the child process; cards need the real one.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const QUESTION_LENGTH = 20;
/** Major 4, minor 5, success. */
export const GREETING = Uint32Array.of(4, 5, 0);

export class ScriptedPcscd {
  readonly socketPath: string;
  /** What it answers; null = nothing. */
  answer: Uint8Array | null = new Uint8Array(GREETING.buffer);
  /** Whether it hangs up on callers at once, as polkit makes it do. */
  refuses = false;
  /** The questions it was asked, as words. */
  readonly questions: Uint32Array[] = [];
  readonly #folder: string;
  readonly #server: Server;
  readonly #callers = new Set<Socket>();

  private constructor(folder: string) {
    this.#folder = folder;
    this.socketPath = path.join(folder, 'pcscd.comm');
    this.#server = createServer((caller) => this.#receive(caller));
  }

  static async start(): Promise<ScriptedPcscd> {
    const pcscd = new ScriptedPcscd(await mkdtemp(path.join(tmpdir(), 'wardkey-pcscd-')));
    await new Promise<void>((resolve) => pcscd.#server.listen(pcscd.socketPath, resolve));
    return pcscd;
  }

  /** How many callers it has. */
  get callers(): number {
    return this.#callers.size;
  }

  async stop(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Says something unasked to every caller. */
  send(bytes: Uint8Array): void {
    for (const caller of this.#callers) caller.write(bytes);
  }

  hangUp(): void {
    for (const caller of this.#callers) caller.destroy();
  }

  #receive(caller: Socket): void {
    if (this.refuses) {
      caller.destroy();
      return;
    }
    this.#callers.add(caller);
    caller.on('close', () => this.#callers.delete(caller));
    caller.on('error', () => this.#callers.delete(caller));
    caller.on('data', (bytes) => {
      if (bytes.length !== QUESTION_LENGTH) throw new Error(`not a question: ${bytes.toString('hex')}`);
      this.questions.push(new Uint32Array(Uint8Array.from(bytes).buffer));
      if (this.answer !== null) caller.write(this.answer);
    });
  }
}
