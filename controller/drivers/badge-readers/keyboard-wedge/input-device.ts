// One Linux input device, opened for reading. A child process (`cat`) does the reading: a read of a character device blocks a
// thread of this process for ever and cannot be ended, and the kernel keeps 64 events, ten characters, for one who is late.
// Never grabs the device: udev keeps it from everybody else.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { constants, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { LinkFault } from '../../linked-device.ts';
import type { ByteSource } from '../stream-reader.ts';

const ABSENT: readonly unknown[] = ['ENOENT', 'ENODEV', 'ENXIO', 'ENOTDIR'];

/**
 * Opens a device such as `/dev/input/by-id/…-event-kbd`, or a FIFO that plays one.
 * @returns `port_absent` when there is none, `port_refused` when this user may not read it or it is no device,
 *   `crashed` when the child process cannot be started
 */
export async function openInputDevice(path: string): Promise<Result<ByteSource, LinkFault>> {
  const readable = await probe(path);
  if (!readable.ok) return readable;
  const child = spawn('cat', ['--', path], { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: '/usr/bin:/bin' } });
  const source = new ChildSource(child);
  return await new Promise((resolve) => {
    child.once('spawn', () => resolve(ok(source)));
    child.once('error', () => resolve(err('crashed')));
  });
}

/** Whether the child will be able to open it. Without O_NONBLOCK a FIFO that nobody writes to would hold a thread. */
async function probe(path: string): Promise<Result<void, LinkFault>> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      return found.isCharacterDevice() || found.isFIFO() ? ok(undefined) : err('port_refused');
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return err(ABSENT.includes(code) ? 'port_absent' : 'port_refused');
  }
}

class ChildSource implements ByteSource {
  readonly #child: ChildProcessByStdio<null, Readable, null>;
  readonly #closed: Promise<void>;

  constructor(child: ChildProcessByStdio<null, Readable, null>) {
    this.#child = child;
    this.#closed = new Promise((resolve) => child.once('close', () => resolve()));
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#child.stdout.on('data', listener);
  }

  onClose(listener: () => void): void {
    void this.#closed.then(listener);
  }

  /** The child waits in a read that a signal ends, so this takes no longer than its death. */
  async close(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#closed;
  }
}
