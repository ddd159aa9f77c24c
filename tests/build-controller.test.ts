// The compiled controller: every file is there, refers to compiled files only, and runs.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importsOf, targetOf } from './support/architecture/imports.ts';
import { REPOSITORY } from './support/architecture/source-tree.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wardkey-build-'));
  const built = spawnSync(process.execPath, ['controller/launch.cjs', 'tests/support/build-controller.ts', folder], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The build ended with ${built.status}: ${built.stdout}${built.stderr}`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the compiled controller', () => {
  it('has a file for each source file and nothing of pages or tests', () => {
    const sources = globSync('controller/**/*.ts', { cwd: REPOSITORY }).filter((file) => !file.endsWith('.d.ts'));
    const compiled = sources.map((file) => file.replace(/\.ts$/, '.js'));
    expect(globSync('**/*.js', { cwd: folder }).toSorted()).toEqual(compiled.toSorted());
  });

  it('has the migrations', () => {
    const migrations = globSync('controller/**/*.sql', { cwd: REPOSITORY });
    expect(migrations.length).toBeGreaterThan(0);
    expect(globSync('**/*.sql', { cwd: folder }).toSorted()).toEqual(migrations.toSorted());
  });

  it('imports only files that were compiled', () => {
    const files = globSync('**/*.js', { cwd: folder }).map((file) => ({
      path: file,
      text: readFileSync(path.join(folder, file), 'utf8'),
    }));
    const lost = files
      .flatMap(importsOf)
      .filter((one) => {
        const target = targetOf(one);
        return target !== null && !existsSync(path.join(folder, target));
      })
      .map((one) => `${one.place}: ${one.specifier}`);
    expect(lost).toEqual([]);
  });

  it('runs', () => {
    const policy = path.join(folder, 'controller', 'domain', 'policy', 'decide.js');
    const program = `import(process.argv[1]).then((policy) => console.log(typeof policy.decide))`;
    expect(execFileSync(process.execPath, ['-e', program, policy], { encoding: 'utf8' }).trim()).toBe('function');
  });
});
