// Runs the benchmarks one after the other, each in a process of its own so that none disturbs the next. One JSON line a figure.
//   npm run bench [-- NAME…]
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const BENCHMARKS = [
  'decisions',
  'shift-change',
  'badge-to-frame',
  'pull-to-taken',
  'timelines',
  'export',
  'commit',
  'start-up',
] as const;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !BENCHMARKS.some((benchmark) => benchmark === name));
if (unknown.length > 0) {
  console.error(`no benchmark "${unknown.join('", "')}"; there are ${BENCHMARKS.join(', ')}`);
  process.exit(64);
}
const chosen = BENCHMARKS.filter((name) => asked.length === 0 || asked.includes(name));
const failed = chosen.filter((name) => {
  const script = path.join(import.meta.dirname, `${name}.ts`);
  return spawnSync(process.execPath, [...process.execArgv, script], { stdio: 'inherit' }).status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
