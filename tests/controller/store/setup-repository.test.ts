// Versions of the set-up: the newest counts, none is ever changed, the last twenty stay, and credentials go with their people.
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BadgeHash, parseBadgeHash, type StaffId } from '../../../controller/domain/ids.ts';
import { err } from '../../../controller/domain/result.ts';
import type { StaffCredentials } from '../../../controller/domain/setup.ts';
import { newSetup } from '../../../controller/setup-change.ts';
import { lookAtSetup } from '../../../controller/store/onlooker.ts';
import { KEPT_VERSIONS } from '../../../controller/store/setup-repository.ts';
import { Store } from '../../../controller/store/store.ts';
import { aSetup, aStaff, NOW, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const PHC = '$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g';
const NURSE = aStaff().id;
const PORTER = staffId('porter');

function openStore(file = path.join(scratchFolder(), 'wardkey.db')): Store {
  const store = expectOk(Store.open(file));
  onTestFinished(() => store.close());
  return store;
}

function badgeHash(digit: string): BadgeHash {
  return expectOk(parseBadgeHash(digit.repeat(64)));
}

/** A set-up with these people, named after a version so that each is another. */
function setupOf(name: string, ...people: readonly StaffId[]) {
  const staff = people.map((id) => aStaff({ id }));
  return newSetup(aSetup({ identity: { name, timeZone: 'UTC', contact: 'x', language: 'en' }, staff }), NOW, null);
}

function credentialsOf(staff: StaffId, digit: string): StaffCredentials {
  return { staff, badges: [{ hash: badgeHash(digit), strength: 'strong' }], pinHash: PHC, pinIsFirst: false };
}

describe('the set-up', () => {
  it('is not there before it was written', () => {
    const { setup } = openStore();
    expect([setup.current(), setup.versions()]).toEqual([null, []]);
  });

  it('comes back as it was written, and says who applied it and when', () => {
    const { setup } = openStore();
    const written = { ...setupOf('one', NURSE), by: NURSE };
    expect(expectOk(setup.write(written, []))).toBe(1);
    expect(setup.current()).toEqual({ version: 1, ...written });
  });

  it('is that of the newest version; the older ones are kept as they were', () => {
    const { setup } = openStore();
    const [one, two] = [setupOf('one'), setupOf('two')];
    expectOk(setup.write(one, null));
    expect(expectOk(setup.write(two, null))).toBe(2);
    expect(setup.versions()).toEqual([
      { version: 2, ...two },
      { version: 1, ...one },
    ]);
  });

  it('keeps the last twenty versions, whose numbers go on rising', () => {
    const { setup } = openStore();
    for (let turn = 1; turn <= KEPT_VERSIONS + 3; turn += 1) expectOk(setup.write(setupOf(`v${turn}`), null));
    const numbers = setup.versions().map(({ version }) => version);
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([KEPT_VERSIONS, KEPT_VERSIONS + 3, 4]);
  });

  it('is not written when the disk has failed', () => {
    const store = openStore();
    store.transaction(() => {
      throw Object.assign(new Error('planted'), { code: 'ENOSPC' });
    });
    expect(store.setup.write(setupOf('one'), [])).toEqual(err('storage_full'));
    expect(store.setup.current()).toBe(null);
  });

  it('is not written when its credentials cannot be', () => {
    const { setup } = openStore();
    const both = [credentialsOf(NURSE, 'a'), credentialsOf(PORTER, 'a')];
    expect(() => setup.write(setupOf('one', NURSE, PORTER), both)).toThrow('two badges are one');
    expect(setup.current()).toBe(null);
  });
});

describe('credentials', () => {
  it('are replaced by those that come with a set-up', () => {
    const { setup, credentials } = openStore();
    expectOk(setup.write(setupOf('one', NURSE), [credentialsOf(NURSE, 'a')]));
    expectOk(setup.write(setupOf('two', NURSE), [credentialsOf(NURSE, 'b')]));
    expect(credentials.staffByBadge(badgeHash('a'))).toBe(null);
    expect(credentials.staffByBadge(badgeHash('b'))).toMatchObject({ staff: NURSE });
  });

  it('stay when a set-up comes without any, even of people who left: an undone change brings them back', () => {
    const { setup, credentials } = openStore();
    expectOk(setup.write(setupOf('one', NURSE, PORTER), [credentialsOf(NURSE, 'a'), credentialsOf(PORTER, 'b')]));
    expectOk(setup.write(setupOf('two', NURSE), null));
    expect(credentials.staffByBadge(badgeHash('b'))).toMatchObject({ staff: PORTER });
    expect(credentials.hasPin(PORTER)).toBe(true);
  });

  it('are forgotten with the last version that knows the person', () => {
    const { setup, credentials } = openStore();
    expectOk(setup.write(setupOf('one', NURSE, PORTER), [credentialsOf(NURSE, 'a'), credentialsOf(PORTER, 'b')]));
    for (let turn = 0; turn < KEPT_VERSIONS; turn += 1) expectOk(setup.write(setupOf(`v${turn}`, NURSE), null));
    expect(credentials.staffByBadge(badgeHash('b'))).toBe(null);
    expect(credentials.hasPin(PORTER)).toBe(false);
    expect(credentials.staffByBadge(badgeHash('a'))).toMatchObject({ staff: NURSE });
  });
});

describe('an onlooker', () => {
  it('sees the versions of a database that another has open, and of one that is closed', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    const store = expectOk(Store.open(file));
    expectOk(store.setup.write(setupOf('one'), null));
    expectOk(store.setup.write(setupOf('two'), null));
    const seen = () => expectOk(lookAtSetup(file, 5)).map(({ version }) => version);
    expect(seen()).toEqual([2, 1]);
    store.close();
    expect(seen()).toEqual([2, 1]);
  });

  it('makes no database where there is none', () => {
    const file = path.join(scratchFolder(), 'wardkey.db');
    expect([lookAtSetup(file, 1), lookAtSetup(file, 1)]).toEqual([err('missing'), err('missing')]);
  });
});
