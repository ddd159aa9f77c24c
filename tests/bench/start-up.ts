// From nothing to the first badge served with years in the log: a process starts, opens the folder, checks the log, reconciles
// and shows somebody their keys. After a clean stop, and after kill -9 amid releases. Arguments: [entries] [starts].
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { startTestAppliance } from '../support/appliance.ts';
import { percentile, report } from './figures.ts';
import { fillLog } from './filled-log.ts';

const [entries = 5_000_000, starts = 20] = process.argv.slice(2).map(Number);
const CHILD = path.join(import.meta.dirname, 'start-up-child.ts');
/** How long a cabinet works before it is killed, in ms. */
const WORK = 100;

const began = performance.now();
const { folder } = await longLog(entries);
report({ id: 'start-up.entries', target: null, measured: entries, unit: 'entries' });
report({ id: 'start-up.fill', target: null, measured: (performance.now() - began) / 1000, unit: 's' });

const clean: number[] = [];
const killed: number[] = [];
await start('SIGKILL');
for (let turn = 0; turn < starts; turn += 1) {
  killed.push(await start(null));
  clean.push(await start('SIGKILL'));
}
rmSync(folder, { recursive: true, force: true });
report({ id: 'start-up.clean.p50', target: null, measured: percentile(clean, 0.5), unit: 's' });
report({ id: 'start-up.killed.p50', target: null, measured: percentile(killed, 0.5), unit: 's' });
const results = [
  report({ id: 'start-up.clean.p99', target: 5, measured: percentile(clean, 0.99), unit: 's' }),
  report({ id: 'start-up.killed.p99', target: 5, measured: percentile(killed, 0.99), unit: 's' }),
];
process.exit(results.every(Boolean) ? 0 : 1);

async function longLog(size: number) {
  const cabinet = await startTestAppliance();
  await cabinet.until(({ screen }) => screen.name !== 'starting', 'a cabinet that has started');
  fillLog(cabinet.appliance.data, size);
  await cabinet.halt();
  return cabinet;
}

/**
 * Starts a cabinet, and ends it after a moment of work.
 * @param end the signal that kills it; null = it is asked to stop
 * @returns from the start of the process to its first badge served, in s
 */
async function start(end: 'SIGKILL' | null): Promise<number> {
  const before = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, CHILD, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exited]);
  const took = (performance.now() - before) / 1000;
  if (child.exitCode !== null) throw new Error('the cabinet did not start');
  await new Promise((resolve) => setTimeout(resolve, WORK));
  if (end === null) child.stdin.end();
  else child.kill(end);
  await exited;
  return took;
}
