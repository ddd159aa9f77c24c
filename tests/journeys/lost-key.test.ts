// Misfortune: a key does not come back and is reported lost. What is to be done is ticked off step by step, outlives a restart,
// shows on the alarm, and ends when the key is found. What was looked up on the way is in the log.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { expectDense } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf } from '../support/key-24.ts';

const KEY = KEY_24.id;
const WHERE = 'left in the laundry van';

let cabinet: TestAppliance;

beforeAll(async () => {
  cabinet = await startTestAppliance();
});

afterAll(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log()), 'what was typed is sealed beside the log').not.toContain(WHERE);
  await cabinet.stop();
});

const lostAlarm = async () => {
  const { open } = await ask(cabinet, { type: 'desk.alarms' }, 'desk-alarms');
  return open.find(({ kind }) => kind === 'key_lost');
};

const timelineOf = async () =>
  ask(cabinet, { type: 'desk.timeline', of: 'key', id: KEY, before: null }, 'desk-timeline');

test('a porter takes the key, and does not bring it back', async () => {
  await openDoor(cabinet);
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
  expect(await cabinet.act({ type: 'door.close' })).toBeNull();
  await cabinet.screen('done');
  await cabinet.screen('idle');
});

test('its page says who has it and how to reach them, and the report opens the pack', async () => {
  await openDesk(cabinet);
  const page = await ask(cabinet, { type: 'desk.key', key: KEY }, 'desk-key');
  const holder = { id: porterOf(cabinet).staff };
  expect(page.key.where).toMatchObject({ at: 'person', person: holder });
  expect(page.reach).toMatch(/^[0-9]+$/);
  expect(page.history.entries.map(({ kind }) => kind)).toContain('release.taken');
  expect(entriesOf(cabinet.log(), 'desk.looked').map(({ occurrence: { what, key } }) => [what, key])).toEqual([
    ['key', KEY],
  ]);
  const pack = await ask(cabinet, { type: 'desk.report_lost', key: KEY, text: WHERE }, 'desk-lost');
  expect(pack).toMatchObject({ progress: { done: 0, of: 6 }, holders: [{ who: holder }], trouble: null });
  const [report] = entriesOf(cabinet.log(), 'key.lost');
  expect(pack.evidence.entries).toContain(report?.seq);
  expect(pack.evidence.size).toBeGreaterThanOrEqual(Number(report?.seq));
  expect(pack.evidence.root).toMatch(/^[0-9a-f]{64}$/);
});

test('a step is ticked once, some with a word of what came of it', async () => {
  const tick = (step: 'security_told' | 'rekey_decided', text: string) =>
    ask(cabinet, { type: 'desk.lost_step', key: KEY, step, text }, 'desk-lost');
  expect(await tick('security_told', '')).toMatchObject({ progress: { done: 1 }, notice: { fault: null } });
  expect(await tick('security_told', '')).toMatchObject({ progress: { done: 1 }, notice: { fault: 'already_done' } });
  expect(await tick('rekey_decided', '')).toMatchObject({ notice: { fault: 'text_required' } });
  const { steps } = await tick('rekey_decided', WHERE);
  const [, , told, , decided] = steps;
  const by = { id: supervisorOf(cabinet).staff };
  expect(told).toMatchObject({ step: 'security_told', done: { by, text: null } });
  expect(decided).toMatchObject({ step: 'rekey_decided', done: { by, text: WHERE } });
  expect(await lostAlarm()).toMatchObject({ search: { done: 2, of: 6 } });
  await leaveDesk(cabinet);
});

test('what was done outlives a restart', async () => {
  await cabinet.halt();
  cabinet = await startTestAppliance({ folder: cabinet.folder });
  await cabinet.screen('idle');
  await openDesk(cabinet);
  const { lost } = await ask(cabinet, { type: 'desk.key', key: KEY }, 'desk-key');
  expect(lost).toEqual({ done: 2, of: 6 });
  expect(await ask(cabinet, { type: 'desk.lost', key: KEY }, 'desk-lost')).toMatchObject({ progress: { done: 2 } });
});

test('the key that is found ends it, and its timeline tells the story', async () => {
  expect(await ask(cabinet, { type: 'desk.report_found', key: KEY }, 'desk-key')).toMatchObject({
    lost: null,
    notice: { command: 'desk.report_found', fault: null },
  });
  const { history } = await timelineOf();
  const kinds = history.entries.map(({ kind }) => kind).filter((kind) => !kind.startsWith('alarm.'));
  expect(kinds.slice(0, 5)).toEqual(['key.found', 'lost.step_done', 'lost.step_done', 'key.lost', 'release.taken']);
  expect(await lostAlarm()).toMatchObject({ gone: expect.any(String) });
  await leaveDesk(cabinet);
});
