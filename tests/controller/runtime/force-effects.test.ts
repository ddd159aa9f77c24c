// Who may force a key out, what the intent says of it, and what is in the log when it is refused.
import { describe, expect, it } from 'vitest';
import { err } from '../../../controller/domain/result.ts';
import { type EmergencyInput, newEmergency } from '../../../controller/machines/emergency-context.ts';
import { beginEmergency, finishEmergency } from '../../../controller/runtime/emergency-effects.ts';
import type { Running } from '../../../controller/runtime/services.ts';
import { AT_DESK, DEPUTY, type DeskStage, filled, LINEN, ledgerOf, NURSE } from '../../support/desk-stage.ts';
import { keyId, sessionId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const STUCK: EmergencyInput = {
  visitor: AT_DESK,
  factors: ['badge', 'pin'],
  group: null,
  key: LINEN.id,
  text: 'somebody is locked in',
};
const force = ({ services, running }: DeskStage, over: Partial<EmergencyInput> = {}) =>
  beginEmergency(services, running, { ...STUCK, ...over });

describe('a key by force', () => {
  it('is one release in the name of the supervisor, with what was overridden and why', () => {
    const stage = filled();
    const [intended, ...more] = expectOk(force(stage));
    expect(more).toEqual([]);
    expect(intended).toMatchObject({
      kind: 'release.intended',
      ...AT_DESK,
      key: LINEN.id,
      slot: 'slot-14',
      fob: 'fob-14',
      purpose: 'forced',
      factors: ['badge', 'pin'],
      overridden: [],
    });
    expect(stage.kinds(), 'the intent is the record').toEqual([]);
    const token = expectOk(stage.services.journal.intend(expectOk(force(stage))[0] ?? fail()));
    expect(stage.logged().at(-1)).toMatchObject({ kind: 'release.intended', note: expect.any(String) });
    finishEmergency(stage.services, stage.running, newEmergency(STUCK));
    expect(stage.kinds()).toEqual(['release.intended']);
    expect(token.intent).toBeDefined();
  });

  it('waits to be looked at by somebody else once it is out, and not by whoever did it', async () => {
    const stage = filled();
    const intent = stage.take(LINEN.id, { ...expectOk(force(stage))[0], overridden: [] });
    expect([...ledgerOf(stage).reviews.keys()]).toEqual([intent]);
    const review = { type: 'desk.review', intent, text: 'it was right' } as const;
    expect(await stage.ask(review)).toEqual(err('yourself'));
    const deputy = { session: sessionId('session-8'), staff: DEPUTY.id };
    expectOk(await stage.ask(review, { visitor: deputy }));
    expect(ledgerOf(stage).reviews.size).toBe(0);
  });

  it.each([
    ['by somebody else', { visitor: { session: sessionId('s'), staff: NURSE.id } }, 'not_a_supervisor'],
    ['without the PIN', { factors: ['badge'] }, 'not_a_supervisor'],
    ['of a key that is not there', { key: keyId('nothing') }, 'not_found'],
    ['without a reason', { text: ' ' }, 'text_required'],
  ] as const)('does not come %s, and nothing is recorded', (_, over, code) => {
    const stage = filled();
    expect(force(stage, over)).toEqual(err(code));
    expect(stage.kinds()).toEqual([]);
  });

  it.each<readonly [string, Partial<Running>, string]>([
    ['a slot that is silent', { condition: () => 'silent' }, 'slot_silent'],
    ['a slot whose bolt stands open', { condition: () => 'faulty' }, 'slot_faulty'],
    ['a disk that takes nothing', { storage: () => 'unavailable' }, 'storage_unavailable'],
  ])('stops at %s', (_, over, code) => {
    const { services, running } = filled();
    const stopped: Running = { ...running, ...over };
    expect(beginEmergency(services, stopped, STUCK)).toEqual(err(code));
  });

  it('that is refused is in the log with its reasons', async () => {
    const stage = filled();
    expectOk(await stage.ask({ type: 'desk.quarantine', slot: 14, text: 'the bolt grates' }));
    expect(force(stage)).toEqual(err('slot_quarantined'));
    expect(stage.logged().at(-1)).toEqual({
      kind: 'access.refused',
      ...AT_DESK,
      key: LINEN.id,
      slot: 'slot-14',
      reasons: ['slot_quarantined'],
    });
  });
});

describe('a slot out of use', () => {
  it('is put back by a supervisor, with what was said', async () => {
    const stage = filled();
    const close = { type: 'desk.quarantine', slot: 14, text: 'the bolt grates' } as const;
    const open = { type: 'desk.put_in_use', slot: 14, text: '' } as const;
    expect(await stage.ask(open)).toEqual(err('not_quarantined'));
    expect(await stage.ask({ ...close, text: '' })).toEqual(err('text_required'));
    expect(await stage.ask({ ...close, slot: 99 })).toEqual(err('not_found'));
    expectOk(await stage.ask(close));
    expect(await stage.ask(close)).toEqual(err('already_quarantined'));
    expectOk(await stage.ask(open));
    expect(stage.kinds()).toEqual(['slot.quarantined', 'slot.reinstated']);
    expect(ledgerOf(stage).quarantines.size).toBe(0);
  });
});

function fail(): never {
  throw new Error('no release was planned');
}
