// The disk-error suite at its small size, and its control.
import { expect, it } from 'vitest';
import { runSmall } from '../support/fault-run.ts';

it('fires nothing after a failed commit, and works again after the disk', { timeout: 120_000 }, async () => {
  const { code, said } = await runSmall('io', '--seed', '3');
  expect(said).toContain('"verdict":"met"');
  expect(code).toBe(0);
});

it('would notice a store that takes a failed commit for a good one', { timeout: 120_000 }, async () => {
  const { code, said } = await runSmall('io', '--control');
  expect(said).toMatch(/\d+ fired, \d+ intended/);
  expect(code).toBe(0);
});
