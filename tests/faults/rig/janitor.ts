// Puts away what a suite has mounted and attached, however the suite ends: a shell of its own that waits for the end of its input
// and then runs what it was told, last first. Only the death of that shell itself leaves something behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPT = `
todo=''
while IFS= read -r line; do todo="$line
$todo"; done
eval "$todo" >/dev/null 2>&1
`;

export class Janitor {
  readonly #shell: ChildProcess;

  constructor() {
    this.#shell = spawn('sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    this.#shell.unref();
  }

  /** A command for the end; its words must hold nothing that a shell would read. */
  atEnd(...words: readonly string[]): void {
    this.#shell.stdin?.write(`${words.join(' ')}\n`);
  }

  /** A new folder that goes at the end. @param name of what it is for */
  folder(name: string): string {
    const folder = mkdtempSync(path.join(tmpdir(), `wardkey-${name}-`));
    this.atEnd('rm', '-rf', folder);
    return folder;
  }

  /** Puts everything away now. */
  async done(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#shell.once('exit', () => resolve());
    });
    this.#shell.stdin?.end();
    await ended;
  }
}
