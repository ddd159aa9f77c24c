// Misfortune: the one key that is needed now is one that nobody who is here may take. A supervisor forces it out: proved once
// more, held, recorded before the bolt moves, in their own name, and looked at by somebody else. A slot that is out of use stays
// shut for everybody, takes keys back, and opens in an emergency.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { DRUG_KEY, NURSE_IN_CHARGE } from '../support/drug-key.ts';
import { expectDense, unlocksOn } from '../support/expectations.ts';
import { KEY_24, openDoor, porterOf, seen24, simulationOf } from '../support/key-24.ts';
import { anyone, comeIn } from '../support/key-visit.ts';

/** The other supervisor of the demo hospital. */
const SITE_MANAGER = 'staff-36';
const WHY = 'the patient cannot wait for the second nurse';
const FORCE = { type: 'desk.force', key: DRUG_KEY.id, text: WHY } as const;

let cabinet: TestAppliance;
let unlocks: ReturnType<typeof unlocksOn>;
/** What the log had last of a release when a frame came to the boards. */
let before: (Occurrence | undefined)[];

beforeEach(async () => {
  cabinet = await startTestAppliance({ pins: [NURSE_IN_CHARGE, SITE_MANAGER] });
  before = [];
  unlocks = unlocksOn(simulationOf(cabinet).bus, () => {
    before.push(cabinet.log().findLast(({ occurrence }) => occurrence.kind === 'release.intended')?.occurrence);
  });
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log()), 'what was typed is sealed beside the log').not.toContain(WHY);
  await cabinet.stop();
});

const pin = () => supervisorOf(cabinet).pin ?? '';
const alarm = () => cabinet.look().alarms.find(({ kind }) => kind === 'break_glass');
const jam = (slot: number, on: boolean) => cabinet.act({ type: 'fault.set', fault: 'bolt-jammed', slot, on });

/** From the desk to the button that must be held. */
async function armed() {
  await ask(cabinet, FORCE, 'desk-secure');
  return ask(cabinet, { type: 'desk.prove', pin: pin() }, 'desk-confirm');
}

test('a key is forced out past the rules, and somebody else must look at it', async () => {
  const { staff } = supervisorOf(cabinet);
  await openDesk(cabinet);
  expect(await ask(cabinet, { type: 'desk.key', key: DRUG_KEY.id }, 'desk-key')).toMatchObject({
    force: { why: null, slot: DRUG_KEY.slot, quarantine: null },
  });
  expect(await ask(cabinet, FORCE, 'desk-secure')).toMatchObject({ key: { number: DRUG_KEY.number } });
  expect(await cabinet.press({ type: 'desk.confirm' }), 'nothing was proved').toMatchObject({ code: 'not_offered' });
  const asked = await ask(cabinet, { type: 'desk.prove', pin: pin() }, 'desk-confirm');
  expect(asked).toMatchObject({ key: { number: DRUG_KEY.number }, slot: DRUG_KEY.slot });
  expect(unlocks).toEqual([]);
  expect(entriesOf(cabinet.log(), 'release.intended')).toEqual([]);
  await openDoor(cabinet);
  expect(await cabinet.press({ type: 'desk.confirm' })).toBeNull();
  const shown = await cabinet.until(
    ({ screen }) => screen.name === 'desk-forcing' && screen.endsAt !== null,
    'the open slot',
  );
  expect(shown.screen).toMatchObject({ slot: DRUG_KEY.slot, key: { number: DRUG_KEY.number } });
  expect(shown.slots.find(({ number }) => number === DRUG_KEY.slot)?.state).toBe('take');
  expect(await cabinet.press({ type: 'desk.leave' })).toMatchObject({ code: 'not_offered' });
  expect(await cabinet.act({ type: 'fob.pull', slot: DRUG_KEY.slot })).toBeNull();
  expect(await cabinet.screen('desk-forced')).toMatchObject({ why: null, slot: DRUG_KEY.slot });

  const [intended] = entriesOf(cabinet.log(), 'release.intended');
  expect(intended?.occurrence).toMatchObject({
    purpose: 'forced',
    slot: DRUG_KEY.slotId,
    key: DRUG_KEY.id,
    staff,
    factors: ['badge', 'pin'],
    note: expect.any(String),
  });
  expect(intended?.occurrence.overridden).toContain('witness_required');
  expect([unlocks.length, before]).toEqual([1, [intended?.occurrence]]);
  expect(entriesOf(cabinet.log(), 'release.taken')).toMatchObject([{ occurrence: { purpose: 'forced', staff } }]);
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'person', staff });
  await cabinet.until(() => alarm() !== undefined, 'the alarm');

  const review = { type: 'desk.review', intent: Number(intended?.seq), text: 'it was right' } as const;
  expect(await ask(cabinet, { type: 'desk.now' }, 'desk-now')).toMatchObject({ reviews: [{ yours: true }] });
  expect(await ask(cabinet, review, 'desk-now')).toMatchObject({ notice: { fault: 'yourself' } });
  expect(await ask(cabinet, FORCE, 'desk-secure')).toMatchObject({ name: 'desk-secure' });
  await ask(cabinet, { type: 'desk.prove', pin: pin() }, 'desk-confirm');
  expect(await ask(cabinet, { type: 'desk.confirm' }, 'desk-now'), 'it is out').toMatchObject({
    notice: { command: 'desk.force', fault: 'key_out' },
  });
  await leaveDesk(cabinet);
  await openDesk(cabinet, anyone(cabinet, SITE_MANAGER));
  expect(await ask(cabinet, review, 'desk-now')).toMatchObject({ notice: { fault: null }, reviews: [] });
});

test('it is for supervisors only, and nothing is forced by a person or by half of it', async () => {
  await comeIn(cabinet, anyone(cabinet, NURSE_IN_CHARGE));
  for (const command of [FORCE, { type: 'desk.confirm' }] as const) {
    expect(await cabinet.press(command)).toMatchObject({ code: 'not_offered' });
  }
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
  await openDesk(cabinet);
  await ask(cabinet, FORCE, 'desk-secure');
  const wrong = await ask(cabinet, { type: 'desk.prove', pin: '975310' }, 'desk-secure');
  expect(wrong).toMatchObject({ name: 'desk-secure' });
  await cabinet.until(({ screen }) => screen.name === 'desk-secure' && screen.wrong, 'the wrong PIN');
  expect(await cabinet.press({ type: 'desk.confirm' })).toMatchObject({ code: 'not_offered' });
  await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  expect(await cabinet.press({ type: 'desk.confirm' })).toMatchObject({ code: 'not_offered' });
  await armed();
  await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  await ask(cabinet, { ...FORCE, text: ' ' }, 'desk-secure');
  await ask(cabinet, { type: 'desk.prove', pin: pin() }, 'desk-confirm');
  expect(await ask(cabinet, { type: 'desk.confirm' }, 'desk-now')).toMatchObject({
    notice: { fault: 'text_required' },
  });
  expect([unlocks, entriesOf(cabinet.log(), 'release.intended')]).toEqual([[], []]);
});

test('a bolt that jams is told, once, and leaves the key where it is', async () => {
  await jam(DRUG_KEY.slot, true);
  await openDesk(cabinet);
  await armed();
  expect(await cabinet.press({ type: 'desk.confirm' })).toBeNull();
  expect(await cabinet.screen('desk-forced')).toMatchObject({ why: 'release.not_opened' });
  expect(unlocks).toHaveLength(1);
  expect(cabinet.custodyOf(DRUG_KEY.id)).toMatchObject({ at: 'slot' });
  expect(alarm(), 'nobody has the key').toBeUndefined();
});

test('nothing is released from a slot that is out of use, but in an emergency, and keys go in', async () => {
  const { slot } = KEY_24;
  await openDesk(cabinet);
  const close = (text: string) => ask(cabinet, { type: 'desk.quarantine', slot, text }, 'desk-now');
  expect(await close(' ')).toMatchObject({ notice: { fault: 'text_required' }, quarantines: [] });
  expect(await close('the bolt grates')).toMatchObject({ notice: { fault: null }, quarantines: [{ slot }] });
  expect(await close('again')).toMatchObject({ notice: { fault: 'already_quarantined' } });
  expect(await ask(cabinet, { type: 'desk.key', key: KEY_24.id }, 'desk-key')).toMatchObject({
    force: { why: 'slot_quarantined', quarantine: { slot } },
  });
  const force = { type: 'desk.force', key: KEY_24.id, text: WHY } as const;
  await ask(cabinet, force, 'desk-secure');
  await ask(cabinet, { type: 'desk.prove', pin: pin() }, 'desk-confirm');
  expect(await ask(cabinet, { type: 'desk.confirm' }, 'desk-key')).toMatchObject({
    notice: { fault: 'slot_quarantined' },
  });
  await leaveDesk(cabinet);

  await cabinet.halt();
  cabinet = await startTestAppliance({ folder: cabinet.folder, pins: [SITE_MANAGER] });
  unlocks = unlocksOn(simulationOf(cabinet).bus);
  await cabinet.screen('idle');
  expect(seen24(cabinet).slot, 'a restart puts nothing back in use').toBe('fault');
  await comeIn(cabinet, porterOf(cabinet));
  expect(seen24(cabinet).refusals).toEqual(['slot_quarantined']);
  expect(await cabinet.press({ type: 'key.take', key: KEY_24.id })).toBeNull();
  expect((await cabinet.screen('refused')).refusals).toMatchObject([
    { code: 'slot_quarantined', contact: expect.any(String) },
  ]);
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
  expect(unlocks).toEqual([]);

  await openDesk(cabinet);
  await ask(cabinet, { type: 'desk.emergency', group: 'service-yard', text: 'smoke' }, 'desk-confirm');
  await openDoor(cabinet);
  expect(await cabinet.press({ type: 'desk.confirm' })).toBeNull();
  await cabinet.until(
    ({ screen }) => screen.name === 'desk-emergency' && screen.open.some((one) => one.slot === slot),
    'the open slot',
  );
  expect(await cabinet.act({ type: 'fob.pull', slot })).toBeNull();
  await expect.poll(() => cabinet.custodyOf(KEY_24.id)).toMatchObject({ at: 'person' });
  expect(await cabinet.act({ type: 'fob.insert', fob: KEY_24.fob, slot })).toBeNull();
  await expect.poll(() => cabinet.custodyOf(KEY_24.id)).toMatchObject({ at: 'slot' });
});
