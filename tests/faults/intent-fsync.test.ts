// What stands between a person and a bolt: one sync of the disk, no fewer and no more. Counted by strace, not by us.
import { expect, it } from 'vitest';
import { fsyncsPerIntent } from '../bench/fsyncs.ts';

it('costs exactly one fsync to intend a release', async () => {
  expect(await fsyncsPerIntent(50)).toBe(1);
});
