// A loop device on a file in memory, on which one disk after the other is mounted. Synchronous: nothing else happens meanwhile.
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Janitor } from '../rig/janitor.ts';

/** Bytes of a piece. */
export const PIECE = 32 * 1024;

export class DiskBench {
  readonly #file: number;
  readonly #device: string;
  readonly #folder: string;

  readonly #bytes: number;
  readonly #pieces: readonly number[];

  /**
   * @param bytes of a disk
   * @param pieces offsets of the pieces that may hold something; the rest of every disk is zero
   * @throws without root or a free loop device
   */
  constructor(bytes: number, pieces: readonly number[], janitor: Janitor) {
    this.#bytes = bytes;
    this.#pieces = pieces;
    const place = janitor.folder('replay');
    tool('mount', '-t', 'tmpfs', '-o', `size=${2 * bytes},mode=700`, 'wardkey-replay', place);
    janitor.atEnd('umount', '--lazy', place);
    const image = path.join(place, 'image');
    this.#folder = path.join(place, 'mounted');
    mkdirSync(this.#folder);
    this.#file = openSync(image, 'w+');
    ftruncateSync(this.#file, bytes);
    this.#device = tool('losetup', '--show', '-f', image);
    janitor.atEnd('losetup', '-d', this.#device);
    janitor.atEnd('umount', '--lazy', this.#folder);
  }

  /** Mounts a disk, which replays its journal. @returns the folder; null = it is no file system any more */
  mount(disk: Buffer): string | null {
    ftruncateSync(this.#file, 0);
    ftruncateSync(this.#file, this.#bytes);
    for (const offset of this.#pieces) writeSync(this.#file, disk, offset, PIECE, offset);
    tool('blockdev', '--flushbufs', this.#device);
    if (!this.#shows(disk)) throw new Error(`${this.#device} shows another disk than the one that was put in`);
    const mounted = spawnSync('mount', ['-t', 'ext4', this.#device, this.#folder], { stdio: 'ignore' });
    return mounted.status === 0 ? this.#folder : null;
  }

  /** Whether the device gives back what lies in its file, and not what it remembers of the disk before. */
  #shows(disk: Buffer): boolean {
    const device = openSync(this.#device, 'r');
    try {
      return this.#pieces.every((offset) => {
        const piece = Buffer.alloc(PIECE);
        readSync(device, piece, 0, PIECE, offset);
        return piece.equals(disk.subarray(offset, offset + PIECE));
      });
    } finally {
      closeSync(device);
    }
  }

  unmount(): void {
    tool('umount', this.#folder);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function tool(command: string, ...words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, words, { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  throw new Error(`${command} failed (root and loop devices are needed): ${error?.message ?? stderr.trim()}`);
}
