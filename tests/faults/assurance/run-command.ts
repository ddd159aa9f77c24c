// Runs one npm script as a person would, shows what it prints, and keeps it.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { type Command, nameOf } from './claims.ts';
import { figuresIn, type Outcome } from './outcomes.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');

/** Runs a script to its end, whatever that is. */
export async function runCommand(command: Command): Promise<Outcome> {
  const { script, args } = command;
  const started = Date.now();
  const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    process.stdout.write(text);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    command: nameOf(command),
    date: new Date(started).toISOString(),
    seconds: Math.round((Date.now() - started) / 1000),
    code,
    lines: figuresIn(printed),
  };
}
