// The rules of the demo hospital: schedules, holidays, shifts, trainings, grants, pairs of keys, policy. Data only.
import type { KeyPair } from '../domain/key.ts';
import type { DayWindow, Schedule } from '../domain/schedule.ts';
import type { CabinetPolicy, Holiday } from '../domain/setup.ts';
import type { Grant } from '../domain/staff.ts';
import { hours, type Instant, minutes, seconds } from '../domain/time.ts';
import type { MinuteOfDay, Weekday } from '../domain/zone.ts';
import type { DemoKeyGroup, DemoQualification, DemoSchedule, DemoStaffGroup } from './hospital-groups.ts';
import { dateAt, keyGroupId, keyId, minuteAt, qualificationId, scheduleId, staffGroupId, twoDigits } from './sure.ts';

const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const WEEKEND: readonly Weekday[] = [6, 7];
const EVERY_DAY: readonly Weekday[] = [...WORKDAYS, ...WEEKEND];

interface GrantRow {
  readonly staff: DemoStaffGroup;
  readonly keys: readonly DemoKeyGroup[];
  readonly schedule?: DemoSchedule;
  readonly trained?: DemoQualification;
}

const GRANTS: readonly GrantRow[] = [
  { staff: 'pharmacy', keys: ['pharmacy'] },
  { staff: 'pharmacy', keys: ['controlled-store', 'ward-controlled'], trained: 'controlled-drugs' },
  { staff: 'wards', keys: ['ward-rooms'] },
  { staff: 'wards', keys: ['ward-controlled'], trained: 'controlled-drugs' },
  { staff: 'night-nurses', keys: ['pharmacy'], schedule: 'night-shift' },
  { staff: 'records', keys: ['records'] },
  { staff: 'laboratory', keys: ['laboratory'], schedule: 'day-shift' },
  { staff: 'laboratory', keys: ['laboratory'], schedule: 'weekend' },
  { staff: 'laboratory', keys: ['laboratory-chemicals'], schedule: 'day-shift', trained: 'chemical-safety' },
  { staff: 'estates', keys: ['plant', 'lifts', 'service-yard', 'vehicles', 'pool-cars'] },
  { staff: 'transport', keys: ['service-yard', 'linen', 'vehicles', 'pool-cars'] },
  { staff: 'security', keys: ['ward-rooms', 'records', 'plant', 'lifts', 'service-yard', 'vehicles', 'pool-cars'] },
  { staff: 'security', keys: ['master'] },
  { staff: 'contractors', keys: ['lifts'] },
  { staff: 'contractors', keys: ['plant'], schedule: 'day-shift' },
];

/** Days without a movable feast, as MM-DD. */
const FIXED_HOLIDAYS: readonly (readonly [day: string, name: string])[] = [
  ['01-01', 'New Year'],
  ['05-01', 'Labour Day'],
  ['05-08', 'Victory Day'],
  ['07-14', 'National Day'],
  ['08-15', 'Assumption'],
  ['11-01', 'All Saints'],
  ['11-11', 'Armistice'],
  ['12-25', 'Christmas'],
];

export function demoPolicy(): CabinetPolicy {
  return {
    pinClasses: ['controlled', 'master'],
    pinDigits: 6,
    strongBadgeClasses: ['controlled'],
    allowance: 4,
    overdueBlocks: true,
    staffNumber: 'reader_lost',
    randomReturn: false,
    shiftChange: true,
    signOut: seconds(40),
    usualKeys: 4,
    dueSoon: minutes(15),
    escalation: minutes(30),
    noShow: minutes(30),
    bookingLead: hours(1),
    quiet: { from: minuteAt('20:00'), until: minuteAt('07:00') },
  };
}

/** Day shift from Monday to Friday, nights over midnight, weekends and holidays, and when the engineers are in the house. */
export function demoSchedules(now: Instant): readonly Schedule[] {
  const year = yearOf(now);
  const day = window('07:00', '19:30');
  const short = window('08:00', '18:00');
  const schedule = (id: DemoSchedule, name: string, days: readonly Weekday[], hoursOpen: DayWindow): Schedule => ({
    id: scheduleId(id),
    name,
    windows: [{ days, ...hoursOpen }],
    onHolidays: null,
    exceptions: [],
  });
  return [
    {
      ...schedule('day-shift', 'Day shift', WORKDAYS, day),
      onHolidays: [],
      exceptions: [
        { from: dateAt(`${year}-12-24`), to: dateAt(`${year}-12-24`), windows: [window('07:00', '12:00')] },
        { from: dateAt(`${year}-12-26`), to: dateAt(`${year}-12-31`), windows: [short] },
      ],
    },
    schedule('night-shift', 'Night shift', EVERY_DAY, window('19:30', '07:00')),
    { ...schedule('weekend', 'Weekends and holidays', WEEKEND, short), onHolidays: [short] },
    schedule('staffed', 'Engineers in the house', EVERY_DAY, window('06:30', '22:00')),
  ];
}

/** Public holidays of this year and the next, in order. */
export function demoHolidays(now: Instant): readonly Holiday[] {
  return [yearOf(now), yearOf(now) + 1].flatMap((year) =>
    [...FIXED_HOLIDAYS, [dayAfterEaster(year), 'Easter Monday'] as const]
      .map(([day, name]) => ({ date: dateAt(`${year}-${day}`), name }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  );
}

export function demoShifts(): readonly MinuteOfDay[] {
  return [minuteAt('07:00'), minuteAt('19:30')];
}

export function demoGrants(): readonly Grant[] {
  return GRANTS.flatMap(({ staff, keys, schedule, trained }) =>
    keys.map((keyGroup) => ({
      staffGroup: staffGroupId(staff),
      keyGroup: keyGroupId(keyGroup),
      schedule: schedule === undefined ? null : scheduleId(schedule),
      qualifications: trained === undefined ? [] : [qualificationId(trained)],
    })),
  );
}

/**
 * Who receives drugs does not open their store; and the fans are worked on only while the key of the gases is in: whoever has
 * it relies on the air.
 */
export function demoPairs(): readonly KeyPair[] {
  return [
    { kind: 'exclusive', first: oneKey('drugs-main-store'), second: oneKey('pharmacy-goods-in') },
    { kind: 'lock_out', first: oneKey('plant-medical-gases'), second: oneKey('plant-ventilation') },
  ];
}

function oneKey(id: string) {
  return { kind: 'key', key: keyId(id) } as const;
}

function window(from: string, to: string): DayWindow {
  return { from: minuteAt(from), to: minuteAt(to) };
}

function yearOf(now: Instant): number {
  return new Date(now).getUTCFullYear();
}

/** Easter Monday as MM-DD, by the Gregorian computus of Meeus, Jones and Butcher. */
function dayAfterEaster(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const monday = new Date(Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 2));
  return `${twoDigits(monday.getUTCMonth() + 1)}-${twoDigits(monday.getUTCDate())}`;
}
