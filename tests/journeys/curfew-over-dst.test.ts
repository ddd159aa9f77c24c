// Keys go out in the evening and are due in the morning; in between the clocks change. They are due when the wall says so, and
// what becomes of a key that does not come back is said once each, over restarts too.
import { afterEach, expect, test } from 'vitest';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { minuteAt } from '../../controller/demo/sure.ts';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { after, hours, type Instant, instant, minutes, seconds } from '../../controller/domain/time.ts';
import { entriesOf, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { personOf } from '../support/drug-key.ts';
import { expectDense } from '../support/expectations.ts';
import { openDoor } from '../support/key-24.ts';
import { PassingTime } from '../support/passing-time.ts';

/** A ward nurse without a PIN. */
const NURSE = 'staff-08';
/** Back by the end of the shift, and back by 07:30. */
const SHIFT_KEY = { id: 'ward-3-treatment', number: 9, slot: 9, fob: 'fob-09' };
const WALL_KEY = { id: 'ward-3-linen', number: 10, slot: 10, fob: 'fob-10' };
/** By the policy of the demo hospital a quarter of an hour before the due time, at it, and half an hour after. */
const STAGES = ['key.due_soon', 'key.overdue', 'key.escalated'] as const;

const at = (text: string) => instant(Date.parse(text));
/** 22:00 in Paris on the eve of the last Sunday in October; the morning after comes an hour later. */
const TAKEN = at('2026-10-24T22:00:00+02:00');
const SHIFT_END = at('2026-10-25T07:00:00+01:00');
const WALL_END = at('2026-10-25T07:30:00+01:00');

let time: PassingTime;
let cabinet: TestAppliance;
let nurse: DemoPerson;

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

/** The linen room is back by 07:30, in place of no limit. */
function withCurfew(setup: CabinetSetup): CabinetSetup {
  const curfews = [{ kind: 'at', minute: minuteAt('07:30') } as const];
  return { ...setup, keys: setup.keys.map((key) => (key.id === WALL_KEY.id ? { ...key, curfews } : key)) };
}

async function start(now: Instant, folder?: string): Promise<void> {
  time = new PassingTime(now);
  cabinet = await startTestAppliance({ time, change: withCurfew, ...(folder === undefined ? {} : { folder }) });
  nurse = personOf(cabinet, NURSE);
}

/** The power fails and is back at an instant. */
async function restartAt(now: Instant): Promise<void> {
  await cabinet.halt();
  await start(now, cabinet.folder);
}

/** The nurse takes both keys and goes. */
async function takeBoth(): Promise<void> {
  await cabinet.tap(nurse);
  await cabinet.screen('home');
  expect(await cabinet.press({ type: 'key.take_many', keys: [SHIFT_KEY.id, WALL_KEY.id] })).toBeNull();
  await cabinet.screen('take');
  await openDoor(cabinet);
  expect(await cabinet.act({ type: 'fob.pull', slot: SHIFT_KEY.slot })).toBeNull();
  await cabinet.until(({ screen }) => screen.name === 'take' && screen.slot === WALL_KEY.slot, 'the second key');
  expect(await cabinet.act({ type: 'fob.pull', slot: WALL_KEY.slot })).toBeNull();
  await cabinet.screen('close-door');
  expect(await cabinet.act({ type: 'door.close' })).toBeNull();
}

/** What was said of due times so far, e.g. `key.overdue 9`. */
function said(): readonly string[] {
  const numbers = new Map<string, number>([SHIFT_KEY, WALL_KEY].map(({ id, number }) => [id, number]));
  return cabinet
    .log()
    .flatMap(({ occurrence: one }) =>
      one.kind === 'key.due_soon' || one.kind === 'key.overdue' || one.kind === 'key.escalated'
        ? [`${one.kind} ${numbers.get(one.key)}`]
        : [],
    );
}

const stateOf = (slot: number) => cabinet.look().slots.find(({ number }) => number === slot)?.state;
const overdueAlarms = () =>
  cabinet
    .look()
    .alarms.filter(({ kind }) => kind === 'key_overdue' || kind === 'key_escalated')
    .map(({ kind, slots, gone }) => `${kind} ${slots.join()}${gone ? ' gone' : ''}`);

test.each([
  ['forth', '2026-03-28T22:00:00+01:00', '2026-03-29T07:00:00+02:00', '2026-03-29T07:30:00+02:00', 8.5],
  ['not at all', '2026-10-17T22:00:00+02:00', '2026-10-18T07:00:00+02:00', '2026-10-18T07:30:00+02:00', 9.5],
  ['back', '2026-10-24T22:00:00+02:00', '2026-10-25T07:00:00+01:00', '2026-10-25T07:30:00+01:00', 10.5],
] as const)('the clocks go %s in the night: due when the wall shows it', async (_way, taken, shift, wall, length) => {
  await start(at(taken));
  await takeBoth();
  const { taken: keys } = await cabinet.screen('done');
  expect(keys).toMatchObject([
    { id: SHIFT_KEY.id, due: new Date(at(shift)).toISOString() },
    { id: WALL_KEY.id, due: new Date(at(wall)).toISOString() },
  ]);
  expect((at(wall) - at(taken)) / hours(1)).toBe(length);
  expect(entriesOf(cabinet.log(), 'release.taken').map(({ occurrence }) => occurrence.due)).toEqual([
    at(shift),
    at(wall),
  ]);
  expect(cabinet.custodyOf(WALL_KEY.id)).toMatchObject({ at: 'person', due: at(wall), stage: 'in_time' });
});

test('nobody brings them back: each stage is said once, at its time, and not again after a restart', async () => {
  await start(TAKEN);
  await takeBoth();
  await cabinet.screen('done');
  await time.passUntil(after(SHIFT_END, minutes(-60)));
  expect(said(), 'by the clock of the evening it would be seven').toEqual([]);
  expect(cabinet.look().counts).toMatchObject({ out: 2, overdue: 0 });

  await time.passUntil(after(SHIFT_END, minutes(-15.5)));
  expect(said()).toEqual([]);
  await time.passUntil(after(SHIFT_END, minutes(-15)));
  await expect.poll(said).toEqual(['key.due_soon 9']);
  expect(overdueAlarms()).toEqual([]);
  await time.passUntil(SHIFT_END);
  await expect.poll(said).toEqual(['key.due_soon 9', 'key.overdue 9']);
  expect([stateOf(SHIFT_KEY.slot), stateOf(WALL_KEY.slot)]).toEqual(['overdue', 'out']);
  expect(cabinet.look().counts).toMatchObject({ out: 2, overdue: 1 });
  expect(overdueAlarms()).toEqual(['key_overdue 9']);

  await restartAt(after(WALL_END, minutes(-5)));
  await time.pass(seconds(1));
  const atStart = ['key.due_soon 9', 'key.overdue 9', 'key.due_soon 10'];
  await expect.poll(said, { message: 'what came while nobody looked, and nothing twice' }).toEqual(atStart);
  expect(overdueAlarms()).toEqual(['key_overdue 9']);
  expect(cabinet.custodyOf(SHIFT_KEY.id)).toMatchObject({ at: 'person', staff: nurse.staff, stage: 'overdue' });

  await time.passUntil(WALL_END);
  await expect.poll(() => said().slice(atStart.length).toSorted()).toEqual(['key.escalated 9', 'key.overdue 10']);
  expect(overdueAlarms()).toEqual(expect.arrayContaining(['key_overdue 10', 'key_escalated 9']));
  await time.passUntil(after(WALL_END, minutes(30)));
  await expect.poll(() => said().at(-1)).toBe('key.escalated 10');
  const all = said();
  expect(all).toHaveLength(6);

  await restartAt(after(WALL_END, hours(2)));
  await time.pass(minutes(5));
  expect(said()).toEqual(all);
  expect(overdueAlarms()).toEqual(['key_escalated 9,10']);
  for (const { occurrence } of STAGES.flatMap((kind) => entriesOf(cabinet.log(), kind))) {
    expect(occurrence).toMatchObject({
      holder: nurse.staff,
      due: occurrence.key === WALL_KEY.id ? WALL_END : SHIFT_END,
    });
  }

  await openDoor(cabinet);
  for (const { fob, slot } of [SHIFT_KEY, WALL_KEY]) {
    expect(await cabinet.act({ type: 'fob.insert', fob, slot })).toBeNull();
  }
  await cabinet.until(({ counts }) => counts.out === 0, 'both keys');
  expect(cabinet.look().counts).toMatchObject({ in: 28, overdue: 0 });
  expect(overdueAlarms(), 'an alarm waits to be acknowledged').toEqual(['key_escalated 9,10 gone']);
  await time.pass(hours(24));
  expect(said()).toEqual(all);
});
