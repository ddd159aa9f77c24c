// One data folder that is opened again and again by processes whose disk fails, and the look at what each leaves behind.
import path from 'node:path';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { promisesIn } from '../kill/kill-point.ts';
import { LogWitness } from '../rig/log-witness.ts';
import { runTracedProgram } from '../rig/traced-run.ts';
import { type DiskError, injectedIn, straceOptions } from './disk-errors.ts';

/** What one disk error has come to. */
export interface PointReport {
  /** Calls that failed; 0 = there were not so many. */
  readonly injected: number;
  /** From the last of them to the end of the next visit, in ms; 0 for a process that only opens. */
  readonly backMs: number;
  readonly violations: readonly string[];
}

const PROGRAM = path.join(import.meta.dirname, 'open-process.ts');
const AT_HOME: readonly SlotReading[] = Array.from({ length: 16 }, () => ({ bolt: 'locked', presence: 'present' }));

export class Opening {
  readonly #folder: string;
  readonly #manner: string;
  readonly #witness: LogWitness;
  readonly #tokens: number[] = [];

  /** @param manner of `open-process.ts` */
  constructor(folder: string, manner: string) {
    this.#folder = folder;
    this.#manner = manner;
    this.#witness = new LogWitness(path.join(folder, 'data'));
  }

  /** @param error null = a disk that works */
  async hit(error: DiskError | null): Promise<PointReport> {
    const data = path.join(this.#folder, 'data');
    const run = await runTracedProgram({
      strace: error === null ? [] : straceOptions(error, data),
      program: [PROGRAM, data, this.#manner],
      trace: path.join(this.#folder, 'trace'),
    });
    const tokens = [...run.stdout.matchAll(/^token (\d+)$/gm)].map(([, position]) => Number(position));
    this.#tokens.push(...tokens);
    const seen = this.#witness.look({ fired: this.#tokens, promised: promisesIn(run.stdout), reading: AT_HOME });
    const ended = run.code === 0 ? [] : [`ended with ${run.code ?? run.signal}: ${run.stderr.slice(0, 300)}`];
    return { injected: injectedIn(run.trace).count, backMs: 0, violations: [...ended, ...seen] };
  }
}
