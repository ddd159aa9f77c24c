// Schedules of grants: one that is open now is enough; otherwise the next opening that would really help is told.
import { describe, expect, it } from 'vitest';
import { scheduleRule } from '../../../../../controller/domain/policy/rules/schedule.ts';
import type { DayWindow, Schedule } from '../../../../../controller/domain/schedule.ts';
import { instant } from '../../../../../controller/domain/time.ts';
import { minuteOfDay } from '../../../../../controller/domain/zone.ts';
import { A_GRANT, keyGroupId, qualificationId, scheduleId } from '../../../../support/domain-builders.ts';
import { askRule, type RuleCase } from '../../../../support/rule-stage.ts';

/** Open on every day between two full hours. */
function daily(name: string, from: number, to: number): Schedule {
  const window: DayWindow = { from: minuteOfDay(from * 60), to: minuteOfDay(to * 60) };
  const windows = [{ days: [1, 2, 3, 4, 5, 6, 7] as const, ...window }];
  return { id: scheduleId(name), name, windows, onHolidays: null, exceptions: [] };
}

const DAYS = daily('days', 7, 19);
const EVENINGS = daily('evenings', 18, 22);
const NIGHTS = daily('nights', 20, 6);
const NEVER: Schedule = { ...DAYS, id: scheduleId('never'), windows: [] };
const schedules = [DAYS, EVENINGS, NIGHTS, NEVER];

const during = (schedule: Schedule | null) => ({ ...A_GRANT, schedule: schedule?.id ?? null });
const at = (hour: number) => instant(Date.UTC(2030, 0, 15, hour));
const DRUGS = qualificationId('drugs');

const CASES: readonly RuleCase[] = [
  { when: 'the grant is good at all times', setup: { schedules, grants: [during(null)] }, refusals: [] },
  { when: 'its schedule is open', setup: { schedules, grants: [during(DAYS)] }, refusals: [] },
  {
    when: 'its schedule opens tonight',
    setup: { schedules, grants: [during(NIGHTS)] },
    refusals: [{ code: 'outside_schedule', opens: at(20) }],
  },
  {
    when: 'two schedules open later: the earlier is told',
    setup: { schedules, grants: [during(NIGHTS), during(EVENINGS)] },
    refusals: [{ code: 'outside_schedule', opens: at(18) }],
  },
  { when: 'one of two is open', setup: { schedules, grants: [during(NIGHTS), during(DAYS)] }, refusals: [] },
  {
    when: 'it never opens',
    setup: { schedules, grants: [during(NEVER)] },
    refusals: [{ code: 'outside_schedule', opens: null }],
  },
  {
    when: 'the set-up does not know the schedule: it never opens',
    setup: { schedules: [], grants: [during(DAYS)] },
    refusals: [{ code: 'outside_schedule', opens: null }],
  },
  { when: 'there is no grant, which another rule says', setup: { schedules, grants: [] }, refusals: [] },
  {
    when: 'an open grant is for other keys',
    setup: { schedules, grants: [during(NIGHTS), { ...during(DAYS), keyGroup: keyGroupId('lifts') }] },
    refusals: [{ code: 'outside_schedule', opens: at(20) }],
  },
  {
    when: 'the earlier opening is of a grant whose qualification is missing: it would not help',
    setup: { schedules, grants: [{ ...during(EVENINGS), qualifications: [DRUGS] }, during(NIGHTS)] },
    refusals: [{ code: 'outside_schedule', opens: at(20) }],
  },
  {
    when: 'no grant is qualified for: the earliest of all is told',
    setup: {
      schedules,
      grants: [
        { ...during(NIGHTS), qualifications: [DRUGS] },
        { ...during(EVENINGS), qualifications: [DRUGS] },
      ],
    },
    refusals: [{ code: 'outside_schedule', opens: at(18) }],
  },
];

describe('the rule of schedules', () => {
  it.each(CASES)('when $when', ({ refusals, ...stage }) => {
    expect(askRule(scheduleRule, stage)).toEqual(refusals);
  });
});
