// Misfortune: fire. Everything of a group comes out, one slot after the other, each recorded before its frame; neither a bolt
// that jams in the middle nor a key that nobody draws holds up the others, and the counts say what is still in there.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoHospital } from '../../controller/demo/hospital.ts';
import type { Occurrence } from '../../controller/domain/occurrence.ts';
import { rosterOf } from '../../controller/domain/roster.ts';
import { after, instant, minutes, seconds } from '../../controller/domain/time.ts';
import { startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { keyGroupId, NOW } from '../support/domain-builders.ts';
import { expectDense, unlocksOn } from '../support/expectations.ts';
import { openDoor, simulationOf } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';
import { standing } from '../support/standing-alarms.ts';

const GROUP = 'ward-rooms';
const ROSTER = rosterOf(demoHospital(NOW).setup);
/** Slots of the group, by number. */
const slots = ROSTER.keysOf({ kind: 'group', group: keyGroupId(GROUP) })
  .flatMap((key) => ROSTER.homeOf(key)?.number ?? [])
  .toSorted((a, b) => a - b);

let cabinet: TestAppliance;

beforeEach(async () => {
  cabinet = await startTestAppliance();
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  await cabinet.stop();
});

const slotId = (number: number) => `slot-${String(number).padStart(2, '0')}`;
const releases = () =>
  cabinet
    .log()
    .map(({ occurrence }) => occurrence)
    .filter(({ kind }) => kind.startsWith('release.'));

/** The PIN was proved a moment ago. */
async function release(text: string): Promise<void> {
  await ask(cabinet, { type: 'desk.emergency', group: GROUP, text }, 'desk-confirm');
  expect(await cabinet.press({ type: 'desk.confirm' })).toBeNull();
}

async function isOpen(slot: number): Promise<void> {
  await cabinet.until(
    ({ screen }) => screen.name === 'desk-emergency' && screen.open.some((one) => one.slot === slot),
    `the open slot ${slot}`,
  );
}

test('a group is released in order, each recorded before its frame, whatever one bolt does', async () => {
  const jammed = slots[2] ?? 0;
  const others = slots.filter((slot) => slot !== jammed);
  expect(others.length).toBeGreaterThan(3);
  await cabinet.act({ type: 'fault.set', fault: 'bolt-jammed', slot: jammed, on: true });
  /** What the log had last of a release when a frame came to the boards. */
  const before: (Occurrence | undefined)[] = [];
  const unlocks = unlocksOn(simulationOf(cabinet).bus, () => {
    before.push(releases().findLast(({ kind }) => kind === 'release.intended'));
  });
  await openDesk(cabinet);
  await openDoor(cabinet);
  await ask(cabinet, { type: 'desk.emergency', group: GROUP, text: '' }, 'desk-confirm');
  const unsaid = await ask(cabinet, { type: 'desk.confirm' }, 'desk-now');
  expect(unsaid).toMatchObject({ notice: { command: 'desk.emergency', fault: 'text_required' } });
  await ask(cabinet, { type: 'desk.emergency', group: GROUP, text: 'smoke' }, 'desk-confirm');
  await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  expect(releases()).toEqual([]);
  await release('smoke on ward 3');
  for (const slot of others) await isOpen(slot);
  expect(await cabinet.press({ type: 'desk.leave' })).toMatchObject({ code: 'not_offered' });
  expect(unlocks, 'no bolt waited for a hand').toHaveLength(slots.length);
  for (const slot of others.toReversed()) expect(await cabinet.act({ type: 'fob.pull', slot })).toBeNull();
  const released = await cabinet.screen('desk-released');
  expect(released).toMatchObject({ total: slots.length, released: others.length });
  expect(released.failed).toMatchObject([{ key: { number: jammed }, why: 'release.not_opened' }]);
  expect(cabinet.look().counts).toMatchObject({ in: 28 - others.length, out: others.length });
  expect(standing(cabinet.look()).map(({ kind, slots: where }) => ({ kind, where }))).toContainEqual({
    kind: 'slot_jammed',
    where: [jammed],
  });
  await leaveDesk(cabinet);

  const { staff } = supervisorOf(cabinet);
  const log = cabinet.log().map(({ occurrence }) => occurrence);
  const began = log.findIndex(({ kind }) => kind === 'emergency.began');
  const story = log.slice(began).filter(({ kind }) => /^(?:emergency|release)/.test(kind));
  const ofKind = (kind: Occurrence['kind']) =>
    story.flatMap((one) => (one.kind === kind && 'slot' in one ? [one.slot] : []));
  expect([story[0]?.kind, story.at(-1)?.kind]).toEqual(['emergency.began', 'emergency.ended']);
  expect(ofKind('release.intended')).toEqual(slots.map(slotId));
  expect(new Set(ofKind('release.taken'))).toEqual(new Set(others.map(slotId)));
  expect(ofKind('release.not_opened')).toEqual([slotId(jammed)]);
  expect(story).toHaveLength(2 + 2 * slots.length);
  expect(story[0]).toMatchObject({ staff, keyGroup: GROUP, note: expect.any(String) });
  expect(story.at(-1)).toMatchObject({ staff, released: others.length, failed: 1 });
  expect(unlocks).toHaveLength(slots.length);
  expect(before).toMatchObject(
    slots.map((slot) => ({ kind: 'release.intended', purpose: 'emergency', slot: slotId(slot), staff })),
  );
  const custody = [...cabinet.appliance.data.journal.custody().values()];
  expect(custody.filter((holding) => holding.at === 'person' && holding.staff === staff)).toHaveLength(others.length);
  expectDense(cabinet.log());

  await cabinet.act({ type: 'fault.set', fault: 'bolt-jammed', slot: jammed, on: false });
  await openDesk(cabinet);
  await release('once more');
  await isOpen(jammed);
  expect(await cabinet.act({ type: 'fob.pull', slot: jammed })).toBeNull();
  expect(await cabinet.screen('desk-released'), 'only what is still in there').toMatchObject({ total: 1, released: 1 });
  expect(standing(cabinet.look()).filter(({ kind }) => kind === 'slot_jammed')).toEqual([]);
});

test('it can be stopped, and the next badge waits until it has ended', async () => {
  const [first = 0, second = 0] = slots;
  await cabinet.act({ type: 'fault.set', fault: 'bolt-jammed', slot: second, on: true });
  const unlocks = unlocksOn(simulationOf(cabinet).bus, () => undefined);
  await openDesk(cabinet);
  await openDoor(cabinet);
  await release('false alarm?');
  await isOpen(first);
  await cabinet.tap(cabinet.people.find(({ title }) => title === 'Porter') ?? supervisorOf(cabinet));
  expect(await cabinet.press({ type: 'desk.stop' })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'desk-emergency' && screen.stopping, 'the stop');
  expect(await cabinet.act({ type: 'fob.pull', slot: first })).toBeNull();
  expect(await cabinet.screen('desk-released')).toMatchObject({ total: slots.length, released: 1 });
  expect(unlocks, 'the slot that was open and the one whose turn it was').toHaveLength(2);
  expect(cabinet.log().findLast(({ occurrence }) => !occurrence.kind.startsWith('alarm.'))?.occurrence).toMatchObject({
    kind: 'emergency.ended',
    failed: slots.length - 1,
  });
});

test('it goes on although the last minute of the supervisor comes meanwhile', async () => {
  await cabinet.stop();
  const time = new PassingTime(instant(Date.UTC(2026, 9, 13, 8)));
  const end = after(time.now(), minutes(10));
  const [first = 0, second = 0] = slots;
  cabinet = await startTestAppliance({
    time,
    change: (setup) => ({
      ...setup,
      staff: setup.staff.map((one) => (one.role === 'supervisor' ? { ...one, validUntil: end } : one)),
    }),
  });
  await time.passUntil(after(end, seconds(-5)));
  await cabinet.act({ type: 'fault.set', fault: 'bolt-jammed', slot: second, on: true });
  await openDesk(cabinet);
  await openDoor(cabinet);
  await release('smoke');
  await isOpen(first);
  await time.passUntil(after(end, seconds(1)));
  for (const slot of slots.filter((one) => one !== second)) {
    await isOpen(slot);
    expect(await cabinet.act({ type: 'fob.pull', slot })).toBeNull();
  }
  await cabinet.until(() => endOf(cabinet) !== undefined, 'the end of it');
  expect(endOf(cabinet)).toMatchObject({ released: slots.length - 1, failed: 1 });
});

function endOf(appliance: TestAppliance) {
  return appliance.log().find(({ occurrence }) => occurrence.kind === 'emergency.ended')?.occurrence;
}
