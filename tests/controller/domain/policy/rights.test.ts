// What rights give whom, for a review: all that a grant connects, whatever the hour and wherever the keys are.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../../controller/domain/booking.ts';
import { parseBookingId } from '../../../../controller/domain/ids.ts';
import type { Ledger } from '../../../../controller/domain/ledger.ts';
import {
  type BestBadge,
  bookedRights,
  type RightsLine,
  rightsLines,
  rightsOf,
  rightsText,
  sheetOf,
  sheetsOf,
} from '../../../../controller/domain/policy/rights.ts';
import { type Premises, whatIf } from '../../../../controller/domain/policy/what-if.ts';
import { rosterOf } from '../../../../controller/domain/roster.ts';
import type { Schedule } from '../../../../controller/domain/schedule.ts';
import type { CabinetSetup } from '../../../../controller/domain/setup.ts';
import { instant } from '../../../../controller/domain/time.ts';
import { minuteOfDay } from '../../../../controller/domain/zone.ts';
import { arbitraryLedger, arbitrarySetup } from '../../../support/arbitrary-decisions.ts';
import {
  A_GRANT,
  aKey,
  aKeyGroup,
  aLedger,
  aSetup,
  aStaff,
  keyGroupId,
  keyId,
  NOW,
  qualificationId,
  ROOMS,
  scheduleId,
  staffGroupId,
  staffId,
  UTC,
  WARDS,
  withPerson,
} from '../../../support/domain-builders.ts';
import { expectOk } from '../../../support/expect-ok.ts';

const OF_ROOMS = { kind: 'group', group: ROOMS } as const;
const NIGHTS: Schedule = {
  id: scheduleId('nights'),
  name: 'Nights',
  windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: minuteOfDay(20 * 60), to: minuteOfDay(6 * 60) }],
  onHolidays: null,
  exceptions: [],
};
const AT_NIGHT = instant(Date.UTC(2030, 0, 20, 3));
const AT_NOON = instant(Date.UTC(2030, 0, 20, 12));
const TRAINING = qualificationId('drug-training');
const ADA = aStaff({ id: staffId('ada'), name: 'A. Early' });
const BEN = aStaff({ id: staffId('ben'), name: 'B. Later' });
const OUTSIDER = aStaff({ id: staffId('cyd'), name: 'C. Elsewhere', groups: [staffGroupId('porters')] });

const BOOKED: Booking = {
  id: expectOk(parseBookingId('booking-1')),
  staff: ADA.id,
  what: { kind: 'group', group: ROOMS },
  from: instant(NOW + 1000),
  until: instant(NOW + 5000),
  madeAt: NOW,
  key: null,
};

function premises(over: Partial<CabinetSetup> = {}, ledger: Partial<Ledger> = {}): Premises {
  return { roster: rosterOf(aSetup({ staff: [BEN, ADA, OUTSIDER], ...over })), ledger: aLedger(ledger), zone: UTC };
}

const said = (over?: Partial<CabinetSetup>, ledger?: Partial<Ledger>, at = NOW) =>
  rightsOf(OF_ROOMS, premises(over, ledger), at)?.map(({ person, hours, against }) => ({ person, hours, against }));

describe('rights', () => {
  it('name everybody whom a grant brings to a group, by name, and nobody else', () => {
    expect(said()).toEqual([
      { person: 'ada', hours: [], against: [] },
      { person: 'ben', hours: [], against: [] },
    ]);
    expect(rightsOf({ kind: 'person', person: OUTSIDER.id }, premises(), NOW)).toEqual([]);
    expect(rightsOf({ kind: 'person', person: ADA.id }, premises(), NOW)).toMatchObject([{ key: aKey().id }]);
  });

  it('of what the set-up does not know are none', () => {
    expect(rightsOf({ kind: 'group', group: keyGroupId('gone') }, premises(), NOW)).toBe(null);
    expect(rightsOf({ kind: 'person', person: staffId('gone') }, premises(), NOW)).toBe(null);
  });

  it.each([
    ['staff_suspended', { standing: 'suspended' as const }],
    ['staff_not_yet_valid', { validFrom: instant(NOW + 1) }],
    ['staff_expired', { validUntil: NOW }],
    ['witness_only', { role: 'witness' as const }],
  ])('say that a person is %s', (code, over) => {
    expect(said({ staff: [aStaff({ ...ADA, ...over })] })).toMatchObject([{ against: [code] }]);
  });

  it('say who was stopped at the cabinet', () => {
    const suspension = { staff: ADA.id, by: BEN.id, since: NOW, silent: true };
    expect(said({}, { suspensions: new Map([[ADA.id, suspension]]) })).toMatchObject([
      { person: 'ada', against: ['staff_suspended'] },
      { person: 'ben', against: [] },
    ]);
  });

  it('say what training is lacking, and nothing where another grant asks for none', () => {
    const trained = { ...A_GRANT, qualifications: [TRAINING] };
    const over = { qualifications: [{ id: TRAINING, name: 'Drugs' }] };
    expect(said({ ...over, grants: [trained] })?.[0]?.against).toEqual(['qualification_missing']);
    expect(said({ ...over, grants: [trained, A_GRANT] })?.[0]?.against).toEqual([]);
    const staff = [aStaff({ qualifications: [{ qualification: TRAINING, until: NOW }] })];
    expect(said({ ...over, staff, grants: [trained] })?.[0]?.against).toEqual(['qualification_expired']);
  });

  it('tell the hours, and are the same at each of them', () => {
    const over = { schedules: [NIGHTS], grants: [{ ...A_GRANT, schedule: NIGHTS.id }] };
    expect(said(over, {}, AT_NOON)).toMatchObject([{ hours: ['nights'], against: [] }, {}]);
    expect(said(over, {}, AT_NIGHT)).toEqual(said(over, {}, AT_NOON));
    expect(said({ ...over, grants: [...over.grants, A_GRANT] })).toMatchObject([{ hours: [] }, {}]);
  });

  it('tell only the hours of grants of which nothing is lacking', () => {
    const trained = { ...A_GRANT, qualifications: [TRAINING] };
    const over = {
      schedules: [NIGHTS],
      qualifications: [{ id: TRAINING, name: 'Drugs' }],
      grants: [trained, { ...A_GRANT, schedule: NIGHTS.id }],
    };
    for (const at of [AT_NOON, AT_NIGHT]) {
      expect(said(over, {}, at)).toMatchObject([{ hours: ['nights'], against: [] }, {}]);
    }
  });

  it('do not ask where a key is', () => {
    const custody: Ledger['custody'] = new Map([[aKey().id, withPerson(BEN.id)]]);
    expect(said({}, { custody })).toEqual(said());
  });

  it('never call a key free that what-if refuses for the person, and never miss a grant', () => {
    const LASTING = ['staff_suspended', 'staff_not_yet_valid', 'staff_expired', 'witness_only'];
    fc.assert(
      fc.property(arbitrarySetup, arbitraryLedger, (setup, ledger) => {
        const grounds: Premises = { roster: rosterOf(setup), ledger, zone: UTC };
        for (const person of setup.staff) {
          const rights = rightsOf({ kind: 'person', person: person.id }, grounds, NOW) ?? [];
          const outlooks = whatIf({ person, at: NOW }, grounds);
          const granted = rights.filter(({ against }) => !against.includes('no_grant'));
          expect(granted.map(({ key }) => key)).toEqual(outlooks.map(({ key }) => key.id));
          for (const [index, { decision }] of outlooks.entries()) {
            const codes = decision.permitted ? [] : decision.refusals.map(({ code }) => code);
            const against = granted[index]?.against ?? [];
            expect(against).toEqual(expect.arrayContaining(codes.filter((code) => LASTING.includes(code))));
            if (decision.permitted) expect(against).toEqual([]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('glass', () => {
  const porters = staffGroupId('porters');
  const behind = { keyGroups: [aKeyGroup({ breakGlass: [porters] })] };

  it('is a right of whoever may break it, granted or not', () => {
    const rights = rightsOf(OF_ROOMS, premises(behind), NOW);
    expect(rights).toMatchObject([{ person: 'ada' }, { person: 'ben' }, { person: 'cyd', glass: true }]);
    expect(rights?.at(-1)?.against).toEqual(['no_grant']);
    expect(rights?.[0]).not.toHaveProperty('glass');
    const granted = [{ ...A_GRANT, staffGroup: porters }];
    const own = rightsOf({ kind: 'person', person: OUTSIDER.id }, premises({ ...behind, grants: granted }), NOW);
    expect(own).toEqual([{ person: 'cyd', key: aKey().id, hours: [], against: [], glass: true }]);
  });
});

describe('bookings', () => {
  const ledger = { bookings: new Map([[BOOKED.id, BOOKED]]) };
  const of = (person: typeof ADA, at = NOW) =>
    bookedRights({ kind: 'person', person: person.id }, premises({}, ledger), at).map(({ keys }) => keys);

  it('are those of the person, or of the keys, until they are over', () => {
    expect([of(ADA), of(BEN)]).toEqual([[[aKey().id]], []]);
    expect(bookedRights(OF_ROOMS, premises({}, ledger), NOW)).toMatchObject([{ person: ADA.id, until: BOOKED.until }]);
    expect([of(ADA, instant(BOOKED.until - 1)).length, of(ADA, BOOKED.until).length]).toEqual([1, 0]);
  });

  it('stand after the rights, with their hours', () => {
    const grounds = premises({}, ledger);
    const rights = rightsOf(OF_ROOMS, grounds, NOW) ?? [];
    const bookings = bookedRights(OF_ROOMS, grounds, NOW);
    const lines = rightsLines({ subject: OF_ROOMS, rights, bookings, badges: new Map() });
    expect(lines.map(({ person, booked }) => [person, booked])).toEqual([
      ['ada', undefined],
      ['ben', undefined],
      ['ada', { from: BOOKED.from, until: BOOKED.until }],
    ]);
  });
});

describe('the text of a review', () => {
  const second = aKey({ id: keyId('attic'), number: 9 });
  const badges = new Map<ReturnType<typeof staffId>, BestBadge>([[ADA.id, 'weak']]);
  const reviewed = (over: Partial<CabinetSetup> = {}, ledger: Partial<Ledger> = {}) => {
    const rights = rightsOf(OF_ROOMS, premises({ keys: [aKey(), second], ...over }, ledger), NOW) ?? [];
    const bookings = bookedRights(OF_ROOMS, premises({ keys: [aKey(), second], ...over }, ledger), NOW);
    return { subject: OF_ROOMS, rights, bookings, badges };
  };

  it('has ids only, one line for each person and key', () => {
    const grants = [{ ...A_GRANT, schedule: NIGHTS.id, qualifications: [TRAINING] }];
    const over = { schedules: [NIGHTS], qualifications: [{ id: TRAINING, name: 'Drugs' }], grants };
    expect(rightsText(reviewed(over))).toBe(
      [
        'wardkey rights 1',
        'group rooms',
        'ada weak attic nights qualification_missing',
        'ada weak linen nights qualification_missing',
        'ben none attic nights qualification_missing',
        'ben none linen nights qualification_missing',
        '',
      ].join('\n'),
    );
  });

  it('is the same for the same rights, however people are named and listed', () => {
    const staff = [OUTSIDER, aStaff({ ...ADA, name: 'Z. Last' }), BEN];
    expect(rightsText(reviewed({ staff }))).toBe(rightsText(reviewed()));
  });

  it.each<[string, Partial<CabinetSetup>, Partial<Ledger>]>([
    ['a person more', { staff: [ADA, BEN, aStaff()] }, {}],
    ['a key more', { keys: [aKey(), second, aKey({ id: keyId('cellar'), number: 3 })] }, {}],
    ['a grant fewer', { grants: [] }, {}],
    ['somebody who may break glass', { keyGroups: [aKeyGroup({ breakGlass: [WARDS] })] }, {}],
    ['a booking', {}, { bookings: new Map([[BOOKED.id, BOOKED]]) }],
    [
      'somebody stopped',
      {},
      { suspensions: new Map([[BEN.id, { staff: BEN.id, by: ADA.id, since: NOW, silent: false }]]) },
    ],
  ])('differs with %s', (_, over, ledger) => {
    expect(rightsText(reviewed(over, ledger))).not.toBe(rightsText(reviewed()));
  });

  it('differs with a badge', () => {
    expect(rightsText({ ...reviewed(), badges: new Map([[ADA.id, 'strong']]) })).not.toBe(rightsText(reviewed()));
  });

  it('stands on sheets, the keys of a person together where the same is said of them', () => {
    const attics = aKeyGroup({ id: keyGroupId('attics') });
    const keys = [aKey(), aKey({ ...second, groups: [ROOMS, attics.id] })];
    const grants = [A_GRANT, { staffGroup: WARDS, keyGroup: attics.id, schedule: null, qualifications: [] }];
    const lines = rightsLines(reviewed({ keys, keyGroups: [aKeyGroup(), attics], grants }));
    expect(lines).toEqual([
      { person: 'ada', keys: ['attic', 'linen'], hours: [], against: [], badge: 'weak' },
      { person: 'ben', keys: ['attic', 'linen'], hours: [], against: [], badge: 'none' },
    ]);
    const [line] = lines;
    const many: RightsLine[] = line === undefined ? [] : Array.from({ length: 13 }, () => line);
    expect([0, 1, 6, 7, 13].map((count) => sheetsOf(many.slice(0, count)))).toEqual([1, 1, 1, 2, 3]);
    expect([1, 2, 3, 4].map((sheet) => sheetOf(many, sheet).length)).toEqual([6, 6, 1, 0]);
  });
});
