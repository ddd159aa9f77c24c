// A review of rights at the desk: read sheet by sheet, signed with the PIN once more, or left.
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import type { DeskEvent } from '../../../controller/machines/desk-context.ts';
import type { DeskRequest } from '../../../controller/machines/desk-requests.ts';
import { CHIEF, DeskMachineStage, FIND, FOUND, GATE, NO_PAST, REVIEW } from '../../support/desk-machine-stage.ts';

const LOOK: DeskRequest = { type: 'desk.rights', subject: REVIEW.subject };
const SIGN: DeskRequest = { type: 'desk.sign', text: 'as it should be' };
const PROVE: DeskEvent = { type: 'desk.prove', pin: '246810' };
const leaf = (sheet: number): DeskEvent => ({ type: 'desk.leaf', sheet });

/** A desk that shows the first of two sheets. */
async function reading(): Promise<DeskMachineStage> {
  const stage = (await new DeskMachineStage().opened()).send(LOOK);
  await stage.serve.last.answer(ok(REVIEW));
  return stage;
}

/** A desk that asks for the PIN of whoever signs. */
const signing = async () => (await reading()).send(leaf(2), SIGN);

describe('reading', () => {
  it('passes no sheet over', async () => {
    const stage = await reading();
    expect([0, 2, 3].map((sheet) => stage.can(leaf(sheet)))).toEqual([false, true, false]);
    stage.send(leaf(2));
    expect(stage.context.page).toEqual({ ...REVIEW, sheet: 2, seen: 2 });
    stage.send(leaf(1));
    expect(stage.context.page).toEqual({ ...REVIEW, sheet: 1, seen: 2 });
  });

  it('comes before signing', async () => {
    const stage = await reading();
    expect(stage.can(SIGN)).toBe(false);
    expect(stage.send(leaf(2)).can(SIGN)).toBe(true);
    expect(stage.send(leaf(1)).can(SIGN), 'what was read was read').toBe(true);
  });

  it('is nothing that another page offers', async () => {
    const stage = (await new DeskMachineStage().opened()).send(FIND);
    await stage.serve.last.answer(ok(FOUND));
    expect([stage.can(leaf(1)), stage.can(SIGN)]).toEqual([false, false]);
  });
});

describe('signing', () => {
  it('asks for the PIN, although it was entered for the desk', async () => {
    const stage = await signing();
    expect([stage.state, stage.serve.calls.length]).toEqual(['signing', 1]);
    stage.send(PROVE);
    expect([stage.state, stage.checkPin.last.input]).toEqual(['verifying', { visitor: CHIEF, pin: '246810' }]);
    await stage.checkPin.last.answer({ accepted: true });
    const page = { ...REVIEW, sheet: 2, seen: 2 };
    expect([stage.state, stage.serve.last.input]).toEqual(['serving', { visitor: CHIEF, request: SIGN, page }]);
    await stage.serve.last.answer(ok(page));
    expect([stage.state, stage.context.notice]).toEqual(['showing', { done: 'desk.sign' }]);
  });

  it('signs nothing with a wrong PIN, and asks again', async () => {
    const stage = (await signing()).send(PROVE);
    await stage.checkPin.last.answer({ accepted: false, gate: GATE });
    expect([stage.state, stage.context.pin, stage.serve.calls.length]).toEqual([
      'signing',
      { wrong: true, gate: GATE },
      1,
    ]);
    stage.send({ type: 'desk.now' }, SIGN);
    expect(stage.context.pin.wrong, 'the next time begins anew').toBe(false);
  });

  it('shows the review again when it has changed', async () => {
    const stage = (await signing()).send(PROVE);
    await stage.checkPin.last.answer({ accepted: true });
    await stage.serve.last.answer(err('rights_changed'));
    expect([stage.context.page.kind, stage.context.notice]).toEqual([
      'rights',
      { fault: 'rights_changed', request: 'desk.sign' },
    ]);
  });

  it('is given up by going back, and by nobody touching it', async () => {
    for (const giveUp of [
      async (stage: DeskMachineStage) => void stage.send({ type: 'desk.now' }),
      (stage: DeskMachineStage) => stage.pass(DELAYS.sessionIdle),
    ]) {
      const stage = await signing();
      await giveUp(stage);
      expect([stage.state, stage.context.page.kind, stage.context.request]).toEqual(['showing', 'rights', null]);
      expect(stage.serve.calls.length).toBe(1);
    }
  });

  it.each([
    [{ type: 'desk.leave' }, 'left'],
    [{ type: 'visitor.waits' }, 'replaced'],
    [{ type: 'standing.changed' }, 'left'],
  ] as const)('ends with %j', async (event, end) => {
    expect((await signing()).send(event).output?.end).toBe(end);
  });

  it('ends as a fault when the PIN cannot be checked', async () => {
    const stage = (await signing()).send(PROVE);
    await stage.checkPin.last.fail();
    expect(stage.output?.end).toBe('fault');
  });
});

describe('badges that can be copied', () => {
  it('are counted at the opening, and anew with each page that counts them', async () => {
    const stage = new DeskMachineStage();
    await stage.open.last.answer({ kind: 'open', weak: 3 });
    expect(stage.context.weak).toBe(3);
    stage.send({ type: 'desk.weak_badges' });
    await stage.serve.last.answer(ok({ kind: 'weak', people: [{ person: CHIEF.staff, weak: 1, strong: 0 }] }));
    expect(stage.context.weak).toBe(1);
    stage.send({ type: 'desk.person', person: CHIEF.staff });
    await stage.serve.last.answer(ok({ kind: 'person', person: CHIEF.staff, badges: [], past: NO_PAST, weak: 0 }));
    expect(stage.context.weak).toBe(0);
    stage.send(FIND);
    await stage.serve.last.answer(ok(FOUND));
    expect(stage.context.weak).toBe(0);
  });
});
