// A set-up comes back as it was written, replaces what was there as a whole, and leaves wrong PIN tries alone.
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoHospital } from '../../../controller/demo/hospital.ts';
import { type BadgeHash, parseBadgeHash } from '../../../controller/domain/ids.ts';
import { err } from '../../../controller/domain/result.ts';
import type { CabinetSetup, StaffCredentials } from '../../../controller/domain/setup.ts';
import { hours } from '../../../controller/domain/time.ts';
import { Store } from '../../../controller/store/store.ts';
import {
  A_GRANT,
  aKey,
  aSlot,
  aStaff,
  boardId,
  fobId,
  NOW,
  readerId,
  slotId,
  staffId,
} from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const PHC = '$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g';

function openStore(): Store {
  const store = expectOk(Store.open(path.join(scratchFolder(), 'wardkey.db')));
  onTestFinished(() => store.close());
  return store;
}

function badgeHash(digit: string): BadgeHash {
  return expectOk(parseBadgeHash(digit.repeat(64)));
}

function aSetup(over: Partial<CabinetSetup> = {}): CabinetSetup {
  return {
    identity: { name: 'Ward block', timeZone: 'Europe/Paris', contact: 'the switchboard, 1234' },
    policy: { pinClasses: ['master', 'controlled'], allowance: 4 },
    boards: [
      { id: boardId('b1'), kind: 'kerong-cu16', address: 'tcp://10.0.0.2:4001', unit: 0, polarity: 'one-is-closed' },
    ],
    readers: [{ id: readerId('front'), kind: 'pcsc' }],
    door: { board: boardId('b1'), position: 0 },
    slots: [aSlot(), aSlot({ id: slotId('slot-1'), number: 1, position: 0, fob: null })],
    fobs: [{ id: fobId('fob-14'), key: aKey().id }],
    keys: [aKey({ curfew: hours(4) })],
    keyGroups: [{ id: A_GRANT.keyGroup, name: 'Rooms', contact: 'the ward lead, 2210' }],
    staff: [aStaff({ validFrom: NOW, validUntil: NOW, allowance: 2, role: 'supervisor', standing: 'suspended' })],
    staffGroups: [{ id: A_GRANT.staffGroup, name: 'Wards' }],
    grants: [A_GRANT],
    ...over,
  };
}

const NURSE = aStaff().id;

function aCredential(over: Partial<StaffCredentials> = {}): StaffCredentials {
  return { staff: NURSE, badges: [badgeHash('a')], pinHash: null, ...over };
}

describe('the set-up', () => {
  it('is not there before it was written', () => {
    expect(openStore().setup.read()).toBe(null);
  });

  it('comes back as it was written', () => {
    const { setup } = openStore();
    expectOk(setup.write(aSetup(), [aCredential()]));
    expect(setup.read()).toEqual(aSetup());
  });

  it('comes back as it was written for a whole hospital, lists in their order', () => {
    const { setup } = openStore();
    const hospital = demoHospital(NOW);
    expectOk(setup.write(hospital.setup, pinsOf(hospital.setup)));
    expect(setup.read()).toEqual(hospital.setup);
  });

  it('replaces all of what was there', () => {
    const { setup, credentials } = openStore();
    const hospital = demoHospital(NOW);
    expectOk(setup.write(hospital.setup, pinsOf(hospital.setup)));
    const bare = aSetup({ door: null, slots: [], fobs: [], keys: [], grants: [], readers: [], staff: [] });
    expectOk(setup.write(bare, []));
    expect(setup.read()).toEqual(bare);
    expect(credentials.staffByBadge(badgeHash('a'))).toBe(null);
  });

  it.each([
    ['a slot on a board that is not there', aSetup({ slots: [aSlot({ board: boardId('b9') })] }), 'FOREIGN KEY'],
    [
      'two slots in one place',
      aSetup({ slots: [aSlot({ fob: null }), aSlot({ id: slotId('slot-15'), number: 15, fob: null })] }),
      'UNIQUE',
    ],
    [
      'one fob in two slots',
      aSetup({ slots: [aSlot(), aSlot({ id: slotId('slot-15'), number: 15, position: 14 })] }),
      'UNIQUE',
    ],
    ['a grant to a group that is not there', aSetup({ staffGroups: [], staff: [] }), 'FOREIGN KEY'],
    ['a PIN that is not there', aSetup({ staff: [aStaff({ hasPin: true })] }), 'disagree'],
  ])('with %s is refused, and the one before stays', (_what, wrong, message) => {
    const { setup } = openStore();
    expectOk(setup.write(aSetup(), [aCredential()]));
    expect(() => setup.write(wrong, [aCredential()])).toThrow(message);
    expect(setup.read()).toEqual(aSetup());
  });

  it('is not written when the disk has failed', () => {
    const store = openStore();
    store.transaction(() => {
      throw Object.assign(new Error('planted'), { code: 'ENOSPC' });
    });
    expect(store.setup.write(aSetup(), [aCredential()])).toEqual(err('storage_full'));
    expect(store.setup.read()).toBe(null);
  });
});

describe('credentials', () => {
  const withPin = aSetup({ staff: [aStaff({ hasPin: true })] });

  it('lead from a badge to its person and from a person to the PIN', () => {
    const { setup, credentials } = openStore();
    expectOk(setup.write(withPin, [aCredential({ badges: [badgeHash('a'), badgeHash('b')], pinHash: PHC })]));
    expect(credentials.staffByBadge(badgeHash('a'))).toBe(NURSE);
    expect(credentials.staffByBadge(badgeHash('b'))).toBe(NURSE);
    expect(credentials.staffByBadge(badgeHash('c'))).toBe(null);
    expect(credentials.pinHash(NURSE)).toBe(PHC);
    expect(credentials.pinHash(staffId('stranger'))).toBe(null);
  });

  it('give no badge to two people', () => {
    const { setup } = openStore();
    const two = aSetup({ staff: [aStaff(), aStaff({ id: staffId('other') })] });
    expect(() => setup.write(two, [aCredential(), aCredential({ staff: staffId('other') })])).toThrow('UNIQUE');
  });

  it('count wrong tries over restarts and over a new set-up, and forget people who are gone', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    const first = expectOk(Store.open(file));
    expectOk(first.setup.write(withPin, [aCredential({ pinHash: PHC })]));
    expect(first.credentials.pinCounter(NURSE)).toEqual({ failures: 0, lastFailure: null });
    expectOk(first.credentials.writePinCounter(NURSE, { failures: 6, lastFailure: NOW }));
    expectOk(first.credentials.writePinCounter(NURSE, { failures: 7, lastFailure: NOW }));
    first.close();

    const second = expectOk(Store.open(file));
    expectOk(second.setup.write(withPin, [aCredential({ pinHash: PHC })]));
    expect(second.credentials.pinCounter(NURSE)).toEqual({ failures: 7, lastFailure: NOW });
    expectOk(second.setup.write(aSetup({ staff: [] }), []));
    expectOk(second.setup.write(withPin, [aCredential({ pinHash: PHC })]));
    expect(second.credentials.pinCounter(NURSE)).toEqual({ failures: 0, lastFailure: null });
    second.close();
  });

  it('count nothing for a stranger, and leave the store usable', () => {
    const { setup, credentials } = openStore();
    expectOk(setup.write(aSetup(), [aCredential()]));
    const stranger = staffId('stranger');
    expect(() => credentials.writePinCounter(stranger, { failures: 1, lastFailure: NOW })).toThrow('FOREIGN KEY');
    expectOk(credentials.writePinCounter(NURSE, { failures: 1, lastFailure: NOW }));
  });
});

function pinsOf({ staff }: CabinetSetup): readonly StaffCredentials[] {
  return staff.map(({ id, hasPin }) => aCredential({ staff: id, badges: [], pinHash: hasPin ? PHC : null }));
}
