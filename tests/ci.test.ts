// `.ci/run` with an npm that only pretends: its last line is always the count, and its exit code never flatters.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from './support/architecture/source-tree.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wardkey-ci-'));
  mkdirSync(path.join(folder, 'bin'));
  cpSync(path.join(REPOSITORY, '.ci'), path.join(folder, '.ci'), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs it with an `npm` made of two shell snippets. */
function run(install: string, test: string): { readonly last: string | undefined; readonly status: number | null } {
  const npm = path.join(folder, 'bin', 'npm');
  writeFileSync(npm, `#!/bin/sh\ncase "$1" in ci) ${install} ;; test) ${test} ;; *) exit 99 ;; esac\n`);
  chmodSync(npm, 0o755);
  const { stdout, status } = spawnSync('bash', ['-c', 'exec ./.ci/run <&-'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin` },
  });
  return { last: stdout.trimEnd().split('\n').at(-1), status };
}

describe('.ci/run', () => {
  it('ends with the count and well when all is well, with stdin closed', () => {
    expect(run(':', 'echo "12 passed, 0 failed"')).toEqual({ last: '12 passed, 0 failed', status: 0 });
  });

  it('ends with the count when npm says more after it', () => {
    const noisy = 'echo "10 passed, 2 failed"; echo "npm error code 1" >&2; exit 1';
    expect(run(':', noisy)).toEqual({ last: '10 passed, 2 failed', status: 1 });
  });

  it('fails when the install fails, and does not test', () => {
    expect(run('exit 7', 'echo "12 passed, 0 failed"')).toEqual({ last: '0 passed, 1 failed', status: 7 });
  });

  it('fails when the tests end without a count', () => {
    expect(run(':', 'exit 3')).toEqual({ last: '0 passed, 1 failed', status: 3 });
    expect(run(':', ':')).toEqual({ last: '0 passed, 1 failed', status: 1 });
  });

  it('fails when the count has failures and npm says nothing', () => {
    expect(run(':', 'echo "10 passed, 2 failed"')).toEqual({ last: '10 passed, 2 failed', status: 1 });
  });

  it('tells the tools that nobody watches', () => {
    expect(run(':', '[ "$CI" = true ] && [ ! -t 0 ] && echo "1 passed, 0 failed"').status).toBe(0);
  });
});
