// Chance of a simulated run: the same for the same label, spread over its range, and apart for each branch.
import { expect, it } from 'vitest';
import { SeededRandom } from './seeded-random.ts';

const draws = (random: SeededRandom) => Array.from({ length: 2000 }, () => random.below(10));

it('draws the same for the same label, and otherwise for another', () => {
  expect(draws(new SeededRandom('a'))).toEqual(draws(new SeededRandom('a')));
  expect(draws(new SeededRandom('a'))).not.toEqual(draws(new SeededRandom('b')));
});

it('gives a branch numbers of its own, whatever was drawn before', () => {
  const [fresh, used] = [new SeededRandom('a'), new SeededRandom('a')];
  draws(used);
  expect(draws(used.branch('x'))).toEqual(draws(fresh.branch('x')));
  expect(draws(fresh.branch('x'))).not.toEqual(draws(fresh.branch('y')));
});

it('reaches every number of its range about as often', () => {
  const counts = draws(new SeededRandom('a')).reduce<number[]>(
    (all, one) => all.with(one, (all[one] ?? 0) + 1),
    Array(10).fill(0),
  );
  expect(Math.min(...counts)).toBeGreaterThan(140);
  expect(Math.max(...counts)).toBeLessThan(260);
});

it('keeps to its bounds', () => {
  const random = new SeededRandom('a');
  const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 5)));
  expect(drawn).toEqual(new Set([3, 4, 5]));
  expect(random.hex(12)).toMatch(/^[0-9a-f]{12}$/);
  expect(() => random.pick([])).toThrow(RangeError);
});
