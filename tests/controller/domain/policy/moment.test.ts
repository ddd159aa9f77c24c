// What is asked once for each moment: the answers are those of the schedules and curfews themselves, and never of another moment.
import { describe, expect, it, vi } from 'vitest';
import { type Curfew, dueAt } from '../../../../controller/domain/curfew.ts';
import type { CabinetFacts } from '../../../../controller/domain/policy/facts.ts';
import { momentOf } from '../../../../controller/domain/policy/moment.ts';
import { rosterOf } from '../../../../controller/domain/roster.ts';
import { nextOpening, type Schedule } from '../../../../controller/domain/schedule.ts';
import { hours, instant, minutes } from '../../../../controller/domain/time.ts';
import { type LocalDate, localDate, minuteOfDay } from '../../../../controller/domain/zone.ts';
import { aSetup, NOW, scheduleId, someFacts, UTC } from '../../../support/domain-builders.ts';

const AFTERNOONS: Schedule = {
  id: scheduleId('afternoons'),
  name: 'Afternoons',
  windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: minuteOfDay(720), to: minuteOfDay(1080) }],
  onHolidays: null,
  exceptions: [],
};
const NOON = instant(Date.UTC(2030, 0, 15, 12));
const SHIFTS = [360, 840].map(minuteOfDay);
const facts = someFacts({ setup: { schedules: [AFTERNOONS], shifts: SHIFTS } });
const at = (now: typeof NOW): CabinetFacts => ({ ...facts, wall: UTC.wallAt(now) });

describe('a moment', () => {
  it('says what is open and what opens when', () => {
    const [morning, noon] = [momentOf(at(NOW), NOW), momentOf(at(NOON), NOON)];
    expect([morning.isOpen(AFTERNOONS.id), noon.isOpen(AFTERNOONS.id)]).toEqual([false, true]);
    expect(morning.opens(AFTERNOONS.id)).toBe(NOON);
    expect(morning.isOpen(null)).toBe(true);
  });

  it('tells the opening of any later moment, whatever was told before', () => {
    const never: Schedule = { ...AFTERNOONS, id: scheduleId('never'), windows: [] };
    const rare: Schedule = {
      ...never,
      id: scheduleId('rare'),
      exceptions: [
        {
          from: localDate('2031-01-17'),
          to: localDate('2031-01-17'),
          windows: [{ from: minuteOfDay(60), to: minuteOfDay(61) }],
        },
      ],
    };
    const all = [AFTERNOONS, never, rare];
    const { roster } = someFacts({ setup: { schedules: all } });
    const day = hours(24);
    const instants = [0, 1000, 3 * 3_600_000, 10 * 3_600_000, day, 2 * day, 366 * day, 367 * day, 1, 0].map((ms) =>
      instant(NOW + ms),
    );
    for (const now of instants) {
      const moment = momentOf({ ...at(now), roster }, now);
      const fresh = all.map((schedule) => nextOpening(schedule, UTC, now, () => false));
      expect(all.map(({ id }) => moment.opens(id))).toEqual(fresh);
    }
  });

  it('looks for an opening that never comes once, not for each picture', () => {
    const looks = vi.fn((date: LocalDate, days: number) => UTC.addDays(date, days));
    const zone = { ...UTC, addDays: looks };
    const { roster } = someFacts({ setup: { schedules: [{ ...AFTERNOONS, windows: [] }] } });
    const opens = (seconds: number) => {
      const now = instant(NOW + seconds * 1000);
      looks.mockClear();
      return { opens: momentOf({ ...at(now), roster, zone }, now).opens(AFTERNOONS.id), days: looks.mock.calls.length };
    };
    expect(opens(0).days).toBeGreaterThan(300);
    expect([opens(1), opens(59)]).toEqual([
      { opens: null, days: 0 },
      { opens: null, days: 0 },
    ]);
    expect(opens(61).days, 'and is not believed for ever').toBeGreaterThan(300);
  });

  it('never opens what the set-up does not know', () => {
    const moment = momentOf(at(NOON), NOON);
    expect([moment.isOpen(scheduleId('gone')), moment.opens(scheduleId('gone'))]).toEqual([false, null]);
  });

  it.each<readonly [string, readonly Curfew[]]>([
    ['none', []],
    ['a length', [{ kind: 'after', duration: minutes(30) }]],
    [
      'two lengths',
      [
        { kind: 'after', duration: hours(3) },
        { kind: 'after', duration: hours(2) },
      ],
    ],
    ['a time of day', [{ kind: 'at', minute: minuteOfDay(600) }]],
    [
      'two times of day',
      [
        { kind: 'at', minute: minuteOfDay(900) },
        { kind: 'at', minute: minuteOfDay(660) },
      ],
    ],
    ['the end of the shift', [{ kind: 'end_of_shift' }]],
    [
      'all of them',
      [{ kind: 'end_of_shift' }, { kind: 'at', minute: minuteOfDay(600) }, { kind: 'after', duration: hours(2) }],
    ],
  ])('gives the due time of %s, asked again and again', (_, curfews) => {
    const moment = momentOf(at(NOW), NOW);
    const due = dueAt({ curfews, shifts: SHIFTS, takenAt: NOW }, UTC);
    expect([moment.dueOf(curfews), moment.dueOf(curfews)]).toEqual([due, due]);
  });

  it('is the same for the same facts, and another for another time or set-up', () => {
    const same = at(NOW);
    expect(momentOf(same, NOW)).toBe(momentOf({ ...same }, NOW));
    const [earlier, later] = [momentOf(same, NOW), momentOf(same, NOON)];
    const curfews: readonly Curfew[] = [{ kind: 'at', minute: minuteOfDay(660) }];
    expect(later.dueOf(curfews)).not.toBe(earlier.dueOf(curfews));
    const roster = rosterOf(aSetup({ schedules: [{ ...AFTERNOONS, windows: [] }] }));
    expect(momentOf({ ...same, roster }, NOW).opens(AFTERNOONS.id)).toBeNull();
    expect(momentOf(same, NOW).opens(AFTERNOONS.id)).toBe(NOON);
  });
});
