// The reader loses its cable and its service: it is back, and one that is never asked again would be missed.
import { expect, it } from 'vitest';
import { runSmall } from '../support/fault-run.ts';

it('is back within its time, whatever it lost', async () => {
  expect(await runSmall('reader')).toMatchObject({ code: 0 });
}, 120_000);

it('would miss a reader that nobody connects again', async () => {
  expect(await runSmall('reader', '--control')).toMatchObject({ code: 0 });
}, 120_000);
