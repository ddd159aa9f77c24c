// The line to the boards at its worst: the cabinet holds, and a driver without its checks would be caught.
import { expect, it } from 'vitest';
import { runSmall } from '../support/fault-run.ts';

it('no noise opens anything or becomes a fact', async () => {
  expect(await runSmall('serial')).toMatchObject({ code: 0 });
}, 240_000);

it('would catch a driver that trusts every sum and tries again blindly', async () => {
  expect(await runSmall('serial', '--control')).toMatchObject({ code: 0 });
}, 240_000);
