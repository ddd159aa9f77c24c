// One seed from its first day to its last: cabinet, people, misfortunes and the lives of the controller, in one order of time.
// The same seed and the same plan give the same trace.
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DemoHospital } from '../../controller/demo/hospital.ts';
import type { TimeZone } from '../../controller/domain/zone.ts';
import { settle } from './leaping-time.ts';
import { type PlannedStep, planOf, scriptOf } from './plan.ts';
import type { Planted } from './planted.ts';
import { SimulatedSite, type SiteResult } from './simulated-site.ts';
import { DAY, type Script } from './stage.ts';

export interface RunOptions {
  readonly seed: number;
  readonly days: number;
  /** The database of a cabinet that has just moved in. */
  readonly template: string;
  /** Where the database of the run lies; a file system in memory is enough. */
  readonly folder: string;
  readonly hospital: DemoHospital;
  readonly zone: TimeZone;
  /** Steps in place of those of the seed. */
  readonly plan?: readonly PlannedStep[];
  readonly planted?: Planted;
}

export interface RunResult extends SiteResult {
  readonly seed: number;
  /** Time of the processor, in ms. */
  readonly cpu: number;
  /** Steps of the plan, and those that were begun: the same unless a rule was broken. */
  readonly planned: number;
  readonly played: number;
}

interface Actor {
  wake: number;
  readonly order: number;
  readonly script: Script;
}

export async function simulate(options: RunOptions): Promise<RunResult> {
  const { seed, days, folder, template } = options;
  const file = path.join(folder, `wardkey-${process.pid}-${seed}.db`);
  const began = process.cpuUsage();
  copyFileSync(template, file);
  const site = new SimulatedSite({ ...options, file });
  try {
    const plan = options.plan ?? planOf(seed, days);
    const played = await play(site, plan, options);
    const { user, system } = process.cpuUsage(began);
    const cpu = (user + system) / 1000;
    return { ...site.result(), cpu, seed, planned: plan.length, played };
  } finally {
    await site.end();
    for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  }
}

async function play(site: SimulatedSite, plan: readonly PlannedStep[], { seed, days }: RunOptions): Promise<number> {
  const actors: Actor[] = plan.map((step, order) => ({
    wake: step.at,
    order,
    script: scriptOf(step, seed, site, site),
  }));
  site.start();
  const end = days * DAY;
  const played = new Set<number>();
  while (site.holds) {
    const next = earliest(actors);
    if (next === null || next.wake >= end) break;
    await site.passUntil(next.wake);
    site.checkPicture();
    played.add(next.order);
    const step = next.script.next();
    if (step.done === true) actors.splice(actors.indexOf(next), 1);
    else next.wake = site.time.now + Math.max(1, step.value);
    await settle();
    site.check();
  }
  if (site.holds) await site.passUntil(end);
  await site.finish();
  return played.size;
}

function earliest(actors: readonly Actor[]): Actor | null {
  let first: Actor | null = null;
  for (const actor of actors) {
    if (first === null || actor.wake < first.wake || (actor.wake === first.wake && actor.order < first.order))
      first = actor;
  }
  return first;
}
