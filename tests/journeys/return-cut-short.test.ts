// Misfortune: a key of controlled drugs is back, the screen waits for a colleague to stand by, and the controller dies or is
// stopped. At the next start the log says that nobody did; who has stood by is not said to be missing.
import { expect, test } from 'vitest';
import { demoPeople } from '../../controller/demo/hospital-staff.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { hardwareAlone } from '../support/controller-child.ts';
import { DRUG_KEY, insertDrugKey, NURSE, NURSE_IN_CHARGE, personOf, signIn, takeDrugKey } from '../support/drug-key.ts';
import { expectDense } from '../support/expectations.ts';

const nurse = personOf({ people: demoPeople() }, NURSE);
const colleague = personOf({ people: demoPeople() }, NURSE_IN_CHARGE);

const unwitnessed = (cabinet: TestAppliance) => entriesOf(cabinet.log(), 'return.unwitnessed');

/** Takes the key and puts it back, until somebody must stand by. */
async function returned(): Promise<TestAppliance> {
  const cabinet = await startTestAppliance();
  await signIn(cabinet, nurse);
  await takeDrugKey(cabinet, colleague);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.return', key: DRUG_KEY.id })).toBeNull();
  await cabinet.screen('return');
  await insertDrugKey(cabinet);
  expect(await cabinet.screen('witness')).toMatchObject({ purpose: 'return' });
  return cabinet;
}

function expectSaidOnce(cabinet: TestAppliance): void {
  const [back] = entriesOf(cabinet.log(), 'key.returned').slice(-1);
  const said = unwitnessed(cabinet);
  expect(said.map(({ occurrence }) => occurrence)).toEqual([
    {
      kind: 'return.unwitnessed',
      session: back?.occurrence.during?.session,
      staff: nurse.staff,
      key: DRUG_KEY.id,
    },
  ]);
  const starts = entriesOf(cabinet.log(), 'cabinet.started');
  expect(said[0]?.seq, 'before anybody comes').toBe((starts[1]?.seq ?? 0) + 1);
  expectDense(cabinet.log());
  expect(cabinet.fatal).toEqual([]);
}

test('killed while the return waits for its witness: the next start says that nobody stood by', async () => {
  const hardware = await hardwareAlone();
  const controller = await hardware.controller();
  const { kiosk } = controller;
  const hand = (action: Parameters<typeof hardware.simulation.act>[0]) =>
    expect(hardware.simulation.act(action)).toBeNull();
  await kiosk.screen('idle');
  hand({ type: 'door.open' });
  await kiosk.until(({ door }) => door === 'open');
  controller.tap(nurse);
  await kiosk.screen('pin');
  expect(await kiosk.send({ type: 'pin.enter', pin: nurse.pin ?? '' })).toBeNull();
  await kiosk.screen('home');
  expect(await kiosk.send({ type: 'key.take', key: DRUG_KEY.id })).toBeNull();
  await kiosk.screen('witness');
  controller.tap(colleague);
  await kiosk.screen('take');
  hand({ type: 'fob.pull', slot: DRUG_KEY.slot });
  await kiosk.screen('close-door');
  expect(await kiosk.send({ type: 'screen.back' })).toBeNull();
  await kiosk.screen('home');
  hand({ type: 'fob.insert', fob: DRUG_KEY.fob, slot: DRUG_KEY.slot });
  expect(await kiosk.screen('witness')).toMatchObject({ purpose: 'return' });
  controller.kill();
  expect(await controller.ended).toBe('SIGKILL');

  expectSaidOnce(await hardware.restart());
});

test('stopped in good order while it waits: the same, and no start after that says it again', async () => {
  const cabinet = await returned();
  await cabinet.halt();
  const second = await startTestAppliance({ folder: cabinet.folder });
  expectSaidOnce(second);
  await second.halt();
  const third = await startTestAppliance({ folder: cabinet.folder });
  expectSaidOnce(third);
  await third.stop();
});

test('stopped after a colleague has stood by: nothing is missing', async () => {
  const cabinet = await returned();
  await cabinet.tap(colleague);
  await cabinet.screen('close-door');
  await cabinet.halt();
  const again = await startTestAppliance({ folder: cabinet.folder });
  await again.screen('idle');
  expect(unwitnessed(again)).toEqual([]);
  expect(entriesOf(again.log(), 'return.witnessed')).toHaveLength(1);
  expect(again.fatal).toEqual([]);
  await again.stop();
});
