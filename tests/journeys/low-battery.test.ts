// The mains fail and the battery runs down, by a board that has inputs for both: releases stop and say why, keys come back, and
// with either of the two well again releases go on.
import { expect, onTestFinished, test } from 'vitest';
import { mixedHospital } from '../../controller/demo/hospital.ts';
import { capabilitiesOf } from '../../controller/domain/board.ts';
import { systemClock } from '../../controller/main.ts';
import { entriesOf, personWho, startTestAppliance } from '../support/appliance.ts';
import { openDoor } from '../support/key-24.ts';
import { comeIn, drawKeys, placed, putBack } from '../support/key-visit.ts';

const WASTE = placed('waste-compound', 25);
const LOADING_BAY = placed('loading-bay', 24);

test('on the last of the battery keys come back and none goes out', async () => {
  const mixed = mixedHospital(systemClock.now(), ['cu16', 'xor', 'cu48b', 'modbus']);
  if (mixed === null) throw new Error('these parts see every key');
  const { setup } = mixed;
  const board = setup.boards.find((one) => capabilitiesOf(one).power)?.id ?? 'none';
  const cabinet = await startTestAppliance({ usualPins: false, change: ({ keys }) => ({ ...setup, keys }) });
  onTestFinished(async () => {
    expect(cabinet.fatal).toEqual([]);
    await cabinet.stop();
  });
  const fault = async (what: 'mains-lost' | 'battery-low', on: boolean) =>
    expect(await cabinet.act({ type: 'fault.set', fault: what, board, on })).toBeNull();
  const intents = () => entriesOf(cabinet.log(), 'release.intended').length;
  const offered = () => {
    const { screen } = cabinet.look();
    const offer = screen.name === 'home' ? screen.offers.find(({ id }) => id === LOADING_BAY.id) : undefined;
    return offer?.refusals.map(({ code }) => code);
  };

  await openDoor(cabinet);
  await comeIn(
    cabinet,
    personWho(cabinet.people, ({ title }) => title === 'Porter'),
  );
  await drawKeys(cabinet, [WASTE]);
  await cabinet.press({ type: 'screen.back' });
  await cabinet.screen('home');
  await fault('mains-lost', true);
  await cabinet.until(({ alarms }) => alarms.some(({ kind }) => kind === 'mains_lost'), 'the mains');
  expect([cabinet.look().service, offered()]).toEqual(['full', []]);

  await fault('battery-low', true);
  await cabinet.until(({ service }) => service === 'returns_only', 'returns only');
  expect(offered()).toEqual(['on_battery']);
  expect(await cabinet.press({ type: 'key.take', key: LOADING_BAY.id })).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'on_battery' }]);
  expect(intents()).toBe(1);
  expect(entriesOf(cabinet.log(), 'access.refused').at(-1)?.occurrence).toMatchObject({ reasons: ['on_battery'] });
  await putBack(cabinet, WASTE);
  expect(cabinet.custodyOf(WASTE.id)).toMatchObject({ at: 'slot' });

  await fault('mains-lost', false);
  await cabinet.until(({ service }) => service === 'full', 'releases again');
});
