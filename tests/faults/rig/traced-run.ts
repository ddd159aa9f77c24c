// A program of the fault suites under strace, which hurts it at one system call. Tells what strace did, not what was asked of it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TracedRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of strace, in order. */
  readonly trace: readonly string[];
}

export interface TracedOptions {
  /** Options of strace, e.g. `-e trace=fsync`. `trace=none` would inject nothing. */
  readonly strace: readonly string[];
  /** A TypeScript file and its arguments. */
  readonly program: readonly string[];
  /** Where strace writes. */
  readonly trace: string;
  readonly onLine?: (line: string) => void;
}

/** Stripped and compiled sources are kept: most of a start is spent on them. */
const COMPILED = path.join(tmpdir(), 'wardkey-fault-suites');

/** Runs a program to its end under strace, or without it when there are no options. @throws when strace is missing */
export async function runTracedProgram({ strace, program, trace, onLine }: TracedOptions): Promise<TracedRun> {
  const node = [process.execPath, ...program];
  const [command = '', ...words] = strace.length === 0 ? node : ['strace', '-f', '-o', trace, ...strace, ...node];
  const child = spawn(command, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  const said = { stdout: '', stderr: '' };
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine?.(line);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  const ended = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`strace is needed (apt-get install strace): ${error.message}`)));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const lines = strace.length === 0 ? [] : readFileSync(trace, 'utf8').trimEnd().split('\n');
  return { ...ended, ...said, trace: lines };
}
