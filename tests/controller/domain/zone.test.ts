// The parsers of days, minutes and weekdays: what exists passes, nothing else does.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteOfDay, parseLocalDate, weekday } from '../../../controller/domain/zone.ts';

describe('a day', () => {
  it.each(['2026-10-25', '2028-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])('may be %s', (date) =>
    expect(parseLocalDate(date)).toEqual({ ok: true, value: date }),
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0999-12-31',
    '0026-01-01',
    '26-01-01',
    '2026-1-1',
    '2026-01-01T00:00Z',
    '2026-01-01\n',
    ' 2026-01-01',
    '+002026-01-01',
    '２０２６-01-01',
    '',
    20_260_101,
    null,
    undefined,
    new Date(0),
  ])('is not %o', (date) => expect(parseLocalDate(date)).toEqual({ ok: false, error: { code: 'not_a_date' } }));

  it('is every one that the calendar has', () => {
    const dates = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseLocalDate(date.toISOString().slice(0, 10)).ok).toBe(true);
      }),
    );
  });
});

describe('a minute of the day', () => {
  it.each([0, 1, 1439])('may be %d', (minute) => expect(minuteOfDay(minute)).toBe(minute));

  it.each([-1, 1440, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('is not %d', (minute) => {
    expect(() => minuteOfDay(minute)).toThrow(RangeError);
  });
});

describe('a weekday', () => {
  it.each([1, 4, 7])('may be %d', (day) => expect(weekday(day)).toBe(day));

  it.each([0, 8, 1.5, Number.NaN])('is not %d', (day) => {
    expect(() => weekday(day)).toThrow(RangeError);
  });
});
