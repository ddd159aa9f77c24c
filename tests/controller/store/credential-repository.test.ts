// Credentials on a real database: whose badge it is, one-time codes that are used once, counters that outlive everything.
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type EnrolledBadge, parseEnrolmentHash } from '../../../controller/domain/enrolment.ts';
import { parseBadgeHash } from '../../../controller/domain/ids.ts';
import { FIRST_PIN_LIFETIME } from '../../../controller/domain/pin.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import type { StaffCredentials } from '../../../controller/domain/setup.ts';
import { after, instant } from '../../../controller/domain/time.ts';
import { Store } from '../../../controller/store/store.ts';
import { NOW, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';

const NURSE = staffId('nurse');
const PORTER = staffId('porter');
const PHC = '$argon2id$v=19$m=65536,t=3,p=1$one';
const OTHER_PHC = '$argon2id$v=19$m=65536,t=3,p=1$two';
const LATER = instant(NOW + 1);

const badgeHash = (digit: string) => expectOk(parseBadgeHash(digit.repeat(64)));
const codeHash = (digit: string) => expectOk(parseEnrolmentHash(digit.repeat(64)));

function openStore(file = path.join(scratchFolder(), 'wardkey.db')): Store {
  const store = expectOk(Store.open(file));
  onTestFinished(() => store.close());
  return store;
}

function aBadge(over: Partial<EnrolledBadge> = {}): EnrolledBadge {
  return { hash: badgeHash('a'), staff: NURSE, strength: 'strong', enrolled: NOW, ...over };
}

function credentialsOf(over: Partial<StaffCredentials> = {}): StaffCredentials {
  return {
    staff: NURSE,
    badges: [{ hash: badgeHash('a'), strength: 'strong' }],
    pinHash: PHC,
    pinIsFirst: false,
    ...over,
  };
}

describe('a badge', () => {
  it('is a credential of one person until it is revoked', () => {
    const { credentials } = openStore();
    expect(credentials.staffByBadge(badgeHash('a'))).toBe(null);
    expect(credentials.addBadge(aBadge({ strength: 'weak' }))).toEqual(ok(true));
    expect(credentials.staffByBadge(badgeHash('a'))).toEqual({ staff: NURSE, strength: 'weak' });
    expect(credentials.addBadge(aBadge({ staff: PORTER, strength: 'strong' }))).toEqual(ok(false));
    expect(credentials.staffByBadge(badgeHash('a'))).toEqual({ staff: NURSE, strength: 'weak' });
    expect(credentials.revokeBadge(badgeHash('a'))).toEqual(ok(true));
    expect(credentials.revokeBadge(badgeHash('a'))).toEqual(ok(false));
    expect(credentials.staffByBadge(badgeHash('a'))).toBe(null);
  });

  it('is one of several of a person, and the weak ones are known', () => {
    const { credentials } = openStore();
    const newest = aBadge({ hash: badgeHash('a'), enrolled: LATER });
    const oldest = aBadge({ hash: badgeHash('b'), strength: 'weak' });
    for (const badge of [newest, oldest, aBadge({ hash: badgeHash('c'), staff: PORTER })]) credentials.addBadge(badge);
    expect(credentials.badgesOf(NURSE)).toEqual([oldest, newest]);
    expect(credentials.badgesOf(staffId('stranger'))).toEqual([]);
    expect(credentials.weakBadges()).toEqual([oldest]);
  });
});

describe('a PIN', () => {
  it('is a one-time code until the person has chosen their own', () => {
    const { credentials } = openStore();
    expect(credentials.hasPin(NURSE)).toBe(false);
    expect(credentials.pinOf(NURSE)).toBe(null);
    expectOk(credentials.writePin(NURSE, PHC, true, NOW));
    expect(credentials.pinOf(NURSE)).toEqual({ phc: PHC, isFirst: true, expires: NOW, duressPhc: null });
    expectOk(credentials.writePin(NURSE, OTHER_PHC, false));
    expect(credentials.pinOf(NURSE)).toEqual({ phc: OTHER_PHC, isFirst: false, expires: null, duressPhc: null });
    expect(credentials.hasPin(NURSE)).toBe(true);
    expect(credentials.hasPin(PORTER)).toBe(false);
  });

  it('starts with no wrong tries', () => {
    const { credentials } = openStore();
    expectOk(credentials.writePinCounter(NURSE, { failures: 15, lastFailure: NOW }));
    expectOk(credentials.writePinCounter(PORTER, { failures: 3, lastFailure: NOW }));
    expectOk(credentials.writePin(NURSE, PHC, true));
    expect(credentials.pinCounter(NURSE)).toEqual({ failures: 0, lastFailure: null });
    expect(credentials.pinCounter(PORTER)).toEqual({ failures: 3, lastFailure: NOW });
  });

  it('is not touched by a duress PIN, which needs one and outlives a new one', () => {
    const { credentials } = openStore();
    expect(credentials.writeDuressPin(NURSE, OTHER_PHC)).toEqual(ok(false));
    expect(credentials.hasPin(NURSE)).toBe(false);
    expectOk(credentials.writePin(NURSE, PHC, false));
    expect(credentials.writeDuressPin(NURSE, OTHER_PHC)).toEqual(ok(true));
    expectOk(credentials.writePin(NURSE, PHC, true));
    expect(credentials.pinOf(NURSE)).toEqual({ phc: PHC, isFirst: true, expires: null, duressPhc: OTHER_PHC });
  });
});

describe('an enrolment code', () => {
  it('is good once', () => {
    const { credentials } = openStore();
    expectOk(credentials.addEnrolmentCode(codeHash('1'), NURSE, LATER));
    expect(credentials.takeEnrolmentCode(codeHash('2'), NOW)).toEqual(ok(null));
    expect(credentials.takeEnrolmentCode(codeHash('1'), NOW)).toEqual(ok(NURSE));
    expect(credentials.takeEnrolmentCode(codeHash('1'), NOW)).toEqual(ok(null));
  });

  it('is worth nothing from the instant at which it runs out', () => {
    const { credentials } = openStore();
    expectOk(credentials.addEnrolmentCode(codeHash('1'), NURSE, LATER));
    expectOk(credentials.addEnrolmentCode(codeHash('2'), NURSE, instant(NOW + 2)));
    expect(credentials.takeEnrolmentCode(codeHash('1'), LATER)).toEqual(ok(null));
    expect(credentials.takeEnrolmentCode(codeHash('1'), NOW), 'a clock that is set back').toEqual(ok(null));
    expect(credentials.takeEnrolmentCode(codeHash('2'), LATER)).toEqual(ok(NURSE));
  });
});

describe('the credentials of a set-up', () => {
  const replace = (store: Store, credentials: readonly StaffCredentials[]) =>
    store.transaction(() => store.credentials.replaceAll(credentials, NOW));

  it('take the place of all there were, but for wrong tries and codes of who stays', () => {
    const store = openStore();
    const { credentials } = store;
    expectOk(replace(store, [credentialsOf(), credentialsOf({ staff: PORTER, badges: [] })]));
    for (const staff of [NURSE, PORTER]) {
      expectOk(credentials.writeDuressPin(staff, OTHER_PHC));
      expectOk(credentials.writePinCounter(staff, { failures: 7, lastFailure: NOW }));
      expectOk(credentials.addEnrolmentCode(codeHash(staff === NURSE ? '1' : '2'), staff, LATER));
    }
    expectOk(
      replace(store, [credentialsOf({ badges: [{ hash: badgeHash('b'), strength: 'weak' }], pinIsFirst: true })]),
    );
    expect(credentials.badgesOf(NURSE)).toEqual([aBadge({ hash: badgeHash('b'), strength: 'weak' })]);
    expect(credentials.pinOf(NURSE)).toEqual({
      phc: PHC,
      isFirst: true,
      expires: after(NOW, FIRST_PIN_LIFETIME),
      duressPhc: null,
    });
    expect(credentials.pinCounter(NURSE).failures).toBe(7);
    expect(credentials.takeEnrolmentCode(codeHash('1'), NOW)).toEqual(ok(NURSE));
    expect(credentials.pinOf(PORTER)).toBe(null);
    expect(credentials.pinCounter(PORTER).failures).toBe(0);
    expect(credentials.takeEnrolmentCode(codeHash('2'), NOW)).toEqual(ok(null));
  });

  it('are refused when two people have one badge, and nothing changes', () => {
    const store = openStore();
    expectOk(replace(store, [credentialsOf()]));
    expect(() => replace(store, [credentialsOf({ staff: PORTER }), credentialsOf()])).toThrow('two badges are one');
    expect(store.credentials.staffByBadge(badgeHash('a'))).toEqual({ staff: NURSE, strength: 'strong' });
    expect(store.credentials.hasPin(PORTER)).toBe(false);
  });

  it('of people who are gone are forgotten, of all others kept whole', () => {
    const store = openStore();
    const { credentials } = store;
    expectOk(replace(store, [credentialsOf(), credentialsOf({ staff: PORTER, badges: [] })]));
    expectOk(credentials.writeDuressPin(NURSE, OTHER_PHC));
    expectOk(store.transaction(() => credentials.forgetAllBut(new Set([NURSE]))));
    expect(credentials.pinOf(PORTER)).toBe(null);
    expect(credentials.pinOf(NURSE)).toEqual({ phc: PHC, isFirst: false, expires: null, duressPhc: OTHER_PHC });
    expect(credentials.badgesOf(NURSE)).toHaveLength(1);
  });
});

it('keeps everything over a restart', () => {
  const file = path.join(scratchFolder(), 'wardkey.db');
  const first = expectOk(Store.open(file));
  expectOk(first.credentials.addBadge(aBadge()));
  expectOk(first.credentials.writePin(NURSE, PHC, false));
  expectOk(first.credentials.writePinCounter(NURSE, { failures: 4, lastFailure: NOW }));
  first.close();
  const { credentials } = openStore(file);
  expect(credentials.staffByBadge(badgeHash('a'))).toEqual({ staff: NURSE, strength: 'strong' });
  expect(credentials.pinOf(NURSE)?.phc).toBe(PHC);
  expect(credentials.pinCounter(NURSE)).toEqual({ failures: 4, lastFailure: NOW });
});

it('says so when the disk takes nothing', () => {
  const store = openStore();
  store.transaction(() => {
    throw Object.assign(new Error('planted'), { code: 'SQLITE_IOERR_FSYNC' });
  });
  const { credentials } = store;
  expect(credentials.addBadge(aBadge())).toEqual(err('storage_io'));
  expect(credentials.writePin(NURSE, PHC, true)).toEqual(err('storage_io'));
  expect(credentials.writePinCounter(NURSE, { failures: 1, lastFailure: NOW })).toEqual(err('storage_io'));
  expect(credentials.takeEnrolmentCode(codeHash('1'), NOW)).toEqual(err('storage_io'));
});
