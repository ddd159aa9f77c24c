// A cabinet of four kinds of parts: each gives a key out and takes it back, and what only some can tell is told only of those.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mixedHospital } from '../../controller/demo/hospital.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { systemClock } from '../../controller/main.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { openDoor } from '../support/key-24.ts';
import { comeIn, drawKeys, fobCaught, goAway, placed, putBack } from '../support/key-visit.ts';

/** Keys in slots 1–8, 9–16, 17–24 and 25–32. */
const PARTS = ['cu16', 'xor', 'cu48b', 'modbus'] as const;
const PHARMACIST = 'staff-01';
const DISPENSARY = placed('pharmacy-dispensary', 2);
const WARD_PHARMACY = placed('ward-pharmacy', 14);
const LOADING_BAY = placed('loading-bay', 24);
const WASTE = placed('waste-compound', 25);
/** Of the part that reads chips. */
const FREE = 30;
const STRANGER = 'fob-of-another-cabinet';

let cabinet: TestAppliance;
let pharmacist: DemoPerson;
let porter: DemoPerson;

async function start(randomReturn: boolean): Promise<void> {
  const mixed = mixedHospital(systemClock.now(), PARTS);
  if (mixed === null) throw new Error('these parts see every key');
  const { setup } = mixed;
  cabinet = await startTestAppliance({
    pins: [PHARMACIST],
    usualPins: false,
    change: ({ keys }) => ({ ...setup, keys, policy: { ...setup.policy, randomReturn } }),
  });
  pharmacist = personWho(cabinet.people, ({ staff }) => staff === PHARMACIST);
  porter = personWho(cabinet.people, ({ title }) => title === 'Porter');
}

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const alarms = () => cabinet.look().alarms.map(({ kind, slots }) => `${kind} ${slots.join()}`);
const stateOf = (slot: number) => cabinet.look().slots.find(({ number }) => number === slot)?.state;
/** Since the cabinet found its keys at the start. */
const returns = () =>
  entriesOf(cabinet.log(), 'key.returned').flatMap(({ occurrence }) =>
    occurrence.cause === 'recovered' ? [] : [occurrence],
  );

async function takeWaste(): Promise<void> {
  await comeIn(cabinet, porter);
  await drawKeys(cabinet, [WASTE]);
}

describe('with return to any slot', () => {
  beforeEach(() => start(true));

  test.each([
    ['a CU16 and a lock board', () => pharmacist, [DISPENSARY, WARD_PHARMACY], ['presence', 'presence']],
    ['a CU48B and a Modbus board', () => porter, [LOADING_BAY, WASTE], ['presence', 'fob']],
  ] as const)('%s give a key out and take it back, and the log says what that rests on', async (_, who, keys, by) => {
    await comeIn(cabinet, who());
    await drawKeys(cabinet, keys);
    expect(cabinet.look().counts).toMatchObject({ in: 26, out: 2 });
    for (const key of keys) await putBack(cabinet, key);
    await goAway(cabinet);
    expect(cabinet.look().counts).toEqual({ in: 28, out: 0, overdue: 0, faults: 0 });
    expect(alarms()).toEqual([]);
    const taken = entriesOf(cabinet.log(), 'release.taken').map(({ occurrence: { slot, seen } }) => `${slot} ${seen}`);
    expect(taken).toEqual(keys.map(({ slotId }, index) => `${slotId} ${by[index]}`));
    expect(returns().map(({ slot, seen }) => `${slot} ${seen}`)).toEqual(taken);
  });

  test('a key that comes back to another slot is there from now on', async () => {
    await takeWaste();
    expect(await cabinet.act({ type: 'fob.insert', fob: WASTE.fob, slot: FREE })).toBeNull();
    await expect.poll(() => cabinet.custodyOf(WASTE.id)).toMatchObject({ at: 'slot', slot: 'slot-30' });
    await fobCaught(cabinet, FREE);
    await goAway(cabinet);
    expect(returns()).toMatchObject([{ slot: 'slot-30', key: WASTE.id, seen: 'fob' }]);
    expect([stateOf(FREE), alarms()]).toEqual(['in', []]);

    await comeIn(cabinet, porter);
    expect(await cabinet.press({ type: 'key.take', key: WASTE.id })).toBeNull();
    expect(await cabinet.screen('take')).toMatchObject({ slot: FREE, key: { id: WASTE.id } });
  });

  test('a fob that nobody knows is told, and no key is back by it', async () => {
    await takeWaste();
    expect(await cabinet.act({ type: 'fob.insert', fob: STRANGER, slot: WASTE.slot })).toBeNull();
    await expect.poll(alarms).toContain(`fob_unknown ${WASTE.slot}`);
    expect(cabinet.custodyOf(WASTE.id)).toMatchObject({ at: 'person' });
    expect(returns()).toEqual([]);
    expect(entriesOf(cabinet.log(), 'fob.unknown')).toMatchObject([{ occurrence: { slot: 'slot-25' } }]);
  });
});

describe('without it', () => {
  beforeEach(() => start(false));

  test('a key in the wrong slot is called by its number, and so is the slot where it belongs', async () => {
    await takeWaste();
    expect(await cabinet.act({ type: 'fob.insert', fob: WASTE.fob, slot: FREE })).toBeNull();
    expect(await cabinet.screen('wrong-place')).toMatchObject({
      slot: FREE,
      standing: { id: WASTE.id, number: 25 },
      belongs: [{ slot: WASTE.slot, key: { id: WASTE.id } }],
    });
    expect(cabinet.custodyOf(WASTE.id)).toMatchObject({ at: 'person' });
    expect(stateOf(FREE)).toBe('wrong');
  });

  test('the case, the mains and the battery of a board are watched', async () => {
    const board = 'modbus-1';
    const slots = '25,26,27,28,29,30,31,32';
    for (const fault of ['case-open', 'mains-lost', 'battery-low'] as const) {
      expect(await cabinet.act({ type: 'fault.set', fault, board, on: true })).toBeNull();
    }
    await expect
      .poll(() => alarms().toSorted())
      .toEqual([`battery_low ${slots}`, `mains_lost ${slots}`, `tamper ${slots}`]);
    expect(await cabinet.act({ type: 'fault.set', fault: 'case-open', board: 'cu16-1', on: true })).toMatchObject({
      title: 'This board has no such input.',
    });
    await openDoor(cabinet);
  });
});
