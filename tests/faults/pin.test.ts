// PINs are guessed over kills: the ladder holds, and an answer before its counter would be caught.
import { expect, it } from 'vitest';
import { runSmall } from '../support/fault-run.ts';

it('holds over every kill, and costs what it must', async () => {
  expect(await runSmall('pin')).toMatchObject({ code: 0 });
}, 120_000);

it('would catch an answer that was shown before its counter was on disk', async () => {
  expect(await runSmall('pin', '--control')).toMatchObject({ code: 0 });
}, 120_000);
