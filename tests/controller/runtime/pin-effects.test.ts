// Checking and choosing PINs against a real journal and store: what is counted, what is logged, what nobody can tell.
import { describe, expect, it } from 'vitest';
import { FIRST_PIN_LIFETIME, type PinPurpose } from '../../../controller/domain/pin.ts';
import { err, ok } from '../../../controller/domain/result.ts';
import { instant } from '../../../controller/domain/time.ts';
import { changePin, checkPin, issueFirstPin, loginByNumber } from '../../../controller/runtime/pin-effects.ts';
import {
  aProof,
  breakDisk,
  type CredentialStage,
  credentialStage,
  givePin,
  NURSE,
  PORTER,
  STAFF_NUMBER,
  SUPERVISOR,
} from '../../support/credential-stage.ts';
import { A_POLICY, NOW, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { failing } from '../../support/failing.ts';

const PIN = '280964';
const DURESS = '461937';
const NEW = '739150';
/** So many PINs are worked on and wait at once. */
const PLACES = 5;
const { session } = aProof().visitor;

const check = ({ services, running }: CredentialStage, pin: string, staff = NURSE.id) =>
  checkPin(services, running, aProof(staff), pin);
const change = ({ services, running }: CredentialStage, pin: string, purpose: PinPurpose, proof = aProof()) =>
  changePin(services, running, proof, pin, purpose);

async function stageWithPin(duress: string | null = null): Promise<CredentialStage> {
  const stage = credentialStage();
  await givePin(stage, PIN, duress);
  return stage;
}

describe('checking a PIN', () => {
  it('accepts the right one, logs it and sets the counter back', async () => {
    const stage = await stageWithPin();
    expectOk(stage.store.credentials.writePinCounter(NURSE.id, { failures: 3, lastFailure: NOW }));
    expect(await check(stage, PIN)).toEqual({ accepted: true });
    expect(stage.store.credentials.pinCounter(NURSE.id)).toEqual({ failures: 0, lastFailure: null });
    expect(stage.logged()).toEqual([{ kind: 'pin.accepted', session, staff: NURSE.id }]);
    expect(stage.sent).toEqual([]);
  });

  it('counts a wrong one and says how many tries are left', async () => {
    const stage = await stageWithPin();
    expect(await check(stage, '111111')).toEqual({ accepted: false, gate: { open: true, triesLeft: 4 } });
    expect(stage.store.credentials.pinCounter(NURSE.id)).toEqual({ failures: 1, lastFailure: NOW });
    expect(stage.logged()).toEqual([{ kind: 'pin.refused', session, staff: NURSE.id }]);
  });

  it('looks at nothing while the gate is shut, not even at the right one', async () => {
    const stage = await stageWithPin();
    expectOk(stage.store.credentials.writePinCounter(NURSE.id, { failures: 5, lastFailure: NOW }));
    const gate = { open: false, locked: false, waitUntil: instant(NOW + 15_000) };
    expect(await check(stage, PIN)).toEqual({ accepted: false, gate });
    expect(stage.store.credentials.pinCounter(NURSE.id).failures).toBe(5);
    expect(stage.logged()).toEqual([]);
    stage.clock.pass(15_000);
    expect(await check(stage, PIN)).toEqual({ accepted: true });
  });

  it('locks at the fifteenth wrong one, with an alarm, until a first PIN is made', async () => {
    const stage = await stageWithPin();
    expectOk(stage.store.credentials.writePinCounter(NURSE.id, { failures: 14, lastFailure: null }));
    const locked = { accepted: false, gate: { open: false, locked: true } };
    expect(await check(stage, '111111')).toEqual(locked);
    expect(stage.sent).toEqual([{ type: 'alarm.raise', alarm: { kind: 'pin_locked', staff: NURSE.id } }]);
    stage.clock.pass(365 * 86_400_000);
    expect(await check(stage, PIN)).toEqual(locked);
    expect(stage.sent).toHaveLength(1);
    const { secret } = expectOk(await issueFirstPin(stage.services, stage.running, SUPERVISOR, NURSE.id));
    expect(stage.sent.at(-1)).toEqual({ type: 'alarm.end', alarm: { kind: 'pin_locked', staff: NURSE.id } });
    expect(await check(stage, secret)).toEqual({ accepted: true });
  });

  it('lets no tries slip through side by side', async () => {
    const stage = await stageWithPin();
    expectOk(stage.store.credentials.writePinCounter(NURSE.id, { failures: 4, lastFailure: NOW }));
    const verdicts = await Promise.all(['111111', '222222', PIN].map((pin) => check(stage, pin)));
    expect(verdicts.map(({ accepted }) => accepted)).toEqual([false, false, false]);
    expect(stage.store.credentials.pinCounter(NURSE.id).failures).toBe(5);
    expect(stage.logged()).toHaveLength(1);
  });

  it('says that it is busy where too many are being worked on, and counts no try', async () => {
    const stage = await stageWithPin();
    const others = Array.from({ length: PLACES }, () => stage.services.pins.hash(NEW));
    expect(await check(stage, '111111')).toEqual({
      accepted: false,
      gate: { open: true, triesLeft: 5 },
      trouble: 'busy',
    });
    expect(stage.store.credentials.pinCounter(NURSE.id).failures).toBe(0);
    expect(stage.logged()).toEqual([]);
    await Promise.all(others);
    expect(await check(stage, PIN)).toEqual({ accepted: true });
  });

  it('refuses whatever somebody without a PIN enters, and counts it', async () => {
    const stage = await stageWithPin();
    expect(await check(stage, PIN, PORTER.id)).toEqual({ accepted: false, gate: { open: true, triesLeft: 4 } });
    expect(stage.store.credentials.pinCounter(PORTER.id).failures).toBe(1);
    expect(stage.store.credentials.pinCounter(NURSE.id).failures).toBe(0);
  });

  it('accepts nothing when the disk does not take the counter', async () => {
    const stage = await stageWithPin();
    breakDisk(stage);
    expect(await check(stage, PIN)).toEqual({ accepted: false, gate: { open: true, triesLeft: 1 } });
    expect(stage.sent).toEqual([{ type: 'storage.failed' }]);
  });

  it('accepts nothing that the log does not have', async () => {
    const stage = await stageWithPin();
    const services = { ...stage.services, journal: failing(stage.services.journal, 'record') };
    expect(await checkPin(services, stage.running, aProof(), PIN)).toMatchObject({ accepted: false });
    expect(stage.sent).toEqual([{ type: 'storage.failed' }]);
  });
});

describe('a duress PIN', () => {
  it('is not lost on a disk that fails', async () => {
    const stage = await stageWithPin(DURESS);
    breakDisk(stage);
    expect(await check(stage, DURESS)).toMatchObject({ accepted: false });
    expect(stage.sent).toContainEqual({ type: 'alarm.raise', alarm: { kind: 'duress', staff: NURSE.id } });
  });

  it('gives the same verdict and the same entry as the PIN, and a silent alarm', async () => {
    const [plain, forced] = await Promise.all([stageWithPin(DURESS), stageWithPin(DURESS)]);
    expect(await check(forced, DURESS)).toStrictEqual(await check(plain, PIN));
    expect(forced.logged()).toEqual(plain.logged());
    expect(forced.store.credentials.pinCounter(NURSE.id)).toEqual(plain.store.credentials.pinCounter(NURSE.id));
    expect(plain.sent).toEqual([]);
    expect(forced.sent).toEqual([{ type: 'alarm.raise', alarm: { kind: 'duress', staff: NURSE.id } }]);
  });

  it('is a person’s own: it is nothing to anybody else', async () => {
    const stage = await stageWithPin(DURESS);
    await givePin(stage, NEW, null, PORTER.id);
    expect((await check(stage, DURESS, PORTER.id)).accepted).toBe(false);
    expect(stage.sent).toEqual([]);
  });
});

describe('choosing a PIN', () => {
  it.each([
    ['first', NEW, PIN],
    ['changed', NEW, PIN],
    ['duress', PIN, '0000'],
  ] as const)('%s: is logged and good from then on', async (purpose, good, bad) => {
    const stage = await stageWithPin();
    expect(await change(stage, NEW, purpose)).toEqual(ok(undefined));
    expect(stage.logged()).toEqual([{ kind: 'pin.changed', session, staff: NURSE.id, cause: purpose }]);
    expect(stage.store.credentials.pinOf(NURSE.id)?.isFirst).toBe(false);
    expect((await check(stage, good)).accepted).toBe(true);
    expect((await check(stage, NEW)).accepted).toBe(true);
    expect((await check(stage, bad)).accepted).toBe(false);
  });

  it.each([
    ['12345', 'too_short'],
    ['abcdef', 'not_a_pin'],
    ['777777', 'repeated'],
    ['345678', 'run'],
    ['583583', 'pattern'],
    [`${STAFF_NUMBER.slice(2, 6)}58`, 'staff_number'],
    [PIN, 'already_used'],
    [DURESS, 'already_used'],
  ] as const)('refuses %s: %s, and changes nothing', async (pin, fault) => {
    const stage = await stageWithPin(DURESS);
    const before = stage.store.credentials.pinOf(NURSE.id);
    for (const purpose of ['first', 'changed', 'duress'] as const) {
      expect(await change(stage, pin, purpose)).toEqual(err(fault));
    }
    expect(stage.store.credentials.pinOf(NURSE.id)).toEqual(before);
    expect(stage.logged()).toEqual([]);
  });

  it('asks the policy how long it must be', async () => {
    const stage = credentialStage({ policy: { ...A_POLICY, pinDigits: 8 } });
    await givePin(stage, PIN);
    expect(await change(stage, NEW, 'changed')).toEqual(err('too_short'));
    expect(await change(stage, '73915028', 'changed')).toEqual(ok(undefined));
  });

  it('is for nobody who has shown only a badge, or has no PIN', async () => {
    const stage = await stageWithPin();
    const badgeOnly = aProof(NURSE.id, { factors: ['badge'] });
    expect(await change(stage, NEW, 'changed', badgeOnly)).toEqual(err('not_proved'));
    expect(await change(stage, NEW, 'changed', aProof(PORTER.id))).toEqual(err('not_proved'));
    expect(stage.store.credentials.hasPin(PORTER.id)).toBe(false);
  });

  it('does not undo a first PIN that is made meanwhile', async () => {
    const stage = await stageWithPin();
    const issued = issueFirstPin(stage.services, stage.running, SUPERVISOR, NURSE.id);
    const [first, changed] = await Promise.all([issued, change(stage, NEW, 'changed')]);
    expect(changed).toEqual(err('not_proved'));
    expect((await check(stage, expectOk(first).secret)).accepted).toBe(true);
  });

  it('says so when the disk takes nothing, and the old one stays', async () => {
    const stage = await stageWithPin();
    const before = stage.store.credentials.pinOf(NURSE.id);
    breakDisk(stage);
    expect(await change(stage, NEW, 'changed')).toEqual(err('storage_failed'));
    expect(stage.store.credentials.pinOf(NURSE.id)).toEqual(before);
    expect(stage.sent).toContainEqual({ type: 'storage.failed' });
  });
});

describe('a first PIN', () => {
  it('is a one-time code, which the log names without telling it', async () => {
    const stage = credentialStage();
    const { secret, expires } = expectOk(await issueFirstPin(stage.services, stage.running, SUPERVISOR, NURSE.id));
    expect(secret).toMatch(/^[0-9]{6}$/);
    expect(expires).toBe(NOW + FIRST_PIN_LIFETIME);
    expect(stage.store.credentials.pinOf(NURSE.id)?.isFirst).toBe(true);
    expect(stage.logged()).toEqual([{ kind: 'code.issued', ...SUPERVISOR, person: NURSE.id, cause: 'first_pin' }]);
    expect(await change(stage, NEW, 'first')).toEqual(ok(undefined));
    expect(stage.store.credentials.pinOf(NURSE.id)?.isFirst).toBe(false);
    expect((await check(stage, secret)).accepted).toBe(false);
  });

  it.each([
    ['up to its last moment', FIRST_PIN_LIFETIME - 1, { accepted: true }],
    ['no longer', FIRST_PIN_LIFETIME, { accepted: false, gate: { open: true, triesLeft: 5 }, trouble: 'expired' }],
  ])('is good %s', async (_what, wait, verdict) => {
    const stage = credentialStage();
    const { secret } = expectOk(await issueFirstPin(stage.services, stage.running, SUPERVISOR, NURSE.id));
    stage.clock.pass(wait);
    expect(await check(stage, secret)).toEqual(verdict);
    expect(stage.store.credentials.pinCounter(NURSE.id).failures).toBe(0);
    expect(stage.logged().at(-1)?.kind).toBe(verdict.accepted ? 'pin.accepted' : 'pin.refused');
  });

  it('that has run out hides no wrong one, and another one is good again', async () => {
    const stage = credentialStage();
    expectOk(await issueFirstPin(stage.services, stage.running, SUPERVISOR, NURSE.id));
    stage.clock.pass(FIRST_PIN_LIFETIME);
    expect(await check(stage, '111111')).toEqual({ accepted: false, gate: { open: true, triesLeft: 4 } });
    const { secret } = expectOk(await issueFirstPin(stage.services, stage.running, SUPERVISOR, NURSE.id));
    expect(await check(stage, secret)).toEqual({ accepted: true });
    expect(await change(stage, NEW, 'first')).toEqual(ok(undefined));
    stage.clock.pass(10 * FIRST_PIN_LIFETIME);
    expect(await check(stage, NEW), 'a PIN of one’s own does not run out').toEqual({ accepted: true });
  });

  it('is made for people of the set-up alone', async () => {
    const stage = credentialStage();
    const issued = issueFirstPin(stage.services, stage.running, SUPERVISOR, staffId('stranger'));
    expect(await issued).toEqual(err('no_such_staff'));
    expect(stage.store.credentials.hasPin(staffId('stranger'))).toBe(false);
  });
});

describe('a staff number', () => {
  it.each([
    ['always', STAFF_NUMBER, NURSE.id],
    ['reader_lost', STAFF_NUMBER, NURSE.id],
    ['always', '99999999', null],
    ['always', '', null],
    ['always', 'null', null],
    ['never', STAFF_NUMBER, null],
  ] as const)('with the policy %s, %j stands for %s', (staffNumber, number, staff) => {
    const { services } = credentialStage({ policy: { ...A_POLICY, staffNumber } });
    expect(loginByNumber(services, number)).toBe(staff);
  });
});
