// What is printed of a failing seed: how to see it again, what was broken, and the steps that are left of its plan.
import type { SimOptions } from './options.ts';
import { planOf } from './plan.ts';
import type { RunResult } from './simulated-run.ts';

/** Entries that are printed of a shortened run. */
const STORY = 25;

/** @param options with `steps`: the run was shortened to these places of its plan, and is told in full */
export function replayLines(
  { seed, violations, story, planned, played }: RunResult,
  { days, slots, steps }: Pick<SimOptions, 'days' | 'slots' | 'steps'>,
): readonly string[] {
  const chosen = steps === undefined ? '' : ` --steps ${steps.join(',')}`;
  const plan = planOf(seed, days);
  return [
    `again: npm run sim -- --seeds 1 --seed ${seed} --days ${days} --slots ${slots}${chosen}`,
    ...violations.map(({ rule, what, at }) => `  ${rule} at ${Math.round(at)} ms: ${what}`),
    ...(violations.length === 0 && played !== planned ? [`  ${played} of ${planned} steps were played`] : []),
    ...(steps ?? []).map((place) => `  step ${place}: ${plan[place]?.kind} at ${plan[place]?.at} ms`),
    ...(steps === undefined ? [] : story.slice(-STORY).map((line) => `  ${line}`)),
  ];
}
