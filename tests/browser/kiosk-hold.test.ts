// The button that is held, in a real browser: what holds it, what ends that, and that nothing else in the world presses it.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at } from '../support/kiosk-builders.ts';
import { EVERY_FIXTURE } from '../support/kiosk-every-fixture.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const CONFIRM = EVERY_FIXTURE['force-confirm'];
const CONFIRMED = [{ type: 'desk.confirm' }];
/** By then a new screen has begun to listen. */
const SETTLED_MS = 100;

let browser: Browser;
let pages: Awaited<ReturnType<typeof buildPages>>;
let stage: KioskStage;
let page: Page;
let button: Locator;
let revision = 100;
/** Commands before the test. */
let before = 0;

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
  stage = await openStage(pages.folder, CONFIRM);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', hasTouch: true });
  await page.clock.install({ time: new Date(at('14:02:41')) });
  await page.goto(stage.url);
  button = page.getByRole('button', { name: /^Release/ });
  await button.waitFor();
  // From here on time passes only when a test says so: on a slow machine a second more would be held.
  await page.clock.pauseAt(new Date(at('14:05:00')));
});

afterAll(async () => {
  await browser.close();
  await stage.close();
  pages.remove();
});

/** The screen anew, heard of just now: the clock of the page runs ahead of the heartbeat. */
beforeEach(async () => {
  stage.beat(true);
  await page.mouse.move(0, 0);
  await show(EVERY_FIXTURE.idle);
  await show(CONFIRM);
  await button.waitFor();
  await pass(SETTLED_MS);
  before = stage.commands.length;
});

afterEach(async () => {
  await page.mouse.up();
  for (const key of ['Enter', 'Space']) await page.keyboard.up(key);
});

const posted = () =>
  stage.commands
    .slice(before)
    .map(({ command }) => command)
    .filter(({ type }) => type !== 'session.continue');

/** Lets time pass on the page. */
async function pass(milliseconds: number): Promise<void> {
  await page.clock.runFor(milliseconds);
}

async function show(snapshot: typeof CONFIRM): Promise<void> {
  revision += 1;
  stage.show({ ...snapshot, revision });
  await page.locator(`.frame[data-revision="${revision}"]`).waitFor();
}

/** A finger, or a mouse, in the middle of the button. */
async function down(): Promise<void> {
  await button.hover();
  await page.mouse.down();
}

/** Nothing was asked for, and whoever goes on holding asks for nothing. */
async function expectNothing(): Promise<void> {
  await pass(2000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(posted()).toEqual([]);
}

describe('it asks once it was held for a second and a half', () => {
  test('by a pointer', async () => {
    await down();
    await pass(1400);
    expect(posted()).toEqual([]);
    await pass(200);
    await expect.poll(posted).toEqual(CONFIRMED);
    await pass(1000);
    expect(posted(), 'once').toEqual(CONFIRMED);
  });

  test.each(['Enter', 'Space'])('by %s', async (key) => {
    await button.focus();
    await page.keyboard.down(key);
    await pass(1400);
    expect(posted()).toEqual([]);
    await pass(200);
    await expect.poll(posted).toEqual(CONFIRMED);
  });

  test('and says meanwhile how long it still is', async () => {
    expect(await button.textContent()).toContain('Hold for 1.5 seconds');
    await down();
    await expect.poll(() => button.textContent()).toContain('Keep holding: 1.5 s');
    await pass(600);
    await expect.poll(() => button.textContent()).toContain('Keep holding: 1 s');
    await pass(500);
    await expect.poll(() => button.textContent()).toContain('Keep holding: 0.5 s');
    await page.mouse.up();
    await expect.poll(() => button.textContent()).toContain('Hold for 1.5 seconds');
  });
});

describe('it asks for nothing', () => {
  test('when any other key is pressed on it', async () => {
    await button.focus();
    for (const key of ['Tab', 'a', 'Escape', 'ArrowDown', 'Shift', 'F5'])
      await button.dispatchEvent('keydown', { key });
    await expectNothing();
  });

  test('when it is clicked, twice, or by a screen reader', async () => {
    await button.click();
    await button.dblclick();
    await button.dispatchEvent('click');
    await expectNothing();
  });

  test('when it is let go too soon, and begins anew with the next press', async () => {
    await down();
    await pass(1200);
    await page.mouse.up();
    await page.mouse.down();
    await pass(1200);
    await page.mouse.up();
    await expectNothing();
  });

  test('when a key is let go too soon, or goes on repeating after another was', async () => {
    await button.focus();
    await page.keyboard.down('Enter');
    await pass(1200);
    await page.keyboard.up('Enter');
    await button.dispatchEvent('keydown', { key: 'Enter', repeat: true });
    await expectNothing();
  });

  test('when the finger slides off', async () => {
    await down();
    await pass(1000);
    await page.mouse.move(5, 5);
    await expectNothing();
  });

  test.each([
    ['the touch is taken away', (one: Locator) => one.dispatchEvent('pointercancel', { pointerId: 1 })],
    ['the focus goes', (one: Locator) => one.evaluate((node: HTMLElement) => node.blur())],
    ['the window loses the focus', () => page.evaluate(() => window.dispatchEvent(new Event('blur')))],
    ['the page is hidden', () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))],
    ['another screen comes', () => show(EVERY_FIXTURE['desk-refused'])],
  ] as const)('when %s', async (_, happens) => {
    await button.focus();
    await down();
    await pass(1000);
    await happens(button);
    await expectNothing();
  });

  test('when the page is not live any more', async () => {
    stage.beat(false);
    await pass(2800);
    await down();
    await pass(1000);
    expect(await button.isDisabled()).toBe(true);
    await expectNothing();
  });

  test('by a second finger, nor does one end it', async () => {
    await button.dispatchEvent('pointerdown', { pointerId: 7, isPrimary: false, button: 0 });
    await expectNothing();
    await show(CONFIRM);
    await down();
    await pass(800);
    await button.dispatchEvent('pointerup', { pointerId: 7, isPrimary: false });
    await pass(800);
    await expect.poll(posted).toEqual(CONFIRMED);
  });
});

test('a finger that is caught by the button is still seen to leave it', async () => {
  const box = await button.boundingBox();
  if (box === null) throw new Error('the button is not drawn');
  const panel = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    panel.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await touch('touchStart', x, y);
  await expect.poll(() => button.textContent()).toContain('Keep holding');
  await touch('touchMove', x, y - 300);
  await expect.poll(() => button.textContent()).toContain('Hold for 1.5 seconds');
  await expectNothing();
  await touch('touchEnd', 0, 0);
});
