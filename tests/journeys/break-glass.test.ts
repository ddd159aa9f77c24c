// Misfortune: a key is needed at once, and a rule says no. Somebody who may breaks the glass and says why; it is loud, and it
// stays loud until a supervisor who did not do it has looked at it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { DRUG_KEY, NURSE, NURSE_IN_CHARGE } from '../support/drug-key.ts';
import { alarmsOf, expectDense, expectNoUnlock, expectReleased, unlocksOn } from '../support/expectations.ts';
import { openDoor, simulationOf } from '../support/key-24.ts';
import { anyone, comeIn, drawKey, goAway, placed } from '../support/key-visit.ts';

const MASTER = placed('master', 28);
/** The other supervisor of the demo hospital. */
const SITE_MANAGER = 'staff-36';
const WHY = 'seizure in bay 4, nobody else on the ward';

let cabinet: TestAppliance;
let unlocks: ReturnType<typeof unlocksOn>;

beforeEach(async () => {
  cabinet = await startTestAppliance({ change: withoutTraining, pins: [NURSE_IN_CHARGE, SITE_MANAGER] });
  unlocks = unlocksOn(simulationOf(cabinet).bus);
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log()), 'what was typed is sealed beside the log').not.toContain(WHY);
  await cabinet.stop();
});

/** Both nurses have never been trained on controlled drugs. */
function withoutTraining(setup: CabinetSetup): CabinetSetup {
  const untrained = (id: string) => id === NURSE || id === NURSE_IN_CHARGE;
  return { ...setup, staff: setup.staff.map((one) => (untrained(one.id) ? { ...one, qualifications: [] } : one)) };
}

const alarm = () => cabinet.look().alarms.find(({ kind }) => kind === 'break_glass');
const glassStory = () => alarmsOf(cabinet.log()).filter((change) => change.startsWith('break_glass'));

/** The person at the screen asks for a key and is refused. */
async function isRefused(key: string) {
  expect(await cabinet.press({ type: 'key.take', key })).toBeNull();
  return cabinet.screen('refused');
}

/** The nurse in charge takes the drug key through the glass. @returns the entry that allowed it */
async function breakGlass() {
  const nurse = anyone(cabinet, NURSE_IN_CHARGE);
  await comeIn(cabinet, nurse);
  // By hand the way leads through the tile, which can be pressed although its key is refused.
  expect((await cabinet.screen('home')).offers.find(({ id }) => id === DRUG_KEY.id)).toMatchObject({ glass: true });
  expect(await isRefused(DRUG_KEY.id)).toMatchObject({
    refusals: [{ code: 'qualification_missing' }],
    canBreakGlass: true,
  });
  expectNoUnlock(cabinet.log(), unlocks);
  expect(await cabinet.press({ type: 'glass.open' })).toBeNull();
  const { overrides } = await cabinet.screen('glass');
  expect(overrides).toMatchObject([{ code: 'qualification_missing' }]);
  expect(await cabinet.press({ type: 'glass.break', choice: null, text: WHY })).toBeNull();
  await drawKey(cabinet, DRUG_KEY.slot);
  await cabinet.screen('close-door');
  await goAway(cabinet);
  expectReleased(cabinet.log(), unlocks, { slot: DRUG_KEY.slotId, key: DRUG_KEY.id, staff: nurse.staff });
  const [intended] = entriesOf(cabinet.log(), 'release.intended');
  if (intended === undefined) throw new Error('nothing was released');
  return intended;
}

test('who may not break glass is refused, and nothing opens', async () => {
  await comeIn(cabinet, anyone(cabinet, NURSE));
  const offer = (await cabinet.screen('home')).offers.find(({ id }) => id === DRUG_KEY.id);
  expect(offer?.refusals).not.toEqual([]);
  expect(offer).not.toHaveProperty('glass');
  expect(await isRefused(DRUG_KEY.id)).toMatchObject({ canBreakGlass: false });
  expect(await cabinet.press({ type: 'glass.open' })).toMatchObject({ code: 'not_offered' });
  expect(await cabinet.press({ type: 'glass.break', choice: null, text: WHY })).toMatchObject({ code: 'not_offered' });
  expectNoUnlock(cabinet.log(), unlocks);
  expect(alarm()).toBeUndefined();
});

test('without a word of why nothing opens, and the word is enough', async () => {
  await comeIn(cabinet, anyone(cabinet, NURSE_IN_CHARGE));
  await isRefused(DRUG_KEY.id);
  expect(await cabinet.press({ type: 'glass.open' })).toBeNull();
  await cabinet.screen('glass');
  expect(await cabinet.press({ type: 'glass.break', choice: null, text: null })).toBeNull();
  expect(await cabinet.screen('reason')).toMatchObject({ key: { id: DRUG_KEY.id }, text: 'required' });
  expectNoUnlock(cabinet.log(), unlocks);
  expect(await cabinet.press({ type: 'reason.give', choice: null, text: WHY })).toBeNull();
  expect(await cabinet.screen('take')).toMatchObject({ slot: DRUG_KEY.slot });
  expect(alarm(), 'nothing was taken yet').toBeUndefined();
});

test('the key is out, the alarm is loud, and only a review ends it', async () => {
  const nurse = anyone(cabinet, NURSE_IN_CHARGE);
  const intended = await breakGlass();
  expect(intended.occurrence).toMatchObject({
    staff: nurse.staff,
    factors: ['badge', 'pin'],
    witnesses: [],
    overridden: expect.arrayContaining(['qualification_missing', 'witness_required']),
    note: expect.any(String),
  });
  expect(alarm()).toMatchObject({ severity: 'alarm', slots: [DRUG_KEY.slot], acknowledged: false, gone: false });
  expect(glassStory()).toEqual(['break_glass raised']);

  await openDesk(cabinet);
  const now = await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  expect(now.reviews).toMatchObject([
    { intent: intended.seq, person: { id: nurse.staff }, key: { id: DRUG_KEY.id }, yours: false },
  ]);
  const ref = now.alarms.find(({ kind }) => kind === 'break_glass')?.ref ?? '';
  await ask(cabinet, { type: 'desk.acknowledge', alarm: ref, text: 'seen' }, 'desk-now');
  expect(alarm(), 'to have seen it is not to have looked at it').toMatchObject({ acknowledged: true, gone: false });
  const review = (text: string) => ({ type: 'desk.review', intent: Number(intended.seq), text }) as const;
  expect(await ask(cabinet, review(' '), 'desk-now')).toMatchObject({ notice: { fault: 'text_required' } });
  expect(alarm()).toBeDefined();
  await leaveDesk(cabinet);

  await cabinet.halt();
  cabinet = await startTestAppliance({ folder: cabinet.folder });
  await cabinet.screen('idle');
  expect(alarm(), 'a restart ends nothing').toMatchObject({ acknowledged: true, gone: false });

  await openDesk(cabinet);
  const reviewed = await ask(cabinet, review('the patient needed it'), 'desk-now');
  expect(reviewed).toMatchObject({ notice: { fault: null }, reviews: [] });
  await cabinet.until(() => alarm() === undefined, 'the end of the alarm');
  expect(await ask(cabinet, review('once more'), 'desk-now')).toMatchObject({ notice: { fault: 'no_such_review' } });
  expect(glassStory()).toEqual(['raised', 'acknowledged', 'gone', 'closed'].map((change) => `break_glass ${change}`));
  const [entry, ...more] = entriesOf(cabinet.log(), 'override.reviewed');
  expect(more).toEqual([]);
  expect(entry?.occurrence).toMatchObject({ staff: supervisorOf(cabinet).staff, intent: intended.seq });
  expect(entry?.occurrence.note).not.toBeNull();
});

test('the board falls silent before anybody sees the key go: it is loud all the same, once', async () => {
  const nurse = anyone(cabinet, NURSE_IN_CHARGE);
  await comeIn(cabinet, nurse);
  await isRefused(DRUG_KEY.id);
  expect(await cabinet.press({ type: 'glass.open' })).toBeNull();
  await cabinet.screen('glass');
  expect(await cabinet.press({ type: 'glass.break', choice: null, text: WHY })).toBeNull();
  await cabinet.screen('take');
  await openDoor(cabinet);
  const silence = (on: boolean) => cabinet.act({ type: 'fault.set', fault: 'board-silent', board: 'b1', on });
  expect(await silence(true)).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([{ code: 'board_silent' }]);
  await cabinet.until(() => alarm() !== undefined, 'the alarm');
  expect(await cabinet.act({ type: 'fob.pull', slot: DRUG_KEY.slot })).toBeNull();
  expect(await silence(false)).toBeNull();
  await expect.poll(() => cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'person', staff: nurse.staff });
  expect(alarm()).toMatchObject({ acknowledged: false, gone: false });
  expect(glassStory()).toEqual(['break_glass raised']);
});

test('a supervisor who breaks glass needs another one to look at it', async () => {
  const [supervisor, other] = [supervisorOf(cabinet), anyone(cabinet, SITE_MANAGER)];
  await comeIn(cabinet, supervisor);
  expect(await cabinet.press({ type: 'key.take', key: MASTER.id })).toBeNull();
  await cabinet.screen('reason');
  expect(await cabinet.press({ type: 'reason.give', choice: 'alarm', text: null })).toBeNull();
  expect(await cabinet.screen('witness'), 'nobody is there to stand by').toMatchObject({ canBreakGlass: true });
  expect(await cabinet.press({ type: 'glass.open' })).toBeNull();
  await cabinet.screen('glass');
  expect(await cabinet.press({ type: 'glass.break', choice: 'alarm', text: WHY })).toBeNull();
  await drawKey(cabinet, MASTER.slot);
  await cabinet.screen('close-door');
  await goAway(cabinet);
  const [intended] = entriesOf(cabinet.log(), 'release.intended');
  expect(intended?.occurrence).toMatchObject({ overridden: ['witness_required'], reason: 'alarm', key: MASTER.id });

  const review = { type: 'desk.review', intent: Number(intended?.seq), text: 'it was right' } as const;
  await openDesk(cabinet);
  expect(await ask(cabinet, review, 'desk-now')).toMatchObject({
    notice: { fault: 'yourself' },
    reviews: [{ yours: true }],
  });
  expect(alarm()).toMatchObject({ acknowledged: false, gone: false });
  await leaveDesk(cabinet);
  await openDesk(cabinet, other);
  expect(await ask(cabinet, review, 'desk-now')).toMatchObject({ notice: { fault: null }, reviews: [] });
  await cabinet.until(() => alarm() === undefined, 'the end of the alarm');
  expect(entriesOf(cabinet.log(), 'override.reviewed').map(({ occurrence }) => occurrence.staff)).toEqual([
    other.staff,
  ]);
  expect(intended?.occurrence.staff).toBe(supervisor.staff);
});
