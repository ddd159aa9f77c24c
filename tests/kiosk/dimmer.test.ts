// The dimmer: a minute of rest dims, the first touch only wakes, and a badge never makes the glass deaf.
import { expect, test } from 'vitest';
import { createDimmer } from '../../kiosk/dimmer.ts';
import { SimulatedTime } from '../support/simulated-time.ts';

test('dims after a minute without a touch, and not before', async () => {
  const time = new SimulatedTime();
  const dimmer = createDimmer(time);
  await time.advance(59_000);
  expect(dimmer.touch()).toBe('act');
  await time.advance(59_999);
  expect(dimmer.dimmed.value).toBe(false);
  await time.advance(1);
  expect(dimmer.dimmed.value).toBe(true);
});

test('the waking touch is swallowed, and all input for 400 ms after it', async () => {
  const time = new SimulatedTime();
  const dimmer = createDimmer(time);
  await time.advance(60_000);
  expect(dimmer.touch()).toBe('swallow');
  expect(dimmer.dimmed.value).toBe(false);
  await time.advance(399);
  expect(dimmer.touch()).toBe('swallow');
  await time.advance(1);
  expect(dimmer.touch()).toBe('act');
});

test('a stir wakes and leaves the glass ready', async () => {
  const time = new SimulatedTime();
  const dimmer = createDimmer(time);
  await time.advance(60_000);
  dimmer.stir();
  expect(dimmer.dimmed.value).toBe(false);
  expect(dimmer.touch()).toBe('act');
  await time.advance(60_000);
  expect(dimmer.dimmed.value).toBe(true);
});

test('a glass that is being wiped swallows every touch, and is ready at once afterwards', async () => {
  const time = new SimulatedTime();
  const dimmer = createDimmer(time);
  dimmer.ignore(true);
  for (let second = 0; second < 30; second += 1) {
    expect(dimmer.touch()).toBe('swallow');
    await time.advance(1000);
  }
  dimmer.ignore(false);
  expect(dimmer.touch()).toBe('act');
});
