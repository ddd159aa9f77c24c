// Misfortune: somebody must be stopped who has a key in hand. One action blocks them and calls it back; it can still be returned.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { expectDense } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf } from '../support/key-24.ts';

let cabinet: TestAppliance;

beforeAll(async () => {
  cabinet = await startTestAppliance();
});

afterAll(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const kinds = () => cabinet.log().map(({ occurrence }) => occurrence.kind);
const recall = () => cabinet.look().alarms.find(({ kind }) => kind === 'recall');

async function signOut(): Promise<void> {
  await cabinet.act({ type: 'door.close' });
  await cabinet.screen('done');
  await cabinet.press({ type: 'session.end' });
  await cabinet.screen('idle');
}

test('the supervisor sees who has the key, and suspends them', async () => {
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  await openDoor(cabinet);
  await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot });
  await cabinet.screen('close-door');
  await signOut();

  await openDesk(cabinet);
  const { staff } = porterOf(cabinet);
  const found = await ask(cabinet, { type: 'desk.find', text: '24' }, 'desk-found');
  expect(found.keys).toMatchObject([{ id: KEY_24.id, where: { at: 'person', person: { id: staff } } }]);
  expect(await ask(cabinet, { type: 'desk.person', person: staff }, 'desk-person')).toMatchObject({
    person: { standing: 'active', holds: 1 },
  });
  const text = 'left the house in anger';
  const suspend = { type: 'desk.suspend', person: staff, silent: false, text } as const;
  expect(await ask(cabinet, suspend, 'desk-person')).toMatchObject({
    notice: { command: 'desk.suspend', fault: null },
    person: { standing: 'suspended_here' },
    keys: [{ id: KEY_24.id }],
  });
  expect(await ask(cabinet, suspend, 'desk-person')).toMatchObject({ notice: { fault: 'already_suspended' } });
  expect(recall()).toMatchObject({ severity: 'alarm', gone: false });
  await leaveDesk(cabinet);
  expect(JSON.stringify(cabinet.look())).not.toContain('Colvane');
  expect(JSON.stringify(cabinet.log())).not.toContain(text);
  expect(kinds()).toContain('desk.opened');
});

test('the person brings it back and can take nothing', async () => {
  await cabinet.tap(porterOf(cabinet));
  const { have } = await cabinet.screen('home');
  expect(have).toMatchObject([{ id: KEY_24.id }]);
  await openDoor(cabinet);
  await cabinet.act({ type: 'fob.insert', fob: KEY_24.fob, slot: KEY_24.slot });
  await cabinet.screen('close-door');
  await signOut();
  expect(recall()).toMatchObject({ gone: true });
  await cabinet.tap(porterOf(cabinet));
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'staff_suspended' }]);
  await cabinet.press({ type: 'session.end' });
  await cabinet.screen('idle');
});

test('the alarm ends when somebody has looked at it, and the person is let in again', async () => {
  await openDesk(cabinet);
  const now = await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  const open = now.alarms.find(({ kind }) => kind === 'recall');
  const alarm = open?.ref ?? '';
  expect(await ask(cabinet, { type: 'desk.acknowledge', alarm, text: ' ' }, 'desk-now')).toMatchObject({
    notice: { fault: 'text_required' },
  });
  expect(await ask(cabinet, { type: 'desk.acknowledge', alarm, text: 'key is back' }, 'desk-now')).toMatchObject({
    notice: { fault: null },
  });
  await cabinet.until(({ alarms }) => alarms.every(({ kind }) => kind !== 'recall'), 'the end of the recall');
  const { staff } = porterOf(cabinet);
  await ask(cabinet, { type: 'desk.reinstate', person: staff, text: '' }, 'desk-now');
  await leaveDesk(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');

  const story = kinds().filter((kind) => /^(?:staff|alarm|desk\.opened|key\.returned)/.test(kind));
  expect(story.slice(story.indexOf('desk.opened'))).toEqual([
    'desk.opened',
    'staff.suspended',
    'alarm.raised',
    'key.returned',
    'alarm.gone',
    'desk.opened',
    'alarm.acknowledged',
    'alarm.closed',
    'staff.reinstated',
  ]);
  expect(cabinet.log().findLast(({ occurrence }) => occurrence.kind === 'alarm.acknowledged')).toMatchObject({
    occurrence: { staff: supervisorOf(cabinet).staff },
  });
  expectDense(cabinet.log());
});

test('a key that comes back unseen, while its board is silent, ends the recall as well', async () => {
  await openDoor(cabinet);
  await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot });
  await cabinet.screen('close-door');
  await signOut();
  await openDesk(cabinet);
  const person = porterOf(cabinet).staff;
  await ask(cabinet, { type: 'desk.suspend', person, silent: false, text: 'once more' }, 'desk-now');
  await leaveDesk(cabinet);
  expect(recall()).toMatchObject({ gone: false });

  const silence = (on: boolean) => cabinet.act({ type: 'fault.set', fault: 'board-silent', board: KEY_24.board, on });
  await silence(true);
  await cabinet.until(({ alarms }) => alarms.some(({ kind }) => kind === 'board_lost'), 'the silence');
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.insert', fob: KEY_24.fob, slot: KEY_24.slot })).toBeNull();
  expect(recall()).toMatchObject({ gone: false });
  await silence(false);
  await cabinet.until(
    ({ alarms }) => alarms.some(({ kind, gone }) => kind === 'recall' && gone),
    'the end of the recall',
  );
});
