// Enrolling and revoking badges against a real journal and store: one code, one badge, one person.
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import {
  type Enrolment,
  enrolBadge,
  issueEnrolmentCode,
  revokeBadge,
} from '../../../controller/runtime/pin-effects.ts';
import {
  badgeHash,
  breakDisk,
  type CredentialStage,
  credentialStage,
  NURSE,
  PORTER,
  SUPERVISOR,
} from '../../support/credential-stage.ts';
import { NOW, sessionId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const HOURS = 3_600_000;
const SESSION = sessionId('session-1');
const BADGE = badgeHash('a');

const issue = ({ services, running }: CredentialStage, staff = NURSE.id) =>
  issueEnrolmentCode(services, running, SUPERVISOR, staff);

function enrol({ services, running }: CredentialStage, code: string, over: Partial<Enrolment> = {}) {
  const enrolment: Enrolment = { session: SESSION, staff: NURSE.id, hash: BADGE, strength: 'weak', code, ...over };
  return enrolBadge(services, running, enrolment);
}

describe('a code for a badge', () => {
  it('that has run out does not revive with a clock that is set back', () => {
    const stage = credentialStage();
    const { secret } = expectOk(issue(stage));
    stage.clock.pass(73 * HOURS);
    expectOk(stage.services.journal.record({ kind: 'storage.restored' }));
    stage.clock.wall = NOW;
    expect(enrol(stage, secret)).toEqual(err('no_such_code'));
  });

  it('makes one badge a credential, and both are in the log', () => {
    const stage = credentialStage();
    const { secret, expires } = expectOk(issue(stage));
    expect(expires).toBe(NOW + 72 * HOURS);
    expect(enrol(stage, ` ${secret.toLowerCase()} `)).toEqual(ok(NURSE.id));
    expect(stage.store.credentials.badgesOf(NURSE.id)).toEqual([
      { hash: BADGE, staff: NURSE.id, strength: 'weak', enrolled: NOW },
    ]);
    expect(stage.logged()).toEqual([
      { kind: 'code.issued', ...SUPERVISOR, person: NURSE.id, cause: 'badge' },
      { kind: 'badge.enrolled', session: SESSION, staff: NURSE.id, badge: BADGE, strength: 'weak' },
    ]);
    expect(enrol(stage, secret, { hash: badgeHash('b') })).toEqual(err('no_such_code'));
  });

  it('tells whose it is when nobody is signed in', () => {
    const stage = credentialStage();
    const { secret } = expectOk(issue(stage, PORTER.id));
    expect(enrol(stage, secret, { staff: null })).toEqual(ok(PORTER.id));
    expect(stage.store.credentials.staffByBadge(BADGE)?.staff).toBe(PORTER.id);
  });

  it('is worth nothing after three days', () => {
    const stage = credentialStage();
    const { secret } = expectOk(issue(stage));
    stage.clock.pass(72 * HOURS);
    expect(enrol(stage, secret)).toEqual(err('no_such_code'));
    expect(stage.store.credentials.staffByBadge(BADGE)).toBe(null);
  });

  it.each(['', 'ACDEFHJKMN', 'not a code at all', '🔑'.repeat(10)])('is none: %j', (code) => {
    const stage = credentialStage();
    expectOk(issue(stage));
    expect(enrol(stage, code)).toEqual(err('no_such_code'));
    expect(stage.logged()).toHaveLength(1);
  });

  it('is no good to anybody else, and is then used up', () => {
    const stage = credentialStage();
    const { secret } = expectOk(issue(stage, PORTER.id));
    expect(enrol(stage, secret)).toEqual(err('no_such_code'));
    expect(enrol(stage, secret, { staff: PORTER.id })).toEqual(err('no_such_code'));
    expect(stage.store.credentials.staffByBadge(BADGE)).toBe(null);
  });

  it('is made for people of the set-up alone, and good only while they are in it', () => {
    const stage = credentialStage();
    expect(issue(stage, staffId('stranger'))).toEqual(err('no_such_staff'));
    const { code, hash } = stage.services.codes.forBadge();
    const later = expectOk(issue(stage)).expires;
    expectOk(stage.store.credentials.addEnrolmentCode(hash, staffId('gone'), later ?? NOW));
    expect(enrol(stage, code, { staff: null })).toEqual(err('no_such_code'));
  });

  it('does not give away the badge of another, and is not used up by it', () => {
    const stage = credentialStage();
    const { secret } = expectOk(issue(stage));
    for (const [staff, fault] of [
      [PORTER.id, 'badge_of_another'],
      [NURSE.id, 'badge_known'],
    ] as const) {
      const hash = badgeHash(staff === PORTER.id ? 'c' : 'd');
      expectOk(stage.store.credentials.addBadge({ hash, staff, strength: 'strong', enrolled: NOW }));
      expect(enrol(stage, secret, { hash })).toEqual(err(fault));
      expect(stage.store.credentials.staffByBadge(hash)).toEqual({ staff, strength: 'strong' });
    }
    expect(enrol(stage, secret)).toEqual(ok(NURSE.id));
  });

  it('enrols nothing when the disk takes nothing', () => {
    const stage = credentialStage();
    const { secret } = expectOk(issue(stage));
    breakDisk(stage);
    expect(enrol(stage, secret)).toEqual(err('storage_failed'));
    expect(stage.store.credentials.staffByBadge(BADGE)).toBe(null);
    expect(issue(stage)).toEqual(err('storage_failed'));
  });
});

describe('a badge that is revoked', () => {
  it('is nobody’s at once, is in the log, and can be revoked once', () => {
    const stage = credentialStage();
    expectOk(stage.store.credentials.addBadge({ hash: BADGE, staff: NURSE.id, strength: 'strong', enrolled: NOW }));
    const { services, running } = stage;
    expect(revokeBadge(services, running, SUPERVISOR.staff, BADGE)).toEqual(ok(undefined));
    expect(stage.store.credentials.staffByBadge(BADGE)).toBe(null);
    expect(stage.logged()).toEqual([{ kind: 'badge.revoked', by: SUPERVISOR.staff, staff: NURSE.id, badge: BADGE }]);
    expect(revokeBadge(services, running, SUPERVISOR.staff, BADGE)).toEqual(err('no_such_badge'));
  });
});
