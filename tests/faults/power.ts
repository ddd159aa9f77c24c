// `npm run fault:power`: what a power cut leaves of the disk, at thousands of moments. Nothing that fired or was promised may be
// lost, nothing be corrupt. The control does not wait for the disk, and must lose in at least 30 % of the cuts.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { serialize } from 'node:v8';
import { type DiskTape, firedWindows } from './power/disk-tape.ts';
import { record } from './power/recording.ts';
import type { ReplayOrder, ReplayReport } from './power/replay-lane.ts';
import { Janitor } from './rig/janitor.ts';
import { runLanes } from './rig/lanes.ts';
import { runSuite, type SuiteResult } from './suite.ts';

const LANE = path.join(import.meta.dirname, 'power', 'replay-lane.ts');
const LANES = 2;
/** Releases on the tape, and cuts between one and the next: a full run makes 500 cuts at each of 20 commits. */
const RELEASES = 20;
const CUTS = { small: 10, full: 500 } as const;
/** A control that loses less often than this proves nothing. */
const CONTROL_SHARE = 0.3;

await runSuite('power', async ({ size, seed, control }) => {
  const tape = await record(RELEASES, control ? 'lazy' : 'honest', seed);
  const cuts = CUTS[size];
  const reports = await replayed(tape, seed, cuts);
  return judged(tape, reports, { planned: RELEASES * cuts, control });
});

async function replayed(tape: DiskTape, seed: number, cuts: number): Promise<readonly ReplayReport[]> {
  const janitor = new Janitor();
  try {
    const file = path.join(janitor.folder('tape'), 'tape');
    writeFileSync(file, serialize(tape));
    const orders = Array.from({ length: LANES }, (_, lane): ReplayOrder => {
      return { tape: file, seed, cuts, lane, lanes: LANES };
    });
    return await runLanes<ReplayReport>(LANE, orders);
  } finally {
    await janitor.done();
  }
}

function judged(
  tape: DiskTape,
  reports: readonly ReplayReport[],
  { planned, control }: { readonly planned: number; readonly control: boolean },
): SuiteResult {
  const sum = (of: (report: ReplayReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const replays = sum(({ replayed: count }) => count);
  const damaged = sum((report) => report.damaged);
  const lostShare = sum(({ bad }) => bad) / Math.max(1, replays);
  const isTooMild = control && lostShare < CONTROL_SHARE;
  return {
    planned,
    // Cuts that damaged no write would prove nothing at all.
    injected: damaged === 0 ? 0 : replays,
    violations: isTooMild ? [] : reports.flatMap(({ violations }) => violations),
    figures: {
      lostShare: Math.round(lostShare * 1000) / 1000,
      damagedWrites: damaged,
      writes: tape.events.filter(({ type }) => type === 'write').length,
      flushes: tape.events.filter(({ type }) => type === 'flush').length,
      fired: firedWindows(tape).length,
    },
  };
}
