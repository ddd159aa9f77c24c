// One of the processes that share the disk errors of a run. Two kinds of process are hurt: one that opens a data folder, from its
// first system call on, and the whole controller while somebody takes a key. Started by io.ts, answers by message.
import { SeededRandom } from '../../support/seeded-random.ts';
import { Janitor } from '../rig/janitor.ts';
import { CALLS, type DiskError, ERRORS } from './disk-errors.ts';
import { Opening, type PointReport } from './opening.ts';
import { ServedVisits } from './served-visits.ts';

export interface IoOrder {
  readonly size: 'small' | 'full';
  /** `careless` is the control: it takes a failed commit for a good one. Nobody visits it. */
  readonly manner: 'honest' | 'careless';
  readonly seed: number;
  readonly lane: number;
  readonly lanes: number;
}

export interface IoReport {
  /** Disk errors that were planned and met a call, and those that should have met one. */
  readonly injected: number;
  readonly planned: number;
  readonly fired: number;
  /** Longest from the last failed call to the end of the next visit, in ms. */
  readonly backMs: number;
  /** Longest that the controller answered nobody while each fsync took 200 ms; 0 = not looked at. */
  readonly slowLagMs: number;
  readonly violations: readonly string[];
}

/** What a visit depends on; `openat` and `ftruncate` come with a start alone. */
const VISIT_CALLS = ['fsync', 'pwrite64'] as const;
/** How many calls in a row fail, in turn: one, and so many that the repair fails too. */
const SPANS = [1, 3, 12] as const;
/** Points of a small run by chance, among the first so many calls. */
const SMALL = { openings: 6, visits: 2, among: { fsync: 3, pwrite64: 20, openat: 6, ftruncate: 2 } } as const;

class Lane {
  readonly #order: IoOrder;
  readonly #random: SeededRandom;
  readonly #scratch: string;
  readonly #violations: string[] = [];
  #injected = 0;
  #planned = 0;
  #fired = 0;
  #backMs = 0;
  #slowLagMs = 0;

  constructor(order: IoOrder, scratch: string) {
    this.#order = order;
    this.#scratch = scratch;
    this.#random = new SeededRandom(order.seed * 1000 + order.lane);
  }

  async run(): Promise<IoReport> {
    await this.#openings();
    if (this.#order.manner === 'honest') await this.#visits();
    return {
      injected: this.#injected,
      planned: this.#planned,
      fired: this.#fired,
      backMs: Math.round(this.#backMs),
      slowLagMs: Math.round(this.#slowLagMs),
      violations: this.#violations,
    };
  }

  async #openings(): Promise<void> {
    const opening = new Opening(this.#scratch, this.#order.manner);
    await opening.hit(null);
    const hit = (error: DiskError) => this.#count(error, () => opening.hit(error));
    if (this.#order.size === 'small') {
      for (let one = 0; one < SMALL.openings; one += 1)
        await hit(this.#drawn(CALLS[one % CALLS.length] ?? 'fsync', one));
      return;
    }
    for (const call of CALLS) {
      for (const error of ERRORS) await this.#sweep((nth) => hit({ call, error, nth, span: 1 }));
    }
  }

  async #visits(): Promise<void> {
    const served = new ServedVisits(this.#scratch);
    try {
      const hit = (error: DiskError) => this.#count(error, () => served.hit(error));
      if (this.#order.size === 'small') {
        for (let one = 0; one < SMALL.visits; one += 1) await hit(this.#drawn(VISIT_CALLS[one % 2] ?? 'fsync', one));
        return;
      }
      if (this.#order.lane === 0) this.#slowLagMs = await served.lagOnSlowDisk();
      for (const call of VISIT_CALLS) {
        await this.#sweep((nth) => {
          const span = SPANS[Math.floor(nth / SPANS.length) % SPANS.length] ?? 1;
          return hit({ call, error: ERRORS[Math.floor(nth / this.#order.lanes) % ERRORS.length] ?? 'EIO', nth, span });
        });
      }
    } finally {
      await served.end();
      this.#fired += served.fired;
    }
  }

  /** Every nth call of this lane until a clean run. */
  async #sweep(hit: (nth: number) => Promise<boolean>): Promise<void> {
    for (let nth = this.#order.lane + 1; await hit(nth); nth += this.#order.lanes);
  }

  #drawn(call: DiskError['call'], turn: number): DiskError {
    const nth = 1 + this.#random.below(SMALL.among[call]);
    return { call, error: this.#random.pick(ERRORS), nth, span: SPANS[turn % SPANS.length] ?? 1 };
  }

  /** @returns whether the error met a call */
  async #count({ call, error, nth }: DiskError, hit: () => Promise<PointReport>): Promise<boolean> {
    const { injected, violations, backMs } = await hit();
    const isOwed = this.#order.size === 'small';
    this.#planned += injected > 0 || isOwed ? 1 : 0;
    this.#injected += injected > 0 ? 1 : 0;
    this.#backMs = Math.max(this.#backMs, backMs);
    this.#violations.push(...violations.map((violation) => `${call} ${nth} ${error}: ${violation}`));
    return injected > 0;
  }
}

const order: IoOrder = JSON.parse(process.argv[2] ?? '{}');
process.once('disconnect', () => process.exit(1));
const janitor = new Janitor();
const report = await new Lane(order, janitor.folder('io')).run();
await janitor.done();
process.send?.(report, () => process.exit(0));
