// Every alarm that the cabinet, its boards and its reader can give cause to: provoked by a hand or a switch of the simulator,
// shown with its severity and place, in the log, and gone when its cause is. What people give cause to has journeys of its own.
import { afterEach, expect, test } from 'vitest';
import type { CabinetSetup } from '../../controller/domain/setup.ts';
import { type Duration, hours, instant, milliseconds, minutes, seconds } from '../../controller/domain/time.ts';
import { DELAYS } from '../../controller/machines/delays.ts';
import { entriesOf, startTestAppliance, type TestAppliance, type TestOptions } from '../support/appliance.ts';
import { scheduleId } from '../support/domain-builders.ts';
import { alarmsOf, expectDense } from '../support/expectations.ts';
import { chooseKey24, KEY_24, openDoor, porterOf } from '../support/key-24.ts';
import { comeIn, drawKeys, goAway, placed, putBack } from '../support/key-visit.ts';
import { PassingTime } from '../support/passing-time.ts';
import { standing } from '../support/standing-alarms.ts';

/** A Tuesday at ten in the morning where the demo hospital is. */
const BEGIN = instant(Date.UTC(2026, 9, 13, 8));
const BAY = placed(KEY_24.id, KEY_24.slot);
const VAN = placed('transport-van-2', 27);
const FREE = 30;

/** Time whose wall clock somebody can set. */
class SettableTime extends PassingTime {
  #stepped = 0;

  override now() {
    return instant(super.now() + this.#stepped);
  }

  /** Sets the wall clock forward or back; what runs goes on running. */
  step(by: Duration): void {
    this.#stepped += by;
  }
}

let time: SettableTime;
let cabinet: TestAppliance;

async function start(options: TestOptions = {}): Promise<void> {
  time = new SettableTime(BEGIN);
  cabinet = await startTestAppliance({ time, ...options });
}

afterEach(async () => {
  expect(cabinet.fatal).toEqual([]);
  expectDense(cabinet.log());
  await cabinet.stop();
});

const shown = () => standing(cabinet.look()).map(({ kind, severity, slots }) => [severity, kind, ...slots].join(' '));
const shows = (...alarms: readonly string[]) => expect.poll(() => shown().toSorted()).toEqual(alarms.toSorted());
const act = async (action: Parameters<TestAppliance['act']>[0]) => expect(await cabinet.act(action)).toBeNull();
/** How each alarm of a kind began and ended by the log. */
const story = (kind: string) => alarmsOf(cabinet.log()).filter((change) => change.startsWith(kind));

async function takeBay(): Promise<void> {
  await comeIn(cabinet, porterOf(cabinet));
  await drawKeys(cabinet, [BAY]);
}

test('the door is left open', async () => {
  await start();
  await openDoor(cabinet);
  await time.pass(milliseconds(DELAYS.doorAlarm - 1000));
  expect(shown()).toEqual([]);
  await time.pass(seconds(1));
  await shows('alarm door_left_open');
  expect(entriesOf(cabinet.log(), 'door.left_open')[0]?.occurrence).toMatchObject({ during: null });
  await act({ type: 'door.close' });
  await shows();
  expect(story('door_left_open'), 'nobody has looked at it').toEqual(['door_left_open raised', 'door_left_open gone']);
});

test('a door that is kept locked is forced; opened by somebody at the screen it is not', async () => {
  const change = (setup: CabinetSetup): CabinetSetup => ({
    ...setup,
    door: setup.door === null ? null : { ...setup.door, locked: true },
  });
  await start({ change });
  await comeIn(cabinet, porterOf(cabinet));
  await openDoor(cabinet);
  await goAway(cabinet);
  expect(story('door_forced')).toEqual([]);
  await openDoor(cabinet);
  await shows('alarm door_forced');
  await act({ type: 'door.close' });
  await shows();
});

test('a key is torn out with nobody there, and in the session of somebody who may have nothing to do with it', async () => {
  await start();
  await openDoor(cabinet);
  await act({ type: 'fob.force', slot: BAY.slot });
  await shows(`alarm key_removed ${BAY.slot}`);
  expect(cabinet.custodyOf(BAY.id)).toMatchObject({ at: 'unaccounted', during: null });
  await act({ type: 'fob.insert', fob: BAY.fob, slot: BAY.slot });
  await shows();
  await comeIn(cabinet, porterOf(cabinet));
  await act({ type: 'fob.force', slot: VAN.slot });
  await shows(`alarm key_removed ${VAN.slot}`);
  const { staff } = porterOf(cabinet);
  expect(cabinet.custodyOf(VAN.id), 'during the session, never held').toMatchObject({
    at: 'unaccounted',
    during: staff,
  });
});

test('something stands in a slot where nothing belongs', async () => {
  await start();
  await takeBay();
  await act({ type: 'fob.insert', fob: BAY.fob, slot: FREE });
  await shows(`warning slot_misfilled ${FREE}`);
  await act({ type: 'fob.force', slot: FREE });
  await shows();
  expect(story('slot_misfilled')).toEqual(['raised', 'gone', 'closed'].map((change) => `slot_misfilled ${change}`));
});

test('a bolt jams, until it moves again', async () => {
  await start();
  await act({ type: 'fault.set', fault: 'bolt-jammed', slot: BAY.slot, on: true });
  await chooseKey24(cabinet);
  await shows(`warning slot_jammed ${BAY.slot}`);
  await act({ type: 'fault.set', fault: 'bolt-jammed', slot: BAY.slot, on: false });
  expect(shown(), 'nobody knows before it is tried').toEqual([`warning slot_jammed ${BAY.slot}`]);
  expect(await cabinet.press({ type: 'screen.back' })).toBeNull();
  await cabinet.screen('home');
  await drawKeys(cabinet, [BAY]);
  await shows();
});

test('a slot stands open with its key in it', async () => {
  await start();
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  await time.pass(DELAYS.takeWindow);
  await shows(`warning slot_left_unlocked ${BAY.slot}`);
  await openDoor(cabinet);
  await act({ type: 'fob.push', slot: BAY.slot });
  await shows();
});

test('a board falls silent in the middle of a release: nobody knows what came of it, until it speaks again', async () => {
  await start();
  await chooseKey24(cabinet);
  await cabinet.screen('take');
  await act({ type: 'fault.set', fault: 'board-silent', board: KEY_24.board, on: true });
  await expect
    .poll(() =>
      shown()
        .map((alarm) => alarm.split(' ', 2).join(' '))
        .toSorted(),
    )
    .toEqual(['alarm board_lost', 'alarm outcome_unknown']);
  await act({ type: 'fault.set', fault: 'board-silent', board: KEY_24.board, on: false });
  await expect
    .poll(async () => {
      await time.pass(seconds(2));
      return shown().filter((alarm) => alarm.startsWith('alarm'));
    })
    .toEqual([]);
});

test.each(['board-silent', 'board-garbled'] as const)('a board is lost and comes back: %s', async (fault) => {
  await start();
  await act({ type: 'fault.set', fault, board: KEY_24.board, on: true });
  await expect.poll(() => shown()[0]).toMatch(/^alarm board_lost(?: \d+){4,}$/);
  await act({ type: 'fault.set', fault, board: KEY_24.board, on: false });
  await expect
    .poll(async () => {
      await time.pass(seconds(2));
      return shown();
    })
    .toEqual([]);
  expect([entriesOf(cabinet.log(), 'board.lost').length, entriesOf(cabinet.log(), 'board.back').length]).toEqual([
    1, 1,
  ]);
});

test('the reader is lost and comes back', async () => {
  await start();
  await act({ type: 'fault.set', fault: 'reader-lost', on: true });
  await shows('alarm reader_lost');
  await act({ type: 'fault.set', fault: 'reader-lost', on: false });
  await expect
    .poll(async () => {
      await time.pass(seconds(2));
      return shown();
    })
    .toEqual([]);
  expect([entriesOf(cabinet.log(), 'reader.lost').length, entriesOf(cabinet.log(), 'reader.back').length]).toEqual([
    1, 1,
  ]);
});

test.each([
  ['forward', minutes(10)],
  ['back', milliseconds(-600_000)],
] as const)('the wall clock is set %s', async (_, by) => {
  await start();
  time.step(by);
  await time.pass(seconds(1));
  await expect.poll(() => story('clock_stepped')).toEqual(['clock_stepped raised']);
  expect(cabinet.look().alarms).toMatchObject([{ kind: 'clock_stepped', severity: 'warning' }]);
  await time.pass(DELAYS.momentNotice);
  await expect.poll(() => cabinet.look().alarms).toEqual([]);
  expect(story('clock_stepped')).toEqual(['raised', 'gone', 'closed'].map((change) => `clock_stepped ${change}`));
  const [stepped, ...more] = entriesOf(cabinet.log(), 'clock.stepped').map(({ occurrence }) => occurrence);
  expect(more).toEqual([]);
  expect((stepped?.onto ?? 0) - (stepped?.from ?? 0)).toBeCloseTo(by, -2);
});

test('the wall clock was set back while the cabinet was off', async () => {
  await start();
  const { folder } = cabinet;
  await cabinet.halt();
  const earlier = new PassingTime(instant(BEGIN - hours(2)));
  cabinet = await startTestAppliance({ time: earlier, folder });
  expect(entriesOf(cabinet.log(), 'clock.regressed')).toHaveLength(1);
  await expect.poll(() => story('clock_stepped')[0]).toBe('clock_stepped raised');
});

test('a key is late, then much too late, and comes back', async () => {
  await start();
  await takeBay();
  await goAway(cabinet);
  const holding = cabinet.custodyOf(BAY.id);
  const due = (holding?.at === 'person' ? holding.due : null) ?? BEGIN;
  expect(due).toBeGreaterThan(BEGIN);
  await time.passUntil(instant(due - 60_000));
  expect(shown()).toEqual([]);
  expect(entriesOf(cabinet.log(), 'key.due_soon')).toHaveLength(1);
  await time.passUntil(due);
  await shows(`warning key_overdue ${BAY.slot}`);
  await time.pass(minutes(31));
  await shows(`alarm key_escalated ${BAY.slot}`);
  await openDoor(cabinet);
  await putBack(cabinet, BAY);
  await shows();
});

test('a key that must be carried is still in its slot when its hand-over is over', async () => {
  const handover = scheduleId('staffed');
  await start({
    change: (setup) => ({
      ...setup,
      keys: setup.keys.map((key) => (key.id === BAY.id ? { ...key, egressCritical: { handover } } : key)),
    }),
  });
  await time.pass(minutes(1));
  expect(shown()).toEqual([]);
  await time.pass(hours(14));
  await shows(`warning egress_key_in ${BAY.slot}`);
  await takeBay();
  await shows();
});
