// One of the processes that share the kills of a run: each has cabinets of its own. Started by kill.ts, answers by message.
import { SeededRandom } from '../../support/seeded-random.ts';
import { Janitor } from '../rig/janitor.ts';
import { CALLS, type Call, KilledCabinet, type KillPoint } from './kill-point.ts';

export interface LaneOrder {
  readonly size: 'small' | 'full';
  readonly manner: 'honest' | 'hasty';
  readonly seed: number;
  /** Which of how many lanes this is, from 0. */
  readonly lane: number;
  readonly lanes: number;
  /** Kills that this lane owes at least. */
  readonly kills: number;
}

export interface LaneReport {
  readonly killed: number;
  readonly fired: number;
  /** Kills before the first start had come to its end. */
  readonly unborn: number;
  readonly violations: readonly string[];
}

/** About how many calls one process makes; a small run draws from them. */
const ABOUT: Readonly<Record<Call, number>> = { fsync: 36, pwrite64: 220, ftruncate: 6, unlink: 2, write: 60 };
/** Where the control is killed, in the second half of its life: by then frames have fired. */
const LATE_CALLS: readonly Call[] = ['fsync', 'pwrite64', 'write'];
/** A small run gives up after so many draws that met no call. */
const DRAWS = 3;

class Lane {
  readonly #order: LaneOrder;
  readonly #random: SeededRandom;
  readonly #scratch: string;
  #cabinet: KilledCabinet | null = null;
  #killed = 0;
  #fired = 0;
  #unborn = 0;
  readonly #violations: string[] = [];

  constructor(order: LaneOrder, scratch: string) {
    this.#order = order;
    this.#scratch = scratch;
    this.#random = new SeededRandom(order.seed * 1000 + order.lane);
  }

  async run(): Promise<LaneReport> {
    if (this.#order.size === 'small') await this.#drawn();
    else await this.#swept();
    await this.#cabinet?.remove();
    return { killed: this.#killed, fired: this.#fired, unborn: this.#unborn, violations: this.#violations };
  }

  /** Points by chance; every third on a cabinet that has never been started. */
  async #drawn(): Promise<void> {
    const isControl = this.#order.manner === 'hasty';
    for (let draw = 0; this.#killed < this.#order.kills && draw < this.#order.kills * DRAWS; draw += 1) {
      const calls = isControl ? LATE_CALLS : CALLS;
      const call = calls[draw % calls.length] ?? 'fsync';
      const first = isControl ? Math.floor(ABOUT[call] / 2) : 0;
      await this.#hit({ call, nth: 1 + first + this.#random.below(ABOUT[call] - first) }, !isControl && draw % 3 === 0);
    }
  }

  /** Every call of every kind until a clean run: first on new cabinets, then over and over on one that lives on. */
  async #swept(): Promise<void> {
    for (let round = 0; this.#killed < this.#order.kills; round += 1) {
      const before = this.#killed;
      for (const call of CALLS) {
        let end = 'killed';
        for (let nth = this.#order.lane + 1; end === 'killed'; nth += this.#order.lanes) {
          end = await this.#hit({ call, nth }, round === 0);
        }
      }
      if (this.#killed === before) return;
    }
  }

  async #hit(point: KillPoint, isNew: boolean): Promise<'killed' | 'clean'> {
    const cabinet = await this.#at(isNew);
    const { end, fired, violations } = await cabinet.killAt(point);
    const isUnborn = end === 'killed' && fired === 0 && !cabinet.isBorn;
    this.#fired += fired;
    if (end === 'killed') this.#killed += 1;
    if (isUnborn) this.#unborn += 1;
    if (violations.length > 0) await this.#leave();
    this.#violations.push(...violations);
    return end;
  }

  async #at(isNew: boolean): Promise<KilledCabinet> {
    if (isNew) await this.#leave();
    this.#cabinet ??= await KilledCabinet.make(this.#scratch, this.#order.manner, this.#random);
    return this.#cabinet;
  }

  async #leave(): Promise<void> {
    await this.#cabinet?.remove();
    this.#cabinet = null;
  }
}

const order: LaneOrder = JSON.parse(process.argv[2] ?? '{}');
process.once('disconnect', () => process.exit(1));
const janitor = new Janitor();
const laneReport = await new Lane(order, janitor.folder('kill')).run();
await janitor.done();
process.send?.(laneReport, () => process.exit(0));
