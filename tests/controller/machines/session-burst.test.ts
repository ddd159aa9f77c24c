// A session in a burst: several keys after one another, and the people who come next.
import { describe, expect, it } from 'vitest';
import { ok } from '../../../controller/domain/result.ts';
import { anIntent, keyId, slotId, staffId } from '../../support/domain-builders.ts';
import { ASKS, ended, type KEY, PORTER, SessionStage } from '../../support/session-stage.ts';

const home = async () => new SessionStage().admitted();
const ROOF = keyId('roof');
const VAULT = keyId('vault');

describe('several keys', () => {
  const release = (key: typeof KEY, slot: string) => anIntent({ key, slot: slotId(slot) });
  const roof = release(ROOF, 'slot-15');
  const vault = release(VAULT, 'slot-20');

  const takeOut = async (stage: SessionStage, intended: typeof roof) => {
    await stage.decide.last.answer(ok(intended));
    return stage.send({ type: 'slot.offered', release: intended }, ended('release.taken', 'sensor', intended));
  };

  it('are released one after the other, each decided by itself', async () => {
    const stage = (await home()).send({ type: 'key.take_many', keys: [ROOF, VAULT, ROOF] });
    await takeOut(stage, roof);
    expect([stage.state, stage.requests.length, stage.context.taken]).toEqual(['deciding', 1, [ROOF]]);
    expect(stage.decide.last.input.choice).toEqual({ kind: 'take', key: VAULT });
    await takeOut(stage, vault);
    expect([stage.state, stage.context.taken, stage.context.rest]).toEqual(['done', [ROOF, VAULT], []]);
  });

  it('stop at the first that fails, with the rest said, until another is chosen', async () => {
    const stage = (await home()).send({ type: 'key.take_many', keys: [ROOF, VAULT] });
    await stage.refusedWith([{ code: 'slot_silent' }]);
    expect([stage.state, stage.context.rest]).toEqual(['refused', [VAULT]]);
    stage.send({ type: 'screen.back' });
    expect([stage.state, stage.context.rest]).toEqual(['home', [VAULT]]);
    stage.send({ type: 'key.take', key: ROOF });
    expect(stage.context.rest).toEqual([]);
  });

  it('share the reason, and never those who stand by', async () => {
    const stage = (await home()).send({ type: 'key.take_many', keys: [ROOF, VAULT] });
    await stage.refusedWith([ASKS.reason]);
    stage.send({ type: 'reason.give', choice: 'repair', text: null });
    await stage.refusedWith([ASKS.witness]);
    stage.send({ type: 'badge.presented', visitor: PORTER });
    await stage.judge.last.answer({ accepted: true, missing: 0 });
    await takeOut(stage, roof);
    expect(stage.decide.last.input.session).toMatchObject({ reason: 'repair', witnesses: [], choice: { key: VAULT } });
  });

  it('end for somebody who may take nothing any longer', async () => {
    const stage = (await home()).send({ type: 'key.take_many', keys: [ROOF, VAULT] });
    await stage.decide.last.answer(ok(roof));
    const refusal = { key: null, slot: null, refusals: [{ code: 'staff_suspended' as const }], failure: null };
    stage.send({ type: 'standing.changed', refusal, holds: 0 }, ended('release.taken', 'sensor', roof));
    expect([stage.state, stage.context.taken, stage.decide.calls.length]).toEqual(['done', [ROOF], 1]);
  });
});

describe('the next people', () => {
  const at = (staff: string) => ({ ...PORTER, staff: staffId(staff) });
  const tap = (staff: string) => ({ type: 'badge.presented', visitor: at(staff) }) as const;

  it('are remembered while a hand is in a slot, each once, at most eight, and served in their order', async () => {
    const stage = await new SessionStage().admitted({ manners: { shiftChange: true } });
    await stage.taking();
    stage.send(tap('a'), tap('b'), tap('a'), ...Array.from({ length: 9 }, (_, index) => tap(`c${index}`)));
    const known = ['a', 'b', 'c0', 'c1', 'c2', 'c3', 'c4', 'c5'].map(at);
    expect([stage.state, stage.context.waiting]).toEqual(['taking', known]);
    stage.send(ended('release.taken', 'sensor'));
    expect(stage.output).toEqual({ cause: 'finished', next: known[0], waiting: known.slice(1) });
  });

  it('wait for the door where shifts do not change in a burst, and for what is shown then', async () => {
    const stage = await new SessionStage({ door: 'open' }).admitted();
    await stage.taking();
    stage.send(ended('release.taken', 'sensor'), tap('a'));
    expect([stage.state, stage.context.waiting]).toEqual(['closing', [at('a')]]);
    stage.send({ type: 'door.closed' });
    expect(stage.state).toBe('done');
    await stage.pass(6000);
    expect(stage.output).toEqual({ cause: 'finished', next: at('a'), waiting: [] });
  });

  it('are not let in over somebody who has just been let in', async () => {
    const stage = await new SessionStage({ waiting: [at('a')] }).admitted({ manners: { shiftChange: true } });
    expect(stage.state).toBe('home');
    await stage.pass(40_000);
    expect(stage.output).toEqual({ cause: 'idle', next: at('a'), waiting: [] });
  });

  it('come before the one whose badge ends the session', async () => {
    const stage = (await new SessionStage({ waiting: [at('a')] }).admitted()).send(tap('b'));
    expect(stage.output).toEqual({ cause: 'replaced', next: at('a'), waiting: [at('b')] });
  });
});
