// A key that goes from hand to hand: the giver, the count, the receiver, the PIN, what is refused, and who walks away.
import { describe, expect, it } from 'vitest';
import type { StaffId } from '../../../controller/domain/ids.ts';
import type { Refusal } from '../../../controller/domain/refusal.ts';
import { err, type NonEmpty, ok, type Result } from '../../../controller/domain/result.ts';
import { handoverMachine } from '../../../controller/machines/handover.ts';
import type {
  HandoverContext,
  HandoverInput,
  HandoverRefused,
  HandoverTerms,
} from '../../../controller/machines/handover-context.ts';
import type { PinVerdict } from '../../../controller/machines/pin-tries.ts';
import { newSession, type SessionContext } from '../../../controller/machines/session-context.ts';
import {
  type WitnessingContext,
  type WitnessVerdict,
  witnessingMachine,
} from '../../../controller/machines/witnessing.ts';
import { NOW, sessionId, staffId } from '../../support/domain-builders.ts';
import { HeldEffect, pass, stageMachine } from '../../support/machine-stage.ts';
import { ASKS, KEY, NURSE, PORTER, SessionStage, sessionIn } from '../../support/session-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const GATE = { open: true, triesLeft: 5 } as const;
const THIRD = { ...PORTER, session: sessionId('session-3'), staff: NURSE.staff };

const FOURTH = { ...PORTER, session: sessionId('session-4'), staff: staffId('staff-44') };

type Judging = { handover: HandoverContext; receiver: typeof PORTER };

function staged() {
  const open = new HeldEffect<Result<{ counts: boolean }, NonEmpty<Refusal>>, HandoverInput>();
  const judge = new HeldEffect<Result<HandoverTerms, HandoverRefused>, Judging>();
  const checkPin = new HeldEffect<PinVerdict, { session: SessionContext; pin: string }>();
  const record = new HeldEffect<Result<void, NonEmpty<Refusal>>, Judging>();
  const stand = new HeldEffect<WitnessVerdict, { witnessing: WitnessingContext; witness: StaffId }>();
  const clock = new SteppedClock();
  const witnessing = witnessingMachine.provide({ actors: { judge: stand.logic } });
  const machine = handoverMachine.provide({
    actors: { witnessing, open: open.logic, judge: judge.logic, checkPin: checkPin.logic, record: record.logic },
  });
  const { actor, clock: time } = stageMachine(machine, {
    clock,
    session: newSession({ clock, visitor: NURSE, door: 'none' }),
    key: KEY,
  });
  const now = () => actor.getSnapshot();
  const tap = (visitor: typeof PORTER) => actor.send({ type: 'badge.presented', visitor });
  return { open, judge, stand, checkPin, record, actor, time, now, tap };
}

async function opened(counts = false) {
  const stage = staged();
  await stage.open.last.answer(ok({ counts }));
  return stage;
}

async function judged(verdict: Result<HandoverTerms, HandoverRefused>, counts = false) {
  const stage = await opened(counts);
  if (counts) stage.actor.send({ type: 'handover.count', count: 12 });
  stage.tap(PORTER);
  await stage.judge.last.answer(verdict);
  return stage;
}

const PERMITTED = ok({ due: NOW, pinGate: GATE });

describe('a handover', () => {
  it('is written once the receiver has shown a badge, may have the key and says that they take it', async () => {
    const stage = await judged(PERMITTED);
    expect([stage.now().value, stage.record.calls]).toEqual(['confirming', []]);
    stage.actor.send({ type: 'handover.confirm' });
    expect(stage.now().value).toBe('recording');
    expect(stage.record.last.input).toMatchObject({
      receiver: PORTER,
      handover: { key: KEY, due: NOW, count: null, session: { visitor: NURSE } },
    });
    await stage.record.last.answer(ok(undefined));
    expect(stage.now().output).toEqual({ end: 'handed_over', to: PORTER.staff });
  });

  it('is not opened for somebody who does not hold the key', async () => {
    const stage = staged();
    await stage.open.last.answer(err([{ code: 'holds_nothing' }]));
    expect([stage.now().value, stage.now().context.refusals]).toEqual(['refused', [{ code: 'holds_nothing' }]]);
    await pass(stage.time, 12_000);
    expect(stage.now().output).toEqual({ end: 'given_up', to: null });
  });

  it('is not received by the giver, and not by a third while one is judged', async () => {
    const stage = await opened();
    stage.tap(THIRD);
    expect([stage.now().value, stage.judge.calls]).toEqual(['waiting', []]);
    stage.tap(PORTER);
    stage.tap({ ...PORTER, session: sessionId('session-4') });
    expect(stage.judge.calls).toHaveLength(1);
  });

  it('is refused with every reason that no PIN settles, and ends', async () => {
    const stage = await judged(err({ refusals: [ASKS.pin, { code: 'no_grant' }], pinGate: GATE }));
    expect([stage.now().value, stage.now().context.refusals]).toEqual(['refused', [{ code: 'no_grant' }]]);
    await pass(stage.time, 12_000);
    expect(stage.now().output).toEqual({ end: 'given_up', to: PORTER.staff });
  });

  it('asks the receiver for the PIN, who then proves it in the session of the giver', async () => {
    const stage = await judged(err({ refusals: [ASKS.pin], pinGate: GATE }));
    expect([stage.now().value, stage.now().context.pin]).toEqual(['pin', { wrong: false, gate: GATE }]);
    stage.actor.send({ type: 'pin.enter', pin: '1357' });
    expect(stage.checkPin.last.input).toMatchObject({
      pin: '1357',
      session: { visitor: { staff: PORTER.staff, session: NURSE.session } },
    });
    await stage.checkPin.last.answer({ accepted: false, gate: { open: true, triesLeft: 4 } });
    expect([stage.now().value, stage.now().context.pin.wrong]).toEqual(['pin', true]);
    stage.actor.send({ type: 'pin.enter', pin: '2468' });
    await stage.checkPin.last.answer({ accepted: true });
    expect(stage.judge.last.input.handover.factors).toEqual(['badge', 'pin']);
    await stage.judge.last.answer(PERMITTED);
    expect([stage.now().value, stage.record.calls]).toEqual(['confirming', []]);
  });

  it('asks for whoever else must stand by, and judges the receiver anew', async () => {
    const stage = await judged(err({ refusals: [ASKS.pin, ASKS.witness], pinGate: GATE }));
    stage.actor.send({ type: 'pin.enter', pin: '2468' });
    await stage.checkPin.last.answer({ accepted: true });
    await stage.judge.last.answer(err({ refusals: [{ ...ASKS.witness, needed: 2, present: 1 }], pinGate: GATE }));
    expect(stage.now().value).toBe('witnessing');
    stage.tap({ ...PORTER, staff: NURSE.staff });
    stage.tap(PORTER);
    expect(stage.stand.calls, 'neither the giver again nor the receiver').toEqual([]);
    stage.tap(FOURTH);
    expect(stage.stand.last.input).toMatchObject({ witness: FOURTH.staff, witnessing: { purpose: 'take', key: KEY } });
    await stage.stand.last.answer({ accepted: true, missing: 0 });
    expect(stage.judge.last.input.handover).toMatchObject({ witnesses: [FOURTH.staff], factors: ['badge', 'pin'] });
    await stage.judge.last.answer(PERMITTED);
    expect(stage.now().value).toBe('confirming');
  });

  it('ends with the key where it is when nobody comes to stand by, and as a fault when that fails', async () => {
    const needed = err({ refusals: [ASKS.witness], pinGate: GATE } as const);
    const alone = await judged(needed);
    await pass(alone.time, 45_000);
    expect([alone.now().output?.end, alone.record.calls]).toEqual(['given_up', []]);
    const broken = await judged(needed);
    broken.tap(FOURTH);
    await broken.stand.last.fail();
    expect(broken.now().output?.end).toBe('fault');
  });

  it('with a count is stated by the giver and confirmed on the screen', async () => {
    const stage = await judged(PERMITTED, true);
    expect([stage.now().value, stage.now().context.count]).toEqual(['confirming', 12]);
    stage.actor.send({ type: 'handover.confirm' });
    expect(stage.record.last.input.handover).toMatchObject({ count: 12 });
  });

  it.each([true, false])('is confirmed by no badge, whoever has it (with a count: %s)', async (counts) => {
    const stage = await judged(PERMITTED, counts);
    for (const visitor of [THIRD, PORTER, { ...PORTER, session: sessionId('session-4'), staff: staffId('staff-44') }]) {
      stage.tap(visitor);
    }
    expect([stage.now().value, stage.now().context.receiver]).toEqual(['confirming', PORTER]);
    expect([stage.judge.calls.length, stage.record.calls]).toEqual([1, []]);
  });

  it('is not received by saying so without a badge, and not twice', async () => {
    const stage = await opened();
    stage.actor.send({ type: 'handover.confirm' });
    expect([stage.now().value, stage.record.calls]).toEqual(['waiting', []]);
    stage.tap(PORTER);
    await stage.judge.last.answer(PERMITTED);
    stage.actor.send({ type: 'handover.confirm' });
    stage.actor.send({ type: 'handover.confirm' });
    expect(stage.record.calls).toHaveLength(1);
  });

  it('is not done when it could not be written', async () => {
    const stage = await judged(PERMITTED);
    stage.actor.send({ type: 'handover.confirm' });
    await stage.record.last.answer(err([{ code: 'storage_unavailable' }]));
    expect(stage.now().value).toBe('refused');
    await pass(stage.time, 12_000);
    expect(stage.now().output?.end).toBe('given_up');
  });

  it.each(['counting', 'waiting', 'pin', 'confirming'] as const)(
    'is given up when nobody goes on in %s',
    async (state) => {
      const stage =
        state === 'counting'
          ? await opened(true)
          : state === 'waiting'
            ? await opened()
            : await judged(state === 'pin' ? err({ refusals: [ASKS.pin], pinGate: GATE }) : PERMITTED);
      expect(stage.now().value).toBe(state);
      await pass(stage.time, 45_000);
      expect(stage.now().output?.end).toBe('given_up');
    },
  );

  it('is a fault when an effect fails by surprise', async () => {
    const opening = staged();
    await opening.open.last.fail();
    const judging = await opened();
    judging.tap(PORTER);
    await judging.judge.last.fail();
    const checking = await judged(err({ refusals: [ASKS.pin], pinGate: GATE }));
    checking.actor.send({ type: 'pin.enter', pin: '2468' });
    await checking.checkPin.last.fail();
    const recording = await judged(PERMITTED);
    recording.actor.send({ type: 'handover.confirm' });
    await recording.record.last.fail();
    for (const { now } of [opening, judging, checking, recording]) expect(now().output?.end).toBe('fault');
  });
});

describe('the session around it', () => {
  it('goes back to the list of keys when nothing came of it', async () => {
    const stage = await sessionIn('handingOver');
    expect(stage.openHandover.last.input).toMatchObject({ key: KEY });
    await stage.openHandover.last.answer(err([{ code: 'holds_nothing' }]));
    await stage.pass(12_000);
    expect([stage.state, stage.context.aside]).toEqual(['home', null]);
  });

  it('keeps the key with its holder when the receiver says no', async () => {
    const stage = await sessionIn('handingOver');
    await stage.openHandover.last.answer(ok({ counts: false }));
    stage.send({ type: 'badge.presented', visitor: PORTER });
    await stage.judgeReceiver.last.answer(PERMITTED);
    stage.send({ type: 'screen.back' });
    expect([stage.state, stage.context.handedOver, stage.recordHandover.calls]).toEqual(['home', [], []]);
  });

  it('ends as a fault with it', async () => {
    const stage = await sessionIn('handingOver');
    await stage.openHandover.last.fail();
    expect(stage.output?.cause).toBe('fault');
  });

  it('shows the key among what went to somebody else', async () => {
    const stage = await new SessionStage().admitted();
    await stage.handsOver(KEY);
    expect([stage.state, stage.context.handedOver, stage.context.taken]).toEqual(['done', [KEY], []]);
  });
});
