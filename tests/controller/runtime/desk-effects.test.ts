// What a supervisor may see, against a real journal: who may open the desk, that it is recorded, and what it finds.
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import { instant } from '../../../controller/domain/time.ts';
import type { DeskInput } from '../../../controller/machines/desk-context.ts';
import type { DeskRequest } from '../../../controller/machines/desk-requests.ts';
import { openDesk } from '../../../controller/runtime/desk-effects.ts';
import { badgeHash, breakDisk, givePin } from '../../support/credential-stage.ts';
import {
  AT_DESK,
  CHIEF,
  DEPUTY,
  type DeskStage,
  deskStage,
  LINEN,
  NURSE,
  STORE,
  VAN,
} from '../../support/desk-stage.ts';
import { aStaff, keyId, NOW, seq, sessionId, staffId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const AS_NURSE = { session: sessionId('session-2'), staff: NURSE.id };

function open({ services, running, clock }: DeskStage, over: Partial<DeskInput> = {}) {
  return openDesk(services, running, { clock, visitor: AT_DESK, factors: ['badge', 'pin'], proved: null, ...over });
}

describe('opening the desk', () => {
  it('is in the log before anything shows', () => {
    const stage = deskStage();
    expect(open(stage)).toEqual({ kind: 'open', weak: 0 });
    expect(stage.logged()).toEqual([{ kind: 'desk.opened', ...AT_DESK }]);
  });

  it('asks for the PIN first, and records nothing yet', async () => {
    const stage = deskStage();
    await givePin(stage, '246813', null, CHIEF.id);
    expect(open(stage, { factors: ['badge'] })).toEqual({ kind: 'pin', gate: { open: true, triesLeft: 5 } });
    expect(stage.logged()).toEqual([]);
  });

  it('is refused to a supervisor without a PIN', () => {
    expect(open(deskStage(), { factors: ['badge'] })).toEqual({ kind: 'refused', code: 'pin_not_set' });
  });

  it('is refused to everybody else, which is recorded', () => {
    const stage = deskStage();
    expect(open(stage, { visitor: AS_NURSE })).toEqual({ kind: 'refused', code: 'not_a_supervisor' });
    expect(stage.logged()).toEqual([
      { kind: 'access.refused', ...AS_NURSE, key: null, slot: null, reasons: ['no_grant'] },
    ]);
  });

  it.each([
    ['suspended', { standing: 'suspended' as const }],
    ['expired', { validUntil: NOW }],
    ['not yet valid', { validFrom: instant(NOW + 1) }],
  ])('is refused to a supervisor who is %s', (_, over) => {
    const stage = deskStage({ staff: [NURSE, aStaff({ ...CHIEF, ...over })] });
    expect(open(stage)).toEqual({ kind: 'refused', code: 'not_a_supervisor' });
  });

  it('stays shut when it cannot be recorded', () => {
    const stage = deskStage();
    breakDisk(stage);
    expect(open(stage)).toEqual({ kind: 'refused', code: 'storage_unavailable' });
    expect(stage.sent).toContainEqual({ type: 'storage.failed' });
  });
});

describe('asking', () => {
  it('finds keys and people', async () => {
    const found = { kind: 'found', text: 'elo', keys: [], people: [CHIEF.id], more: false };
    expect(await deskStage().ask({ type: 'desk.find', text: 'elo' })).toEqual(ok(found));
  });

  it('shows a key, and a person with their badges', async () => {
    const stage = deskStage();
    const hash = badgeHash('a');
    expectOk(stage.store.credentials.addBadge({ hash, staff: NURSE.id, strength: 'weak', enrolled: NOW }));
    expect(await stage.ask({ type: 'desk.key', key: VAN.id })).toMatchObject(ok({ kind: 'key', key: VAN.id }));
    expect(await stage.ask({ type: 'desk.person', person: NURSE.id })).toMatchObject(
      ok({ kind: 'person', person: NURSE.id, badges: [{ hash, strength: 'weak' }], weak: 1 }),
    );
  });

  it('says who could take a key, and what a person could take', async () => {
    const stage = deskStage();
    stage.fill();
    const at = instant(NOW + 3_600_000);
    const who = await stage.ask({ type: 'desk.who_could_take', key: LINEN.id, at });
    expect(who).toMatchObject(ok({ kind: 'who', key: LINEN.id, at }));
    const answers = { person: expect.any(String), key: LINEN.id, refusals: [] };
    expect(expectOk(who)).toMatchObject({ answers: [answers, answers, answers] });
    stage.take(STORE.id);
    const what = expectOk(await stage.ask({ type: 'desk.what_could_take', person: NURSE.id, at }));
    expect(what).toMatchObject({
      answers: [
        { key: LINEN.id, refusals: [] },
        { key: STORE.id, refusals: ['key_out'] },
      ],
    });
  });

  it.each<DeskRequest>([
    { type: 'desk.key', key: keyId('nothing') },
    { type: 'desk.person', person: staffId('nobody') },
    { type: 'desk.timeline', subject: { kind: 'key', key: keyId('nothing') }, before: null },
    { type: 'desk.timeline', subject: { kind: 'person', person: staffId('nobody') }, before: null },
    { type: 'desk.lost', key: keyId('nothing') },
    { type: 'desk.lost_step', key: keyId('nothing'), step: 'security_told', text: '' },
    { type: 'desk.who_could_take', key: keyId('nothing'), at: NOW },
    { type: 'desk.what_could_take', person: staffId('nobody'), at: NOW },
    { type: 'desk.suspend', person: staffId('nobody'), silent: false, text: 'x' },
    { type: 'desk.reinstate', person: staffId('nobody'), text: 'x' },
    { type: 'desk.extend', key: keyId('nothing'), until: instant(NOW + 1), text: 'x' },
    { type: 'desk.report_lost', key: keyId('nothing'), text: 'x' },
    { type: 'desk.report_found', key: keyId('nothing') },
    { type: 'desk.issue_code', person: staffId('nobody') },
    { type: 'desk.issue_pin', person: staffId('nobody') },
  ])('$type of what is not there is not found, and nothing changes', async (request) => {
    const stage = deskStage();
    expect(await stage.ask(request)).toEqual(err('not_found'));
    expect([stage.logged(), stage.sent]).toEqual([[], []]);
  });

  it.each<DeskRequest>([
    { type: 'desk.find', text: 'n' },
    { type: 'desk.report_lost', key: LINEN.id, text: '' },
    { type: 'desk.suspend', person: DEPUTY.id, silent: true, text: 'x' },
    { type: 'desk.review', intent: seq(1), text: 'x' },
    { type: 'desk.issue_pin', person: NURSE.id },
  ])('$type is refused to a person who is a supervisor no longer', async (request) => {
    const stage = deskStage();
    expect(await stage.ask(request, { visitor: AS_NURSE })).toEqual(err('not_a_supervisor'));
    expectOk(
      await stage.ask({ type: 'desk.suspend', person: CHIEF.id, silent: true, text: 'x' }, { visitor: DEPUTY_DESK }),
    );
    expect(await stage.ask(request)).toEqual(err('not_a_supervisor'));
    expect(stage.logged()).toHaveLength(1);
  });
});

const DEPUTY_DESK = { session: sessionId('session-8'), staff: DEPUTY.id };
