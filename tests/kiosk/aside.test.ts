// The screens that come after the first: loaded once, and asked for again only after they could not be had.
import { expect, test, vi } from 'vitest';
import { type Asides, createAside } from '../../kiosk/aside.ts';

const attend = vi.fn();
const SCREENS: Asides = {
  AsideScreen: () => null,
  AsideSheet: () => null,
  AsideTakeover: () => null,
  AsideHold: () => null,
  codeButton: () => null,
  lastRead: () => null,
  serviceLine: () => null,
  alarmLine: () => '',
  attend,
};

test('are loaded once, however often they are wanted', async () => {
  const load = vi.fn(() => Promise.resolve(SCREENS));
  const aside = createAside(load);
  expect(aside.pages.value).toBeNull();
  aside.want();
  aside.want();
  await vi.waitFor(() => expect(aside.pages.value).toBe(SCREENS));
  aside.want();
  expect(load).toHaveBeenCalledTimes(1);
  expect(attend).toHaveBeenCalledTimes(1);
});

test('that cannot be had say so, and are asked for again', async () => {
  const load = vi.fn(() => Promise.resolve(SCREENS)).mockRejectedValueOnce(new Error('not on the disk'));
  const aside = createAside(load);
  aside.want();
  await vi.waitFor(() => expect(aside.pages.value).toBe('failed'));
  aside.want();
  await vi.waitFor(() => expect(aside.pages.value).toBe(SCREENS));
  expect(load).toHaveBeenCalledTimes(2);
});
