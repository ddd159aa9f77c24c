// A session that asks: for the PIN of one key, for a reason, for somebody who stands by, for what it takes to break glass.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinal, questionsOf, standingRefusals } from '../../../controller/domain/policy/questions.ts';
import type { Refusal } from '../../../controller/domain/refusal.ts';
import { ok } from '../../../controller/domain/result.ts';
import { anIntent, keyId, seq } from '../../support/domain-builders.ts';
import { settle } from '../../support/machine-stage.ts';
import {
  ASKS,
  ended,
  KEY,
  PORTER,
  SessionStage,
  sessionIn,
  TAKE,
  WITNESSED_RETURN,
} from '../../support/session-stage.ts';

const home = async () => new SessionStage().admitted();
const ROOF = keyId('roof');
const VAULT = keyId('vault');

describe('what is asked', () => {
  const table: readonly (readonly [readonly Refusal[], readonly string[]])[] = [
    [[], []],
    [[ASKS.witness], ['witness']],
    [
      [ASKS.witness, ASKS.reason, ASKS.pin],
      ['pin', 'reason', 'witness'],
    ],
    [[ASKS.pin, { code: 'slot_silent' }], []],
    [[{ code: 'pin_not_set', keyClass: 'controlled', cause: 'badge' }], []],
    [[{ code: 'staff_suspended' }, ASKS.pin, ASKS.witness], []],
  ];

  it.each(table)('%j', (refusals, questions) => {
    expect(questionsOf(refusals)).toEqual(questions);
  });

  it('is never something beside what no answer settles, and always something where every refusal can be settled', () => {
    const refusal = fc.constantFrom<Refusal[]>(
      ASKS.pin,
      ASKS.reason,
      ASKS.witness,
      { code: 'no_grant' },
      { code: 'staff_suspended' },
      { code: 'slot_busy' },
    );
    fc.assert(
      fc.property(fc.array(refusal, { minLength: 1 }), (refusals) => {
        expect(questionsOf(refusals).length > 0).toBe(!isFinal(refusals));
        expect(standingRefusals(refusals).length > 0).toBe(isFinal(refusals));
      }),
    );
  });
});

describe('the PIN for one key', () => {
  it('is asked for when the key is chosen, and the choice goes on by itself', async () => {
    const stage = await (await home()).refusedWith([ASKS.pin]);
    expect(stage.state).toBe('pin');
    stage.send({ type: 'pin.enter', pin: '2468' });
    await stage.checkPin.last.answer({ accepted: true });
    expect([stage.state, stage.context.factors]).toEqual(['deciding', ['badge', 'pin']]);
    expect(stage.decide.last.input).toMatchObject({ choice: { kind: 'take', key: KEY } });
    await stage.decide.last.answer(ok(TAKE));
    expect(stage.state).toBe('releasing');
  });

  it('leads back to the list of keys, where nothing is chosen any longer', async () => {
    const stage = (await (await home()).refusedWith([ASKS.pin])).send({ type: 'screen.back' });
    expect([stage.state, stage.context.choice]).toEqual(['home', null]);
  });

  it('is asked of whoever came by the staff number, before anything is shown', async () => {
    const visitor = { ...PORTER, reader: null, badge: null };
    const stage = await new SessionStage({ visitor }).admitted();
    expect([stage.state, stage.context.factors]).toEqual(['pin', ['number']]);
    expect(stage.can({ type: 'screen.back' })).toBe(false);
    stage.send({ type: 'pin.enter', pin: '2468' });
    await stage.checkPin.last.answer({ accepted: true });
    expect([stage.state, stage.context.factors]).toEqual(['home', ['number', 'pin']]);
  });

  it('that is a one-time code leads to the account, and out when it was not replaced', async () => {
    const stage = await new SessionStage().admitted({ manners: { mustChangePin: true } });
    stage.send({ type: 'pin.enter', pin: '2468' });
    await stage.checkPin.last.answer({ accepted: true });
    expect(stage.state).toBe('account');
    expect(stage.openAccount.calls).toHaveLength(1);
    stage.send({ type: 'standing.changed', refusal: null, holds: 0 });
    expect(stage.state).toBe('account');
  });
});

describe('the reason', () => {
  it('goes into the next decision with the note', async () => {
    const stage = await sessionIn('reason');
    stage.send({ type: 'reason.give', choice: 'repair', text: 'case 4711' });
    expect(stage.decide.last.input.session).toMatchObject({ reason: 'repair', text: 'case 4711', breakGlass: false });
  });

  it('comes after the PIN and before those who stand by', async () => {
    const stage = await (await home()).refusedWith([ASKS.witness, ASKS.reason, ASKS.pin]);
    expect(stage.state).toBe('pin');
    stage.send({ type: 'pin.enter', pin: '2468' });
    await stage.checkPin.last.answer({ accepted: true });
    await stage.refusedWith([ASKS.witness, ASKS.reason]);
    expect(stage.state).toBe('reason');
    stage.send({ type: 'reason.give', choice: 'repair', text: null });
    await stage.refusedWith([ASKS.witness]);
    expect(stage.state).toBe('witnessing');
  });

  it('is forgotten with the choice', async () => {
    const stage = (await sessionIn('reason')).send({ type: 'reason.give', choice: 'repair', text: 'case 4711' });
    await stage.refusedWith([{ code: 'slot_silent' }]);
    stage.send({ type: 'screen.back' }, { type: 'key.take', key: ROOF });
    expect(stage.decide.last.input.session).toMatchObject({ reason: null, text: null });
  });
});

describe('somebody who stands by', () => {
  it('counts in the next decision', async () => {
    const stage = (await sessionIn('witnessing')).send({ type: 'badge.presented', visitor: PORTER });
    expect(stage.judge.last.input).toMatchObject({
      witness: PORTER.staff,
      witnessing: { purpose: 'take', key: KEY, missing: 1 },
    });
    await stage.judge.last.answer({ accepted: true, missing: 0 });
    expect(stage.state).toBe('deciding');
    expect(stage.decide.last.input.session.witnesses).toEqual([PORTER.staff]);
  });

  it('is never the person, and whose badge was not good enough is not counted', async () => {
    const stage = await sessionIn('witnessing');
    stage.send({ type: 'badge.presented', visitor: { ...PORTER, staff: TAKE.staff } });
    expect([stage.state, stage.judge.calls]).toEqual(['witnessing', []]);
    stage.send({ type: 'badge.presented', visitor: PORTER });
    await stage.judge.last.answer({ accepted: false, fault: 'not_among' });
    expect([stage.state, stage.decide.calls.length]).toEqual(['witnessing', 1]);
  });

  it('ends the session as a fault when the effect fails by surprise', async () => {
    const stage = (await sessionIn('witnessing')).send({ type: 'badge.presented', visitor: PORTER });
    await stage.judge.last.fail();
    expect(stage.output?.cause).toBe('fault');
  });

  it('at a return is asked for after the sensor saw the key, and who came is not recorded as missing', async () => {
    const stage = (await sessionIn('witnessingReturn')).send({ type: 'badge.presented', visitor: PORTER });
    expect(stage.context.returned).toEqual([KEY]);
    expect(stage.judge.last.input.witnessing).toMatchObject({ purpose: 'return', key: KEY, missing: 1 });
    await stage.judge.last.answer({ accepted: true, missing: 0 });
    expect([stage.state, stage.unwitnessed, stage.context.unwitnessed]).toEqual(['done', [], []]);
  });

  it('who does not come leaves the return as it is, and a word of it', async () => {
    const stage = await sessionIn('witnessingReturn');
    await stage.pass(45_000);
    expect([stage.state, stage.unwitnessed, stage.context.returned]).toEqual(['done', [KEY], [KEY]]);
  });

  it('is asked for once for each key that needs it, also behind a hand in a slot', async () => {
    const { witnessedReturns } = WITNESSED_RETURN;
    const both = new Map([...witnessedReturns, [ROOF, { count: 1, from: [] }]]);
    const stage = await new SessionStage().admitted({ manners: { witnessedReturns: both } });
    await stage.taking();
    stage.send({ type: 'key.returned', key: ROOF }, { type: 'key.returned', key: VAULT });
    expect(stage.context.unwitnessed).toEqual([ROOF]);
    stage.send(ended('release.taken', 'sensor'));
    expect(stage.state).toBe('witnessingReturn');
    stage.send({ type: 'witness.cancel' });
    expect([stage.state, stage.unwitnessed]).toEqual(['done', [ROOF]]);
  });

  it('is asked for before the list of keys, and is not forgotten when the session ends before', async () => {
    const stage = await new SessionStage().admitted({ manners: WITNESSED_RETURN });
    stage.send({ type: 'key.take', key: ROOF }, { type: 'key.returned', key: KEY });
    await stage.refusedWith([{ code: 'no_grant' }]);
    const left = stage.send({ type: 'screen.back' });
    expect([left.state, left.unwitnessed]).toEqual(['witnessingReturn', []]);
    const other = await new SessionStage().admitted({ manners: WITNESSED_RETURN });
    other.send({ type: 'key.take', key: ROOF }, { type: 'key.returned', key: KEY });
    await other.refusedWith([{ code: 'no_grant' }]);
    expect(other.send({ type: 'session.end' }).unwitnessed).toEqual([KEY]);
  });

  it('is not asked for when the key was taken again meanwhile', async () => {
    const stage = await new SessionStage().admitted({ manners: WITNESSED_RETURN });
    await stage.taking();
    stage.send({ type: 'key.returned', key: KEY }, ended('release.taken', 'sensor'));
    expect([stage.state, stage.context.unwitnessed]).toEqual(['done', []]);
  });
});

describe('breaking glass', () => {
  it('is offered only where the decision says so', async () => {
    const plain = await (await home()).refusedWith([{ code: 'no_grant' }]);
    expect(plain.can({ type: 'glass.open' })).toBe(false);
    const may = await (await home()).refusedWith([{ code: 'no_grant' }], true);
    expect(may.can({ type: 'glass.open' })).toBe(true);
  });

  it('is decided anew with the reason, and is not offered twice', async () => {
    const stage = (await sessionIn('glass')).send({ type: 'glass.break', choice: null, text: 'A child is locked in.' });
    const { session, choice } = stage.decide.last.input;
    expect(choice).toEqual({ kind: 'take', key: KEY });
    expect(session).toMatchObject({ breakGlass: true, text: 'A child is locked in.' });
    await stage.refusedWith([{ code: 'key_lost', since: stage.context.since }], true);
    expect([stage.state, stage.can({ type: 'glass.open' })]).toEqual(['refused', false]);
  });

  it('is possible where nobody comes to stand by', async () => {
    const stage = await (await home()).refusedWith([ASKS.witness], true);
    expect([stage.state, stage.can({ type: 'glass.open' })]).toEqual(['witnessing', true]);
    expect(stage.send({ type: 'glass.open' }).state).toBe('glass');
  });

  it('is loud once the key is out, also when nobody waits for the slot any longer', async () => {
    const loud = anIntent({ overridden: ['no_grant'] });
    const alarm = { kind: 'break_glass', intent: seq(1), key: KEY, staff: TAKE.staff };
    const stage = await (await home()).taking(loud);
    expect(stage.alarms).toEqual([]);
    stage.send(ended('release.taken', 'sensor', loud));
    expect(stage.alarms).toEqual([{ type: 'alarm.raise', alarm }]);
    const late = await (await home()).releasing(loud);
    await late.pass(10_000);
    expect(late.send(ended('release.taken', 'sensor', loud)).alarms).toEqual([{ type: 'alarm.raise', alarm }]);
  });

  it('makes no noise of an ordinary release, nor of one that was not taken', async () => {
    const loud = anIntent({ overridden: ['no_grant'] });
    const stage = (await (await home()).taking()).send(ended('release.taken', 'sensor'));
    const back = (await (await home()).taking(loud)).send(ended('release.not_taken', 'pushed_back', loud));
    expect([stage.alarms, back.alarms]).toEqual([[], []]);
  });
});

describe('a supervisor who may take nothing any longer', () => {
  const barred = { key: null, slot: null, refusals: [{ code: 'staff_suspended' }], failure: null } as const;

  it('loses the desk, but no emergency release that has begun is cut off', async () => {
    const stage = await sessionIn('desk');
    await stage.openDesk.last.answer({ kind: 'open', weak: 0 });
    stage.send({ type: 'desk.emergency', group: null, text: 'fire' });
    stage.send({ type: 'desk.prove', pin: '284913' });
    await settle();
    stage.send({ type: 'desk.confirm' });
    stage.send({ type: 'standing.changed', refusal: barred, holds: 0 });
    expect([stage.state, stage.context.barred]).toEqual(['desk', true]);
    const other = await sessionIn('desk');
    await other.openDesk.last.answer({ kind: 'open', weak: 0 });
    other.send({ type: 'standing.changed', refusal: barred, holds: 0 });
    expect([other.state, other.context.refusal]).toEqual(['refused', barred]);
  });
});
