// What is one tap and what are two, on a clock that a test moves.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monotonic } from '../../../controller/domain/time.ts';
import { judgeTap, OTHER_READER, type RecentTaps, SAME_READER, type Tap } from '../../../controller/runtime/one-tap.ts';
import { badgeHash } from '../../support/credential-stage.ts';
import { readerId } from '../../support/domain-builders.ts';

const [FRONT, SIDE, THIRD] = [readerId('front'), readerId('side'), readerId('third')];
const [MINE, YOURS] = [badgeHash('a'), badgeHash('b')];

type Step = readonly [at: number, reader: Tap['reader'], hash: Tap['hash'], repeats?: 'repeats'];

/** Which of some taps count. */
function counted(steps: readonly Step[]): readonly boolean[] {
  let recent: RecentTaps = [];
  return steps.map(([at, reader, hash, repeats]) => {
    const judged = judgeTap(recent, { reader, hash, at: monotonic(at), repeats: repeats !== undefined });
    recent = judged.recent;
    return judged.counts;
  });
}

describe('a tap', () => {
  it.each<readonly [string, readonly Step[], readonly boolean[]]>([
    ['counts', [[0, FRONT, MINE]], [true]],
    [
      'of two readers within two seconds is one',
      [
        [0, FRONT, MINE],
        [OTHER_READER - 1, SIDE, MINE],
      ],
      [true, false],
    ],
    [
      'two seconds later is another',
      [
        [0, FRONT, MINE],
        [OTHER_READER, SIDE, MINE],
      ],
      [true, true],
    ],
    [
      'of a third reader is measured from the first',
      [
        [0, FRONT, MINE],
        [1500, SIDE, MINE],
        [2500, THIRD, MINE],
      ],
      [true, false, true],
    ],
    [
      'of another badge counts at once',
      [
        [0, FRONT, MINE],
        [0, SIDE, YOURS],
        [0, FRONT, YOURS],
      ],
      [true, true, false],
    ],
    [
      'of another badge does not make the first a new one',
      [
        [0, FRONT, MINE],
        [1, FRONT, YOURS],
        [2, SIDE, MINE],
      ],
      [true, true, false],
    ],
    [
      'counts each time at a reader that knows',
      [
        [0, FRONT, MINE],
        [1, FRONT, MINE],
      ],
      [true, true],
    ],
    [
      'counts once at a reader that repeats',
      [
        [0, FRONT, MINE, 'repeats'],
        [499, FRONT, MINE, 'repeats'],
        [998, FRONT, MINE, 'repeats'],
      ],
      [true, false, false],
    ],
    [
      'counts anew once a reader was quiet',
      [
        [0, FRONT, MINE, 'repeats'],
        [SAME_READER, FRONT, MINE, 'repeats'],
      ],
      [true, true],
    ],
    [
      'that lies at a second reader stays one for as long as it is repeated',
      [
        [0, FRONT, MINE],
        [1800, SIDE, MINE, 'repeats'],
        [2200, SIDE, MINE, 'repeats'],
      ],
      [true, false, false],
    ],
  ])('%s', (_what, steps, expected) => {
    expect(counted(steps)).toEqual(expected);
  });

  it('of a badge that was not seen before always counts', () => {
    const step = fc.tuple(
      fc.nat(800),
      fc.constantFrom(FRONT, SIDE, THIRD),
      fc.constantFrom('a', 'b', 'c', 'd').map(badgeHash),
      fc.constantFrom(undefined, 'repeats' as const),
    );
    fc.assert(
      fc.property(fc.array(step), (gaps) => {
        let now = 0;
        const steps = gaps.map(([gap, reader, hash, repeats]): Step => {
          now += gap;
          return repeats === undefined ? [now, reader, hash] : [now, reader, hash, repeats];
        });
        const seen = new Set<string>();
        counted(steps).forEach((counts, index) => {
          const hash = steps[index]?.[2] ?? MINE;
          if (!seen.has(hash)) expect(counts).toBe(true);
          seen.add(hash);
        });
      }),
    );
  });

  it('is forgotten in the end', () => {
    const tap: Tap = { reader: FRONT, hash: MINE, at: monotonic(0), repeats: true };
    const { recent } = judgeTap([], tap);
    expect(judgeTap(recent, { ...tap, hash: YOURS, at: monotonic(OTHER_READER) }).recent).toHaveLength(1);
  });
});
