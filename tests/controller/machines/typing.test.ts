// Somebody who types is not cut off in the middle, and does not stay for ever.
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import { type Duration, seconds } from '../../../controller/domain/time.ts';
import { accountMachine } from '../../../controller/machines/account.ts';
import { newAccount } from '../../../controller/machines/account-context.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { deskMachine } from '../../../controller/machines/desk.ts';
import { newDesk } from '../../../controller/machines/desk-context.ts';
import type { SessionEvent } from '../../../controller/machines/session-context.ts';
import { offers } from '../../../controller/runtime/session-children.ts';
import { VISITOR } from '../../support/picture-builder.ts';
import { type Rest, type SessionStage, sessionIn } from '../../support/session-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const PRESS: SessionEvent = { type: 'session.continue' };
const TABLE: readonly (readonly [Rest, Duration])[] = [
  ['pin', DELAYS.sessionIdle],
  ['reason', DELAYS.reasonWindow],
  ['glass', DELAYS.reasonWindow],
  ['reporting', DELAYS.reportWindow],
  ['handingOver', DELAYS.handoverWindow],
];

/** A session that asks for something to be typed. */
async function asking(rest: Rest): Promise<SessionStage> {
  const stage = await sessionIn(rest);
  if (rest === 'handingOver') await stage.openHandover.last.answer(ok({ counts: true }));
  return stage;
}

async function wait(stage: SessionStage, duration: number): Promise<void> {
  stage.clock.pass(duration);
  await stage.pass(duration);
}

describe.each(TABLE)('while somebody types in %s', (rest, window) => {
  it('each press begins the wait anew, and without one it ends', async () => {
    const stage = await asking(rest);
    await wait(stage, window - seconds(5));
    stage.send(PRESS);
    await wait(stage, window - seconds(1));
    expect(stage.state).toBe(rest);
    await wait(stage, seconds(1));
    expect(stage.state).not.toBe(rest);
  });

  it('it ends after three minutes however many presses there are', async () => {
    const stage = await asking(rest);
    for (let spent = 0; spent < 175; spent += 5) {
      stage.send(PRESS);
      expect([spent, stage.state]).toEqual([spent, rest]);
      await wait(stage, seconds(5));
    }
    stage.send(PRESS);
    await wait(stage, seconds(5));
    expect(stage.state).not.toBe(rest);
  });
});

describe('a wrong PIN', () => {
  it('is another question, with time of its own', async () => {
    const stage = await asking('pin');
    await wait(stage, seconds(30));
    stage.send({ type: 'pin.enter', pin: '2468' });
    await stage.checkPin.last.answer({ accepted: false, gate: { open: true, triesLeft: 4 } });
    expect(stage.context.begun).toBe(stage.clock.now());
  });
});

describe('a press where nothing is typed', () => {
  it.each(['home', 'taking', 'closing', 'done', 'returning', 'refused', 'witnessing'] as const)(
    'lengthens nothing: %s',
    async (rest) => {
      const stage = await sessionIn(rest);
      expect(stage.can(PRESS)).toBe(false);
      expect(stage.send(PRESS).state).toBe(rest);
    },
  );

  it('is not offered by a handover that waits for a badge, nor by one that asks nothing any more', async () => {
    const waiting = await sessionIn('handingOver');
    await waiting.openHandover.last.answer(ok({ counts: false }));
    const refused = await sessionIn('handingOver');
    await refused.openHandover.last.answer(err([{ code: 'holds_nothing' }]));
    const counting = await asking('handingOver');
    expect([waiting, refused, counting].map((stage) => offers(stage.snapshot, { type: 'session.continue' }))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('desk and account', () => {
  const clock = new SteppedClock();
  const desk = (value: 'proving' | 'showing' | 'signing' | 'serving') => {
    const context = newDesk({ clock, visitor: VISITOR, factors: ['badge'], proved: null });
    return deskMachine.resolveState({ value, context });
  };
  const account = (value: 'overview' | 'choosing' | 'repeating' | 'tapping') => {
    const context = newAccount({ clock, visitor: VISITOR, factors: ['badge'], mustChangePin: false });
    return accountMachine.resolveState({ value, context });
  };

  it('hear it where something is typed, as long as its time may last', () => {
    const all = [desk('proving'), desk('showing'), desk('signing'), account('overview'), account('choosing')];
    const able = () => [...all, account('repeating')].map((state) => state.can({ type: 'session.continue' }));
    expect(able()).toEqual([true, true, true, true, true, true]);
    clock.pass(seconds(141));
    expect(all.map((state) => state.can({ type: 'session.continue' }))).toEqual([false, false, false, false, false]);
  });

  it('do not hear it where nothing is', () => {
    expect(desk('serving').can({ type: 'session.continue' })).toBe(false);
    expect(account('tapping').can({ type: 'session.continue' })).toBe(false);
  });
});
