// Resident memory of the built controller with the demo hospital, as the kernel counts it, once somebody has been served.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LAUNCHER = path.join(import.meta.dirname, '..', '..', 'controller', 'launch.cjs');

/** Resident memory in MiB. Needs `npm run build`. @throws when the controller ends before it serves */
export async function residentMemory(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-memory-'));
  const command = [LAUNCHER, 'dist/controller/cli.js', 'demo', '--data', folder, '--port', '0'];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`the controller ended: ${code}`))),
  );
  let said = '';
  const greeted = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+?:\d+\//.exec(said);
      if (found !== null && said.includes('Stop with')) resolve(found[0]);
    });
  });
  const url = await Promise.race([greeted, ended]);
  for (let page = 0; page < 200; page += 1) await (await fetch(url)).arrayBuffer();
  const [controller = ''] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ');
  const status = readFileSync(`/proc/${controller}/status`, 'utf8');
  const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  ended.catch(() => null);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  rmSync(folder, { recursive: true, force: true });
  return kibibytes / 1024;
}
