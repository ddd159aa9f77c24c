// A second process that holds the database of a cabinet: an onlooker that was stopped, a tool that writes for too long.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const PROGRAM = path.join(import.meta.dirname, 'lock-holder.ts');

/** Resolves once the other process holds the file. @returns how to make it let go, which resolves when it has ended */
export async function holdDatabase(file: string): Promise<() => Promise<void>> {
  const holder = spawn(process.execPath, [PROGRAM, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(holder, 'exit');
  onTestFinished(() => {
    holder.kill('SIGKILL');
  });
  await once(holder.stdout, 'data');
  return async () => {
    holder.stdin.end();
    await ended;
  };
}
