// Runs the tools of the system that a suite stands on. Failure is an error with what the tool said: nothing is skipped.
import { spawn } from 'node:child_process';

/** Runs a tool to its end. @returns what it printed. @throws when it cannot be run or fails */
export async function runTool(tool: string, ...words: readonly string[]): Promise<string> {
  const child = spawn(tool, [...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${tool} is needed: ${error.message}`)));
    child.once('close', resolve);
  });
  if (code === 0) return said.trim();
  throw new Error(`${tool} ${words.join(' ')} failed (root and loop devices are needed): ${complaint.trim()}`);
}
