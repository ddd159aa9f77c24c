// A whole cabinet in any hands: badges, presses, doors and fobs in any order, and time that leaps between them. Whatever comes, it
// goes on, writes all of it down, opens nothing without an intent, and knows of each key whether it is in its slot.
import { expect, onTestFinished, test } from 'vitest';
import { demoKeys } from '../../controller/demo/hospital-keys.ts';
import { instant, minutes } from '../../controller/domain/time.ts';
import { settle, stepsOf, takeStep } from '../support/any-hands.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { NURSE_IN_CHARGE } from '../support/drug-key.ts';
import { expectDense, unlocksOn } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, simulationOf } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';

const BEGIN = instant(Date.UTC(2026, 9, 12, 8));
const STEPS = 100;
const PATIENCE = 120_000;
/** By then whoever waits has been served, and whoever was served has been forgotten. */
const MINUTES_OF_QUIET = 60;

test.each([1, 2])(
  'whatever comes, in any order: number %i',
  async (seed) => {
    const time = new PassingTime(BEGIN);
    const cabinet = await startTestAppliance({ time, pins: [NURSE_IN_CHARGE] });
    onTestFinished(() => cabinet.stop());
    const unlocks = unlocksOn(simulationOf(cabinet).bus);
    await openDoor(cabinet);
    await chooseKey24(cabinet);
    await cabinet.screen('take');
    expect(await cabinet.act({ type: 'fob.pull', slot: KEY_24.slot })).toBeNull();
    await cabinet.screen('close-door');
    for (const step of stepsOf(seed, STEPS)) await takeStep(cabinet, time, step);
    for (let quiet = 0; quiet < MINUTES_OF_QUIET && cabinet.look().session !== null; quiet += 1) {
      await time.pass(minutes(1));
      await settle(cabinet);
    }
    expect(cabinet.look().session, 'nobody is at the screen for ever').toBeNull();
    expect(cabinet.fatal).toEqual([]);

    const log = cabinet.log();
    expectDense(log);
    expect(entriesOf(log, 'session.began').length).toBe(entriesOf(log, 'session.ended').length);
    expect(entriesOf(log, 'session.ended').filter(({ occurrence: { cause } }) => cause === 'fault')).toEqual([]);
    expect(entriesOf(log, 'event.unexpected')).toEqual([]);
    expect(entriesOf(log, 'release.unknown')).toEqual([]);
    expect(unlocks.length).toBeLessThanOrEqual(entriesOf(log, 'release.intended').length);

    await putAllBack(cabinet);
    const stands = demoKeys().map(({ id, number }) => [id, holdsFob(cabinet, number)]);
    const known = () => demoKeys().map(({ id }) => [id, cabinet.custodyOf(id)?.at === 'slot']);
    await expect.poll(known, { message: 'where the log says that the keys are' }).toEqual(stands);
  },
  PATIENCE,
);

/** Every fob that somebody has in hand goes into its own slot, unless another stands there. */
async function putAllBack(cabinet: TestAppliance): Promise<void> {
  await cabinet.act({ type: 'door.open' });
  for (const { id, number } of simulationOf(cabinet).view().hand) {
    if (!holdsFob(cabinet, number)) expect(await cabinet.act({ type: 'fob.insert', fob: id, slot: number })).toBeNull();
  }
}

function holdsFob(cabinet: TestAppliance, slot: number): boolean {
  return simulationOf(cabinet)
    .view()
    .slots.some(({ number, fob }) => number === slot && fob !== null);
}
