// One process of a simulation: is sent seeds, answers each with its result. A surprise of the product is a violation like others.
import { parsedOptions } from './options.ts';
import { Runner } from './runner.ts';
import type { RunResult } from './simulated-run.ts';

export type WorkerTask = { readonly run: number } | { readonly shrink: number; readonly rule: string };
export type WorkerAnswer = { readonly result: RunResult; readonly steps: readonly number[] | null };

const { days, slots, steps } = parsedOptions(process.argv.slice(2));
const runner = await Runner.open({ days, slots });
let seed = 0;

process.on('message', (task: WorkerTask) => {
  void work(task).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
process.on('exit', () => runner.close());
for (const surprise of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(surprise, (error: unknown) => {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const result = { ...NOTHING, seed, violations: [{ rule: 'nothingSurprises', what, at: 0 }] };
    process.send?.({ result, steps: null } satisfies WorkerAnswer, () => process.exit(1));
  });
}
process.send?.('ready');

const NOTHING: Omit<RunResult, 'seed' | 'violations'> = {
  trace: '',
  entries: 0,
  energised: 0,
  lives: 0,
  cpu: 0,
  played: 0,
  planned: 0,
  story: [],
};

async function work(task: WorkerTask): Promise<WorkerAnswer> {
  if ('run' in task) {
    seed = task.run;
    return { result: await runner.run(seed, steps), steps: null };
  }
  seed = task.shrink;
  return await runner.shrink(seed, task.rule);
}
