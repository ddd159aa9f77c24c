// Until when a key may stay out: lengths, wall times, changes of shift, and the nights on which the clocks are put.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Curfew,
  curfewFault,
  dueAt,
  LONGEST_CURFEW,
  nextOnTheWall,
  SHORTEST_CURFEW,
} from '../../../controller/domain/curfew.ts';
import { after, hours, instant, milliseconds, minutes } from '../../../controller/domain/time.ts';
import { minuteOfDay } from '../../../controller/domain/zone.ts';
import { at, clock, PARIS, text, zone, zoneAndInstant } from '../../support/some-zones.ts';

const TAKEN = at('2026-11-02T12:00Z');
const MINUTE = 60_000;

const after8Hours: Curfew = { kind: 'after', duration: hours(8) };
const endOfShift: Curfew = { kind: 'end_of_shift' };
const backBy = (written: string): Curfew => ({ kind: 'at', minute: clock(written) });

function due(curfews: readonly Curfew[], takenAt = TAKEN, shifts: readonly string[] = [], where = PARIS) {
  return text(dueAt({ curfews, shifts: shifts.map(clock), takenAt }, where));
}

describe('a key is due', () => {
  it('never without a curfew', () => expect(due([])).toBeNull());

  it.each([
    ['so long after it was taken', [after8Hours], '2026-11-02T20:00Z'],
    ['at the next time the wall shows the minute', [backBy('19:30')], '2026-11-02T18:30Z'],
    ['on the next day when the minute is past', [backBy('08:00')], '2026-11-03T07:00Z'],
    ['a whole day later when it is taken at that very minute', [backBy('13:00')], '2026-11-03T12:00Z'],
    ['at the next change of shift', [endOfShift], '2026-11-02T13:30Z'],
    ['at the earliest of all', [backBy('19:30'), after8Hours, endOfShift], '2026-11-02T13:30Z'],
    ['at the earliest, in whatever order', [after8Hours, backBy('12:30'), backBy('19:30')], '2026-11-02T18:30Z'],
  ])('%s', (_when, curfews, expected) => expect(due(curfews, TAKEN, ['06:30', '14:30', '21:30'])).toBe(expected));

  it('at a change of shift after midnight too, and at the only one there is', () => {
    expect(due([endOfShift], at('2026-11-02T21:00Z'), ['06:30', '14:30'])).toBe('2026-11-03T05:30Z');
    expect(due([endOfShift], at('2026-11-02T05:30Z'), ['06:30'])).toBe('2026-11-03T05:30Z');
  });

  it('never at the end of a shift where there are no shifts', () => {
    expect(due([endOfShift])).toBeNull();
    expect(due([endOfShift, after8Hours])).toBe('2026-11-02T20:00Z');
  });

  it('to the millisecond after a length, to the minute by the wall', () => {
    const taken = at('2026-11-02T12:00:30.250Z');
    expect(due([after8Hours], taken)).toBe('2026-11-02T20:00:30.250Z');
    expect(due([backBy('13:01')], taken)).toBe('2026-11-02T12:01Z');
    expect(due([backBy('13:00')], taken)).toBe('2026-11-03T12:00Z');
  });

  it.each([
    [0, SHORTEST_CURFEW],
    [-5, SHORTEST_CURFEW],
    [59_999, SHORTEST_CURFEW],
    [Number.NaN, SHORTEST_CURFEW],
    [60_000, minutes(1)],
    [365 * 24 * 3_600_000, LONGEST_CURFEW],
    [365 * 24 * 3_600_000 + 1, LONGEST_CURFEW],
    [Number.POSITIVE_INFINITY, LONGEST_CURFEW],
  ])('after %d ms only within the limits', (duration, counted) => {
    const curfews: readonly Curfew[] = [{ kind: 'after', duration: milliseconds(duration) }];
    expect(dueAt({ curfews, shifts: [], takenAt: TAKEN }, PARIS)).toBe(after(TAKEN, counted));
  });
});

describe('when the clocks are put, a key is due', () => {
  it.each([
    ['by the wall, an hour later in October', 'Europe/Paris', '2026-10-24T18:00Z', '19:30', '2026-10-25T18:30Z'],
    ['by the wall, an hour earlier in March', 'Europe/Paris', '2026-03-28T19:00Z', '19:30', '2026-03-29T17:30Z'],
    ['at the first of two', 'Europe/Paris', '2026-10-24T20:00Z', '02:30', '2026-10-25T00:30Z'],
    ['at the second of two when taken between them', 'Europe/Paris', '2026-10-25T00:40Z', '02:30', '2026-10-25T01:30Z'],
    ['on the next day when taken after both', 'Europe/Paris', '2026-10-25T01:30Z', '02:30', '2026-10-26T01:30Z'],
    ['when they go back to that very minute', 'Europe/Paris', '2026-10-25T00:40Z', '02:00', '2026-10-25T01:00Z'],
    ['after both hours', 'Europe/Paris', '2026-10-25T00:40Z', '03:00', '2026-10-25T02:00Z'],
    ['at the jump over its minute', 'Europe/Paris', '2026-03-29T00:10Z', '02:30', '2026-03-29T01:00Z'],
    ['at the jump over the first minute', 'Europe/Paris', '2026-03-29T00:10Z', '02:00', '2026-03-29T01:00Z'],
    ['at the jump to its minute', 'Europe/Paris', '2026-03-29T00:10Z', '03:00', '2026-03-29T01:00Z'],
    ['before the jump', 'Europe/Paris', '2026-03-29T00:10Z', '01:59', '2026-03-29T00:59Z'],
    ['after the jump', 'Europe/Paris', '2026-03-29T00:10Z', '03:01', '2026-03-29T01:01Z'],
    ['the next day when taken at the jump', 'Europe/Paris', '2026-03-29T01:00Z', '02:30', '2026-03-30T00:30Z'],
    ['half an hour later', 'Australia/Lord_Howe', '2026-04-04T14:50Z', '01:45', '2026-04-04T15:15Z'],
    ['at a jump of half an hour', 'Australia/Lord_Howe', '2026-10-03T15:00Z', '02:15', '2026-10-03T15:30Z'],
    ['3½ hours behind', 'America/St_Johns', '2026-03-08T05:00Z', '02:30', '2026-03-08T05:30Z'],
    ['at a midnight that never comes', 'America/Havana', '2026-03-08T04:00Z', '00:00', '2026-03-08T05:00Z'],
    ['at the second midnight', 'America/Havana', '2026-11-01T04:00Z', '00:00', '2026-11-01T05:00Z'],
  ])('%s', (_when, name, taken, minute, expected) => {
    expect(due([backBy(minute)], at(taken), [], zone(name))).toBe(expected);
  });

  it('so long after, whatever the wall says', () => {
    expect(due([after8Hours], at('2026-10-24T22:00Z'))).toBe('2026-10-25T06:00Z');
  });

  it('at the end of the night shift, which is an hour longer or shorter', () => {
    const night = ['06:30', '14:30', '21:30'];
    expect(due([endOfShift], at('2026-10-24T19:30Z'), night)).toBe('2026-10-25T05:30Z');
    expect(due([endOfShift], at('2026-03-28T20:30Z'), night)).toBe('2026-03-29T04:30Z');
  });
});

describe('whatever is asked', () => {
  const minute = fc.integer({ min: 0, max: 1439 }).map(minuteOfDay);

  it('the next time on the wall is found by walking: the first later minute that it shows, or jumps over', () => {
    fc.assert(
      fc.property(zoneAndInstant, minute, ([where, start], asked) => {
        const found = nextOnTheWall(asked, start, where);
        expect(found).toBeGreaterThan(start);
        const first = start - (start % MINUTE) + MINUTE;
        const meets = (when: number) => {
          const { minutes: skipped = 0 } = where.nextShift(instant(when - MINUTE), instant(when)) ?? {};
          const shown = where.wallAt(instant(when)).minute;
          return (shown - asked + 2 * 1440) % 1440 <= Math.max(0, skipped);
        };
        for (let when = first; when < found; when += MINUTE) expect(meets(when)).toBe(false);
        expect(meets(found)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is due later than it was taken, and no later with one curfew more', () => {
    const curfew: fc.Arbitrary<Curfew> = fc.oneof(
      fc.record({ kind: fc.constant('after' as const), duration: fc.integer({ min: 0, max: 1e11 }).map(milliseconds) }),
      fc.record({ kind: fc.constant('at' as const), minute }),
      fc.constant(endOfShift),
    );
    fc.assert(
      fc.property(
        zoneAndInstant,
        fc.array(curfew, { maxLength: 3 }),
        curfew,
        fc.array(minute, { maxLength: 3 }),
        ([where, takenAt], curfews, more, shifts) => {
          const fewer = dueAt({ curfews, shifts, takenAt }, where);
          const all = dueAt({ curfews: [...curfews, more], shifts, takenAt }, where);
          if (fewer !== null) expect(fewer).toBeGreaterThan(takenAt);
          expect(all ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(fewer ?? Number.POSITIVE_INFINITY);
        },
      ),
    );
  });
});

describe('what cannot be of a curfew', () => {
  const shifts = [clock('06:30')];
  it.each([
    ['a minute', { kind: 'after', duration: minutes(1) }, shifts, null],
    ['less than a minute', { kind: 'after', duration: milliseconds(59_999) }, shifts, 'curfew_too_short'],
    ['no number', { kind: 'after', duration: milliseconds(Number.NaN) }, shifts, 'curfew_too_short'],
    ['365 days', { kind: 'after', duration: hours(365 * 24) }, shifts, null],
    ['more than 365 days', { kind: 'after', duration: hours(366 * 24) }, shifts, 'curfew_too_long'],
    ['a wall time', backBy('00:00'), [], null],
    ['an end of shift', endOfShift, shifts, null],
    ['an end of shift without shifts', endOfShift, [], 'no_shifts'],
  ] satisfies readonly [string, Curfew, readonly ReturnType<typeof clock>[], string | null][])(
    '%s',
    (_what, curfew, known, fault) => expect(curfewFault(curfew, known)).toBe(fault),
  );
});
