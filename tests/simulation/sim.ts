// `npm run sim -- --seeds N --days D --slots S [--seed X] [--steps 1,2,3] [--workers W]`: simulates cabinets by the seed, on some
// processes, and says for each failing seed how to see it again. Ends with 1 when a rule was broken, else with 0.
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { report } from '../bench/figures.ts';
import { parsedOptions, type SimOptions } from './options.ts';
import { replayLines } from './replay.ts';
import type { RunResult } from './simulated-run.ts';
import { DAY } from './stage.ts';
import type { WorkerAnswer, WorkerTask } from './worker.ts';

/** Failing seeds whose plan is made shorter. */
const SHRUNK = 3;
/** Seeds that are run again, each by a worker that has run others before: the same seed must leave the same trace. */
const REPEATED = 5;
/** Figure R3: 500 seeds of 30 days in 10 minutes on two cores. */
const CORE_MS_A_DAY = (2 * 10 * 60 * 1000) / (500 * 30);

const args = process.argv.slice(2);
const options = parsedOptions(args);
const began = performance.now();
const results: RunResult[] = [];
const seeds = Array.from({ length: options.seeds }, (_, index) => options.seed + index);
await inParallel(options.workers, async (ask) => {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift())
    results.push((await ask({ run: seed })).result);
});
const lasted = (performance.now() - began) / 1000;
results.sort((a, b) => a.seed - b.seed);
const repeated = results.filter(({ violations }) => violations.length === 0).slice(0, REPEATED);
const astray: number[] = [];
await inParallel(1, async (ask) => {
  for (const { seed, trace } of repeated.toReversed()) {
    if ((await ask({ run: seed })).result.trace !== trace) astray.push(seed);
  }
});
if (astray.length > 0) console.error(`another trace the second time: seeds ${astray.join(', ')}`);
const failed = results.filter(({ violations, planned, played }) => violations.length > 0 || played !== planned);
for (const result of failed) console.error(replayLines(result, options).join('\n'));
await inParallel(1, async (ask) => {
  for (const { seed, violations } of failed.slice(0, SHRUNK)) {
    const [first] = violations;
    if (first === undefined || options.steps !== undefined) continue;
    const { result, steps } = await ask({ shrink: seed, rule: first.rule });
    if (steps !== null) console.error(replayLines(result, { ...options, steps }).join('\n'));
  }
});
const isInTime = summary(options, results, lasted);
process.exit(isInTime && failed.length === 0 && astray.length === 0 ? 0 : 1);

/** Lets a number of processes work until each has nothing to ask any more. */
async function inParallel(
  count: number,
  work: (ask: (task: WorkerTask) => Promise<WorkerAnswer>) => Promise<void>,
): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => withWorker(work)));
}

/** A worker that was ended by a surprise is replaced. */
async function withWorker(work: (ask: (task: WorkerTask) => Promise<WorkerAnswer>) => Promise<void>): Promise<void> {
  const workers: ChildProcess[] = [];
  await work(async (task) => {
    const last = workers.at(-1);
    const worker = last?.connected === true ? last : await started();
    if (worker !== last) workers.push(worker);
    return await answerOf(worker, task);
  });
  for (const worker of workers) if (worker.connected) worker.disconnect();
}

function started(): Promise<ChildProcess> {
  const worker = fork(new URL('worker.ts', import.meta.url), args);
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(worker));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a worker ended at its start with ${code}`)));
  });
}

function answerOf(worker: ChildProcess, task: WorkerTask): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const lost = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
    worker.once('exit', lost);
    worker.once('message', (answer: WorkerAnswer) => {
      worker.off('exit', lost);
      resolve(answer);
    });
    worker.send(task);
  });
}

function summary({ days, slots }: SimOptions, all: readonly RunResult[], seconds: number): boolean {
  const sum = (value: (result: RunResult) => number) => all.reduce((total, result) => total + value(result), 0);
  const cabinetDays = all.length * days;
  const trace = createHash('sha256');
  for (const result of all) trace.update(`${result.seed} ${result.trace}\n`);
  console.log(
    JSON.stringify({
      suite: 'sim',
      seeds: all.length,
      days,
      slots,
      cpuSeconds: Math.round(sum(({ cpu }) => cpu) / 100) / 10,
      seconds: Math.round(seconds * 10) / 10,
      timesRealTime: Math.round((cabinetDays * DAY) / 1000 / seconds),
      planned: sum(({ planned }) => planned),
      played: sum(({ played }) => played),
      entries: sum(({ entries }) => entries),
      energised: sum(({ energised }) => energised),
      lives: sum(({ lives }) => lives),
      violations: sum(({ violations }) => violations.length),
      repeated: repeated.length,
      otherTraces: astray.length,
      trace: trace.digest('hex'),
    }),
  );
  return report({
    id: 'R3 simulated cabinet-day',
    target: CORE_MS_A_DAY,
    measured: sum(({ cpu }) => cpu) / cabinetDays,
    unit: 'ms of one core',
  });
}
