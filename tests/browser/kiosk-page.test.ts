// Drives the built kiosk page by role and name: what a press sends, what it never sends, and what is said when it is lost.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at } from '../support/kiosk-builders.ts';
import { KIOSK_FIXTURES, snapshotOf } from '../support/kiosk-fixtures.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const { home, idle, pin, take } = KIOSK_FIXTURES;
const holding = KIOSK_FIXTURES['home-holding'];

let browser: Browser;
let pages: Awaited<ReturnType<typeof buildPages>>;
let stage: KioskStage;
let page: Page;

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  pages.remove();
});

beforeEach(async () => {
  stage = await openStage(pages.folder, idle);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
});

afterEach(async () => {
  await page.close();
  await stage.close();
});

async function openOn(snapshot: CabinetSnapshot): Promise<void> {
  stage.show(snapshot);
  await page.goto(stage.url);
  await page.locator(`.frame[data-screen="${snapshot.screen.name}"]`).waitFor();
}

const takeKey14 = () => page.getByRole('button', { name: 'Take key 14, Ward pharmacy', exact: true });
const posted = () => stage.commands.map(({ command }) => command);
/** Without the word that somebody is typing, which asks for nothing. */
const asked = () => posted().filter(({ type }) => type !== 'session.continue');

describe('a press', () => {
  test('sends one command with the session and the revision', async () => {
    await openOn(home);
    await takeKey14().click();
    await expect
      .poll(() => stage.commands)
      .toEqual([{ sessionId: 's-41', revision: 100, command: { type: 'key.take', key: 'k14' } }]);
  });

  test('counts once however often the finger bounces', async () => {
    await openOn(home);
    await takeKey14().dblclick();
    await expect.poll(() => stage.commands.length).toBe(1);
    stage.show({ ...take, revision: 101 });
    await page.getByRole('heading', { name: 'Take key 14' }).waitFor();
    expect(stage.commands).toHaveLength(1);
  });

  test('is made again on the newer picture of the same screen', async () => {
    await openOn(home);
    stage.answerNext('stale_revision');
    await takeKey14().click();
    await expect.poll(() => stage.commands.length).toBe(1);
    stage.show({ ...home, revision: 101 });
    await expect.poll(() => stage.commands.map(({ revision }) => revision)).toEqual([100, 101]);
  });

  test('is not made again on another screen, and says so', async () => {
    await openOn(home);
    stage.answerNext('stale_revision');
    await takeKey14().click();
    await expect.poll(() => stage.commands.length).toBe(1);
    stage.show({ ...KIOSK_FIXTURES['still-there'], revision: 101 });
    await page.getByRole('alert').filter({ hasText: 'The screen changed before your press.' }).waitFor();
    expect(stage.commands).toHaveLength(1);
  });

  test('that reaches nobody is said on the screen', async () => {
    await openOn(home);
    await page.route('**/api/commands', (route) => route.abort());
    await takeKey14().click();
    await page.getByRole('alert').filter({ hasText: 'Your press did not reach the cabinet.' }).waitFor();
    expect(await takeKey14().isEnabled()).toBe(true);
  });

  test.each([
    ['Return key 11, Ward 5, treatment room', holding, { type: 'key.return', key: 'k11' }],
    ['Sign out', home, { type: 'session.end' }],
    ['Open slot 30', KIOSK_FIXTURES['wrong-place'], { type: 'slot.reopen', slot: 30 }],
    ['Open slot 30', KIOSK_FIXTURES['home-full'], { type: 'slot.reopen', slot: 30 }],
    ['Back to your keys', KIOSK_FIXTURES.done, { type: 'screen.back' }],
    ['Back to your keys', KIOSK_FIXTURES['close-door'], { type: 'screen.back' }],
    ['Back to your keys', KIOSK_FIXTURES.return, { type: 'screen.back' }],
    ['Back to your keys', KIOSK_FIXTURES['refused-rules'], { type: 'screen.back' }],
    ['Finish', KIOSK_FIXTURES.done, { type: 'session.end' }],
    ['I am still here', KIOSK_FIXTURES['still-there'], { type: 'session.continue' }],
    ['Cancel', pin, { type: 'session.end' }],
  ] as const)('on "%s" asks for the right thing', async (name, snapshot, command) => {
    await openOn(snapshot);
    await page.getByRole('button', { name, exact: true }).click();
    await expect.poll(posted).toEqual([command]);
  });
});

describe('a key that may not be taken', () => {
  test('is disabled and says why and who can help', async () => {
    await openOn(home);
    const tile = page.getByRole('button', { name: 'Take key 2, Pharmacy, dispensary', exact: true });
    expect(await tile.isDisabled()).toBe(true);
    const reasons = await tile.getAttribute('aria-describedby');
    expect((await page.locator(`#${reasons ?? ''}`).textContent())?.trim()).toBe(
      'Out since 13:10. Ask the pharmacy lead, 2210.',
    );
    await tile.click({ force: true });
    await takeKey14().click();
    await expect.poll(posted).toEqual([{ type: 'key.take', key: 'k14' }]);
  });
});

describe('the PIN', () => {
  test('is sent once, whole, and is never on the page', async () => {
    await openOn(pin);
    expect(await page.getByRole('button', { name: 'Enter', exact: true }).isDisabled()).toBe(true);
    for (const digit of ['4', '7', '1', '1', '9']) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('img', { name: '4 digits entered' }).waitFor();
    expect(await page.content()).not.toContain('4711');
    await page.getByRole('button', { name: 'Enter', exact: true }).click();
    await expect.poll(asked).toEqual([{ type: 'pin.enter', pin: '4711' }]);
    stage.show({ ...KIOSK_FIXTURES['pin-wrong'], revision: 101 });
    await page.getByText('That PIN was wrong.').waitFor();
    await page.getByRole('img', { name: 'No digits entered' }).waitFor();
  });

  test.each(['pin-locked', 'pin-wait', 'pin-checking'] as const)('cannot be typed when it is %s', async (name) => {
    await openOn(KIOSK_FIXTURES[name]);
    expect(await page.getByRole('button', { name: '1', exact: true }).isDisabled()).toBe(true);
  });
});

describe('what is shown', () => {
  test('the slot number is announced', async () => {
    await openOn(take);
    expect(await page.getByRole('status').filter({ hasText: '14' }).getAttribute('aria-live')).toBe('assertive');
    await page
      .getByRole('timer', { name: '14 seconds left' })
      .or(page.getByRole('timer', { name: '13 seconds left' }))
      .waitFor();
  });

  test('the slot grid stays mounted and a change redraws one cell', async () => {
    await openOn(take);
    await page.evaluate(() => {
      for (const cell of document.querySelectorAll('.cell')) cell.setAttribute('data-same', 'yes');
    });
    stage.show({ ...idle, revision: 101 });
    await page.locator('.frame[data-screen="idle"]').waitFor();
    stage.show({ ...KIOSK_FIXTURES.return, revision: 102 });
    await page.locator('.cell[data-slot="14"][data-state="put"]').waitFor();
    expect(await page.locator('.cell[data-same="yes"]').count()).toBe(32);
  });

  test('nobody is named while nobody is there', async () => {
    await openOn(home);
    stage.show({ ...idle, revision: 101 });
    await page.getByRole('heading', { name: 'Tap your badge' }).waitFor();
    expect(await page.locator('body').textContent()).not.toContain('Marlow');
  });

  test('where a key belongs is a sheet of the page, lights its slot and closes with the screen', async () => {
    const lit = () => stage.commands.map(({ command }) => (command.type === 'key.show' ? command.key : command.type));
    const ask = () => page.getByRole('button', { name: /^Key 13, .*Show me where$/ }).click();
    await openOn(holding);
    await ask();
    await page.getByText('Row 2 from the top, place 5 from the left').waitFor();
    await expect.poll(lit).toEqual(['k13']);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect.poll(lit).toEqual(['k13', null]);
    await ask();
    await expect.poll(lit).toEqual(['k13', null, 'k13']);
    stage.show({ ...KIOSK_FIXTURES['still-there'], revision: 101 });
    await page.getByRole('heading', { name: 'Still there?' }).waitFor();
    stage.show({ ...holding, revision: 102 });
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();
    expect(lit(), 'the light went with the screen').toHaveLength(3);
  });

  test('all fourteen keys can be reached by the paging buttons', async () => {
    await openOn(home);
    const last = page.getByRole('button', { name: 'Take key 28, Master key, ground floor', exact: true });
    const down = page.getByRole('button', { name: 'Page down: Your keys', exact: true });
    const bottom = await page.locator('.view').evaluate((view) => view.getBoundingClientRect().bottom);
    for (let presses = 0; presses < 6 && (await down.isEnabled()); presses += 1) {
      await down.click();
      // The scroll event and the picture that follows from it take a frame each; the button is believed after them.
      await page.evaluate(
        () =>
          new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))),
      );
    }
    await expect
      .poll(() => last.evaluate((tile) => tile.getBoundingClientRect().bottom))
      .toBeLessThanOrEqual(bottom + 1);
    expect(await down.isDisabled()).toBe(true);
  });
});

describe('manners', () => {
  test('silence disables every release and says since when', async () => {
    await openOn(holding);
    stage.beat(false);
    await page.getByRole('alert').filter({ hasText: 'Not live since 14:02' }).waitFor();
    expect(await takeKey14().isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: /^Return key 11/ }).isDisabled()).toBe(true);
    await page.getByText('14:02', { exact: true }).waitFor({ state: 'detached' });
    stage.beat(true);
    await expect.poll(() => takeKey14().isEnabled()).toBe(true);
  });

  test('the first touch on a dimmed screen only wakes it', async () => {
    await page.clock.install({ time: new Date(at('14:02:41')) });
    await openOn(home);
    await page.clock.pauseAt(new Date(at('14:04:30')));
    await page.locator('.dim.on').waitFor({ state: 'attached' });
    // The page's clock ran ahead of the heartbeat, so it must be live again before a press can count.
    await expect.poll(() => takeKey14().isEnabled()).toBe(true);
    await takeKey14().click();
    await page.locator('.dim:not(.on)').waitFor({ state: 'attached' });
    await takeKey14().click();
    expect(stage.commands).toHaveLength(0);
    await page.clock.runFor(500);
    await expect.poll(() => takeKey14().isEnabled()).toBe(true);
    await takeKey14().click();
    await expect.poll(posted).toEqual([{ type: 'key.take', key: 'k14' }]);
  });

  test('a badge wakes the screen without making it deaf', async () => {
    await page.clock.install({ time: new Date(at('14:02:41')) });
    await openOn(idle);
    await page.clock.runFor(61_000);
    await page.locator('.dim.on').waitFor({ state: 'attached' });
    stage.show(home);
    await page.locator('.dim:not(.on)').waitFor({ state: 'attached' });
    await takeKey14().click();
    await expect.poll(posted).toEqual([{ type: 'key.take', key: 'k14' }]);
  });

  test('no menu, no selection', async () => {
    await openOn(idle);
    const allowed = await page.evaluate(() =>
      ['contextmenu', 'selectstart', 'dragstart'].filter((type) =>
        document.body.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })),
      ),
    );
    expect(allowed).toEqual([]);
  });

  test('a page that starts before the controller says so and comes alive by itself', async () => {
    await page.route('**/api/events', (route) => route.abort());
    await page.goto(stage.url);
    await page.getByText('Reaching the controller').waitFor();
    await page.getByRole('alert').filter({ hasText: 'Not live yet' }).waitFor();
    await page.unroute('**/api/events');
    await page.getByRole('heading', { name: 'Tap your badge' }).waitFor();
  });

  test('a snapshot without a person keeps no button that asks for anything', async () => {
    await openOn(
      snapshotOf({ name: 'done', taken: [], returned: [], handedOver: [], endsAt: at('14:02:47') }, { session: null }),
    );
    expect(await page.getByRole('button').count()).toBe(0);
  });
});
