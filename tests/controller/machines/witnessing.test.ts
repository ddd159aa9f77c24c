// Waiting for those who stand by: one badge after the other, the wrong ones, nobody.
import { describe, expect, it } from 'vitest';
import type { StaffId } from '../../../controller/domain/ids.ts';
import { newSession } from '../../../controller/machines/session-context.ts';
import {
  type WitnessingContext,
  type WitnessingInput,
  type WitnessVerdict,
  witnessingMachine,
} from '../../../controller/machines/witnessing.ts';
import { staffId } from '../../support/domain-builders.ts';
import { HeldEffect, pass, stageMachine } from '../../support/machine-stage.ts';
import { KEY, NURSE, PHARMACY, PORTER } from '../../support/session-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const THIRD = { ...PORTER, staff: staffId('third') };

function staged(over: Partial<WitnessingInput> = {}) {
  const judge = new HeldEffect<WitnessVerdict, { witnessing: WitnessingContext; witness: StaffId }>();
  const clock = new SteppedClock();
  const session = newSession({ clock, visitor: NURSE, door: 'none' });
  const stage = stageMachine(witnessingMachine.provide({ actors: { judge: judge.logic } }), {
    clock,
    session,
    key: KEY,
    purpose: 'take',
    witnesses: [],
    missing: 1,
    from: [PHARMACY],
    ...over,
  });
  const tap = (visitor: typeof PORTER) => stage.actor.send({ type: 'badge.presented', visitor });
  const now = () => stage.actor.getSnapshot();
  return { judge, tap, now, time: stage.clock, wall: clock };
}

describe('those who stand by', () => {
  it('are judged by an effect, one at a time', async () => {
    const { judge, tap, now } = staged();
    tap(PORTER);
    tap(THIRD);
    expect([now().value, judge.calls.map(({ input }) => input)]).toEqual([
      'judging',
      [expect.objectContaining({ witness: PORTER.staff })],
    ]);
    await judge.last.answer({ accepted: true, missing: 0 });
    expect(now().output).toEqual({ end: 'complete', witnesses: [PORTER.staff] });
  });

  it('are as many as are needed, and everybody once', async () => {
    const { judge, tap, now } = staged({ missing: 2 });
    tap(PORTER);
    await judge.last.answer({ accepted: true, missing: 1 });
    expect([now().value, now().context.missing]).toEqual(['waiting', 1]);
    tap(PORTER);
    expect([now().context.fault, judge.calls.length]).toEqual(['already_there', 1]);
    tap(THIRD);
    await judge.last.answer({ accepted: true, missing: 0 });
    expect(now().output).toEqual({ end: 'complete', witnesses: [PORTER.staff, THIRD.staff] });
  });

  it('are never the person themselves', () => {
    const { judge, tap, now } = staged();
    tap(NURSE);
    expect([now().value, now().context.fault, judge.calls]).toEqual(['waiting', 'same_person', []]);
  });

  it.each(['not_among', 'not_valid'] as const)('who are %s do not count, and the wait begins anew', async (fault) => {
    const { judge, tap, now, time, wall } = staged();
    await pass(time, 44_000);
    wall.pass(44_000);
    tap(PORTER);
    await judge.last.answer({ accepted: false, fault });
    expect(now().context).toMatchObject({ fault, missing: 1, witnesses: [] });
    expect(now().context.since).toBe(wall.now());
    await pass(time, 44_000);
    expect(now().status).toBe('active');
  });

  it('do not come for ever', async () => {
    const { now, time } = staged({ missing: 2, witnesses: [THIRD.staff] });
    await pass(time, 45_000);
    expect(now().output).toEqual({ end: 'nobody', witnesses: [THIRD.staff] });
  });

  it('are a fault when the effect fails by surprise', async () => {
    const { judge, tap, now } = staged();
    tap(PORTER);
    await judge.last.fail();
    expect(now().output?.end).toBe('fault');
  });

  it('are not waited for when nobody is needed', () => {
    expect(staged({ missing: 0 }).now().output).toEqual({ end: 'complete', witnesses: [] });
  });
});
