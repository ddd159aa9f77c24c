// A hospital as large as one cabinet network ever gets, made by counting and not by chance: 10,000 people, 2,000 keys, 250
// groups of each, with every kind of rule in use.
import type { Booking } from '../../controller/domain/booking.ts';
import type { Holding } from '../../controller/domain/custody.ts';
import type { KeyId } from '../../controller/domain/ids.ts';
import { KEY_CLASSES } from '../../controller/domain/key.ts';
import { EMPTY_LEDGER, type Ledger } from '../../controller/domain/ledger.ts';
import { type Roster, rosterOf } from '../../controller/domain/roster.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { hours, type Instant, instant, after as later } from '../../controller/domain/time.ts';
import { minuteOfDay, type TimeZone, weekday } from '../../controller/domain/zone.ts';
import { timeZone } from '../../controller/time-zone.ts';
import {
  aKey,
  aKeyGroup,
  aSetup,
  aSlot,
  aStaff,
  bookingId,
  fobId,
  keyGroupId,
  keyId,
  qualificationId,
  scheduleId,
  seq,
  slotId,
  staffGroupId,
  staffId,
} from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';

const PEOPLE = 10_000;
const KEYS = 2000;
const GROUPS = 250;
const SCHEDULES = 40;
const OUT = 300;
const BOOKINGS = 200;

const ENGINEERS = staffGroupId('engineers');

const counted = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const staffGroup = (n: number) => staffGroupId(`people-${n % GROUPS}`);
const keyGroup = (n: number) => keyGroupId(`keys-${n % GROUPS}`);
const person = (n: number) => staffId(`staff-${n % PEOPLE}`);
const key = (n: number): KeyId => keyId(`key-${n % KEYS}`);

export interface LargeHospital {
  readonly roster: Roster;
  readonly ledger: Ledger;
  readonly zone: TimeZone;
}

/** @param now when the bookings and the absences are around */
export function largeHospital(now: Instant): LargeHospital {
  return { roster: rosterOf(setup()), ledger: ledger(now), zone: expectOk(timeZone('Europe/Paris')) };
}

function setup(): CabinetSetup {
  return aSetup({
    staff: counted(PEOPLE, (n) =>
      aStaff({
        id: person(n),
        // One of a hundred reaches every key.
        groups: [...counted(3, (g) => staffGroup(n + g * 37)), ...(n % 100 === 0 ? [ENGINEERS] : [])],
        qualifications: n % 2 === 0 ? [{ qualification: qualificationId('drugs'), until: null }] : [],
        curfews: [{ kind: 'end_of_shift' }],
      }),
    ),
    staffGroups: [ENGINEERS, ...counted(GROUPS, staffGroup)].map((id) => ({ id, name: id })),
    keys: counted(KEYS, (n) =>
      aKey({
        id: key(n),
        number: n + 1,
        class: KEY_CLASSES[n % KEY_CLASSES.length] ?? 'ordinary',
        groups: [keyGroup(n), keyGroup(n * 3 + 1)],
        curfews: [
          { kind: 'after', duration: hours(1 + (n % 8)) },
          { kind: 'at', minute: minuteOfDay(((n % 24) * 60) % 1440) },
        ],
      }),
    ),
    keyGroups: counted(GROUPS, (n) =>
      aKeyGroup({
        id: keyGroup(n),
        allowance: n % 5 === 0 ? 2 : null,
        witnessOnTake: n % 7 === 0 ? { count: 1 + (n % 2), from: [staffGroup(n)] } : null,
        reason: n % 6 === 0 ? { choices: ['cleaning', 'repair'], text: 'optional' } : null,
        booking: n % 10 === 0 ? 'possible' : 'none',
        breakGlass: [staffGroup(n + 1)],
      }),
    ),
    slots: counted(KEYS, (n) => aSlot({ id: slotId(`slot-${n}`), number: n + 1, fob: fobId(`fob-${n}`) })),
    fobs: counted(KEYS, (n) => ({ id: fobId(`fob-${n}`), key: key(n), tag: null })),
    qualifications: [{ id: qualificationId('drugs'), name: 'Drugs' }],
    schedules: counted(SCHEDULES, (n) => ({
      id: scheduleId(`schedule-${n}`),
      name: `Schedule ${n}`,
      windows: counted(7, (day) => ({
        days: [weekday(day + 1)],
        from: minuteOfDay((n * 35) % 1440),
        to: minuteOfDay((n * 35 + 600) % 1440),
      })),
      onHolidays: [],
      exceptions: [],
    })),
    shifts: [360, 840, 1320].map(minuteOfDay),
    grants: counted(GROUPS * 5, (n) => ({
      staffGroup: n < GROUPS ? ENGINEERS : staffGroup(n),
      keyGroup: keyGroup(n + Math.floor(n / GROUPS) * 11),
      schedule: n % 3 === 0 ? null : scheduleId(`schedule-${n % SCHEDULES}`),
      qualifications: n % 8 === 0 ? [qualificationId('drugs')] : [],
    })),
    pairs: counted(60, (n) => ({
      kind: n % 2 === 0 ? 'exclusive' : 'lock_out',
      first: n % 3 === 0 ? { kind: 'group', group: keyGroup(n) } : { kind: 'key', key: key(n) },
      second: { kind: 'group', group: keyGroup(n + 125) },
    })),
  });
}

function ledger(now: Instant): Ledger {
  const since = instant(now - 60_000);
  const holding = (n: number): Holding =>
    n % 7 === 0 && n < OUT * 7
      ? { at: 'person', staff: person(n * 31), since, due: later(now, hours(1)), intent: seq(n + 1), stage: 'in_time' }
      : { at: 'slot', slot: slotId(`slot-${n}`), since };
  const bookings = counted(BOOKINGS, (n): Booking => {
    const from = later(now, hours((n % 48) - 1));
    const what =
      n % 2 === 0
        ? ({ kind: 'key', key: key(n * 10) } as const)
        : ({ kind: 'group', group: keyGroup(n * 10) } as const);
    return {
      id: bookingId(`b-${n}`),
      staff: person(n * 17),
      what,
      from,
      until: later(from, hours(2)),
      madeAt: since,
      key: null,
    };
  });
  return {
    ...EMPTY_LEDGER,
    custody: new Map(counted(KEYS, (n) => [key(n), holding(n)])),
    bookings: new Map(bookings.map((one) => [one.id, one])),
  };
}
