// What holds of schedules whatever they are: openings and closings are where `isOpen` turns, and nowhere before.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScheduleId } from '../../../controller/domain/ids.ts';
import {
  closesAt,
  type DayWindow,
  isOpen,
  nextOpening,
  type Schedule,
  type WeeklyWindow,
} from '../../../controller/domain/schedule.ts';
import { hours, type Instant, instant } from '../../../controller/domain/time.ts';
import { type LocalDate, localDate, minuteOfDay, type TimeZone, weekday } from '../../../controller/domain/zone.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { MANY_ZONES, zoneAndInstant } from '../../support/some-zones.ts';

const MINUTE = 60_000;
const YEAR = hours(366 * 24);
const [UTC] = MANY_ZONES;

const minute = fc
  .oneof(
    fc.integer({ min: 0, max: 1439 }),
    fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
  )
  .map(minuteOfDay);
const dayWindow: fc.Arbitrary<DayWindow> = fc.record({ from: minute, to: minute });
const weeklyWindow: fc.Arbitrary<WeeklyWindow> = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }).map(weekday), { minLength: 1 }),
  from: minute,
  to: minute,
});

/** Holidays are every so many days, exceptions lie around the instant. */
const scene = zoneAndInstant.chain(([zone, now]) => {
  const nearby = fc.integer({ min: -4, max: 12 }).map((days) => zone.addDays(zone.wallAt(now).date, days));
  const exception = fc
    .tuple(nearby, nearby, fc.array(dayWindow, { maxLength: 2 }))
    .map(([a, b, windows]) => (a < b ? { from: a, to: b, windows } : { from: b, to: a, windows }));
  const schedule: fc.Arbitrary<Schedule> = fc.record({
    id: fc.constant(expectOk(parseScheduleId('any'))),
    name: fc.constant('Any'),
    windows: fc.array(weeklyWindow, { maxLength: 3 }),
    onHolidays: fc.option(fc.array(dayWindow, { maxLength: 2 })),
    exceptions: fc.array(exception, { maxLength: 2 }),
  });
  const everySo = fc
    .integer({ min: 1, max: 9 })
    .map((days) => (date: LocalDate) => Date.parse(date) % (days * hours(24)) === 0);
  return fc.record({ zone: fc.constant(zone), now: fc.constant(now), schedule, isHoliday: everySo });
});

type Scene = typeof scene extends fc.Arbitrary<infer One> ? One : never;

function openAt({ schedule, zone, isHoliday }: Scene, when: number): boolean {
  return isOpen(schedule, zone.wallAt(instant(when)), zone, isHoliday);
}

/** The first minute from now on that is open or not as wanted, found by trying each. */
function byTrying(wanted: boolean, asked: Scene, limit: Instant): number | null {
  if (openAt(asked, asked.now) === wanted) return asked.now;
  const next = asked.now - (asked.now % MINUTE) + MINUTE;
  for (let when = next; when <= limit; when += MINUTE) if (openAt(asked, when) === wanted) return when;
  return null;
}

describe.each([
  ['the next opening', true, nextOpening],
  ['the closing', false, closesAt],
] as const)('%s', (_what, wanted, find) => {
  it('is where trying every minute finds it', () => {
    fc.assert(
      fc.property(scene, (asked) => {
        const found = find(asked.schedule, asked.zone, asked.now, asked.isHoliday);
        const limit = instant(asked.now + hours(4 * 24));
        const tried = byTrying(wanted, asked, limit);
        if (tried !== null) expect(found).toBe(tried);
        else if (found !== null) expect(found).toBeGreaterThan(limit);
      }),
      { numRuns: 150 },
    );
  });

  it('turns there: so at the instant, not so a minute before, and never more than a year away', () => {
    fc.assert(
      fc.property(scene, (asked) => {
        const found = find(asked.schedule, asked.zone, asked.now, asked.isHoliday);
        if (found === null) return;
        expect(openAt(asked, found)).toBe(wanted);
        if (found > asked.now) expect(openAt(asked, Math.max(asked.now, found - MINUTE))).toBe(!wanted);
        expect(found).toBeGreaterThanOrEqual(asked.now);
        expect(found).toBeLessThanOrEqual(asked.now + YEAR);
      }),
    );
  });

  it('does not move while time passes towards it', () => {
    fc.assert(
      fc.property(scene, fc.double({ min: 0, max: 1, noNaN: true }), (asked, part) => {
        const found = find(asked.schedule, asked.zone, asked.now, asked.isHoliday);
        if (found === null) return;
        const between = instant(Math.floor(asked.now + (found - asked.now) * part));
        expect(find(asked.schedule, asked.zone, between, asked.isHoliday)).toBe(found);
      }),
    );
  });
});

describe('a schedule', () => {
  it('depends on the wall alone: two instants that show the same are both open or both closed', () => {
    fc.assert(
      fc.property(scene, (asked) => {
        const wall = asked.zone.wallAt(asked.now);
        const first = asked.zone.instantAt(wall.date, wall.minute);
        expect(openAt(asked, first)).toBe(openAt(asked, asked.now));
      }),
    );
  });

  it('without exceptions and holidays comes again after a week, by the wall', () => {
    fc.assert(
      fc.property(scene, ({ schedule, zone, now }) => {
        const plain: Schedule = { ...schedule, exceptions: [], onHolidays: null };
        const wall = zone.wallAt(now);
        const later = { ...wall, date: zone.addDays(wall.date, 7) };
        const open = (shown: typeof wall) => isOpen(plain, shown, zone, () => true);
        expect(open(later)).toBe(open(wall));
      }),
    );
  });

  it('is open for as long as its windows say, in a week in which no clock is put', () => {
    const zone: TimeZone | undefined = UTC;
    if (zone === undefined) throw new Error('there is no UTC');
    fc.assert(
      fc.property(weeklyWindow, (window) => {
        const schedule: Schedule = {
          id: expectOk(parseScheduleId('one')),
          name: 'One',
          windows: [window],
          onHolidays: null,
          exceptions: [],
        };
        let open = 0;
        for (let day = 0; day < 7; day += 1) {
          const date = zone.addDays(localDate('2026-11-02'), day);
          for (let one = 0; one < 1440; one += 1) {
            const wall = { date, weekday: zone.weekdayOf(date), minute: minuteOfDay(one) };
            if (isOpen(schedule, wall, zone, () => false)) open += 1;
          }
        }
        const length = window.to > window.from ? window.to - window.from : 1440 - window.from + window.to;
        expect(open).toBe(length * window.days.length);
      }),
      { numRuns: 10 },
    );
  });
});
