// The demo hospital: whole, as large as promised, and everybody in it can do what their badge is there to show.
import { describe, expect, it } from 'vitest';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import type { DemoPerson } from '../../../controller/demo/hospital-staff.ts';
import type { Custody } from '../../../controller/domain/custody.ts';
import type { Key } from '../../../controller/domain/key.ts';
import { isPinShaped } from '../../../controller/domain/pin.ts';
import { type Decision, decide, wantsPin } from '../../../controller/domain/policy.ts';
import type { Staff } from '../../../controller/domain/staff.ts';
import { instant } from '../../../controller/domain/time.ts';

const NOW = instant(Date.UTC(2030, 4, 14, 9));
const { setup, people } = demoHospital(NOW);
const { staff, keys, slots, fobs, keyGroups, staffGroups, grants, boards, policy } = setup;

const slotByFob = new Map(slots.map((slot) => [slot.fob, slot]));
const slotOf = (key: Key) => slotByFob.get(fobs.find((fob) => fob.key === key.id)?.id ?? null) ?? null;
const everythingIn: Custody = new Map(
  keys.flatMap((key) => {
    const slot = slotOf(key);
    return slot === null ? [] : [[key.id, { at: 'slot', slot: slot.id, since: NOW } as const]];
  }),
);

function ask(person: Staff, key: Key): Decision {
  const facts = {
    policy,
    grants,
    custody: everythingIn,
    slot: slotOf(key),
    condition: 'ready',
    storage: 'available',
  } as const;
  return decide({ staff: person, key, factors: person.hasPin ? ['badge', 'pin'] : ['badge'] }, facts, NOW);
}

const takeable = (person: Staff) => keys.filter((key) => ask(person, key).permitted);

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
    }).toEqual({ boards: 3, slots: 32, keys: 28, free: [29, 30, 31, 32], staff: 40, people: 40, staffGroups: 8 });
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
      grants: grants.map((grant) => `${grant.staffGroup}→${grant.keyGroup}`),
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
    expect(real.readers).toEqual([{ id: 'front', kind: 'pcsc' }]);
    expect(setup.readers).toEqual([{ id: 'front', kind: 'simulated' }]);
  });

  it('hands out well-formed badges and PINs, and says truly who has one', () => {
    expect(people.filter((person) => !/^04[0-9a-f]{12}$/.test(person.badge))).toEqual([]);
    expect(people.filter((person) => person.pin !== null && !isPinShaped(person.pin))).toEqual([]);
    expect(people.map((person) => person.pin !== null)).toEqual(staff.map((person) => person.hasPin));
    expect(staff.some((person) => !person.hasPin)).toBe(true);
  });

  it('lets everybody but the expired and the suspended take at least one key', () => {
    const empty = staff.filter((person) => takeable(person).length === 0).map((person) => person.id);
    const barred = [featured('Boiler contractor'), featured('Records clerk')].map(({ person }) => person.id);
    expect(empty.toSorted()).toEqual(barred.toSorted());
  });

  it('leaves no key that nobody can take', () => {
    expect(keys.filter((key) => !staff.some((person) => ask(person, key).permitted))).toEqual([]);
  });

  it('keeps short curfews on what is dangerous', () => {
    const longest = (keyClass: Key['class']) =>
      Math.max(...keys.filter((key) => key.class === keyClass).map((key) => key.curfew ?? Number.POSITIVE_INFINITY)) /
      60_000;
    expect(longest('controlled')).toBe(120);
    expect(longest('master')).toBe(60);
    expect(longest('vehicle')).toBe(480);
    expect(keys.some((key) => key.curfew === null)).toBe(true);
  });
});

describe('the featured badges', () => {
  it('a pharmacist takes ordinary and controlled keys and is asked for a PIN', () => {
    const { person, card } = featured('Pharmacist');
    expect(new Set(takeable(person).map((key) => key.class))).toEqual(new Set(['ordinary', 'controlled']));
    expect(wantsPin(person, keys, grants, policy)).toBe(true);
    expect(card.pin).not.toBeNull();
  });

  it('one nurse has a PIN and several keys, another is refused controlled keys for want of one', () => {
    const nurses = people.filter((one) => one.featured && one.title === 'Ward nurse');
    const withPin = staff.find((one) => one.id === nurses.find((nurse) => nurse.pin !== null)?.staff);
    const without = staff.find((one) => one.id === nurses.find((nurse) => nurse.pin === null)?.staff);
    if (withPin === undefined || without === undefined) throw new Error('Both nurses are featured.');
    expect(takeable(withPin).filter((key) => key.class === 'controlled').length).toBeGreaterThan(1);
    const refused = keys.flatMap((key) => {
      const decision = ask(without, key);
      return decision.permitted ? [] : decision.refusals.map((refusal) => refusal.code);
    });
    expect(refused).toContain('pin_not_set');
  });

  it('a porter and a driver are never asked for a PIN', () => {
    for (const title of ['Porter', 'Driver']) {
      const { person } = featured(title);
      expect(wantsPin(person, keys, grants, policy)).toBe(false);
      const reachable = keys.filter((key) => !refusalCodes(person, key).includes('no_grant'));
      expect(reachable.filter((key) => policy.pinClasses.includes(key.class))).toEqual([]);
      expect(takeable(person)).toEqual(reachable);
    }
  });

  it('an estates engineer reaches plant rooms, lifts and vehicles', () => {
    const names = takeable(featured('Estates engineer').person).map((key) => key.name);
    expect(names).toEqual(expect.arrayContaining(['Plant room A, boilers', 'Lift motor room, east', 'Pool car 1']));
  });

  it('a supervisor takes the master key', () => {
    const { person } = featured('Security supervisor');
    expect(person.role).toBe('supervisor');
    expect(takeable(person).map((key) => key.class)).toContain('master');
  });

  it('one contractor ends in five days, one has ended, one records clerk is suspended', () => {
    const codes = (title: string) => new Set(keys.flatMap((key) => refusalCodes(featured(title).person, key)));
    expect(featured('Lift contractor').person.validUntil).toBe(NOW + 5 * 86_400_000);
    expect(codes('Boiler contractor')).toContain('staff_expired');
    expect(codes('Records clerk')).toContain('staff_suspended');
  });
});

function refusalCodes(person: Staff, key: Key): readonly string[] {
  const decision = ask(person, key);
  return decision.permitted ? [] : decision.refusals.map((refusal) => refusal.code);
}
