// Simulated time: order, leaps, and timers that are cut off with their owner.
import { expect, it } from 'vitest';
import { instant } from '../../controller/domain/time.ts';
import { LeapingTime } from './leaping-time.ts';

function stage() {
  const time = new LeapingTime(instant(1_000_000));
  const told: string[] = [];
  const say = (word: string) => () => told.push(`${word} ${time.now}`);
  return { time, told, say };
}

it('fires each timer at its time, ties in the order in which they were set', async () => {
  const { time, told, say } = stage();
  const timers = time.timers();
  timers.setTimeout(say('late'), 20);
  timers.setTimeout(say('first'), 10);
  timers.setTimeout(say('second'), 10);
  await time.runUntil(30);
  expect(told).toEqual(['first 10', 'second 10', 'late 20']);
  expect(time.now).toBe(30);
});

it('lets promises run before the next timer', async () => {
  const { time, told, say } = stage();
  const timers = time.timers();
  timers.setTimeout(() => void Promise.resolve().then(() => timers.setTimeout(say('follows'), 0)), 10);
  timers.setTimeout(say('next'), 11);
  await time.runUntil(20);
  expect(told).toEqual(['follows 10', 'next 11']);
});

it('passes over a periodic timer that has nothing to look at, and fires it once when it lands', async () => {
  const { time, told, say } = stage();
  const periodic = time.timers(() => () => false);
  const tick = () => {
    say('tick')();
    periodic.setTimeout(tick, 1000);
  };
  periodic.setTimeout(tick, 1000);
  time.timers().setTimeout(say('alarm'), 60_000);
  await time.runUntil(60_000);
  expect(told).toEqual(['tick 59999', 'alarm 60000']);
});

it('fires a periodic timer at its time when there is something to look at', async () => {
  const { time, told, say } = stage();
  let isStale = false;
  time.timers(() => () => isStale).setTimeout(say('poll'), 80);
  time.timers().setTimeout(() => {
    isStale = true;
  }, 50);
  await time.runUntil(100);
  expect(told).toEqual(['poll 80']);
});

it('cuts off the timers of one owner and no others', async () => {
  const { time, told, say } = stage();
  const [dead, alive] = [time.timers(), time.timers()];
  dead.setTimeout(say('dead'), 10);
  alive.setTimeout(say('alive'), 10);
  dead.cut();
  dead.setTimeout(say('dead too'), 10);
  await time.runUntil(20);
  expect(told).toEqual(['alive 10']);
});

it('steps the wall clock and leaves the running time of a process alone', async () => {
  const { time } = stage();
  await time.runUntil(500);
  const clock = time.clock();
  await time.runUntil(700);
  time.stepWall(-600);
  expect([clock.now(), clock.monotonic()]).toEqual([1_000_100, 200]);
});
