// Makes the disk of a running process fail for a while: strace comes, fails some of its calls, and goes. The process lives on.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type DiskError, injectedIn, straceOptions } from './disk-errors.ts';

/** Looks at what strace says before it counts as not attached, 5 ms apart. */
const LOOKS = 600;

export class BadDisk {
  readonly #stop: () => Promise<void>;
  readonly #trace: string;

  private constructor(trace: string, stop: () => Promise<void>) {
    this.#trace = trace;
    this.#stop = stop;
  }

  /** @param folder the data folder of the process. @throws when strace cannot attach */
  static async of(pid: number, folder: string, options: readonly string[]): Promise<BadDisk> {
    const trace = path.join(path.dirname(folder), 'trace');
    const strace = spawn('strace', ['-f', '-o', trace, ...options, '-p', String(pid)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    strace.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const ended = new Promise<void>((resolve) => {
      strace.once('error', () => resolve());
      strace.once('close', () => resolve());
    });
    for (let look = 0; look < LOOKS && !said.includes(' attached'); look += 1) await pause(5);
    if (!said.includes(' attached')) throw new Error(`strace cannot attach (apt-get install strace; root): ${said}`);
    const stop = async () => {
      strace.kill('SIGINT');
      await ended;
    };
    return new BadDisk(trace, stop);
  }

  /** Fails calls of a process as a disk error says. */
  static failing(pid: number, folder: string, error: DiskError): Promise<BadDisk> {
    return BadDisk.of(pid, folder, straceOptions(error, folder));
  }

  /** What was failed so far. */
  injected(): { readonly count: number; readonly last: number } {
    return injectedIn(readFileSync(this.#trace, 'utf8').split('\n'));
  }

  /** The process goes on without strace. */
  async gone(): Promise<void> {
    await this.#stop();
  }
}
