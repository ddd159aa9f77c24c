// The controller is killed when the unlock frame is on the wire: the bolt moves with nobody watching. The restart asks the sensors
// and moves no bolt.
import { expect, test, vi } from 'vitest';
import type { SimulationAction } from '../../controller/contract/simulation.ts';
import { demoPeople } from '../../controller/demo/hospital-staff.ts';
import { isOutcome } from '../../controller/domain/occurrence.ts';
import type { TestAppliance } from '../support/appliance.ts';
import { type CabinetHardware, hardwareAlone } from '../support/controller-child.ts';
import { expectAudit, expectDense, expectReleased, storyOf, unlocksOn } from '../support/expectations.ts';
import { KEY_24, porterOf, seen24 } from '../support/key-24.ts';
import { logOnDisk } from '../support/log-on-disk.ts';
import { standing } from '../support/standing-alarms.ts';

const PATIENCE = 10_000;
const porter = porterOf({ people: demoPeople() });

/** From the intent to its outcome in the log: the restart itself, and then no more than this, in milliseconds. */
const SETTLED_AFTER_START = 5000;

async function killedAtFrame() {
  const hardware = await hardwareAlone();
  const controller = await hardware.controller();
  const unlocks = unlocksOn(hardware.simulation.bus, () => controller.kill());
  await controller.kiosk.screen('idle');
  hand(hardware, { type: 'door.open' });
  await vi.waitUntil(() => controller.kiosk.picture.door === 'open', PATIENCE);
  controller.tap(porter);
  await controller.kiosk.screen('home');
  void controller.kiosk.send({ type: 'key.take', key: KEY_24.id }).catch(() => null);
  expect(await controller.ended).toBe('SIGKILL');
  expect(unlocks).toHaveLength(1);
  expect(slotOf(hardware)).toMatchObject({ bolt: 'unlocked' });
  expect(logOnDisk(hardware.folder)).toEqual({ newest: 'release.intended', openIntents: 1 });
  return { hardware, unlocks };
}

function hand({ simulation }: CabinetHardware, action: SimulationAction): void {
  expect(simulation.act(action)).toBeNull();
}

function slotOf({ simulation }: CabinetHardware) {
  return simulation.view().slots.find(({ number }) => number === KEY_24.slot);
}

function expectSettled(cabinet: TestAppliance): void {
  const log = cabinet.log();
  const started = log.findLast(({ occurrence }) => occurrence.kind === 'cabinet.started');
  const settled = log.findLast(({ occurrence }) => isOutcome(occurrence));
  expect(settled?.boot).toBe(started?.boot);
  expect((settled?.mono ?? Number.NaN) - (started?.mono ?? 0)).toBeLessThan(SETTLED_AFTER_START);
  expect(cabinet.appliance.data.journal.openIntents()).toEqual([]);
  expect(cabinet.fatal).toEqual([]);
  expectDense(log);
}

test('drawn while nobody watched: it is with the person who chose it', async () => {
  const { hardware, unlocks } = await killedAtFrame();
  hand(hardware, { type: 'fob.pull', slot: KEY_24.slot });
  const cabinet = await hardware.restart();
  expectReleased(cabinet.log(), unlocks, { slot: KEY_24.slotId, key: KEY_24.id, staff: porter.staff });
  expectAudit(storyOf(cabinet.log(), KEY_24.slotId), 'release.intended', 'release.taken');
  expect(storyOf(cabinet.log(), KEY_24.slotId).at(-1)).toMatchObject({ cause: 'recovered' });
  expect(cabinet.look().alarms).toEqual([]);
  expectSettled(cabinet);

  await cabinet.tap(porter);
  expect((await cabinet.screen('home')).have).toMatchObject([{ id: KEY_24.id }]);
});

test('left standing in the open slot: not taken, and a warning until it is pushed home', async () => {
  const { hardware, unlocks } = await killedAtFrame();
  const cabinet = await hardware.restart();
  const story = () => storyOf(cabinet.log(), KEY_24.slotId);
  expectAudit(story(), 'release.intended', 'release.not_taken', 'slot.left_unlocked');
  expect(story()[1]).toMatchObject({ cause: 'recovered', staff: porter.staff });
  expect(seen24(cabinet)).toMatchObject({ slot: 'push', alarms: ['warning: slot_left_unlocked'] });
  expectSettled(cabinet);

  hand(hardware, { type: 'fob.push', slot: KEY_24.slot });
  await cabinet.until(({ alarms }) => alarms.length === 0, 'the end of the warning');
  expectAudit(story(), 'release.intended', 'release.not_taken', 'slot.left_unlocked', 'slot.relocked');
  expect(unlocks).toHaveLength(1);
});

test('drawn after the restart from the slot that stood open: nobody is said to have taken it', async () => {
  const { hardware, unlocks } = await killedAtFrame();
  const cabinet = await hardware.restart();
  const story = () => storyOf(cabinet.log(), KEY_24.slotId);
  hand(hardware, { type: 'fob.pull', slot: KEY_24.slot });
  await cabinet.until(({ alarms }) => alarms.some(({ kind }) => kind === 'key_removed'), 'the alarm');
  expectAudit(story(), 'release.intended', 'release.not_taken', 'slot.left_unlocked', 'key.removed');
  expect(story().at(-1)).toMatchObject({ during: null });
  expectSettled(cabinet);
  expect(unlocks).toHaveLength(1);
});

test('its board is silent at the restart: unknown within seconds, and settled by the sensors when it is back', async () => {
  const { hardware, unlocks } = await killedAtFrame();
  hand(hardware, { type: 'fault.set', fault: 'board-silent', board: KEY_24.board, on: true });
  hand(hardware, { type: 'fob.pull', slot: KEY_24.slot });
  const cabinet = await hardware.restart();
  const story = () => storyOf(cabinet.log(), KEY_24.slotId);
  expectAudit(story(), 'release.intended', 'release.unknown');
  expectSettled(cabinet);
  expect(seen24(cabinet).alarms).toEqual(expect.arrayContaining(['alarm: outcome_unknown', 'alarm: board_lost']));
  await cabinet.tap(porter);
  await cabinet.screen('home');
  expect(seen24(cabinet).refusals).toEqual(['key_in_doubt', 'slot_silent']);

  hand(hardware, { type: 'fault.set', fault: 'board-silent', board: KEY_24.board, on: false });
  await cabinet.until((picture) => standing(picture).length === 0, 'the end of the doubt');
  expectAudit(story(), 'release.intended', 'release.unknown', 'release.taken');
  expect(story().at(-1)).toMatchObject({ cause: 'recovered', staff: porter.staff });
  expectReleased(cabinet.log(), unlocks, { slot: KEY_24.slotId, key: KEY_24.id, staff: porter.staff });
});
