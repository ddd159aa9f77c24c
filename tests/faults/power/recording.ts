// Records what the product writes to a disk while it releases keys: nbdfuse makes a file of the recording disk, a loop device makes
// a disk of the file, ext4 stands on it. Needs root, loop devices and nbdfuse; fails by name where one is missing.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SeededRandom } from '../../support/seeded-random.ts';
import { runTool } from '../rig/command.ts';
import { Hardware } from '../rig/hardware.ts';
import { Janitor } from '../rig/janitor.ts';
import { runTracedProgram } from '../rig/traced-run.ts';
import type { DiskTape } from './disk-tape.ts';
import { RecordingDisk } from './recording-disk.ts';

export const DISK_BYTES = 32 * 1024 * 1024;
const PROGRAM = path.join(import.meta.dirname, '..', 'rig', 'release-process.ts');
/** Looks at the file of nbdfuse before it counts as missing, 20 ms apart. */
const LOOKS = 250;

/**
 * The tape of one process that releases keys so many times.
 * @param manner `lazy` is the control: it does not wait for the disk
 */
export async function record(releases: number, manner: 'honest' | 'lazy', seed: number): Promise<DiskTape> {
  if (process.getuid?.() !== 0) throw new Error('power needs root, for loop devices and mounts');
  const janitor = new Janitor();
  const folder = janitor.folder('power');
  const hardware = await Hardware.start(new SeededRandom(seed));
  const disk = new RecordingDisk(await formatted(path.join(folder, 'base')));
  try {
    const data = path.join(await mounted(disk, folder, janitor), 'data');
    hardware.onFire((position) => disk.mark({ type: 'fired', position }));
    const run = await runTracedProgram({
      strace: [],
      program: [PROGRAM, data, hardware.address, String(releases), manner],
      trace: '',
      onLine: (line) => {
        const [, size, root] = /^promise (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
        if (root !== undefined) disk.mark({ type: 'promise', promised: { size: Number(size), root } });
      },
    });
    if (run.code !== 0) throw new Error(`the recorded process failed: ${run.stderr}`);
    return disk.tape();
  } finally {
    await hardware.close();
    await janitor.done();
    disk.close();
  }
}

/** An empty ext4 with nothing left to be initialised later. */
async function formatted(file: string): Promise<Buffer> {
  await runTool('truncate', '-s', String(DISK_BYTES), file);
  await runTool('mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', file);
  return readFileSync(file);
}

/** @returns the folder that the disk is mounted on */
async function mounted(disk: RecordingDisk, folder: string, janitor: Janitor): Promise<string> {
  const [socket, file, folderOnDisk] = ['socket', 'disk', 'mounted'].map((name) => path.join(folder, name));
  if (socket === undefined || file === undefined || folderOnDisk === undefined) throw new Error('no names');
  await disk.listen(socket);
  closeSync(openSync(file, 'w'));
  mkdirSync(folderOnDisk);
  janitor.atEnd('fusermount3', '-uz', file);
  const fuse = spawn('nbdfuse', [file, '--unix', socket], { stdio: 'ignore' });
  const missing = new Promise<never>((_resolve, reject) => {
    fuse.once('error', (error) => reject(new Error(`nbdfuse is needed: ${error.message}`)));
    fuse.once('exit', (code) => reject(new Error(`nbdfuse ended with ${code}; is /dev/fuse there?`)));
  });
  missing.catch(() => undefined);
  await Promise.race([missing, untilSized(file)]);
  const device = await runTool('losetup', '--show', '-f', file);
  janitor.atEnd('losetup', '-d', device);
  await runTool('mount', '-t', 'ext4', device, folderOnDisk);
  janitor.atEnd('umount', '--lazy', folderOnDisk);
  return folderOnDisk;
}

async function untilSized(file: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (statSync(file).size === DISK_BYTES) return;
    await pause(20);
  }
  throw new Error('nbdfuse shows no disk');
}
