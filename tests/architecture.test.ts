// The boundaries of the house as tests. Every rule is asked about the real tree, and about planted violations that it must catch.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loosePackages, type Manifest } from './support/architecture/dependency-rules.ts';
import type { Plant } from './support/architecture/plant.ts';
import { ROOMS, roomOf } from './support/architecture/rooms.ts';
import { RULES } from './support/architecture/rules.ts';
import { isCode, REPOSITORY, type Rule, readSourceTree } from './support/architecture/source-tree.ts';

const tree = readSourceTree(REPOSITORY);

function findings(rule: Rule, { files }: Plant): readonly string[] {
  return rule(Object.entries(files).map(([name, text]) => ({ path: name, text })));
}

describe('the tree that the rules are asked about', () => {
  it('holds every room that is written so far', () => {
    const found = new Set(tree.filter(isCode).map((file) => roomOf(file.path)));
    expect(found.size).toBeGreaterThan(Object.keys(ROOMS).length / 2);
    expect(tree.map((file) => file.path)).toContain('controller/domain/policy/decide.ts');
    expect(tree.map((file) => file.path)).toContain('tests/architecture.test.ts');
  });
});

describe.each(RULES)('$name', ({ rule, violations, lawful }) => {
  it('holds in the whole tree', () => {
    expect(rule(tree)).toEqual([]);
  });

  it.each(violations)('catches $what', (plant) => {
    expect(findings(rule, plant)).toEqual([expect.stringContaining(plant.says)]);
  });

  it.each(lawful)('lets $what pass', (plant) => {
    expect(findings(rule, plant)).toEqual([]);
  });
});

describe('packages', () => {
  const manifest: Manifest = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8'));

  it('are few and pinned', () => {
    expect(loosePackages(manifest)).toEqual([]);
  });

  it.each(['^1.2.3', '~1.2.3', '1.2', '*', 'latest', '>=1.0.0', 'github:someone/something'])(
    'catches the version %s',
    (version) => {
      expect(loosePackages({ devDependencies: { planted: version } })).toEqual([
        `planted: ${version} is not one exact version`,
      ]);
    },
  );

  it('catches one package too many', () => {
    const packages = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, '1.0.0']));
    expect(loosePackages({ dependencies: packages(25) })).toEqual([]);
    expect(loosePackages({ dependencies: packages(26) })).toEqual(['26 packages at run time, at most 25']);
  });
});
