// One SIGKILL at one system call of a process that lends keys, and the look at what it leaves behind.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SeededRandom } from '../../support/seeded-random.ts';
import { Hardware } from '../rig/hardware.ts';
import { LogWitness, type Promised } from '../rig/log-witness.ts';
import { runTracedProgram } from '../rig/traced-run.ts';

/** The system calls on the way of an entry to the disk, and of a frame and of a promise to the outside. */
export const CALLS = ['fsync', 'pwrite64', 'ftruncate', 'unlink', 'write'] as const;
export type Call = (typeof CALLS)[number];

export interface KillPoint {
  readonly call: Call;
  /** Which call of this kind it is, from 1. */
  readonly nth: number;
}

export interface Killed {
  /** `clean`: it ended by itself before the call came. */
  readonly end: 'killed' | 'clean';
  readonly fired: number;
  readonly violations: readonly string[];
}

/** Releases that one process tries. */
const RELEASES = 8;
const PROGRAM = path.join(import.meta.dirname, '..', 'rig', 'release-process.ts');

/** A cabinet whose controller is killed again and again: its data folder, the hardware around it, and a witness. */
export class KilledCabinet {
  readonly #manner: 'honest' | 'hasty';
  readonly #folder: string;
  readonly #hardware: Hardware;
  readonly #witness: LogWitness;

  private constructor(manner: 'honest' | 'hasty', folder: string, hardware: Hardware) {
    this.#manner = manner;
    this.#folder = folder;
    this.#hardware = hardware;
    this.#witness = new LogWitness(path.join(folder, 'data'));
  }

  /** A new cabinet without a data folder. @param parent where its files go. @param manner `hasty` is the control: it mints before the commit */
  static async make(parent: string, manner: 'honest' | 'hasty', random: SeededRandom): Promise<KilledCabinet> {
    const folder = mkdtempSync(path.join(parent, 'cabinet-'));
    return new KilledCabinet(manner, folder, await Hardware.start(random));
  }

  /** Whether a first start has come to its end. */
  get isBorn(): boolean {
    return this.#witness.size > 0;
  }

  /** Starts the controller, kills it at the point, looks. */
  async killAt({ call, nth }: KillPoint): Promise<Killed> {
    const before = this.#hardware.fired.length;
    const run = await runTracedProgram({
      strace: ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${nth}`],
      program: [PROGRAM, path.join(this.#folder, 'data'), this.#hardware.address, String(RELEASES), this.#manner],
      trace: path.join(this.#folder, 'trace'),
    });
    const fired = this.#hardware.fired.length - before;
    const where = `${call} ${nth}`;
    if (run.signal === null && run.code === 0)
      return { end: 'clean', fired, violations: this.#look(where, run.stdout) };
    if (run.signal !== 'SIGKILL') {
      return { end: 'clean', fired, violations: [`${where}: ended by itself: ${run.stderr.slice(0, 400)}`] };
    }
    if (!wasHit(run.trace, call, nth)) {
      return { end: 'clean', fired, violations: [`${where}: killed, and not by strace`] };
    }
    return { end: 'killed', fired, violations: this.#look(where, run.stdout) };
  }

  async remove(): Promise<void> {
    await this.#hardware.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #look(where: string, stdout: string): readonly string[] {
    const { fired } = this.#hardware;
    const promised = promisesIn(stdout);
    const seen = this.#witness.look({ fired, promised, reading: this.#hardware.sense() });
    return seen.map((violation) => `${where}: ${violation}`);
  }
}

/** The promises of a process; half a line is none. */
export function promisesIn(stdout: string): readonly Promised[] {
  return [...stdout.matchAll(/^promise (\d+) ([0-9a-f]{64})\n/gm)].flatMap(([, size, root]) =>
    root === undefined ? [] : [{ size: Number(size), root }],
  );
}

/** Whether strace saw some thread begin this call for the nth time and no more, and the process die of it. */
function wasHit(trace: readonly string[], call: Call, nth: number): boolean {
  const begun = new Map<string, number>();
  for (const line of trace) {
    const [, thread = '', name] = /^(\d+)\s+(\w+)\(/.exec(line) ?? [];
    if (name === call) begun.set(thread, (begun.get(thread) ?? 0) + 1);
  }
  const isDead = trace.some((line) => line.includes('+++ killed by SIGKILL +++'));
  return isDead && [...begun.values()].includes(nth);
}
