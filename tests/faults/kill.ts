// `npm run fault:kill`: SIGKILL at the system calls between a decision and the disk. No frame may have fired without its intent
// on disk, no promise may be lost, and a start leaves no release open. The control mints before the commit.
import path from 'node:path';
import type { LaneOrder, LaneReport } from './kill/kill-lane.ts';
import { runLanes } from './rig/lanes.ts';
import { runSuite } from './suite.ts';

const LANE = path.join(import.meta.dirname, 'kill', 'kill-lane.ts');
/** Kills at least, and processes that share them: they wait for timers more than they work. */
const KILLS = { small: 30, full: 2000, control: 20 } as const;
const LANES = { small: 2, full: 3 } as const;

await runSuite('kill', async ({ size, seed, control }) => {
  const reach = control ? 'control' : size;
  const lanes = LANES[size];
  const manner = control ? 'hasty' : 'honest';
  const orders = Array.from({ length: lanes }, (_, lane): LaneOrder => {
    return { size: control ? 'small' : size, manner, seed, lane, lanes, kills: Math.ceil(KILLS[reach] / lanes) };
  });
  const reports = await runLanes<LaneReport>(LANE, orders);
  const sum = (of: (report: LaneReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const injected = sum(({ killed }) => killed);
  const owed = orders.reduce((total, { kills }) => total + kills, 0);
  return {
    planned: Math.max(owed, injected),
    injected,
    violations: reports.flatMap(({ violations }) => violations),
    figures: { fired: sum(({ fired }) => fired), beforeFirstStart: sum(({ unborn }) => unborn) },
  };
});
