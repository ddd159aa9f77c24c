// A disk that is soon full: a tmpfs of its own, mounted for one test. Needs root.
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { scratchFolder } from './scratch.ts';

export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Mounts a file system of so many KiB; it is unmounted when the test ends. @throws Error when mounting is not permitted */
  static mount(kibibytes: number): SmallDisk {
    const folder = scratchFolder();
    run('mount', '-t', 'tmpfs', '-o', `size=${kibibytes}k,mode=700`, 'wardkey-test', folder);
    onTestFinished(() => run('umount', '--lazy', folder));
    return new SmallDisk(folder);
  }

  /**
   * Fills the disk up to so many KiB, by default to the last byte. Called again, it takes what has become free since.
   * @throws Error when more is left all the same
   */
  fill(left = 0): void {
    const bytes = this.#room() - left * 1024;
    if (bytes > 0) writeFileSync(this.#ballast, Buffer.alloc(bytes), { flag: 'a' });
    if (this.#room() > left * 1024) throw new Error(`${this.#room()} bytes are left on a disk that was filled`);
  }

  /** Takes the filling away again. */
  clear(): void {
    rmSync(this.#ballast, { force: true });
  }

  /** Makes the whole disk read-only, or writable again. Needs every file on it to be closed. */
  readOnly(on: boolean): void {
    run('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, this.folder);
  }

  /** Free space in bytes. */
  #room(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  get #ballast(): string {
    return path.join(this.folder, 'ballast');
  }
}

/** A small disk with room for a whole cabinet: 16 MiB. */
export function mountSmallDisk(): SmallDisk {
  return SmallDisk.mount(16 * 1024);
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`This test needs root, to mount a small disk: ${error?.message ?? stderr.trim()}`);
}
