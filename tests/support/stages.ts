// The stages of `npm test`: what each runs and what it says when it is over. A stage never passes by not running.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provideSystemPackages } from './system-packages.ts';
import { readTestReport, type TestReport } from './test-report.ts';

export interface Stage {
  readonly name: string;
  /** What went wrong; null = nothing. */
  readonly run: () => string | null;
}

const ROOT = path.join(import.meta.dirname, '..', '..');

/** Everything before the tests, in order. */
export const STAGES: readonly Stage[] = [
  { name: 'system packages', run: provideSystemPackages },
  { name: 'PC/SC binding', run: () => launch(['provisioning/setup-pcsc.ts']) },
  { name: 'types', run: () => launch(['tsc', '--noEmit']) },
  { name: 'lint (biome)', run: () => launch(['biome', 'check', '.']) },
  { name: 'lint (oxlint)', run: () => launch(['oxlint', '--type-aware', '--deny-warnings']) },
  { name: 'pages', run: () => launch(['vite', 'build', '--logLevel', 'warn']) },
];

/** Runs all tests and reads what became of them. */
export function runTests(): TestReport {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardkey-tests-'));
  const file = path.join(folder, 'report.json');
  try {
    const fault = launch(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
    if (!existsSync(file)) return { passed: 0, failures: [`vitest left no report: ${fault ?? 'it ended well'}`] };
    const report = readTestReport(readFileSync(file, 'utf8'));
    if (report.passed + report.failures.length === 0) return { passed: 0, failures: ['vitest found no tests'] };
    const hidden = fault !== null && report.failures.length === 0;
    return hidden ? { ...report, failures: [`vitest: ${fault}, though no test failed`] } : report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a tool or script on the pinned Node and says how it failed. */
function launch(words: readonly string[]): string | null {
  const run = spawnSync(process.execPath, [path.join(ROOT, 'controller', 'launch.cjs'), ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.error !== undefined) return run.error.message;
  return run.status === 0 ? null : `ended with ${run.status ?? run.signal}`;
}
