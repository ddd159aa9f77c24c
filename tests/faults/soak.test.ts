// Many movements in one process: memory, descriptors and the event loop stay as they are, and a leak would be caught.
import { expect, it } from 'vitest';
import { runSmall } from '../support/fault-run.ts';

it('keeps its memory, its descriptors and its pace', async () => {
  expect(await runSmall('soak')).toMatchObject({ code: 0 });
}, 300_000);

it('would catch a leak', async () => {
  expect(await runSmall('soak', '--control')).toMatchObject({ code: 0 });
}, 300_000);
