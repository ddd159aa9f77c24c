// Drives the built kiosk page where it is fitted to a person, and where its glass is wiped: what each press asks for and shows, and
// what a touch does that must do nothing.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CabinetSnapshot, SessionView } from '../../controller/contract/snapshot.ts';
import { at } from '../support/kiosk-builders.ts';
import { EVERY_FIXTURE } from '../support/kiosk-every-fixture.ts';
import { pressInTurn } from '../support/kiosk-sheets.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const { idle, home, account } = EVERY_FIXTURE;
const LOOKS = 'Text, colours, language, sound';
const USUAL = { language: 'en', textSize: 'normal', theme: 'dark', sound: true, moreTime: false } as const;

/** The name of a button, and what it changes. */
const CHOICES: readonly (readonly [string, Partial<SessionView['preferences']>])[] = [
  ['Largest', { textSize: 'largest' }],
  ['Light, high contrast', { theme: 'light-contrast' }],
  ['Français', { language: 'fr' }],
  ['Off', { sound: false }],
  ['Three times as long', { moreTime: true }],
];

let browser: Browser;
let pages: Awaited<ReturnType<typeof buildPages>>;
let stage: KioskStage;
let page: Page;
let revision = 200;

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

async function show(snapshot: CabinetSnapshot): Promise<void> {
  revision += 1;
  stage.show({ ...snapshot, revision });
  await page.locator(`.frame[data-revision="${revision}"]`).waitFor();
}

async function openOn(snapshot: CabinetSnapshot): Promise<void> {
  stage.show(snapshot);
  await page.goto(stage.url);
  await page.locator(`.frame[data-screen="${snapshot.screen.name}"]`).waitFor();
}

function chosen(part: Partial<SessionView['preferences']>, kept: SessionView['kept']): CabinetSnapshot {
  const { session } = account;
  return { ...account, session: session && { ...session, kept, preferences: { ...USUAL, ...part } } };
}

const posted = () => stage.commands.map(({ command }) => command);
const screen = (name: string) => page.locator(`.frame[data-screen="${name}"]`);

describe('how the screen is for a person', () => {
  test('is asked for by each press, and shows itself at once', async () => {
    await openOn(account);
    await pressInTurn(page, [LOOKS]);
    for (const [name, part] of CHOICES) {
      await pressInTurn(page, [name]);
      const preferences = { ...USUAL, ...part };
      await expect.poll(() => posted().at(-1)).toEqual({ type: 'preferences.set', preferences, remember: false });
      await show(chosen(part, 'session'));
      await screen('looks').waitFor();
      const pressed = page.locator('.choice[aria-pressed="true"]', { hasText: name });
      await expect.poll(() => pressed.count()).toBe(1);
      const { theme, textSize } = preferences;
      await page.locator(`.frame[data-theme="${theme}"][data-text="${textSize}"]`).waitFor();
      await show(account);
      await page.getByRole('button', { name: 'Largest' }).waitFor();
    }
    expect(posted()).toHaveLength(CHOICES.length);
  });

  test('is kept for the badge by one press, and says what became of it', async () => {
    await openOn(chosen({ theme: 'light' }, 'session'));
    await pressInTurn(page, [LOOKS, 'Remember for my badge…']);
    const preferences = { ...USUAL, theme: 'light' };
    await expect.poll(posted).toEqual([{ type: 'preferences.set', preferences, remember: true }]);
    await show(chosen({ theme: 'light' }, 'failed'));
    await page.getByRole('alert').getByText('It could not be written down.').waitFor();
    await show(chosen({ theme: 'light' }, 'remembered'));
    await page.getByRole('status').getByText('Remembered for your badge.').waitFor();
    expect(await page.getByRole('button', { name: 'Remember for my badge' }).count()).toBe(0);
  });

  test('is one press away from the keys, and what is chosen already is not asked for again', async () => {
    await openOn(home);
    await pressInTurn(page, [LOOKS, 'Dark', 'English', 'Normal', 'On', 'Usual']);
    await screen('looks').waitFor();
    expect(posted()).toEqual([]);
    await page.getByRole('button', { name: 'Back' }).click();
    await screen('home').waitFor();
  });
});

describe('the glass that is wiped', () => {
  test('feels no touch and no key, and ends by itself after half a minute', async () => {
    await page.clock.install({ time: new Date(at('14:02:41')) });
    await openOn(idle);
    await page.clock.pauseAt(new Date(at('14:03:30')));
    await pressInTurn(page, ['Clean']);
    await screen('cleaning').waitFor();
    await page.clock.runFor(100);
    await page.mouse.click(1200, 40);
    await page.mouse.click(640, 400);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.clock.runFor(29_000);
    expect(await screen('cleaning').count()).toBe(1);
    await page.clock.runFor(2000);
    await screen('idle').waitFor();
    expect(posted()).toEqual([]);
    await pressInTurn(page, ['Clean']);
    await screen('cleaning').waitFor();
  });

  test('is ready at once for a badge', async () => {
    await openOn(idle);
    await pressInTurn(page, ['Clean']);
    await screen('cleaning').waitFor();
    await show(home);
    await screen('home').waitFor();
    await pressInTurn(page, ['You']);
    await expect.poll(posted).toEqual([{ type: 'account.open' }]);
  });

  test('gives way to an alarm, and not to a key that comes back', async () => {
    await openOn({ ...idle, alarms: [] });
    await pressInTurn(page, ['Clean']);
    await screen('cleaning').waitFor();
    await show({ ...EVERY_FIXTURE.returned, alarms: [] });
    expect(await screen('cleaning').count()).toBe(1);
    await show({ ...EVERY_FIXTURE['idle-alarm'] });
    await screen('idle').waitFor();
  });
});
