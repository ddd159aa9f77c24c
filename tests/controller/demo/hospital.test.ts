// The demo hospital: whole, as large as promised, and everybody in it can do what their badge is there to show.
import { describe, expect, it } from 'vitest';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import type { DemoPerson } from '../../../controller/demo/hospital-staff.ts';
import type { Key } from '../../../controller/domain/key.ts';
import { EMPTY_LEDGER, type Ledger } from '../../../controller/domain/ledger.ts';
import { isPinShaped, pinFault } from '../../../controller/domain/pin.ts';
import { whatIf } from '../../../controller/domain/policy/what-if.ts';
import type { RefusalCode } from '../../../controller/domain/refusal.ts';
import { rosterOf } from '../../../controller/domain/roster.ts';
import type { Staff } from '../../../controller/domain/staff.ts';
import { hours, instant, minutes } from '../../../controller/domain/time.ts';
import { timeZone } from '../../../controller/time-zone.ts';
import { expectOk } from '../../support/expect-ok.ts';

/** A Tuesday at 11:00 in Paris, no holiday. */
const NOW = instant(Date.UTC(2030, 4, 14, 9));
const NIGHT = instant(Date.UTC(2030, 4, 14, 23));
const { setup, people } = demoHospital(NOW);
const { staff, keys, slots, fobs, keyGroups, staffGroups, grants, boards } = setup;
const roster = rosterOf(setup);
const zone = expectOk(timeZone(setup.identity.timeZone));

const slotOf = (key: Key) => roster.homeOf(key.id);
const everythingIn: Ledger = {
  ...EMPTY_LEDGER,
  custody: new Map(
    keys.flatMap((key) => {
      const slot = slotOf(key);
      return slot === null ? [] : [[key.id, { at: 'slot', slot: slot.id, since: NOW } as const]];
    }),
  ),
};

/** What somebody who brings badge, PIN, reason and witnesses is told of each key that a grant reaches. */
function outlook(person: Staff, at = NOW): ReadonlyMap<number, readonly RefusalCode[]> {
  const outlooks = whatIf({ person, at }, { roster, ledger: everythingIn, zone });
  return new Map(
    outlooks.map(({ key, decision }) => [
      key.number,
      decision.permitted ? [] : decision.refusals.map(({ code }) => code),
    ]),
  );
}

const takeable = (person: Staff, at = NOW): readonly Key[] => {
  const told = outlook(person, at);
  return keys.filter((key) => told.get(key.number)?.length === 0);
};

function featured(title: string): { readonly person: Staff; readonly card: DemoPerson } {
  const card = people.find((one) => one.featured && one.title === title);
  const person = staff.find((one) => one.id === card?.staff);
  if (card === undefined || person === undefined) throw new Error(`Nobody featured is a ${title}.`);
  return { person, card };
}

describe('the demo hospital', () => {
  it('is as large as promised', () => {
    expect({
      boards: boards.length,
      slots: slots.length,
      keys: keys.length,
      free: slots.filter((slot) => slot.fob === null).map((slot) => slot.number),
      staff: staff.length,
      people: people.length,
      staffGroups: staffGroups.length,
    }).toEqual({ boards: 3, slots: 32, keys: 28, free: [29, 30, 31, 32], staff: 40, people: 40, staffGroups: 10 });
    expect(people.filter((person) => person.featured).length).toBeGreaterThanOrEqual(8);
  });

  it('gives each thing an id, a number and a place of its own', () => {
    const lists = {
      boards: boards.map((board) => board.id),
      units: boards.map((board) => board.unit),
      slots: slots.map((slot) => slot.id),
      slotNumbers: slots.map((slot) => slot.number),
      places: slots.map((slot) => `${slot.board}/${slot.position}`),
      fobs: fobs.map((fob) => fob.id),
      fobKeys: fobs.map((fob) => fob.key),
      keys: keys.map((key) => key.id),
      keyNumbers: keys.map((key) => key.number),
      keyNames: keys.map((key) => key.name),
      keyGroups: keyGroups.map((group) => group.id),
      staff: staff.map((person) => person.id),
      names: staff.map((person) => person.name),
      staffGroups: staffGroups.map((group) => group.id),
      badges: people.map((person) => person.badge),
      pins: people.flatMap((person) => person.pin ?? []),
      grants: grants.map((grant) => `${grant.staffGroup}→${grant.keyGroup} ${grant.schedule}`),
    };
    for (const [name, list] of Object.entries(lists)) expect(new Set<unknown>(list).size, name).toBe(list.length);
  });

  it('refers to nothing that is not there', () => {
    const has = (list: readonly { readonly id: string }[]) => new Set(list.map((one) => one.id));
    const dangling = [
      ...slots.filter((slot) => !has(boards).has(slot.board)),
      ...slots.filter((slot) => slot.fob !== null && !has(fobs).has(slot.fob)),
      ...fobs.filter((fob) => !has(keys).has(fob.key)),
      ...keys.flatMap((key) => key.groups.filter((group) => !has(keyGroups).has(group))),
      ...staff.flatMap((person) => person.groups.filter((group) => !has(staffGroups).has(group))),
      ...grants.filter((grant) => !has(staffGroups).has(grant.staffGroup) || !has(keyGroups).has(grant.keyGroup)),
    ];
    expect(dangling).toEqual([]);
    expect(people.map((person) => person.staff)).toEqual(staff.map((person) => person.id));
    expect(keyGroups.filter((group) => !keys.some((key) => key.groups.includes(group.id)))).toEqual([]);
    expect(keyGroups.filter((group) => !grants.some((grant) => grant.keyGroup === group.id))).toEqual([]);
  });

  it('puts key n into slot n, boards b1 and b2 behind the slots and the door on b3', () => {
    expect(keys.map((key) => slotOf(key)?.number)).toEqual(keys.map((key) => key.number));
    expect(slots.map((slot) => `${slot.board}/${slot.position}`)).toEqual(
      ['b1', 'b2'].flatMap((board) => Array.from({ length: 16 }, (_, position) => `${board}/${position}`)),
    );
    expect(setup.door).toEqual({ board: 'b3', position: 0 });
    expect(boards.map((board) => board.unit)).toEqual([0, 1, 2]);
  });

  it('takes the address of the bus and the kind of reader from its caller', () => {
    const real = demoHospital(NOW, { address: 'serial:/dev/ttyUSB0?baud=19200', reader: 'pcsc' }).setup;
    expect(new Set(real.boards.map((board) => board.address))).toEqual(new Set(['serial:/dev/ttyUSB0?baud=19200']));
    expect(real.readers).toEqual([{ id: 'front', kind: 'pcsc', desfire: null }]);
    expect(setup.readers).toEqual([{ id: 'front', kind: 'simulated' }]);
  });

  it('hands out well-formed badges, and PINs that people could have chosen', () => {
    expect(people.filter((person) => !/^04[0-9a-f]{12}$/.test(person.badge))).toEqual([]);
    expect(people.filter((person) => person.pin !== null && !isPinShaped(person.pin))).toEqual([]);
    const numbers = new Map(staff.map(({ id, number }) => [id, number]));
    const weak = people.flatMap(({ staff: id, pin }) =>
      pin === null ? [] : [pinFault(pin, numbers.get(id) ?? null, setup.policy.pinDigits)],
    );
    expect(weak.filter((fault) => fault !== null)).toEqual([]);
    expect(people.some(({ pin }) => pin === null)).toBe(true);
    expect(people.some(({ strength }) => strength === 'weak')).toBe(true);
  });

  it('lets everybody take a key who is not expired, suspended, yet to come or a witness only', () => {
    const empty = staff.filter((person) => takeable(person).length === 0).map((person) => person.id);
    const barred = people.filter(({ remark }) =>
      /expired yesterday|^suspended|starts tomorrow|takes nothing/.test(remark ?? ''),
    );
    expect(empty.toSorted()).toEqual(barred.map((person) => person.staff).toSorted());
  });

  it('leaves no key that nobody can take, but for the pool car, which is booked first', () => {
    const idle = keys.filter((key) => !staff.some((person) => takeable(person).includes(key)));
    expect(idle.map(({ number }) => number)).toEqual([26]);
    expect(outlook(featured('Driver').person).get(26)).toEqual(['booking_required']);
  });

  it('keeps short curfews on what is dangerous', () => {
    const longest = (keyClass: Key['class']) =>
      Math.max(
        ...keys
          .filter((key) => key.class === keyClass)
          .flatMap(({ curfews }) => curfews.map((one) => (one.kind === 'after' ? one.duration : Number.NaN))),
      );
    expect([longest('controlled'), longest('master'), longest('vehicle')]).toEqual([hours(2), hours(1), hours(8)]);
    expect(keys.find(({ id }) => id === 'drugs-main-store')?.curfews).toEqual([
      { kind: 'after', duration: minutes(30) },
    ]);
    expect(keys.some(({ curfews }) => curfews.length === 0)).toBe(true);
  });

  it('uses every rule that a set-up knows', () => {
    const group = (test: (one: (typeof keyGroups)[number]) => boolean) => keyGroups.some(test);
    const used = {
      'a window over midnight': setup.schedules.some(({ windows }) => windows.some(({ from, to }) => to <= from)),
      'closed on holidays': setup.schedules.some(({ onHolidays }) => onHolidays?.length === 0),
      'open on holidays': setup.schedules.some(({ onHolidays }) => (onHolidays ?? []).length > 0),
      'an exception': setup.schedules.some(({ exceptions }) => exceptions.length > 0),
      'a grant by schedule': grants.some(({ schedule }) => schedule !== null),
      'a grant by training': grants.some(({ qualifications }) => qualifications.length > 0),
      'a curfew after a while': keys.some(({ curfews }) => curfews.some(({ kind }) => kind === 'after')),
      'a curfew by the clock': keys.some(({ curfews }) => curfews.some(({ kind }) => kind === 'at')),
      'a curfew by the shift': keys.some(({ curfews }) => curfews.some(({ kind }) => kind === 'end_of_shift')),
      'a curfew of a person': staff.some(({ curfews }) => curfews.length > 0),
      'one witness': group(({ witnessOnTake }) => witnessOnTake?.count === 1),
      'two witnesses': group(({ witnessOnTake }) => witnessOnTake?.count === 2),
      'a witness at return': group(({ witnessOnReturn }) => witnessOnReturn !== null),
      'a reason': group(({ reason }) => (reason?.choices ?? []).length > 0),
      'a case number': group(({ reason }) => reason?.text === 'required'),
      'a count': group(({ countOnHandover }) => countOnHandover),
      'a badge to return': group(({ badgeToReturn }) => badgeToReturn),
      'possible bookings': group(({ booking }) => booking === 'possible'),
      'bookings only': group(({ booking }) => booking === 'only'),
      'breaking glass': group(({ breakGlass }) => breakGlass.length > 0),
      'strong badges': group(({ badgeStrength }) => badgeStrength === 'strong'),
      'an allowance of a group': group(({ allowance }) => allowance !== null),
      'a PIN by group': group((one) => one.wantsPin),
      'a PIN by the hour': group(({ pinOutside }) => pinOutside !== null),
      'a PIN by key': keys.some((key) => key.wantsPin),
      'a PIN by person': staff.some((person) => person.wantsPin),
      'a code name': keys.some(({ codeName }) => codeName !== null),
      'pieces on a ring': keys.some(({ pieces }) => pieces.length > 0),
      'a key to be carried': keys.some(({ egressCritical }) => egressCritical !== null),
      'an exclusive pair': setup.pairs.some(({ kind }) => kind === 'exclusive'),
      'a lock-out pair': setup.pairs.some(({ kind }) => kind === 'lock_out'),
      'a witness only': staff.some(({ role }) => role === 'witness'),
      'a staff number': staff.some(({ number }) => number !== null),
      'a first day': staff.some(({ validFrom }) => validFrom !== null),
      'a last day': staff.some(({ validUntil }) => validUntil !== null),
      'an own allowance': staff.some(({ allowance }) => allowance !== null),
      French: staff.some(({ preferences }) => preferences.language === 'fr'),
      'large text': staff.some(({ preferences }) => preferences.textSize === 'large'),
      'a first PIN': people.some(({ pinIsFirst }) => pinIsFirst),
      shifts: setup.shifts.length > 0,
    };
    expect(Object.entries(used).filter(([, is]) => !is)).toEqual([]);
  });

  it('knows the holidays of this year and the next, in order', () => {
    const days = setup.holidays.map(({ date }) => date);
    expect(days).toEqual(days.toSorted());
    expect(days.slice(0, 2)).toEqual(['2030-01-01', '2030-04-22']);
    expect(setup.holidays.filter(({ name }) => name === 'Easter Monday').map(({ date }) => date)).toEqual([
      '2030-04-22',
      '2031-04-14',
    ]);
  });
});

describe('the featured badges', () => {
  it('a pharmacist with a PIN takes ordinary and controlled keys, with colleagues who stand by', () => {
    const { person, card } = featured('Pharmacist');
    expect(new Set(takeable(person).map((key) => key.class))).toEqual(new Set(['ordinary', 'controlled']));
    expect(card.pin).not.toBeNull();
  });

  it('one nurse has a PIN and several keys, another has no PIN', () => {
    const nurses = people.filter((one) => one.featured && one.title === 'Ward nurse');
    const withPin = staff.find((one) => one.id === nurses.find((nurse) => nurse.pin !== null)?.staff);
    if (withPin === undefined) throw new Error('The nurse is featured.');
    expect(takeable(withPin).filter((key) => key.class === 'controlled').length).toBeGreaterThan(1);
    expect(nurses.some(({ pin }) => pin === null)).toBe(true);
  });

  it('a porter takes linen, the service yard and the van with no more than a badge, at any hour', () => {
    const { person } = featured('Porter');
    for (const at of [NOW, NIGHT]) expect(takeable(person, at).map((key) => key.number)).toEqual([10, 12, 24, 25, 27]);
    const groups = takeable(person).flatMap((key) => roster.groupsOf(key));
    const demands = groups.filter(
      (one) => one.wantsPin || one.witnessOnTake !== null || one.reason !== null || one.badgeStrength === 'strong',
    );
    expect(demands).toEqual([]);
    expect(takeable(person).filter((key) => key.wantsPin || setup.policy.pinClasses.includes(key.class))).toEqual([]);
  });

  it('an estates engineer reaches plant rooms, lifts and vehicles', () => {
    const names = takeable(featured('Estates engineer').person).map((key) => key.name);
    expect(names).toEqual(
      expect.arrayContaining(['Plant room A, boilers', 'Lift motor room, east', 'Transport van 2']),
    );
  });

  it('a supervisor takes the master key', () => {
    const { person } = featured('Security supervisor');
    expect(person.role).toBe('supervisor');
    expect(takeable(person).map((key) => key.class)).toContain('master');
  });

  it('one contractor ends in five days, one has ended, one records clerk is suspended', () => {
    expect(featured('Lift contractor').person.validUntil).toBe(NOW + 5 * 86_400_000);
    expect([...outlook(featured('Boiler contractor').person).values()].flat()).toContain('staff_expired');
    const suspended = staff.filter(({ standing }) => standing === 'suspended');
    expect(suspended.flatMap((person) => [...outlook(person).values()].flat())).toContain('staff_suspended');
  });

  it('a training that ran out closes the drugs', () => {
    expect(outlook(featured('Theatre nurse').person).get(6)).toEqual(['qualification_expired']);
  });

  it('nurses of the night enter the pharmacy by night only', () => {
    const person = staff.find(({ id }) => id === people.find(({ title }) => title === 'Night nurse')?.staff);
    if (person === undefined) throw new Error('There is a night nurse.');
    expect(outlook(person).get(1)).toEqual(['outside_schedule']);
    expect(outlook(person, NIGHT).get(1)).toEqual([]);
  });
});
