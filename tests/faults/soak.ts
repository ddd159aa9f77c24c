// Movements without end in one process, at the pace of the disk: memory does not grow, no descriptor is left open, the event
// loop stays free, and each movement is in the log. What does not fit into the time is not made up.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BusyCabinet } from '../support/busy-cabinet.ts';
import { slopeOf } from '../support/least-squares.ts';
import { runSuite, type SuiteResult } from './suite.ts';

/** A run makes what fits into its minutes and says how many: the fewest at least, or it has looked at nothing. */
const SIZES = {
  small: { movements: 5_000, fewest: 1_500, minutes: 3, sampleEvery: 100 },
  full: { movements: 1_000_000, fewest: 700_000, minutes: 180, sampleEvery: 1_000 },
} as const;
/** The control shows soon enough. */
const CONTROL_MOVEMENTS = 1_000;
const MIB = 1024 * 1024;
/** Most growth, in MiB for 100,000 movements. */
const GROWTH = 1;
/**
 * In a full run it is resident memory that may not grow. A small one is over before that has settled: it looks at what is
 * reachable after a collection, in which it cannot tell so many MiB from nothing.
 */
const NOISE = { small: 2, full: 0 } as const;
/** Share of the samples before the memory has settled. */
const WARM_UP = 0.25;
const LAG = 50;
const LOOSE_DESCRIPTORS = 2;
/** As launch.cjs starts the controller: a young generation that stays small. */
const FLAG = '--max-semi-space-size=4';
/** Bytes that the control keeps of each movement. */
const LEAK = 8_192;

interface Sample {
  readonly movements: number;
  readonly resident: number;
  readonly reachable: number;
  readonly descriptors: number;
}

if (!process.execArgv.includes(FLAG)) {
  const again = spawnSync(process.execPath, [FLAG, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(again.status ?? 1);
}

await runSuite('soak', async ({ size, control }): Promise<SuiteResult> => {
  const { fewest, minutes, sampleEvery } = SIZES[size];
  const movements = control ? CONTROL_MOVEMENTS : SIZES[size].movements;
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-soak-'));
  const cabinet = await BusyCabinet.start(folder);
  const collect = collector();
  const lag = monitorEventLoopDelay({ resolution: 10 });
  const samples: Sample[] = [];
  const kept: Uint8Array[] = [];
  const begin = { at: performance.now(), entries: cabinet.size };
  let made = 0;
  lag.enable();
  while (made < movements && performance.now() - begin.at < minutes * 60_000) {
    await cabinet.takeAndReturn();
    made += 2;
    if (control) kept.push(new Uint8Array(LEAK).fill(made));
    if (made % sampleEvery !== 0) continue;
    // The collector that is called for the sample is not the lag of the cabinet.
    lag.disable();
    collect();
    const descriptors = readdirSync('/proc/self/fd').length;
    const { rss, heapUsed, external } = process.memoryUsage();
    samples.push({ movements: made, resident: rss / MIB, reachable: (heapUsed + external) / MIB, descriptors });
    lag.enable();
  }
  lag.disable();
  const seconds = (performance.now() - begin.at) / 1000;
  const written = cabinet.size - begin.entries;
  const { unlocks, fatal } = cabinet;
  await cabinet.stop();
  rmSync(folder, { recursive: true, force: true });

  const settled = samples.slice(Math.ceil(WARM_UP * samples.length));
  const growthOf = (what: 'resident' | 'reachable') => slopeOf(settled.map((one) => [one.movements, one[what]]));
  const slope = growthOf(size === 'full' && !control ? 'resident' : 'reachable');
  const span = (settled.at(-1)?.movements ?? 0) - (settled[0]?.movements ?? 0);
  const lagP99 = lag.percentile(99) / 1e6;
  const [first = 0, last = 0] = [settled[0]?.descriptors, settled.at(-1)?.descriptors];
  const violations = fatal.map((error) => `the cabinet gave up: ${String(error)}`);
  if (slope * span > Math.max((GROWTH * span) / 100_000, NOISE[size])) {
    violations.push(`memory grows by ${(slope * 100_000).toFixed(2)} MiB for 100,000 movements`);
  }
  // Growth is measured after the memory has settled, never reckoned from less.
  if (size === 'full' && !control && span < fewest) violations.push(`${made} movements say nothing of ${fewest}`);
  if (last > first + LOOSE_DESCRIPTORS) violations.push(`${first} descriptors became ${last}`);
  if (size === 'full' && lagP99 > LAG) violations.push(`the event loop is ${lagP99.toFixed(1)} ms late`);
  if (unlocks !== made / 2) violations.push(`${unlocks} bolts moved for ${made / 2} takings`);
  // Session began and ended, intent, taken, returned.
  if (written < 2.5 * made) violations.push(`${written} entries of ${made} movements`);
  return {
    planned: control ? movements : Math.max(fewest, made),
    injected: made,
    violations: control && slope * 100_000 < (LEAK * 50_000) / MIB / 2 ? [] : violations,
    figures: {
      asked: movements,
      movements: made,
      seconds: Math.round(seconds),
      entries: written,
      residentMibPer100k: Math.round(growthOf('resident') * 1e8) / 1000,
      reachableMibPer100k: Math.round(growthOf('reachable') * 1e8) / 1000,
      residentMib: Math.round(settled.at(-1)?.resident ?? 0),
      descriptorsFirst: first,
      descriptorsLast: last,
      lagP99Ms: Math.round(lagP99 * 10) / 10,
    },
  };
});

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  return () => {
    if (typeof gc === 'function') gc();
  };
}
