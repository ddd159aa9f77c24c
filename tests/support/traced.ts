// Runs a program of the tests under strace, and reads what strace saw.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scratchFolder } from './scratch.ts';

export interface Traced {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of strace, in order. */
  readonly trace: readonly string[];
}

/**
 * Runs a TypeScript file of `tests/support` to its end.
 * @param strace further options, e.g. `-e trace=fsync`
 * @throws Error when strace is missing
 */
export function runTraced(strace: readonly string[], script: string, ...args: readonly string[]): Traced {
  const log = path.join(scratchFolder(), 'trace');
  const program = [process.execPath, path.join(import.meta.dirname, script), ...args];
  const run = spawnSync('strace', ['-f', '-o', log, ...strace, ...program], { encoding: 'utf8' });
  if (run.error !== undefined) throw new Error(`strace cannot be run (apt-get install strace): ${run.error.message}`);
  const trace = readFileSync(log, 'utf8').trimEnd().split('\n');
  return { status: run.status, stdout: run.stdout, stderr: run.stderr, trace };
}
