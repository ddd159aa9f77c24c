// Misfortune: a key is torn out, and the power fails before anybody has seen the alarm. It is still there after the restart, is
// recorded once, and is closed only when a supervisor has acknowledged it and the key is back.
import { expect, test } from 'vitest';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { alarmsOf, expectDense } from '../support/expectations.ts';
import { openDoor } from '../support/key-24.ts';
import { standing } from '../support/standing-alarms.ts';

const TORN = { slot: 9, fob: 'fob-09' };

/** The alarms of the torn key in the log: others may come and go as the cabinet stops and starts. */
const story = (cabinet: TestAppliance) => alarmsOf(cabinet.log()).filter((change) => change.startsWith('key_removed'));
const shown = (cabinet: TestAppliance) => cabinet.look().alarms.find(({ kind }) => kind === 'key_removed');

test('a torn key is an alarm over a restart, until it was acknowledged and is back', async () => {
  const before = await startTestAppliance();
  await openDoor(before);
  expect(await before.act({ type: 'fob.force', slot: TORN.slot })).toBeNull();
  await before.until((picture) => standing(picture).length > 0, 'the alarm');
  const noticed = shown(before);
  expect(noticed).toMatchObject({ severity: 'alarm', slots: [TORN.slot], acknowledged: false, gone: false });
  await before.halt();

  const cabinet = await startTestAppliance({ folder: before.folder });
  await cabinet.screen('idle');
  expect(shown(cabinet)).toEqual(noticed);
  expect(story(cabinet)).toEqual(['key_removed raised']);

  await openDesk(cabinet);
  const { alarms } = await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  const alarm = alarms.find(({ kind }) => kind === 'key_removed')?.ref ?? '';
  const silent = await ask(cabinet, { type: 'desk.acknowledge', alarm, text: '' }, 'desk-now');
  expect(silent.notice).toMatchObject({ fault: 'text_required' });
  const done = await ask(cabinet, { type: 'desk.acknowledge', alarm, text: 'seen, looking for it' }, 'desk-now');
  const { staff } = supervisorOf(cabinet);
  expect(done.alarms.find(({ ref }) => ref === alarm)?.acknowledged).toMatchObject({ by: { id: staff } });
  expect(shown(cabinet)).toMatchObject({ acknowledged: true, gone: false });
  await leaveDesk(cabinet);

  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.insert', fob: TORN.fob, slot: TORN.slot })).toBeNull();
  await cabinet.until(({ alarms: open }) => open.every(({ kind }) => kind !== 'key_removed'), 'the end of the alarm');
  expect(story(cabinet)).toEqual(['raised', 'acknowledged', 'gone', 'closed'].map((change) => `key_removed ${change}`));
  expectDense(cabinet.log());
  expect([before.fatal, cabinet.fatal]).toEqual([[], []]);
  await cabinet.stop();
});
