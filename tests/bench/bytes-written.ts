// What this process has had written to disks so far, as the kernel counts it. Linux only; a file system in memory counts nothing.
import { readFileSync } from 'node:fs';

/** Bytes that this process has caused to be written to a disk. @throws where the kernel does not say */
export function bytesWritten(): number {
  const line = /^write_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'));
  if (line === null) throw new Error('/proc/self/io does not say what was written');
  return Number(line[1]);
}
