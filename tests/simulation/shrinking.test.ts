// A failing plan becomes shorter, and what is printed of it says how to see it again.
import { expect, it } from 'vitest';
import { replayLines } from './replay.ts';
import { shrink } from './shrinking.ts';

const LIST = Array.from({ length: 40 }, (_, index) => index);

it('keeps what it takes to fail, and little else', async () => {
  const fails = async (part: readonly number[]) => part.includes(7) && part.includes(31);
  expect(await shrink(LIST, fails, 200)).toEqual([7, 31]);
});

it('asks no more often than it may', async () => {
  let asked = 0;
  const kept = await shrink(
    LIST,
    async (part) => {
      asked += 1;
      return part.includes(7);
    },
    5,
  );
  expect(asked).toBe(5);
  expect(kept).toContain(7);
});

it('prints the command that plays the rest again', () => {
  const result = {
    seed: 12,
    trace: '',
    violations: [{ rule: 'sequenceIsDense', what: 'entry 9 follows 7', at: 1234.5 }],
    entries: 9,
    energised: 1,
    lives: 1,
    cpu: 1,
    planned: 40,
    played: 3,
    story: ['{"seq":9}'],
  };
  expect(replayLines(result, { days: 30, slots: 8, steps: [0, 4] })).toEqual([
    'again: npm run sim -- --seeds 1 --seed 12 --days 30 --slots 8 --steps 0,4',
    '  sequenceIsDense at 1235 ms: entry 9 follows 7',
    expect.stringMatching(/^ {2}step 0: \w+ at \d+ ms$/),
    expect.stringMatching(/^ {2}step 4: \w+ at \d+ ms$/),
    '  {"seq":9}',
  ]);
});
