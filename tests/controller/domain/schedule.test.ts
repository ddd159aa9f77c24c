// Schedules by examples: weekly windows, windows over midnight, holidays, exceptions, and the nights on which clocks are put.
import { describe, expect, it } from 'vitest';
import { parseScheduleId } from '../../../controller/domain/ids.ts';
import {
  closesAt,
  type DayWindow,
  isOpen,
  nextOpening,
  type Schedule,
  scheduleFaults,
} from '../../../controller/domain/schedule.ts';
import { minuteOfDay, type Weekday } from '../../../controller/domain/zone.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { at, clock, day, PARIS, text, zone } from '../../support/some-zones.ts';

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];

/** "08:00-17:30" as a window. */
function stretch(written: string): DayWindow {
  const [from = '', to = ''] = written.split('-');
  return { from: clock(from), to: clock(to) };
}

function aSchedule(over: Partial<Schedule> = {}): Schedule {
  return {
    id: expectOk(parseScheduleId('days')),
    name: 'Days',
    windows: [{ days: WEEKDAYS, ...stretch('08:00-17:30') }],
    onHolidays: null,
    exceptions: [],
    ...over,
  };
}

const weekly = (written: string, days = EVERY_DAY) => aSchedule({ windows: [{ days, ...stretch(written) }] });
const noHoliday = () => false;
const allSaints = (date: string) => date === '2026-11-01';

function openAt(schedule: Schedule, when: string, where = PARIS, isHoliday: (date: string) => boolean = noHoliday) {
  return isOpen(schedule, where.wallAt(at(when)), where, isHoliday);
}

describe('a weekly window', () => {
  it.each([
    ['before it', '2026-11-02T06:59Z', false],
    ['at its first minute', '2026-11-02T07:00Z', true],
    ['in its last minute', '2026-11-02T16:29:59.999Z', true],
    ['at its end', '2026-11-02T16:30Z', false],
    ['on a Friday', '2026-11-06T12:00Z', true],
    ['on a Saturday', '2026-11-07T12:00Z', false],
  ])('%s', (_when, when, open) => expect(openAt(aSchedule(), when)).toBe(open));

  it('may be the whole day, from midnight to midnight', () => {
    const sundays = weekly('00:00-00:00', [7]);
    const times = ['2026-11-07T22:59Z', '2026-11-07T23:00Z', '2026-11-08T22:59Z', '2026-11-08T23:00Z'];
    expect(times.map((when) => openAt(sundays, when))).toEqual([false, true, true, false]);
  });

  it('may end at midnight, and leaves nothing for the next day', () => {
    const evenings = weekly('18:00-00:00', [1]);
    expect(openAt(evenings, '2026-11-02T22:59Z')).toBe(true);
    expect(openAt(evenings, '2026-11-02T23:00Z')).toBe(false);
  });
});

describe('a window over midnight', () => {
  const nights = weekly('21:00-07:00', [5]);

  it.each([
    ['on the evening of its day', '2026-11-06T20:00Z', true],
    ['after midnight, on the next day', '2026-11-07T05:59Z', true],
    ['at its end', '2026-11-07T06:00Z', false],
    ['on the evening of the next day', '2026-11-07T20:00Z', false],
    ['on the morning of its own day', '2026-11-06T05:59Z', false],
  ])('%s', (_when, when, open) => expect(openAt(nights, when)).toBe(open));

  it('that ends where it begins lasts for a day', () => {
    const times = ['2026-11-06T19:59Z', '2026-11-06T20:00Z', '2026-11-07T19:59Z', '2026-11-07T20:00Z'];
    expect(times.map((when) => openAt(weekly('21:00-21:00', [5]), when))).toEqual([false, true, true, false]);
  });

  it('of Sunday runs into Monday', () => {
    expect(openAt(weekly('21:00-07:00', [7]), '2026-11-09T05:00Z')).toBe(true);
  });

  it('belongs to the day on which it opens: what is left of it counts by the rules of that day', () => {
    const every = { ...weekly('21:00-07:00'), onHolidays: [] };
    const morning = (when: string) => openAt(every, when, PARIS, allSaints);
    // Sunday the 1st is the holiday: its morning belongs to Saturday, and the morning after belongs to it.
    expect([morning('2026-11-01T05:00Z'), morning('2026-11-01T20:00Z')]).toEqual([true, false]);
    expect([morning('2026-11-02T05:00Z'), morning('2026-11-02T20:00Z')]).toEqual([false, true]);
  });
});

describe('holidays and exceptions', () => {
  const monday = '2026-11-02T12:00Z';
  const onMonday = (date: string) => date === '2026-11-02';
  const closed = { from: day('2026-11-01'), to: day('2026-11-03'), windows: [] };

  it.each([
    ['a holiday is like any other day when nothing is said', {}, onMonday, true],
    ['a holiday has windows of its own', { onHolidays: [stretch('14:00-15:00')] }, onMonday, false],
    ['and is open in them', { onHolidays: [stretch('12:00-14:00')] }, onMonday, true],
    ['an exception closes', { exceptions: [closed] }, noHoliday, false],
    [
      'an exception goes before a holiday',
      { exceptions: [closed], onHolidays: [stretch('00:00-00:00')] },
      onMonday,
      false,
    ],
    ['it ends with its last day', { exceptions: [{ ...closed, to: day('2026-11-01') }] }, noHoliday, true],
    ['and begins with its first', { exceptions: [{ ...closed, from: day('2026-11-02') }] }, noHoliday, false],
    [
      'the first of two exceptions counts',
      { exceptions: [{ ...closed, windows: [stretch('12:00-14:00')] }, closed] },
      noHoliday,
      true,
    ],
  ] satisfies readonly [string, Partial<Schedule>, (date: string) => boolean, boolean][])(
    '%s',
    (_what, over, isHoliday, open) => expect(openAt(aSchedule(over), monday, PARIS, isHoliday)).toBe(open),
  );
});

describe('when the clocks are put', () => {
  it.each([
    // Paris, 25 October: 02:00–03:00 comes twice.
    ['Europe/Paris', '02:00-03:00', '2026-10-24T12:00Z', '2026-10-25T00:00Z', '2026-10-25T02:00Z'],
    ['Europe/Paris', '02:15-02:30', '2026-10-24T12:00Z', '2026-10-25T00:15Z', '2026-10-25T00:30Z'],
    ['Europe/Paris', '02:15-02:30', '2026-10-25T00:30Z', '2026-10-25T01:15Z', '2026-10-25T01:30Z'],
    ['Europe/Paris', '02:30-04:00', '2026-10-24T12:00Z', '2026-10-25T00:30Z', '2026-10-25T01:00Z'],
    ['Europe/Paris', '02:30-04:00', '2026-10-25T01:00Z', '2026-10-25T01:30Z', '2026-10-25T03:00Z'],
    ['Europe/Paris', '21:00-07:00', '2026-10-24T12:00Z', '2026-10-24T19:00Z', '2026-10-25T06:00Z'],
    // Paris, 29 March: 02:00–03:00 never comes.
    ['Europe/Paris', '02:00-03:00', '2026-03-28T12:00Z', '2026-03-30T00:00Z', '2026-03-30T01:00Z'],
    ['Europe/Paris', '01:30-02:30', '2026-03-28T12:00Z', '2026-03-29T00:30Z', '2026-03-29T01:00Z'],
    ['Europe/Paris', '02:30-03:30', '2026-03-28T12:00Z', '2026-03-29T01:00Z', '2026-03-29T01:30Z'],
    ['Europe/Paris', '21:00-07:00', '2026-03-28T12:00Z', '2026-03-28T20:00Z', '2026-03-29T05:00Z'],
    // St. John's, 3½ hours behind: forward on 8 March, back on 1 November.
    ['America/St_Johns', '01:30-02:30', '2026-03-07T12:00Z', '2026-03-08T05:00Z', '2026-03-08T05:30Z'],
    ['America/St_Johns', '01:00-02:00', '2026-10-31T12:00Z', '2026-11-01T03:30Z', '2026-11-01T05:30Z'],
    // Lord Howe, half an hour: 01:30–02:00 comes twice on 5 April, 02:00–02:30 never on 4 October.
    ['Australia/Lord_Howe', '01:30-02:00', '2026-04-04T00:00Z', '2026-04-04T14:30Z', '2026-04-04T15:30Z'],
    ['Australia/Lord_Howe', '01:45-02:00', '2026-04-04T00:00Z', '2026-04-04T14:45Z', '2026-04-04T15:00Z'],
    ['Australia/Lord_Howe', '02:00-02:30', '2026-10-03T00:00Z', '2026-10-04T15:00Z', '2026-10-04T15:30Z'],
    ['Australia/Lord_Howe', '02:15-03:00', '2026-10-03T00:00Z', '2026-10-03T15:30Z', '2026-10-03T16:00Z'],
    // Havana: midnight comes twice on 1 November and not at all on 8 March.
    ['America/Havana', '00:00-01:00', '2026-10-31T12:00Z', '2026-11-01T04:00Z', '2026-11-01T06:00Z'],
    ['America/Havana', '00:00-01:00', '2026-03-07T12:00Z', '2026-03-09T04:00Z', '2026-03-09T05:00Z'],
    ['America/Havana', '23:00-00:30', '2026-03-07T12:00Z', '2026-03-08T04:00Z', '2026-03-08T05:00Z'],
  ])('in %s, %s from %s on opens at %s and closes at %s', (name, written, now, opens, closes) => {
    const found = nextOpening(weekly(written), zone(name), at(now), noHoliday);
    expect(text(found)).toBe(opens);
    expect(text(closesAt(weekly(written), zone(name), at(opens), noHoliday))).toBe(closes);
  });
});

describe('the next opening', () => {
  it.each([
    ['is now when it is open', '2026-11-02T12:00:07.123Z', '2026-11-02T12:00:07.123Z'],
    ['is the first minute of the window', '2026-11-02T06:59:59.999Z', '2026-11-02T07:00Z'],
    ['is on the next day', '2026-11-02T16:30Z', '2026-11-03T07:00Z'],
    ['is after the weekend', '2026-11-06T20:00Z', '2026-11-09T07:00Z'],
  ])('%s', (_what, now, opens) => expect(text(nextOpening(aSchedule(), PARIS, at(now), noHoliday))).toBe(opens));

  it('is after the holiday', () => {
    const now = at('2026-10-31T12:00Z');
    const schedule = aSchedule({ windows: [{ days: [7], ...stretch('08:00-09:00') }], onHolidays: [] });
    expect(text(nextOpening(schedule, PARIS, now, allSaints))).toBe('2026-11-08T07:00Z');
  });

  it('is none when nothing opens within 366 days, and found up to there', () => {
    const now = at('2026-11-02T07:00Z');
    const once = (date: string) => {
      const only = { from: day(date), to: day(date), windows: [stretch('07:59-08:00')] };
      return nextOpening(aSchedule({ windows: [], exceptions: [only] }), PARIS, now, noHoliday);
    };
    expect(text(once('2027-11-03'))).toBe('2027-11-03T06:59Z');
    expect(once('2027-11-04')).toBeNull();
    expect(nextOpening(aSchedule({ windows: [] }), PARIS, now, noHoliday)).toBeNull();
  });
});

describe('the closing', () => {
  it.each([
    ['is the end of the window', '2026-11-02T12:00Z', '2026-11-02T16:30Z'],
    ['is now when it is closed', '2026-11-02T17:00:00.500Z', '2026-11-02T17:00:00.500Z'],
  ])('%s', (_what, now, closes) => expect(text(closesAt(aSchedule(), PARIS, at(now), noHoliday))).toBe(closes));

  it('joins windows that touch or lie over each other', () => {
    const shifts = ['07:00-14:30', '14:00-21:30', '21:30-07:00'].map((one) => ({ days: WEEKDAYS, ...stretch(one) }));
    const closes = closesAt(aSchedule({ windows: shifts }), PARIS, at('2026-11-02T12:00Z'), noHoliday);
    expect(text(closes)).toBe('2026-11-07T06:00Z');
  });

  it('is none when it stays open for more than 366 days', () => {
    expect(closesAt(weekly('00:00-00:00'), PARIS, at('2026-11-02T12:00Z'), noHoliday)).toBeNull();
  });
});

describe('what cannot be', () => {
  const some = stretch('08:00-17:00');
  const empty = stretch('08:00-08:00');
  const closed = (from: string, to: string) => ({ from: day(from), to: day(to), windows: [] });

  it.each([
    ['nothing is wrong', {}, []],
    ['the whole day is no empty window', weekly('00:00-00:00'), []],
    ['a window on no day', { windows: [{ days: [], ...some }] }, ['no_days windows.0.days']],
    [
      'a day twice',
      { windows: [{ days: [1, 2, 1, 1], ...some }] },
      ['duplicate_day windows.0.days.2', 'duplicate_day windows.0.days.3'],
    ],
    [
      'windows that end where they begin',
      { windows: [{ days: [1], ...empty }], onHolidays: [some, empty] },
      ['empty_window windows.0', 'empty_window onHolidays.1'],
    ],
    [
      'such a window in an exception',
      { exceptions: [{ ...closed('2026-11-01', '2026-11-01'), windows: [some, empty] }] },
      ['empty_window exceptions.0.windows.1'],
    ],
    [
      'an exception that ends before it starts',
      { exceptions: [closed('2026-11-02', '2026-11-01')] },
      ['exception_ends_before_start exceptions.0'],
    ],
    [
      'an exception that speaks of a day of another',
      {
        exceptions: [
          closed('2026-11-01', '2026-11-03'),
          closed('2026-11-04', '2026-11-05'),
          closed('2026-10-30', '2026-11-01'),
        ],
      },
      ['exceptions_overlap exceptions.2'],
    ],
  ] satisfies readonly [string, Partial<Schedule>, readonly string[]][])('%s', (_what, over, faults) => {
    const found = scheduleFaults(aSchedule(over));
    expect(found.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(faults);
  });

  it('is never said of a minute that a schedule may open at', () => {
    const starts = [0, 1, 720, 1438].map((from) => ({ from: minuteOfDay(from), to: minuteOfDay(from + 1) }));
    expect(scheduleFaults(aSchedule({ windows: starts.map((one) => ({ days: EVERY_DAY, ...one })) }))).toEqual([]);
  });
});
