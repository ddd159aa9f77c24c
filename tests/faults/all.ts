// `npm run faults`: every fault suite in full, one after the other, each with its control. Arguments choose: npm run faults -- kill io
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const SUITES = ['kill', 'power', 'io', 'serial', 'reader', 'clock', 'pin', 'soak'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string', default: 'full' }, seed: { type: 'string', default: '1' } },
});
const unknown = positionals.filter((name) => !SUITES.some((suite) => suite === name));
if (unknown.length > 0) {
  console.error(`no suite "${unknown.join('", "')}"; there are ${SUITES.join(', ')}`);
  process.exit(64);
}
const chosen = SUITES.filter((name) => positionals.length === 0 || positionals.includes(name));
const runs = chosen.flatMap((name) => [
  { what: name, isGood: run(name, '--size', values.size, '--seed', values.seed) },
  { what: `control of ${name}`, isGood: run(name, '--size', 'small', '--seed', values.seed, '--control') },
]);
const bad = runs.flatMap(({ what, isGood }) => (isGood ? [] : [what]));
console.log(bad.length === 0 ? `${chosen.length} suites held, and so did their controls` : `failed: ${bad.join(', ')}`);
process.exit(bad.length === 0 ? 0 : 1);

function run(name: string, ...words: readonly string[]): boolean {
  const script = path.join(import.meta.dirname, `${name}.ts`);
  return spawnSync(process.execPath, [script, ...words], { stdio: 'inherit' }).status === 0;
}
