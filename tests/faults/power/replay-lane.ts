// One of the processes that replay power cuts: builds the disk of each cut, mounts it as a start after the cut would, and opens the
// data folder with the product. Started by power.ts, answers by message. Needs root and a loop device.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { deserialize } from 'node:v8';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { Janitor } from '../rig/janitor.ts';
import { LogWitness } from '../rig/log-witness.ts';
import { DiskBench, PIECE } from './disk-bench.ts';
import { type DiskTape, firedWindows, livePieces, owedAfter, TapeReader } from './disk-tape.ts';

export interface ReplayOrder {
  /** A tape as `node:v8` writes it. */
  readonly tape: string;
  readonly seed: number;
  /** Cuts between one fired frame and the next. */
  readonly cuts: number;
  /** Of the windows between frames this lane does every `lanes`th, from `lane` on. */
  readonly lane: number;
  readonly lanes: number;
}

export interface ReplayReport {
  /** Cuts whose disk was built, mounted and opened, or could not be. */
  readonly replayed: number;
  /** Cuts after which something was missing or broken. */
  readonly bad: number;
  /** Writes that did not arrive whole, over all cuts. */
  readonly damaged: number;
  readonly violations: readonly string[];
}

const AT_HOME: readonly SlotReading[] = Array.from({ length: 16 }, () => ({ bolt: 'locked', presence: 'present' }));
const KEPT_VIOLATIONS = 20;

const order: ReplayOrder = JSON.parse(process.argv[2] ?? '{}');
process.once('disconnect', () => process.exit(1));
const recorded = deserialize(readFileSync(order.tape)) as DiskTape;
const janitor = new Janitor();
const disks = new DiskBench(recorded.base.length, livePieces(recorded, PIECE), janitor);
const report = await replay(recorded);
disks.close();
await janitor.done();
process.send?.(report, () => process.exit(0));

async function replay(tape: DiskTape): Promise<ReplayReport> {
  const random = new SeededRandom(order.seed * 1000 + order.lane);
  const reader = new TapeReader(tape);
  const violations: string[] = [];
  const sums = { replayed: 0, bad: 0, damaged: 0 };
  for (const [index, [first, end]] of firedWindows(tape).entries()) {
    if (index % order.lanes !== order.lane) continue;
    const cuts = Array.from({ length: order.cuts }, () => first + random.below(end - first));
    for (const cut of cuts.toSorted((a, b) => a - b)) {
      // The end of the suite is heard between two cuts, when nothing is mounted.
      await turn();
      const { disk, damaged } = reader.cutAfter(cut, random);
      const found = look(disk, tape, cut).map((violation) => `cut after event ${cut}: ${violation}`);
      sums.replayed += 1;
      sums.bad += found.length > 0 ? 1 : 0;
      sums.damaged += damaged;
      if (violations.length < KEPT_VIOLATIONS) violations.push(...found);
    }
  }
  return { ...sums, violations };
}

function look(disk: Buffer, tape: DiskTape, cut: number): readonly string[] {
  const folder = disks.mount(disk);
  if (folder === null) return ['the file system does not mount'];
  try {
    return new LogWitness(path.join(folder, 'data')).look({ ...owedAfter(tape, cut), reading: AT_HOME });
  } finally {
    disks.unmount();
  }
}
