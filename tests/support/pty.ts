// A pseudo-terminal whose other end is a TCP port, made by socat: a serial device for tests. Needs socat, and says so.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Pty {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wardkey-pty-'));
  readonly path = join(this.#folder, 'tty');
  #child: ChildProcess | null = null;

  /** Makes the device. @param port of the TCP peer on the loopback */
  async plugIn(port: number): Promise<void> {
    const child = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${this.path}`, `tcp:127.0.0.1:${port}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.once('error', (fault) => reject(new Error(`socat is needed (apt-get install socat): ${fault.message}`)));
      child.once('exit', () => reject(new Error(`socat ended: ${said}`)));
      child.stderr?.on('data', (text) => {
        said += String(text);
        if (said.includes('starting data transfer loop') && existsSync(this.path)) resolve();
      });
    });
    child.once('exit', () => rmSync(this.path, { force: true }));
  }

  /** Takes the device away. */
  async unplug(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  }

  async remove(): Promise<void> {
    await this.unplug();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
