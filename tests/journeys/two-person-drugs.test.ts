// A key of controlled drugs: nobody takes it alone, and nobody need bring it back alone. Who stood by is in the log before the bolt moves.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { instant } from '../../controller/domain/time.ts';
import { DELAYS } from '../../controller/machines/delays.ts';
import { entriesOf, personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import {
  DRUG_KEY,
  insertDrugKey,
  NURSE,
  NURSE_IN_CHARGE,
  personOf,
  signIn,
  signOut,
  takeDrugKey,
} from '../support/drug-key.ts';
import {
  expectAudit,
  expectDense,
  expectNoUnlock,
  expectReleased,
  storyOf,
  unlocksOn,
} from '../support/expectations.ts';
import { openDoor, porterOf, simulationOf } from '../support/key-24.ts';
import { fobCaught } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';

/** A ward nurse, who is suspended here. */
const SUSPENDED = 'staff-08';
const UNKNOWN_BADGE = '04000000000001';
const BEGIN = instant(Date.UTC(2026, 9, 12, 8));

let time: PassingTime;
let cabinet: TestAppliance;
let nurse: DemoPerson;
let colleague: DemoPerson;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  time = new PassingTime(BEGIN);
  cabinet = await startTestAppliance({
    time,
    change: (setup) => ({
      ...setup,
      staff: setup.staff.map((one) => (one.id === SUSPENDED ? { ...one, standing: 'suspended' } : one)),
    }),
  });
  nurse = personOf(cabinet, NURSE);
  colleague = personOf(cabinet, NURSE_IN_CHARGE);
  unlocks = unlocksOn(simulationOf(cabinet).bus);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expect(cabinet.look().alarms).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const story = () => storyOf(cabinet.log(), DRUG_KEY.slotId);
const confirmed = () => entriesOf(cabinet.log(), 'witness.confirmed');

/** Taps a badge that does not count, until the screen says why. */
async function tapInVain(person: DemoPerson, fault: 'same_person' | 'already_there' | 'not_among' | 'not_valid') {
  await cabinet.tap(person);
  await cabinet.until(({ screen }) => screen.name === 'witness' && screen.fault === fault, `the fault ${fault}`);
}

/** The nurse has taken the key, is home again, and stands before the open door to put it back. */
async function standWithKey(): Promise<void> {
  await signIn(cabinet, nurse);
  await takeDrugKey(cabinet, colleague);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.return', key: DRUG_KEY.id })).toBeNull();
  expect(await cabinet.screen('return')).toMatchObject({ slot: DRUG_KEY.slot });
}

test('alone nothing opens: not for the same person, not for one outside the groups, only when a colleague stands by', async () => {
  await signIn(cabinet, nurse);
  const home = await cabinet.screen('home');
  expect(home.offers.find(({ id }) => id === DRUG_KEY.id)).toMatchObject({ refusals: [], asks: ['witness'] });
  expect(await cabinet.press({ type: 'key.take', key: DRUG_KEY.id })).toBeNull();
  expect(await cabinet.screen('witness')).toMatchObject({
    purpose: 'take',
    key: { number: DRUG_KEY.number },
    missing: 1,
    from: ['Ward nurses', 'Pharmacy'],
    fault: null,
  });
  await tapInVain(nurse, 'same_person');
  await tapInVain(porterOf(cabinet), 'not_among');
  await tapInVain(personOf(cabinet, SUSPENDED), 'not_valid');
  expect(await cabinet.act({ type: 'badge.tap', badge: UNKNOWN_BADGE })).toBeNull();
  await expect.poll(() => entriesOf(cabinet.log(), 'badge.unknown')).toHaveLength(1);
  expect(cabinet.look()).toMatchObject({ session: { person: cabinet.nameOf(nurse) }, screen: { name: 'witness' } });
  expect(confirmed()).toEqual([]);
  expectNoUnlock(cabinet.log(), unlocks);

  await cabinet.tap(colleague);
  expect(await cabinet.screen('take')).toMatchObject({ slot: DRUG_KEY.slot, key: { id: DRUG_KEY.id } });
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.pull', slot: DRUG_KEY.slot })).toBeNull();
  expect((await cabinet.screen('close-door')).taken).toMatchObject([{ id: DRUG_KEY.id }]);
  expectReleased(cabinet.log(), unlocks, { slot: DRUG_KEY.slotId, key: DRUG_KEY.id, staff: nurse.staff });
  const [witnessed] = confirmed();
  const [intended] = entriesOf(cabinet.log(), 'release.intended');
  expect(witnessed?.occurrence).toMatchObject({ staff: nurse.staff, witness: colleague.staff, key: DRUG_KEY.id });
  expect(intended?.occurrence).toMatchObject({ witnesses: [colleague.staff], factors: ['badge', 'pin'] });
  expect(witnessed?.seq).toBeLessThan(intended?.seq ?? 0);
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'person', staff: nurse.staff });
});

test('nobody comes: back to the keys, and a colleague who came for one key does not count for the next', async () => {
  await signIn(cabinet, nurse);
  expect(await cabinet.press({ type: 'key.take', key: DRUG_KEY.id })).toBeNull();
  await cabinet.screen('witness');
  await fobCaught(cabinet, DRUG_KEY.slot);
  await time.pass(DELAYS.witnessWindow);
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: DRUG_KEY.id })).toBeNull();
  await cabinet.screen('witness');
  expect(await cabinet.press({ type: 'witness.cancel' })).toBeNull();
  await cabinet.screen('home');
  expect(confirmed()).toEqual([]);
  expectNoUnlock(cabinet.log(), unlocks);

  await takeDrugKey(cabinet, colleague);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take', key: 'drugs-ward-5' })).toBeNull();
  expect(await cabinet.screen('witness')).toMatchObject({ missing: 1 });
  expect(unlocks).toHaveLength(1);
});

test('the main store wants two beside the pharmacist, and one person is not two', async () => {
  const [pharmacist, lead, third] = [
    personOf(cabinet, 'staff-01'),
    personOf(cabinet, 'staff-02'),
    personOf(cabinet, 'staff-03'),
  ];
  await signIn(cabinet, pharmacist);
  expect(await cabinet.press({ type: 'key.take', key: 'drugs-main-store' })).toBeNull();
  expect(await cabinet.screen('witness')).toMatchObject({ missing: 2, from: ['Pharmacy'] });
  await tapInVain(nurse, 'not_among');
  await cabinet.tap(lead);
  await cabinet.until(({ screen }) => screen.name === 'witness' && screen.missing === 1, 'the first of two');
  await tapInVain(lead, 'already_there');
  expectNoUnlock(cabinet.log(), unlocks);
  await cabinet.tap(third);
  expect(await cabinet.screen('take')).toMatchObject({ slot: 5 });
  expect(unlocks).toHaveLength(1);
  expect(entriesOf(cabinet.log(), 'release.intended').at(-1)?.occurrence).toMatchObject({
    staff: pharmacist.staff,
    witnesses: [lead.staff, third.staff],
  });
  expect(confirmed().map(({ occurrence }) => occurrence.witness)).toEqual([lead.staff, third.staff]);
});

test('the key comes back: it counts at once, somebody is asked to stand by, and both are in the log', async () => {
  await standWithKey();
  await insertDrugKey(cabinet);
  expect(await cabinet.screen('witness')).toMatchObject({
    purpose: 'return',
    missing: 1,
    from: ['Ward nurses', 'Pharmacy'],
    canBreakGlass: false,
  });
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'slot', slot: DRUG_KEY.slotId });
  await tapInVain(nurse, 'same_person');
  await tapInVain(porterOf(cabinet), 'not_among');
  const pharmacist = personWho(cabinet.people, ({ title }) => title === 'Pharmacist');
  await cabinet.tap(pharmacist);
  expect((await cabinet.screen('close-door')).returned).toMatchObject([{ id: DRUG_KEY.id }]);
  expect(await cabinet.act({ type: 'door.close' })).toBeNull();
  await cabinet.screen('done');
  const [returned] = entriesOf(cabinet.log(), 'key.returned').slice(-1);
  const [witnessed] = entriesOf(cabinet.log(), 'return.witnessed');
  expect(returned?.occurrence).toMatchObject({ key: DRUG_KEY.id, holder: nurse.staff, during: { staff: nurse.staff } });
  expect(witnessed?.occurrence).toMatchObject({ key: DRUG_KEY.id, staff: nurse.staff, witness: pharmacist.staff });
  expect(witnessed?.seq).toBeGreaterThan(returned?.seq ?? 0);
  expect(entriesOf(cabinet.log(), 'return.unwitnessed')).toEqual([]);
  expect(unlocks, 'a return opens nothing').toHaveLength(1);
});

test('nobody comes to the return: it stands, and the log says that nobody stood by', async () => {
  await standWithKey();
  await insertDrugKey(cabinet);
  await cabinet.screen('witness');
  await fobCaught(cabinet, DRUG_KEY.slot);
  await time.pass(DELAYS.witnessWindow);
  await cabinet.screen('close-door');
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'slot', slot: DRUG_KEY.slotId });
  expectAudit(story(), 'release.intended', 'release.taken', 'key.returned');
  const alone = entriesOf(cabinet.log(), 'return.unwitnessed').map(({ occurrence }) => occurrence);
  expect(alone).toMatchObject([{ key: DRUG_KEY.id, staff: nurse.staff }]);
  expect(await cabinet.act({ type: 'door.close' })).toBeNull();
  await cabinet.screen('done');
  await signOut(cabinet);
  expect(cabinet.look().counts).toEqual({ in: 28, out: 0, overdue: 0, faults: 0 });
});

test('two keys at once: somebody stands by for each, on the way out and on the way back', async () => {
  const other = { id: 'drugs-ward-5', slot: 8, fob: 'fob-08' };
  await signIn(cabinet, nurse);
  await openDoor(cabinet);
  expect(await cabinet.press({ type: 'key.take_many', keys: [DRUG_KEY.id, other.id] })).toBeNull();
  for (const { id, slot } of [DRUG_KEY, other]) {
    await cabinet.until(({ screen }) => screen.name === 'witness' && screen.key.id === id, `the witness for ${id}`);
    await cabinet.tap(colleague);
    await cabinet.until(({ screen }) => screen.name === 'take' && screen.slot === slot, `slot ${slot}`);
    expect(await cabinet.act({ type: 'fob.pull', slot })).toBeNull();
  }
  await cabinet.screen('close-door');
  expect(confirmed().map(({ occurrence }) => occurrence.key)).toEqual([DRUG_KEY.id, other.id]);

  await insertDrugKey(cabinet);
  await cabinet.screen('witness');
  expect(await cabinet.act({ type: 'fob.insert', fob: other.fob, slot: other.slot })).toBeNull();
  await cabinet.until(({ counts }) => counts.out === 0, 'both keys');
  await cabinet.tap(colleague);
  await cabinet.until(({ screen }) => screen.name === 'witness' && screen.key.id === other.id, 'the second question');
  expect(await cabinet.press({ type: 'witness.cancel' })).toBeNull();
  expect((await cabinet.screen('close-door')).returned.map(({ id }) => id)).toEqual([DRUG_KEY.id, other.id]);
  const log = cabinet.log();
  expect(entriesOf(log, 'return.witnessed').map(({ occurrence }) => occurrence.key)).toEqual([DRUG_KEY.id]);
  expect(entriesOf(log, 'return.unwitnessed').map(({ occurrence }) => occurrence.key)).toEqual([other.id]);
  expect(unlocks).toHaveLength(2);
});
