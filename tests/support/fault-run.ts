// A fault suite as a process of its own, for the test that runs it small: its exit code and the line that it printed.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface FaultRun {
  readonly code: number | null;
  /** The JSON line, or what it said in place of one. */
  readonly said: string;
}

/** Runs `tests/faults/<name>.ts` at the small size; ends with the test at the latest. @param words more options */
export async function runSmall(name: string, ...words: readonly string[]): Promise<FaultRun> {
  const script = path.join(import.meta.dirname, '..', 'faults', `${name}.ts`);
  const child = spawn(process.execPath, [script, '--size', 'small', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  // A test that has run out of time leaves no suite behind that keeps the machine busy for the next one.
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, said };
}
