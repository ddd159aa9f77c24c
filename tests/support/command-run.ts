// Runs a command of the program in this process, as the program would: where it ends is an exception, and what it says is caught.
import { vi } from 'vitest';

export interface CommandRun {
  /** The exit code. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param command does its work and writes to the standard streams; may end the process at any place */
export async function commandRun(command: () => void | Promise<void>): Promise<CommandRun> {
  let [stdout, stderr] = ['', ''];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  const error = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Ended(Number(code));
  });
  try {
    await command();
    return { status: 0, stdout, stderr };
  } catch (ended) {
    if (!(ended instanceof Ended)) throw ended;
    return { status: ended.status, stdout, stderr };
  } finally {
    for (const spy of [out, error, exit]) spy.mockRestore();
  }
}

class Ended extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`ended with ${status}`);
    this.status = status;
  }
}
