// `npm run fault:io`: the disk answers with an error, at the first call, the second, and so on until a clean run. Nothing fires after
// a commit that failed; the cabinet says so and works again, in the same process, within 10 s of the disk.
import path from 'node:path';
import type { IoOrder, IoReport } from './io/io-lane.ts';
import { runLanes } from './rig/lanes.ts';
import { runSuite } from './suite.ts';

const LANE = path.join(import.meta.dirname, 'io', 'io-lane.ts');
const LANES = 2;
/** A run that met fewer calls than this has not looked at all of them. */
const AT_LEAST = { small: 16, full: 150, control: 12 } as const;

await runSuite('io', async ({ size, seed, control }) => {
  const manner = control ? 'careless' : 'honest';
  const orders = Array.from({ length: LANES }, (_, lane): IoOrder => ({ size, manner, seed, lane, lanes: LANES }));
  const reports = await runLanes<IoReport>(LANE, orders);
  const sum = (of: (report: IoReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  return {
    planned: Math.max(
      AT_LEAST[control ? 'control' : size],
      sum(({ planned }) => planned),
    ),
    injected: sum(({ injected }) => injected),
    violations: reports.flatMap(({ violations }) => violations),
    figures: {
      fired: sum(({ fired }) => fired),
      backMs: Math.max(...reports.map(({ backMs }) => backMs)),
      slowLagMs: Math.max(...reports.map(({ slowLagMs }) => slowLagMs)),
    },
  };
});
