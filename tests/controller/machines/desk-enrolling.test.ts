// A badge for somebody who stands at the desk: it is waited for, handed to the effect with its request, and nothing else is.
import { expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import { DELAYS } from '../../../controller/machines/delays.ts';
import { DeskMachineStage, ENROL, FIND, FOUND, HELD, NURSE, OFFERED } from '../../support/desk-machine-stage.ts';

const PERSON = { ...FOUND, text: 'the page of the person' };

async function atPerson(): Promise<DeskMachineStage> {
  const stage = await new DeskMachineStage().opened();
  stage.send(FIND);
  await stage.serve.last.answer(ok(FOUND));
  return stage;
}

it('the badge that is held to the reader is served with the request', async () => {
  const stage = (await atPerson()).send(ENROL);
  expect([stage.state, stage.serve.calls.length]).toEqual(['tapping', 1]);
  stage.send(OFFERED);
  expect(stage.serve.last.input.request).toEqual({ type: 'desk.enrol_badge', person: NURSE, held: HELD });
  await stage.serve.last.answer(ok(PERSON));
  expect([stage.state, stage.context.page, stage.context.notice]).toEqual([
    'showing',
    PERSON,
    { done: 'desk.enrol_badge' },
  ]);
});

it('says why a badge was not taken, on the page from which it was asked', async () => {
  const stage = (await atPerson()).send(ENROL, OFFERED);
  await stage.serve.last.answer(err('badge_of_another'));
  expect([stage.context.page, stage.context.notice]).toEqual([
    FOUND,
    { fault: 'badge_of_another', request: 'desk.enrol_badge' },
  ]);
});

it('a badge that nobody asked for changes nothing', async () => {
  const stage = (await atPerson()).send(OFFERED);
  expect([stage.state, stage.serve.calls.length]).toEqual(['showing', 1]);
});

it('waits so long and no longer', async () => {
  const stage = (await atPerson()).send(ENROL);
  await stage.pass(DELAYS.enrolWindow);
  expect([stage.state, stage.context.page, stage.context.request]).toEqual(['showing', FOUND, null]);
  expect(stage.context.notice).toEqual({ fault: 'no_badge', request: 'desk.enrol_badge' });
  stage.send(OFFERED);
  expect(stage.serve.calls).toHaveLength(1);
});

it.each([
  [{ type: 'desk.now' }, 'showing', null],
  [{ type: 'visitor.waits' }, 'showing', { fault: 'badge_of_another', request: 'desk.enrol_badge' }],
  [{ type: 'desk.leave' }, 'ended', null],
  [{ type: 'standing.changed' }, 'ended', null],
] as const)('%j ends the wait, and no badge is taken afterwards', async (event, state, notice) => {
  const stage = (await atPerson()).send(ENROL, event, OFFERED);
  expect([stage.state, stage.context.notice, stage.serve.calls.length]).toEqual([state, notice, 1]);
});

it('the lists of the first page are leafed, also beyond their end', async () => {
  const stage = await new DeskMachineStage().opened();
  expect(stage.can({ type: 'desk.leaf', sheet: 2 })).toBe(true);
  stage.send({ type: 'desk.leaf', sheet: 2 });
  expect(stage.context.page).toEqual({ kind: 'now', sheet: 2 });
  stage.send({ type: 'desk.now' });
  expect(stage.context.page).toEqual({ kind: 'now' });
});
