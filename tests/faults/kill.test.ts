// The kill suite at its small size, and its control.
import { expect, it } from 'vitest';
import { runSmall } from '../support/fault-run.ts';

it('fires nothing without its intent on disk, wherever the controller is killed', { timeout: 120_000 }, async () => {
  const { code, said } = await runSmall('kill', '--seed', '3');
  expect(said).toContain('"verdict":"met"');
  expect(code).toBe(0);
});

it('would notice a journal that mints before the commit', { timeout: 120_000 }, async () => {
  const { code, said } = await runSmall('kill', '--control');
  expect(said).toMatch(/\d+ fired, \d+ intended/);
  expect(code).toBe(0);
});
