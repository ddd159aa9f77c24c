// A supervisor answers for what rights give whom: reads who reaches a group of keys, signs it, and signs nothing that has changed
// under their hands. On the way: who still carries a badge that is easy to copy, and for whom the desk is.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { after, minutes, seconds } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { ask, leaveDesk, openDesk, supervisorOf } from '../support/desk-visit.ts';
import { NOW } from '../support/domain-builders.ts';
import { NURSE } from '../support/drug-key.ts';
import { expectDense } from '../support/expectations.ts';
import { porterOf } from '../support/key-24.ts';
import { anyone, comeIn } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';

/** The other supervisor of the demo hospital. */
const SITE_MANAGER = 'staff-36';
const DRUGS = 'ward-controlled';
/** When the nurse is valid no longer. */
const LEAVES = after(NOW, minutes(3));
/** Less than the desk waits, so that it stays open. */
const STEP = seconds(40);
const WHY = 'looked at with the pharmacy';

let time: PassingTime;
let cabinet: TestAppliance;

beforeEach(async () => {
  time = new PassingTime(NOW);
  cabinet = await startTestAppliance({ time, pins: [SITE_MANAGER], change: withNurseLeaving });
});

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  expect(JSON.stringify(cabinet.log()), 'what was typed is sealed beside the log').not.toContain(WHY);
  await cabinet.stop();
});

function withNurseLeaving(setup: CabinetSetup): CabinetSetup {
  return { ...setup, staff: setup.staff.map((one) => (one.id === NURSE ? { ...one, validUntil: LEAVES } : one)) };
}

const reviews = () => entriesOf(cabinet.log(), 'rights.reviewed');

/** Reads the rights of the group to their last sheet. @returns how often each person was named, and the last sheet */
async function readAll() {
  let shown = await ask(cabinet, { type: 'desk.rights', of: 'group', id: DRUGS }, 'desk-rights');
  const people = shown.lines.map(({ person }) => person.id);
  while (shown.sheet < shown.sheets) {
    const sheet = shown.sheet + 1;
    expect(await cabinet.press({ type: 'desk.leaf', sheet })).toBeNull();
    const next = await cabinet.until(
      ({ screen }) => screen.name === 'desk-rights' && screen.sheet === sheet,
      `sheet ${sheet}`,
    );
    if (next.screen.name !== 'desk-rights') throw new Error('no sheet of a review');
    shown = next.screen;
    people.push(...shown.lines.map(({ person }) => person.id));
  }
  return { shown, people };
}

/** Signs what was read. @returns the review as it is shown then */
async function sign(pin: string) {
  expect(await cabinet.press({ type: 'desk.sign', text: WHY })).toBeNull();
  await cabinet.screen('desk-sign');
  return ask(cabinet, { type: 'desk.prove', pin }, 'desk-rights');
}

const pinOf = (supervisor = supervisorOf(cabinet)) => supervisor.pin ?? '';

test('a review is read to its end, signed with the PIN, and shown with its date from then on', async () => {
  await openDesk(cabinet);
  const { shown, people } = await readAll();
  expect(shown.last).toBeNull();
  expect(shown.sheets, 'enough to leaf').toBeGreaterThan(1);
  expect(new Set(people).size).toBeGreaterThan(6);

  expect(await cabinet.press({ type: 'desk.sign', text: WHY })).toBeNull();
  await cabinet.screen('desk-sign');
  expect(await cabinet.press({ type: 'desk.prove', pin: '918273' })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'desk-sign' && screen.wrong, 'the wrong PIN');
  expect(reviews(), 'a wrong PIN signs nothing').toEqual([]);
  expect(await ask(cabinet, { type: 'desk.prove', pin: pinOf() }, 'desk-rights')).toMatchObject({
    notice: { command: 'desk.sign', fault: null },
    last: { by: { id: supervisorOf(cabinet).staff }, same: true },
  });
  const [entry, ...more] = reviews();
  expect(more).toEqual([]);
  expect(entry?.occurrence).toMatchObject({ staff: supervisorOf(cabinet).staff, keyGroup: DRUGS, person: null });
  expect(entry?.occurrence.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(entry?.occurrence.note).not.toBeNull();
  await leaveDesk(cabinet);

  await cabinet.halt();
  cabinet = await startTestAppliance({ folder: cabinet.folder, time, pins: [SITE_MANAGER] });
  await cabinet.screen('idle');
  await openDesk(cabinet, anyone(cabinet, SITE_MANAGER));
  expect((await readAll()).shown.last, 'it outlives a restart').toMatchObject({
    by: { id: supervisorOf(cabinet).staff },
    same: true,
  });
});

test('what was not read to its end cannot be signed', async () => {
  await openDesk(cabinet);
  await ask(cabinet, { type: 'desk.rights', of: 'group', id: DRUGS }, 'desk-rights');
  expect(await cabinet.press({ type: 'desk.sign', text: WHY })).toMatchObject({ code: 'not_offered' });
  expect(await cabinet.press({ type: 'desk.leaf', sheet: 99 })).toMatchObject({ code: 'not_offered' });
});

test('a right that ends while it is read: nothing is signed until it is read again', async () => {
  await openDesk(cabinet);
  while (LEAVES - time.now() > STEP) {
    await time.pass(STEP);
    await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  }
  const { people } = await readAll();
  expect(people).toContain(NURSE);
  await time.pass(STEP);
  expect(await sign(pinOf())).toMatchObject({ notice: { command: 'desk.sign', fault: 'rights_changed' } });
  expect(reviews()).toEqual([]);
  const again = await readAll();
  expect(again.people).toContain(NURSE);
  expect(await sign(pinOf())).toMatchObject({ notice: { fault: null }, last: { same: true } });
  expect(reviews()).toHaveLength(1);
});

test('a right that goes after the review is seen at the next one', async () => {
  await openDesk(cabinet);
  const { people } = await readAll();
  await sign(pinOf());
  const person = people.find((id) => id !== supervisorOf(cabinet).staff) ?? '';
  await ask(cabinet, { type: 'desk.person', person }, 'desk-person');
  await ask(cabinet, { type: 'desk.suspend', person, silent: false, text: 'left' }, 'desk-person');
  const { shown } = await readAll();
  expect(shown.last).toMatchObject({ same: false });
});

test('badges that are easy to copy are counted on the first page, and fewer when one is revoked', async () => {
  await openDesk(cabinet);
  const { counts } = await ask(cabinet, { type: 'desk.now' }, 'desk-now');
  const { people } = await ask(cabinet, { type: 'desk.weak_badges' }, 'desk-weak');
  expect(people.length).toBeGreaterThan(0);
  expect(people.length).toBe(counts.weak);
  const [carrier] = people;
  const id = carrier?.person.id ?? '';
  const { badges } = await ask(cabinet, { type: 'desk.person', person: id }, 'desk-person');
  for (const [index, strength] of [...badges.entries()].toReversed()) {
    if (strength !== 'weak') continue;
    await ask(cabinet, { type: 'desk.revoke_badge', person: id, badge: index + 1 }, 'desk-person');
  }
  expect((await ask(cabinet, { type: 'desk.now' }, 'desk-now')).counts.weak).toBe(counts.weak - 1);
});

test('the button of the desk is there for a supervisor only, and the desk refuses others all the same', async () => {
  await comeIn(cabinet, porterOf(cabinet));
  expect(await cabinet.screen('home')).toMatchObject({ desk: false });
  expect(await cabinet.press({ type: 'desk.open' })).toBeNull();
  expect(await cabinet.screen('desk-refused')).toMatchObject({ code: 'not_a_supervisor' });
  expect(await cabinet.press({ type: 'desk.leave' })).toBeNull();
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
  await comeIn(cabinet, supervisorOf(cabinet));
  expect(await cabinet.screen('home')).toMatchObject({ desk: true });
});
