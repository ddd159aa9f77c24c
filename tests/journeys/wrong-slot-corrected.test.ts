// A fob goes into the wrong slot, a free one, and the screen says where it belongs. It is drawn again and put right; all the
// while its holder stays answerable, and the log tells the way without a gap.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { alarmsOf, expectAudit, expectDense, storyOf, unlocksOn } from '../support/expectations.ts';
import { openDoor, simulationOf } from '../support/key-24.ts';

const KEY = { id: 'lift-east', number: 22, slot: 22, slotId: 'slot-22', fob: 'fob-22' };
const SECOND = { id: 'loading-bay', number: 24, slot: 24, slotId: 'slot-24', fob: 'fob-24' };
/** Slots in which nothing belongs. */
const WRONG = { slot: 31, slotId: 'slot-31' };
const WRONG_TOO = { slot: 29, slotId: 'slot-29' };

let cabinet: TestAppliance;
let engineer: DemoPerson;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  cabinet = await startTestAppliance();
  engineer = personWho(cabinet.people, ({ title }) => title === 'Estates engineer');
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  await cabinet.tap(engineer);
  await cabinet.screen('home');
  await openDoor(cabinet);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const stateOf = (slot: number) => cabinet.look().slots.find(({ number }) => number === slot)?.state;
const insert = (fob: string, slot: number) => cabinet.act({ type: 'fob.insert', fob, slot });
const pull = (slot: number) => cabinet.act({ type: 'fob.pull', slot });
const withEngineer = () => ({ at: 'person', staff: engineer.staff });
/** Which slots the frames on the wire opened, by board and position: slot 17 is the first of the second board. */
const opened = () => unlocks.map(({ bytes: [, address = 0] }) => (address >> 4) * 16 + (address & 15) + 1);

async function take(...keys: readonly (typeof KEY)[]): Promise<void> {
  expect(await cabinet.press({ type: 'key.take_many', keys: keys.map(({ id }) => id) })).toBeNull();
  for (const { slot } of keys) {
    await cabinet.until(({ screen }) => screen.name === 'take' && screen.slot === slot, `slot ${slot}`);
    expect(await pull(slot)).toBeNull();
  }
  await cabinet.screen('close-door');
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
}

/** Opens the wrong slot again from the page that shows it, and draws what stands there. */
async function drawFrom({ slot }: typeof WRONG): Promise<void> {
  expect(await cabinet.press({ type: 'slot.reopen', slot })).toBeNull();
  expect(await cabinet.screen('take')).toMatchObject({ slot, key: null });
  expect(await pull(slot)).toBeNull();
  await cabinet.screen('home');
  expect(stateOf(slot)).toBe('free');
}

test('instead of into 22: it is shown where it belongs, drawn again and put right', async () => {
  await take(KEY);
  const out = cabinet.custodyOf(KEY.id);
  expect(out).toMatchObject(withEngineer());
  expect(await cabinet.press({ type: 'key.return', key: KEY.id })).toBeNull();
  expect(await cabinet.screen('return')).toMatchObject({ slot: KEY.slot });
  expect(await insert(KEY.fob, WRONG.slot)).toBeNull();
  expect(await cabinet.screen('wrong-place')).toMatchObject({
    slot: WRONG.slot,
    belongs: [{ slot: KEY.slot, key: { number: KEY.number } }],
    refusals: [],
  });
  expect([stateOf(WRONG.slot), stateOf(KEY.slot)]).toEqual(['wrong', 'put']);
  expect(cabinet.look().alarms).toMatchObject([{ kind: 'slot_misfilled', severity: 'warning', slots: [WRONG.slot] }]);
  expect(cabinet.custodyOf(KEY.id), 'what stands elsewhere is not returned').toEqual(out);

  await drawFrom(WRONG);
  expect(cabinet.look().alarms).toEqual([]);
  expect(cabinet.custodyOf(KEY.id)).toEqual(out);
  expect(await insert(KEY.fob, KEY.slot)).toBeNull();
  expect((await cabinet.screen('close-door')).returned).toMatchObject([{ id: KEY.id }]);
  expect(await cabinet.act({ type: 'door.close' })).toBeNull();
  await cabinet.screen('done');
  expect(cabinet.custodyOf(KEY.id)).toMatchObject({ at: 'slot', slot: KEY.slotId });
  expect(cabinet.look().counts).toEqual({ in: 28, out: 0, overdue: 0, faults: 0 });

  const log = cabinet.log();
  expectAudit(storyOf(log, WRONG.slotId), 'slot.misfilled', 'release.intended', 'release.taken');
  expectAudit(storyOf(log, KEY.slotId), 'release.intended', 'release.taken', 'key.returned');
  const [misfilled, , drawn] = storyOf(log, WRONG.slotId);
  expect(misfilled).toMatchObject({ key: null, fob: null, during: { staff: engineer.staff } });
  expect(drawn).toMatchObject({ purpose: 'reopen', key: null, staff: engineer.staff, cause: 'sensor' });
  expect(storyOf(log, KEY.slotId).at(-1)).toMatchObject({ holder: engineer.staff, during: { staff: engineer.staff } });
  expect(alarmsOf(log)).toEqual(['slot_misfilled raised', 'slot_misfilled gone', 'slot_misfilled closed']);
  expect(opened()).toEqual([KEY.slot, WRONG.slot]);
});

test('two keys, two wrong slots: each page names both homes, and each is put right by itself', async () => {
  await take(KEY, SECOND);
  expect(await insert(KEY.fob, WRONG.slot)).toBeNull();
  const { belongs } = await cabinet.screen('wrong-place');
  expect(belongs.map(({ slot }) => slot)).toEqual([KEY.slot, SECOND.slot]);
  expect(await insert(SECOND.fob, WRONG_TOO.slot)).toBeNull();
  await cabinet.until(({ alarms }) => alarms.some(({ slots }) => slots.length === 2), 'both in the warning');
  expect([stateOf(WRONG.slot), stateOf(WRONG_TOO.slot)]).toEqual(['wrong', 'wrong']);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  expect(await cabinet.screen('home')).toMatchObject({ misfilled: [WRONG_TOO.slot, WRONG.slot] });

  await drawFrom(WRONG_TOO);
  expect(cabinet.look().screen).toMatchObject({ misfilled: [WRONG.slot] });
  expect(await insert(SECOND.fob, SECOND.slot)).toBeNull();
  expect((await cabinet.screen('close-door')).returned).toMatchObject([{ id: SECOND.id }]);
  expect(cabinet.custodyOf(KEY.id), 'the other is still on its way').toMatchObject(withEngineer());
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  await drawFrom(WRONG);
  expect(await insert(KEY.fob, KEY.slot)).toBeNull();
  await cabinet.until(({ counts }) => counts.out === 0, 'both keys at home');
  expect(cabinet.look().alarms).toEqual([]);
  const returned = entriesOf(cabinet.log(), 'key.returned').map(({ occurrence: { key, slot } }) => [key, slot]);
  expect(returned.slice(-2)).toEqual([
    [SECOND.id, SECOND.slotId],
    [KEY.id, KEY.slotId],
  ]);
  expect(opened()).toEqual([KEY.slot, SECOND.slot, WRONG_TOO.slot, WRONG.slot]);
});

test('the wrong slot is opened and nobody draws: it is pushed home, is still wrong, and can be opened again', async () => {
  await take(KEY);
  expect(await insert(KEY.fob, WRONG.slot)).toBeNull();
  await cabinet.screen('wrong-place');
  expect(await cabinet.press({ type: 'slot.reopen', slot: WRONG.slot })).toBeNull();
  await cabinet.screen('take');
  expect(await cabinet.act({ type: 'fob.push', slot: WRONG.slot })).toBeNull();
  expect(await cabinet.screen('home')).toMatchObject({ misfilled: [WRONG.slot] });
  expect(stateOf(WRONG.slot)).toBe('wrong');
  await drawFrom(WRONG);
  expectAudit(
    storyOf(cabinet.log(), WRONG.slotId),
    'slot.misfilled',
    'release.intended',
    'release.not_taken',
    'release.intended',
    'release.taken',
  );
  expect(cabinet.custodyOf(KEY.id)).toMatchObject(withEngineer());
});
