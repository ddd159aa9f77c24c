// Zones from IANA data: which names are zones, what the wall shows, and what becomes of hours that come twice or never.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, instant } from '../../controller/domain/time.ts';
import { minuteOfDay, type TimeZone } from '../../controller/domain/zone.ts';
import { timeZone } from '../../controller/time-zone.ts';
import {
  at,
  clock,
  day,
  MANY_ZONES,
  PARIS,
  shiftsOf,
  shown,
  text,
  zone,
  zoneAndInstant,
} from '../support/some-zones.ts';

const MINUTE = 60_000;

describe('the name of a zone', () => {
  it.each(['Europe/Paris', 'America/Argentina/Ushuaia', 'UTC', 'Etc/GMT+5'])('may be %s', (name) => {
    const found = timeZone(name);
    expect(found.ok && found.value.name).toBe(name);
  });

  it.each(['+01:00', '-0500', 'UTC+1', 'Europe/Nowhere', 'Europe', ' Europe/Paris', 'Europe/Paris\n', '', 'ü'])(
    'is not "%s"',
    (name) => expect(timeZone(name)).toEqual({ ok: false, error: 'unknown_time_zone' }),
  );
});

describe('the wall', () => {
  it.each([
    ['Europe/Paris', '2026-10-25T00:59Z', '2026-10-25 02:59', 7],
    ['Europe/Paris', '2026-10-25T01:00Z', '2026-10-25 02:00', 7],
    ['Europe/Paris', '2026-03-29T00:59Z', '2026-03-29 01:59', 7],
    ['Europe/Paris', '2026-03-29T01:00Z', '2026-03-29 03:00', 7],
    ['America/St_Johns', '2026-01-01T03:29Z', '2025-12-31 23:59', 3],
    ['Australia/Lord_Howe', '2026-04-04T15:00Z', '2026-04-05 01:30', 7],
    ['Australia/Lord_Howe', '2026-10-03T15:30Z', '2026-10-04 02:30', 7],
    ['Pacific/Apia', '2011-12-30T10:00Z', '2011-12-31 00:00', 6],
    ['Europe/Paris', '1969-12-28T12:00Z', '1969-12-28 13:00', 7],
  ])('of %s at %s shows %s, weekday %i', (name, when, expected, weekday) => {
    expect([shown(at(when), zone(name)), zone(name).wallAt(at(when)).weekday]).toEqual([expected, weekday]);
  });

  it('shows what another library shows, always', () => {
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const formats = new Map(MANY_ZONES.map(({ name }) => [name, formatOf(name)]));
    fc.assert(
      fc.property(zoneAndInstant, ([where, when]) => {
        const parts = Object.fromEntries(
          (formats.get(where.name)?.formatToParts(when) ?? []).map(({ type, value }) => [type, value]),
        );
        const other = `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
        expect([shown(when, where), where.wallAt(when).weekday]).toEqual([
          other,
          days.indexOf(parts.weekday ?? '') + 1,
        ]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a shift of the clocks', () => {
  it.each([
    ['Europe/Paris', '2026-10-25T01:00Z', -60],
    ['Europe/Paris', '2026-03-29T01:00Z', 60],
    ['Australia/Lord_Howe', '2026-04-04T15:00Z', -30],
    ['Australia/Lord_Howe', '2026-10-03T15:30Z', 30],
    ['America/Havana', '2026-03-08T05:00Z', 60],
    ['Pacific/Apia', '2011-12-30T10:00Z', 24 * 60],
  ])('in %s at %s moves the wall by %i minutes', (name, when, minutes) => {
    const where = zone(name);
    const before = instant(at(when) - 1);
    expect(where.nextShift(before, at(when))).toEqual({ at: at(when), minutes });
    expect(where.nextShift(before, before)).toBeNull();
    expect(where.nextShift(at(when), instant(at(when) + hours(24)))).toBeNull();
  });

  it('is found wherever the wall does not run on by a minute, and nowhere else', () => {
    fc.assert(
      fc.property(zoneAndInstant, ([where, when]) => {
        const now = instant(when - (when % MINUTE));
        const before = instant(now - MINUTE);
        const moved = onTheWall(where, now) - onTheWall(where, before) - 1;
        expect(where.nextShift(before, now)?.minutes ?? 0).toBe(moved);
      }),
    );
  });

  it('is never found in UTC', () => {
    expect(zone('UTC').nextShift(at('2000-01-01T00:00Z'), at('2040-01-01T00:00Z'))).toBeNull();
    expect(shiftsOf(PARIS)).toHaveLength(48);
  });
});

describe('the instant of a wall time', () => {
  it.each([
    ['an ordinary one', 'Europe/Paris', '2026-10-24', '19:30', '2026-10-24T17:30Z'],
    ['the first of two', 'Europe/Paris', '2026-10-25', '02:30', '2026-10-25T00:30Z'],
    ['after two', 'Europe/Paris', '2026-10-25', '03:00', '2026-10-25T02:00Z'],
    ['the jump for one that never comes', 'Europe/Paris', '2026-03-29', '02:30', '2026-03-29T01:00Z'],
    ['the end of the jump', 'Europe/Paris', '2026-03-29', '03:00', '2026-03-29T01:00Z'],
    ['the first of two half hours', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45Z'],
    ['the jump of half an hour', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30Z'],
    ['a midnight that never comes', 'America/Havana', '2026-03-08', '00:00', '2026-03-08T05:00Z'],
    ['the first of two midnights', 'America/Havana', '2026-11-01', '00:00', '2026-11-01T04:00Z'],
    ['a day that never came', 'Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00Z'],
  ])('is %s', (_what, name, date, minute, expected) => {
    expect(text(zone(name).instantAt(day(date), clock(minute)))).toBe(expected);
  });

  it('is the first at which the wall has come so far', () => {
    fc.assert(
      fc.property(zoneAndInstant, fc.integer({ min: 0, max: 1439 }), ([where, when], minute) => {
        const { date } = where.wallAt(when);
        const found = where.instantAt(date, minuteOfDay(minute));
        const asked = Date.parse(date) / MINUTE + minute;
        expect(onTheWall(where, found)).toBeGreaterThanOrEqual(asked);
        for (let back = 1; back <= 200; back += 1)
          expect(onTheWall(where, instant(found - back * MINUTE))).toBeLessThan(asked);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the calendar', () => {
  it.each([
    ['2028-02-28', 1, '2028-02-29', 2],
    ['2026-12-31', 1, '2027-01-01', 5],
    ['2026-03-29', -1, '2026-03-28', 6],
    ['2026-10-25', 7, '2026-11-01', 7],
    ['1969-12-31', -2, '1969-12-29', 1],
  ])('says that %s and %i days are %s, weekday %i', (date, days, expected, weekday) => {
    const later = PARIS.addDays(day(date), days);
    expect([later, PARIS.weekdayOf(later)]).toEqual([expected, weekday]);
  });
});

/** Minutes that the wall has shown since 1970-01-01 00:00, as if it had always run through. */
function onTheWall(where: TimeZone, when: ReturnType<typeof instant>): number {
  const { date, minute } = where.wallAt(when);
  return Date.parse(date) / MINUTE + minute;
}

function formatOf(name: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: name,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
}
