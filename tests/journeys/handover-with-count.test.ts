// A drug key goes from nurse to nurse at the cabinet, with a count that both sign, and never through the slot.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { after, hours, instant, minutes, seconds } from '../../controller/domain/time.ts';
import { DELAYS } from '../../controller/machines/delays.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
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
import { expectAudit, expectDense, storyOf, unlocksOn } from '../support/expectations.ts';
import { openDoor, porterOf, simulationOf } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';

/** A theatre nurse whose training on controlled drugs has run out. */
const UNTRAINED = 'staff-14';
const COUNT = 12;
const BEGIN = instant(Date.UTC(2026, 9, 12, 8));
/** Long after all but one of these handovers. */
const RECEIVER_ENDS = after(BEGIN, hours(3));

let time: PassingTime;
let cabinet: TestAppliance;
let giver: DemoPerson;
let receiver: DemoPerson;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  time = new PassingTime(BEGIN);
  cabinet = await startTestAppliance({
    time,
    pins: [NURSE_IN_CHARGE],
    change: (setup) => ({
      ...setup,
      staff: setup.staff.map((one) => (one.id === NURSE_IN_CHARGE ? { ...one, validUntil: RECEIVER_ENDS } : one)),
    }),
  });
  giver = personOf(cabinet, NURSE);
  receiver = personOf(cabinet, NURSE_IN_CHARGE);
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  await signIn(cabinet, giver);
  await takeDrugKey(cabinet, receiver);
  expect(await cabinet.act({ type: 'door.close' })).toBeNull();
  await cabinet.screen('done');
  await signOut(cabinet);
  await time.pass(minutes(20));
  await signIn(cabinet, giver);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expect(unlocks, 'only the taking opened anything').toHaveLength(1);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const handedOver = () => entriesOf(cabinet.log(), 'key.handed_over').map(({ occurrence }) => occurrence);

/** The holder names the key and states the count; the receiver is waited for. */
async function offer(): Promise<void> {
  expect(await cabinet.press({ type: 'key.hand_over', key: DRUG_KEY.id })).toBeNull();
  expect(await cabinet.screen('count')).toMatchObject({ key: { number: DRUG_KEY.number } });
  expect(await cabinet.press({ type: 'handover.confirm' })).toMatchObject({ code: 'not_offered' });
  expect(await cabinet.press({ type: 'handover.count', count: COUNT })).toBeNull();
  expect(await cabinet.screen('handover')).toMatchObject({ to: null, count: COUNT, confirm: false });
}

/** Badge and PIN of the receiver, until both look at the count. */
async function receive(): Promise<void> {
  await cabinet.tap(receiver);
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin: receiver.pin ?? '' })).toBeNull();
  expect(await cabinet.screen('handover')).toMatchObject({
    from: cabinet.nameOf(giver),
    to: cabinet.nameOf(receiver),
    count: COUNT,
    confirm: true,
  });
}

function expectStillWithGiver(): void {
  expect(handedOver()).toEqual([]);
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'person', staff: giver.staff });
}

test('both badges and one count: custody moves, no slot opens, and the new holder brings it back', async () => {
  const given = cabinet.custodyOf(DRUG_KEY.id);
  await offer();
  await receive();
  await cabinet.tap(receiver);
  await cabinet.tap(porterOf(cabinet));
  expect(cabinet.look().screen).toMatchObject({ name: 'handover', confirm: true });
  expectStillWithGiver();
  expect(await cabinet.press({ type: 'handover.confirm' })).toBeNull();
  expect(await cabinet.screen('done')).toMatchObject({ taken: [], returned: [], handedOver: [{ id: DRUG_KEY.id }] });
  const [handed] = handedOver();
  expect(handed).toMatchObject({ key: DRUG_KEY.id, staff: giver.staff, to: receiver.staff, count: COUNT });
  const received = cabinet.custodyOf(DRUG_KEY.id);
  expect(received).toMatchObject({ at: 'person', staff: receiver.staff, due: handed?.due, stage: 'in_time' });
  if (given?.at !== 'person' || received?.at !== 'person') throw new Error('the key is not out');
  expect(received.due, 'the time of the receiver begins anew').toBeGreaterThan(given.due ?? 0);
  expectAudit(storyOf(cabinet.log(), DRUG_KEY.slotId), 'release.intended', 'release.taken');
  await signOut(cabinet);

  await signIn(cabinet, giver);
  const home = await cabinet.screen('home');
  expect(home.have).toEqual([]);
  expect(home.offers.find(({ id }) => id === DRUG_KEY.id)?.refusals).toMatchObject([{ code: 'key_out', yours: false }]);
  expect(await cabinet.press({ type: 'key.hand_over', key: DRUG_KEY.id })).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'holds_nothing' }]);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  await signOut(cabinet);

  await signIn(cabinet, receiver);
  expect((await cabinet.screen('home')).have).toMatchObject([{ id: DRUG_KEY.id }]);
  expect(await cabinet.press({ type: 'key.return', key: DRUG_KEY.id })).toBeNull();
  await cabinet.screen('return');
  await openDoor(cabinet);
  await insertDrugKey(cabinet);
  await cabinet.screen('witness');
  await cabinet.tap(giver);
  await cabinet.screen('close-door');
  expect(entriesOf(cabinet.log(), 'key.returned').at(-1)?.occurrence).toMatchObject({
    key: DRUG_KEY.id,
    holder: receiver.staff,
    during: { staff: receiver.staff },
  });
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'slot', slot: DRUG_KEY.slotId });
  expect(cabinet.look().alarms).toEqual([]);
});

test.each([
  ['no right to the key', () => porterOf(cabinet), 'no_grant'],
  ['a training that ran out', () => personOf(cabinet, UNTRAINED), 'qualification_expired'],
] as const)('a receiver with %s gets nothing: custody stays, and the log has who tried', async (_what, who, code) => {
  await offer();
  await cabinet.tap(who());
  const { refusals } = await cabinet.screen('refused');
  expect(refusals).toContainEqual(expect.objectContaining({ code }));
  expectStillWithGiver();
  const refused = entriesOf(cabinet.log(), 'access.refused').at(-1)?.occurrence;
  expect(refused).toMatchObject({ staff: who().staff, key: DRUG_KEY.id, reasons: expect.arrayContaining([code]) });
  expect(refused?.session).toBe(cabinet.look().session?.id);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  expect((await cabinet.screen('home')).have).toMatchObject([{ id: DRUG_KEY.id }]);
});

test('a receiver who does not know the PIN gets nothing, and the try is counted as theirs', async () => {
  await offer();
  await cabinet.tap(receiver);
  await cabinet.screen('pin');
  expect(await cabinet.press({ type: 'pin.enter', pin: '918273' })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'pin' && screen.wrong, 'the wrong PIN');
  expect(cabinet.look().screen).toMatchObject({ triesLeft: 4 });
  expect(entriesOf(cabinet.log(), 'pin.refused').at(-1)?.occurrence).toMatchObject({ staff: receiver.staff });
  expectStillWithGiver();
});

test('a receiver whose access ends between the badge and the yes gets nothing', async () => {
  await signOut(cabinet);
  await time.passUntil(after(RECEIVER_ENDS, seconds(-20)));
  await signIn(cabinet, giver);
  await offer();
  await receive();
  await time.passUntil(RECEIVER_ENDS);
  await expect.poll(() => cabinet.press({ type: 'handover.confirm' })).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'staff_expired' }]);
  expectStillWithGiver();
  expect(entriesOf(cabinet.log(), 'access.refused').at(-1)?.occurrence).toMatchObject({
    staff: receiver.staff,
    reasons: ['staff_expired'],
  });
});

test('a key that is overdue: the time of the receiver begins anew, and the alarm of the giver ends at once', async () => {
  const isLate = () => cabinet.look().alarms.some(({ kind, gone }) => kind === 'key_overdue' && !gone);
  await signOut(cabinet);
  await time.pass(hours(1));
  await expect.poll(isLate).toBe(true);
  await signIn(cabinet, giver);
  await offer();
  await receive();
  expect(await cabinet.press({ type: 'handover.confirm' })).toBeNull();
  await cabinet.screen('done');
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ staff: receiver.staff, stage: 'in_time' });
  await expect.poll(isLate).toBe(false);
  expect(cabinet.look().counts).toMatchObject({ out: 1, overdue: 0 });
});

test('nobody comes, or nobody confirms the count: the key stays with its holder', async () => {
  await offer();
  await cabinet.tap(giver);
  expect(cabinet.look().screen).toMatchObject({ name: 'handover', to: null });
  await time.pass(DELAYS.handoverWindow);
  expect((await cabinet.screen('home')).have).toMatchObject([{ id: DRUG_KEY.id }]);
  await offer();
  await receive();
  await time.pass(DELAYS.handoverWindow);
  expect((await cabinet.screen('home')).have).toMatchObject([{ id: DRUG_KEY.id }]);
  expectStillWithGiver();
});
