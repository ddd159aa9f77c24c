// The desk path by path: opening, proving, asking, acting, secrets, an emergency release, and being left alone.
import { describe, expect, it } from 'vitest';
import { initialTransition } from 'xstate';
import { err, ok } from '../../../controller/domain/result.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { deskMachine } from '../../../controller/machines/desk.ts';
import type { DeskEvent } from '../../../controller/machines/desk-context.ts';
import {
  CHIEF,
  DeskMachineStage,
  FIND,
  FOUND,
  GATE,
  KEY,
  NURSE,
  RELEASE,
  REQUESTS,
} from '../../support/desk-machine-stage.ts';
import { NOW } from '../../support/domain-builders.ts';
import { settle } from '../../support/machine-stage.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const desk = () => new DeskMachineStage().opened();

describe('opening', () => {
  it('asks by an effect that it only names, and shows nothing before it answers', () => {
    const input = { clock: new SteppedClock(), visitor: CHIEF, factors: ['badge'], proved: null } as const;
    const [opening, actions] = initialTransition(deskMachine, input);
    expect(opening.value).toBe('opening');
    expect(actions).toContainEqual(
      expect.objectContaining({ type: 'xstate.spawnChild', params: expect.objectContaining({ src: 'open' }) }),
    );
  });

  it('shows what is now', async () => {
    const stage = await desk();
    expect([stage.state, stage.context.page]).toEqual(['showing', { kind: 'now' }]);
  });

  it('asks for the PIN and then again whether it may open', async () => {
    const stage = new DeskMachineStage(['badge']);
    await stage.open.last.answer({ kind: 'pin', gate: GATE });
    expect([stage.state, stage.context.pin]).toEqual(['proving', { wrong: false, gate: GATE }]);
    stage.send({ type: 'desk.prove', pin: '246810' });
    expect(stage.checkPin.last.input).toEqual({ visitor: CHIEF, pin: '246810' });
    await stage.checkPin.last.answer({ accepted: true });
    expect([stage.state, stage.open.last.input.desk.factors]).toEqual(['opening', ['badge', 'pin']]);
    await stage.opened();
    stage.send({ type: 'desk.leave' });
    expect(stage.output).toEqual({ end: 'left', factors: ['badge', 'pin'] });
  });

  it('says that a PIN was wrong', async () => {
    const stage = new DeskMachineStage(['badge']);
    await stage.open.last.answer({ kind: 'pin', gate: GATE });
    stage.send({ type: 'desk.prove', pin: '111111' });
    const gate = { open: false, locked: true } as const;
    await stage.checkPin.last.answer({ accepted: false, gate });
    expect([stage.state, stage.context.pin, stage.context.factors]).toEqual([
      'proving',
      { wrong: true, gate },
      ['badge'],
    ]);
  });

  it('stays shut for others, says so for a while and ends', async () => {
    const stage = new DeskMachineStage();
    await stage.open.last.answer({ kind: 'refused', code: 'not_a_supervisor' });
    expect([stage.state, stage.context.refusal]).toEqual(['refused', 'not_a_supervisor']);
    expect(stage.can(FIND)).toBe(false);
    await stage.pass(DELAYS.refusedDisplay);
    expect(stage.output?.end).toBe('left');
  });

  it.each(['open', 'checkPin', 'serve'] as const)('ends as a fault when %s fails by surprise', async (effect) => {
    const stage = new DeskMachineStage();
    if (effect === 'checkPin') {
      await stage.open.last.answer({ kind: 'pin', gate: GATE });
      stage.send({ type: 'desk.prove', pin: '246810' });
    } else if (effect === 'serve') {
      (await stage.opened()).send(FIND);
    }
    await stage[effect].last.fail();
    expect(stage.output?.end).toBe('fault');
  });
});

describe('asking and acting', () => {
  it.each(REQUESTS.map((request) => [request.type, request] as const))('%s is served once', async (_, request) => {
    const stage = (await desk()).send(request);
    expect([stage.state, stage.serve.calls.length]).toEqual(['serving', 1]);
    expect(stage.serve.last.input).toEqual({ visitor: CHIEF, request, page: { kind: 'now' } });
    expect(REQUESTS.some((other) => stage.can(other))).toBe(false);
    await stage.serve.last.answer(ok(FOUND));
    expect([stage.state, stage.context.page, stage.context.request]).toEqual(['showing', FOUND, null]);
  });

  it('says that something was done, and nothing about a mere question', async () => {
    const stage = (await desk()).send(FIND);
    await stage.serve.last.answer(ok(FOUND));
    expect(stage.context.notice).toBe(null);
    stage.send({ type: 'desk.report_found', key: KEY });
    await stage.serve.last.answer(ok(FOUND));
    expect(stage.context.notice).toEqual({ done: 'desk.report_found' });
    stage.send(FIND);
    expect(stage.context.notice).toBe(null);
  });

  it('keeps its page when something could not be done', async () => {
    const stage = (await desk()).send(FIND);
    await stage.serve.last.answer(ok(FOUND));
    stage.send({ type: 'desk.report_found', key: KEY });
    await stage.serve.last.answer(err('not_lost'));
    expect([stage.context.page, stage.context.notice]).toEqual([
      FOUND,
      { fault: 'not_lost', request: 'desk.report_found' },
    ]);
    stage.send({ type: 'desk.now' });
    expect([stage.context.page, stage.context.notice]).toEqual([{ kind: 'now' }, null]);
  });

  it.each([FIND, { type: 'desk.now' }, { type: 'desk.emergency', group: null, text: 'fire' }] as const)(
    'shows a secret once: $type takes it away',
    async (next) => {
      const stage = (await desk()).send({ type: 'desk.issue_code', person: NURSE });
      const secret = { kind: 'secret', of: 'badge', person: NURSE, secret: 'ABC', expires: NOW } as const;
      await stage.serve.last.answer(ok(secret));
      expect(stage.context.page).toEqual(secret);
      stage.send(next);
      expect(JSON.stringify(stage.context)).not.toContain('ABC');
    },
  );
});

describe('being left', () => {
  it('ends when nobody touches it, and counts anew with each command', async () => {
    const stage = await desk();
    await stage.pass(DELAYS.deskIdle - 100);
    stage.send({ type: 'desk.now' });
    await stage.pass(DELAYS.deskIdle - 100);
    expect(stage.state).toBe('showing');
    await stage.pass(100);
    expect(stage.output?.end).toBe('idle');
  });

  it('waits for no PIN for ever', async () => {
    const stage = new DeskMachineStage(['badge']);
    await stage.open.last.answer({ kind: 'pin', gate: GATE });
    await stage.pass(DELAYS.sessionIdle);
    expect(stage.output?.end).toBe('idle');
  });

  it('makes room for the next person, but not while something is done', async () => {
    const stage = (await desk()).send({ type: 'desk.report_found', key: KEY }, { type: 'visitor.waits' });
    expect(stage.state).toBe('serving');
    await stage.serve.last.answer(ok({ kind: 'now' }));
    expect(stage.send({ type: 'visitor.waits' }).output?.end).toBe('replaced');
  });
});

const EMERGENCY: DeskEvent = { type: 'desk.emergency', group: null, text: 'fire' };

describe('an emergency release', () => {
  const OFFERED: DeskEvent = { type: 'slot.offered', release: RELEASE };
  const ENDED: DeskEvent = { type: 'slot.ended', release: RELEASE, end: { kind: 'not_recorded' } };

  it('runs, shows how far it has come and what came of it', async () => {
    const stage = await begun(await desk(), EMERGENCY);
    expect(stage.begin.last.input).toEqual({
      visitor: CHIEF,
      factors: ['badge', 'pin'],
      group: null,
      key: null,
      text: 'fire',
    });
    await stage.begin.last.answer(ok([RELEASE]));
    expect([stage.state, stage.asked]).toEqual(['releasing', [RELEASE.slot]]);
    stage.send(OFFERED);
    await settle();
    expect(stage.context.progress).toMatchObject({ total: 1, current: null, open: { length: 1 } });
    stage.send(ENDED);
    await stage.finish.last.answer();
    expect(stage.state).toBe('showing');
    expect(stage.context).toMatchObject({
      emergency: null,
      progress: null,
      page: { kind: 'released', progress: { released: [], failed: [{ key: KEY, why: 'not_recorded' }] } },
    });
  });

  it('goes on with nobody at the screen, whoever waits', async () => {
    const stage = await begun(await desk(), EMERGENCY);
    await stage.begin.last.answer(ok([RELEASE]));
    stage.send({ type: 'visitor.waits' });
    await stage.pass(DELAYS.takingDeadline - 100);
    expect(stage.state).toBe('releasing');
    expect(stage.can({ type: 'desk.leave' })).toBe(false);
  });

  it('can be stopped', async () => {
    const stage = await begun(await desk(), EMERGENCY);
    await stage.begin.last.answer(ok([RELEASE, { ...RELEASE, key: KEY }]));
    stage.send({ type: 'desk.stop' }, ENDED);
    expect(stage.asked).toHaveLength(1);
  });

  it('says why it did not begin', async () => {
    const stage = await begun(await desk(), EMERGENCY);
    await stage.begin.last.answer(err('nothing_to_release'));
    expect([stage.state, stage.context.notice]).toEqual([
      'showing',
      { fault: 'nothing_to_release', request: 'desk.emergency' },
    ]);
  });
});

describe('a supervisor who is stopped or expires', () => {
  it('loses the desk at once', async () => {
    const stage = await desk();
    stage.send({ type: 'standing.changed' });
    expect(stage.output).toMatchObject({ end: 'left' });
  });

  it('leaves no emergency release half done', async () => {
    const stage = await begun(await desk(), EMERGENCY);
    stage.send({ type: 'standing.changed' });
    expect(stage.state).toBe('releasing');
    await stage.begin.last.answer(ok([RELEASE]));
    stage.send({ type: 'standing.changed' });
    expect([stage.state, stage.asked]).toEqual(['releasing', [RELEASE.slot]]);
  });
});

/** A release that was asked for, proved and held. */
async function begun(stage: DeskMachineStage, wish: DeskEvent): Promise<DeskMachineStage> {
  stage.send(wish, { type: 'desk.prove', pin: '284913' });
  await stage.checkPin.last.answer({ accepted: true });
  return stage.send({ type: 'desk.confirm' });
}
