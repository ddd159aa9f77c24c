// One test run for the whole house: fast tests first, then drivers against their peers, then misfortunes, then real pages.
// Sized for two cores: never more than two files at once, and each group ends before the next begins.
import { defineConfig } from 'vitest/config';

const SLOWER = ['conformance', 'faults', 'journeys', 'simulation', 'browser'];

interface Group {
  readonly name: string;
  readonly folders: readonly string[];
  readonly order: number;
  /** Per test, in milliseconds; twice as long for hooks that start processes. */
  readonly patience: number;
  /** What is made ready once, before the first test of the run. */
  readonly setup?: string;
}

const GROUPS: readonly Group[] = [
  { name: 'conformance', folders: ['conformance'], order: 1, patience: 30_000 },
  { name: 'misfortunes', folders: ['faults', 'journeys', 'simulation'], order: 2, patience: 60_000 },
  { name: 'browser', folders: ['browser'], order: 3, patience: 60_000, setup: 'tests/support/built-pages.ts' },
];

export default defineConfig({
  test: {
    passWithNoTests: false,
    allowOnly: false,
    maxWorkers: 2,
    pool: 'forks',
    // A page or a process on a busy machine may take seconds; a poll that will never come true only fails later.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: SLOWER.map((folder) => `tests/${folder}/**`),
          sequence: { groupOrder: 0 },
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      ...GROUPS.map(({ name, folders, order, patience, setup }) => ({
        extends: true as const,
        test: {
          name,
          include: folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`),
          sequence: { groupOrder: order },
          testTimeout: patience,
          hookTimeout: 2 * patience,
          globalSetup: setup === undefined ? [] : [setup],
        },
      })),
    ],
  },
});
