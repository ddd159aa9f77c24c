// The controller is killed when the intent is on disk and the frame not yet on the wire: nothing was opened, and the log says so.
import { expect, test } from 'vitest';
import { demoPeople } from '../../controller/demo/hospital-staff.ts';
import { hardwareAlone } from '../support/controller-child.ts';
import { expectAudit, expectDense, storyOf, unlocksOn } from '../support/expectations.ts';
import { KEY_24, porterOf } from '../support/key-24.ts';
import { logOnDisk } from '../support/log-on-disk.ts';

test('the key was not taken, no second intent follows, and it can be taken afresh', async () => {
  const hardware = await hardwareAlone();
  const unlocks = unlocksOn(hardware.simulation.bus);
  const controller = await hardware.controller('dies-before-frame');
  const porter = porterOf({ people: demoPeople() });
  await controller.kiosk.screen('idle');
  controller.tap(porter);
  await controller.kiosk.screen('home');
  void controller.kiosk.send({ type: 'key.take', key: KEY_24.id }).catch(() => null);
  expect(await controller.ended).toBe('SIGKILL');
  expect(unlocks).toEqual([]);
  expect(logOnDisk(hardware.folder)).toEqual({ newest: 'release.intended', openIntents: 1 });

  const cabinet = await hardware.restart();
  expect(cabinet.appliance.data.journal.openIntents()).toEqual([]);
  expectAudit(storyOf(cabinet.log(), KEY_24.slotId), 'release.intended', 'release.not_taken');
  expect(storyOf(cabinet.log(), KEY_24.slotId).at(-1)).toMatchObject({ cause: 'recovered', staff: porter.staff });
  expect(cabinet.log().findLast(({ occurrence }) => occurrence.kind === 'cabinet.started')?.occurrence).toMatchObject({
    openIntents: 1,
  });
  expect(unlocks).toEqual([]);
  expect(cabinet.look().alarms).toEqual([]);

  await cabinet.tap(porter);
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  await cabinet.screen('take');
  expect(unlocks).toHaveLength(1);
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
});
