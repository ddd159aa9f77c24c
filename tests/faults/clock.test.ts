// The wall clock jumps: order, rights and timers hold, and rights judged by the wall alone would be caught.
import { expect, it } from 'vitest';
import { runSmall } from '../support/fault-run.ts';

it('keeps order, rights and timers, and says each step once', async () => {
  expect(await runSmall('clock')).toMatchObject({ code: 0 });
}, 120_000);

it('would catch rights that follow the wall clock', async () => {
  expect(await runSmall('clock', '--control')).toMatchObject({ code: 0 });
}, 120_000);
