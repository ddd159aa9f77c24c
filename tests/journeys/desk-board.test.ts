// A supervisor looks around: where every key is, who has it, what is wrong and what was. Nobody else is shown any of it, and what
// was looked up stands in the log.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { after, hours } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { NOW } from '../support/domain-builders.ts';
import { expectDense } from '../support/expectations.ts';
import { KEY_24, porterOf } from '../support/key-24.ts';
import { anyone, comeIn, drawKeys, goAway } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';

/** A colleague of the porter, whose name must never reach a screen that is not that of the desk. */
const OTHER_PORTER = 'staff-32';

let cabinet: TestAppliance;

/** The porter has the loading bay. */
beforeEach(async () => {
  cabinet = await startTestAppliance({ time: new PassingTime(NOW) });
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [KEY_24]);
  await goAway(cabinet);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const porter = () => ({ id: porterOf(cabinet).staff, name: cabinet.nameOf(porterOf(cabinet)) });
const fault = (on: boolean) => cabinet.act({ type: 'fault.set', fault: 'reader-lost', on });
const alarms = () => ask(cabinet, { type: 'desk.alarms' }, 'desk-alarms');
const openAs = (kind: string) => cabinet.look().alarms.some((alarm) => alarm.kind === kind && !alarm.gone);

test('the map tells of every slot what it holds or misses, and with whom that is', async () => {
  await openDesk(cabinet);
  const { slots } = await ask(cabinet, { type: 'desk.map' }, 'desk-map');
  expect(slots.map(({ number }) => number)).toEqual(cabinet.look().slots.map(({ number }) => number));
  expect(slots.find(({ number }) => number === KEY_24.slot)).toMatchObject({
    key: { id: KEY_24.id },
    holder: porter(),
  });
  expect(slots.filter(({ holder }) => holder !== null)).toHaveLength(1);
  expect(slots.filter(({ key }) => key === null).length, 'the free slots').toBe(slots.length - 28);
  await leaveDesk(cabinet);
  expect(JSON.stringify(cabinet.look()), 'the idle screen names nobody').not.toContain(porter().name);
});

test('an alarm is found, acknowledged with a word, and told of once it has ended', async () => {
  await fault(true);
  await expect.poll(() => openAs('reader_lost')).toBe(true);
  await fault(false);
  await expect.poll(() => openAs('reader_lost')).toBe(false);
  await openDesk(cabinet);
  const before = await alarms();
  const found = before.open.find(({ kind }) => kind === 'reader_lost');
  expect([found?.acknowledged, before.ended]).toEqual([null, []]);
  const acknowledge = { type: 'desk.acknowledge', alarm: found?.ref ?? '', text: 'the plug was loose' } as const;
  expect(await ask(cabinet, { ...acknowledge, text: ' ' }, 'desk-alarms')).toMatchObject({
    notice: { fault: 'text_required' },
  });
  expect(await ask(cabinet, acknowledge, 'desk-alarms')).toMatchObject({ notice: { fault: null } });
  const by = { id: supervisorOf(cabinet).staff };
  await expect.poll(async () => (await alarms()).ended).toMatchObject([{ kind: 'reader_lost', acknowledged: { by } }]);
  expect(await ask(cabinet, acknowledge, 'desk-alarms')).toMatchObject({ notice: { fault: 'no_such_alarm' } });
  expect(JSON.stringify(cabinet.log())).not.toContain(acknowledge.text);
});

test('keys and people are found from the first letter, and what was looked up is written down', async () => {
  await openDesk(cabinet);
  const find = (text: string) => ask(cabinet, { type: 'desk.find', text }, 'desk-found');
  for (const text of ['l', 'Loading', 'bay', '24']) {
    await expect.poll(async () => (await find(text)).keys.map(({ id }) => id), { message: text }).toContain(KEY_24.id);
  }
  await expect.poll(async () => (await find('col')).people).toMatchObject([{ ...porter(), holds: 1 }]);
  await expect.poll(async () => (await find('zzz')).text).toBe('zzz');
  expect(cabinet.look().screen).toMatchObject({ keys: [], people: [], more: false });
  expect(await ask(cabinet, { type: 'desk.person', person: porter().id }, 'desk-person')).toMatchObject({
    keys: [{ id: KEY_24.id }],
    yourself: false,
  });
  const looked = entriesOf(cabinet.log(), 'desk.looked').map(({ occurrence }) => occurrence);
  expect(looked.map(({ what, person }) => [what, person])).toEqual([
    ['found', null],
    ['person', porter().id],
  ]);
});

test('who and what is asked of another hour, a loan is made longer, and the timeline tells of it', async () => {
  await openDesk(cabinet);
  const at = new Date(after(NOW, hours(1))).toISOString();
  const who = await ask(cabinet, { type: 'desk.who_could_take', key: KEY_24.id, at }, 'desk-who');
  expect(who).toMatchObject({ key: { id: KEY_24.id }, at });
  const what = await ask(cabinet, { type: 'desk.what_could_take', person: OTHER_PORTER, at }, 'desk-what');
  expect(what.may.map(({ id }) => id)).toContain('waste-compound');
  expect(what.mayNot.find(({ key }) => key.id === 'master')?.why).not.toEqual([]);

  const extend = (offset: number) => {
    const until = new Date(after(NOW, hours(offset))).toISOString();
    return ask(cabinet, { type: 'desk.extend', key: KEY_24.id, until, text: 'a late delivery' }, 'desk-key');
  };
  await ask(cabinet, { type: 'desk.key', key: KEY_24.id }, 'desk-key');
  expect(await extend(1)).toMatchObject({ notice: { fault: 'not_later' } });
  const longer = await extend(10);
  expect(longer).toMatchObject({ notice: { fault: null }, key: { where: { at: 'person', person: porter() } } });
  const timeline = { type: 'desk.timeline', of: 'key', id: KEY_24.id, before: null } as const;
  const { history } = await ask(cabinet, timeline, 'desk-timeline');
  expect(history.entries.slice(0, 2).map(({ kind }) => kind)).toEqual(['key.extended', 'release.taken']);
});

test('nobody but a supervisor is shown any of it', async () => {
  const commands = [{ type: 'desk.map' }, { type: 'desk.alarms' }, { type: 'desk.find', text: 'l' }] as const;
  await comeIn(cabinet, anyone(cabinet, OTHER_PORTER));
  const refused = async () => {
    for (const command of commands) expect(await cabinet.press(command)).toMatchObject({ code: 'not_offered' });
  };
  await refused();
  expect(await ask(cabinet, { type: 'desk.open' }, 'desk-refused')).toMatchObject({ code: 'not_a_supervisor' });
  await refused();
  expect(JSON.stringify(cabinet.look())).not.toContain(porter().name);
  expect(entriesOf(cabinet.log(), 'desk.opened')).toEqual([]);
});
