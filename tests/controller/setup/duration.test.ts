// Lengths of time: read and written as in ISO 8601, and said as people say them.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { milliseconds } from '../../../controller/domain/time.ts';
import { DURATION_PATTERN, durationText, durationWords, parseDuration } from '../../../controller/setup/duration.ts';

describe('a duration', () => {
  it.each<[string, number, string, string]>([
    ['PT30M', 1_800_000, 'PT30M', '30 min'],
    ['PT90M', 5_400_000, 'PT1H30M', '1 h 30 min'],
    ['P1DT12H', 129_600_000, 'P1DT12H', '1 d 12 h'],
    ['PT24H', 86_400_000, 'P1D', '1 d'],
    ['P365D', 31_536_000_000, 'P365D', '365 d'],
    ['PT0S', 0, 'PT0S', '0 min'],
    ['PT1.5S', 1500, 'PT1.5S', '1.5 s'],
  ])('%s is %d ms', (text, length, shortest, words) => {
    const duration = parseDuration(text);
    expect([duration, durationText(duration), durationWords(duration)]).toEqual([length, shortest, words]);
  });

  it.each(['', 'P', 'PT', 'P1DT', '30M', 'PT-5M', 'P1M', 'P1Y', 'P1W', 'PT1H30', 'pt5m', 'PT5M '])(
    'is not written "%s"',
    (text) => {
      expect(DURATION_PATTERN.test(text)).toBe(false);
      expect(() => parseDuration(text)).toThrow(RangeError);
    },
  );

  it('of any length comes back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 31_536_000_000 }), (length) => {
        expect(parseDuration(durationText(milliseconds(length)))).toBe(length);
      }),
    );
  });
});
