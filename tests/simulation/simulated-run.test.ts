// Cabinets by the seed: nothing that must never happen does, the same seed goes the same way, and every planted fault is found.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf } from './plan.ts';
import { PLANTS } from './planted.ts';
import { Runner } from './runner.ts';

const DAYS = 3;
const SLOTS = 8;
const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);
/** Seeds among which a planted fault must be found. */
const SEARCHED = 12;

describe('a simulated cabinet', () => {
  let runner: Runner;
  beforeAll(async () => {
    runner = await Runner.open({ days: DAYS, slots: SLOTS });
  });
  afterAll(() => runner.close());

  it.each(SEEDS)('keeps every rule with seed %i', async (seed) => {
    const { violations, story, played, planned, energised } = await runner.run(seed);
    expect(violations, story.slice(-10).join('\n')).toEqual([]);
    expect(played, 'every planned step was played').toBe(planned);
    expect(energised).toBeGreaterThan(0);
  });

  it('goes the same way with the same seed, and another with another', async () => {
    const [first, again, other] = [await runner.run(3), await runner.run(3), await runner.run(4)];
    expect(again.trace).toBe(first.trace);
    expect(other.trace).not.toBe(first.trace);
  });

  it('has every kind of person and misfortune in its plans', () => {
    const kinds = new Set(SEEDS.flatMap((seed) => planOf(seed, 30).map(({ kind }) => kind)));
    expect([...kinds].toSorted()).toEqual([
      'boardGarbled',
      'boardSilent',
      'boltJammed',
      'booking',
      'clockSteps',
      'controllerDies',
      'diskFails',
      'forgetful',
      'handingOver',
      'honest',
      'readerLost',
      'sensorLies',
      'supervisor',
      'thief',
    ]);
  });

  it('dies and comes back in some of its runs', async () => {
    const lives = [];
    for (const seed of SEEDS) lives.push((await runner.run(seed, dying(seed))).lives);
    expect(Math.max(...lives)).toBeGreaterThan(1);
  });
});

describe.each(Object.entries(PLANTS))('%s', (_name, { breaks, planted }) => {
  it('is found', async () => {
    const runner = await Runner.open({ days: 8, slots: SLOTS, planted });
    try {
      let found: readonly string[] = [];
      for (let seed = 1; seed <= SEARCHED && found.length === 0; seed += 1) {
        found = (await runner.run(seed)).violations.map(({ rule }) => rule);
      }
      expect(found).toEqual(expect.arrayContaining([...breaks]));
    } finally {
      runner.close();
    }
  });
});

/** The first visits of a plan, and what kills the controller. */
function dying(seed: number): readonly number[] {
  return planOf(seed, DAYS).flatMap(({ kind }, place) => (kind === 'controllerDies' || place < 3 ? [place] : []));
}
