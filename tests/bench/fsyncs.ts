// Counts what one intent costs the disk, with strace on a process that writes intents and nothing else between two marks.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** fsync and fdatasync calls per intent, over `count` intents. @throws when strace is missing, or counted nothing at all */
export async function fsyncsPerIntent(count: number): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-fsyncs-'));
  try {
    return fsyncsIn(folder, count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fsyncsIn(folder: string, count: number): number {
  const trace = path.join(folder, 'trace');
  const child = path.join(import.meta.dirname, 'intent-writer.ts');
  const run = spawnSync(
    'strace',
    [
      '-f',
      '-o',
      trace,
      '-e',
      'trace=fsync,fdatasync,mkdir',
      process.execPath,
      child,
      path.join(folder, 'data'),
      String(count),
    ],
    { encoding: 'utf8' },
  );
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(`the writer failed: ${run.stderr}`);
  const lines = readFileSync(trace, 'utf8').split('\n');
  const [from, to] = ['mark-begin', 'mark-end'].map((mark) => lines.findIndex((line) => line.includes(mark)));
  if (from === undefined || to === undefined || from < 0 || to <= from) throw new Error('strace did not see the marks');
  return lines.slice(from, to).filter((line) => /\b(fsync|fdatasync)\(/.test(line)).length / count;
}
