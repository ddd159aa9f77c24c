// Runs seeds one after the other in a folder of its own, and makes the plan of a failing one shorter.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoHospital } from '../../controller/demo/hospital.ts';
import type { TimeZone } from '../../controller/domain/zone.ts';
import { timeZone } from '../../controller/time-zone.ts';
import { expectOk } from '../support/expect-ok.ts';
import { type PlannedStep, planOf } from './plan.ts';
import type { Planted } from './planted.ts';
import { shrink } from './shrinking.ts';
import { type RunResult, simulate } from './simulated-run.ts';
import { BEGIN } from './simulated-site.ts';
import { smallHospital } from './small-hospital.ts';
import { makeTemplate } from './template.ts';

export interface RunnerOptions {
  readonly days: number;
  /** 4–32. */
  readonly slots: number;
  readonly planted?: Planted;
}

export interface Shrunk {
  /** Places in the plan of the seed. */
  readonly steps: readonly number[];
  readonly result: RunResult;
}

/** Runs that the search for a shorter plan may cost. */
const SHRINKING = 150;

export class Runner {
  readonly #options: RunnerOptions;
  readonly #folder: string;
  readonly #template: string;
  readonly #hospital: DemoHospital;
  readonly #zone: TimeZone;

  private constructor(options: RunnerOptions, folder: string, template: string, hospital: DemoHospital) {
    this.#options = options;
    this.#folder = folder;
    this.#template = template;
    this.#hospital = hospital;
    this.#zone = expectOk(timeZone(hospital.setup.identity.timeZone));
  }

  /** The databases lie in memory where there is a file system for it: what fsync does is not what is tested here. */
  static async open(options: RunnerOptions): Promise<Runner> {
    const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'wardkey-sim-'));
    const hospital = smallHospital(BEGIN, options.slots);
    return new Runner(options, folder, await makeTemplate(folder, hospital), hospital);
  }

  /** @param steps places in the plan of the seed; left out = all of it */
  run(seed: number, steps?: readonly number[]): Promise<RunResult> {
    const plan = planOf(seed, this.#options.days);
    return this.#play(seed, steps === undefined ? plan : plan.filter((_, place) => steps.includes(place)));
  }

  /** A shorter plan that breaks the same rule. */
  async shrink(seed: number, rule: string): Promise<Shrunk> {
    const plan = planOf(seed, this.#options.days);
    const fails = async (part: readonly PlannedStep[]) => {
      const { violations } = await this.#play(seed, part);
      return violations[0]?.rule === rule;
    };
    const kept = await shrink(plan, fails, SHRINKING);
    return { steps: kept.map((step) => plan.indexOf(step)), result: await this.#play(seed, kept) };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #play(seed: number, plan: readonly PlannedStep[]): Promise<RunResult> {
    const { days, planted } = this.#options;
    return simulate({
      seed,
      days,
      plan,
      folder: this.#folder,
      template: this.#template,
      hospital: this.#hospital,
      zone: this.#zone,
      ...(planted !== undefined && { planted }),
    });
  }
}
