// The sounds in Debian's Chromium: notes are made when a picture changes, none before somebody may hear them, and the page is
// loaded anew when the controller wants another one. Counts notes; hears nothing.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { DEVICE_FIXTURES } from '../support/kiosk-device-fixtures.ts';
import { KIOSK_FIXTURES } from '../support/kiosk-fixtures.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const { idle, home, take } = KIOSK_FIXTURES;

let browser: Browser;
let stage: KioskStage;
let pages: Awaited<ReturnType<typeof buildPages>>;
let page: Page;
let revision = 1000;
const errors: string[] = [];

beforeAll(async () => {
  pages = await buildPages();
  stage = await openStage(pages.folder, idle);
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    let notes = 0;
    globalThis.OscillatorNode = class extends OscillatorNode {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options);
        notes += 1;
      }
    };
    globalThis.AudioContext = class extends AudioContext {
      constructor() {
        super();
        console.debug('loudspeaker');
      }
    };
    new MutationObserver(() => {
      const frame = document.querySelector<HTMLElement>('.frame');
      console.debug(`picture ${frame?.dataset.revision}, notes: ${notes}`);
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-revision'] });
  });
  await Promise.all([heard('loudspeaker'), page.goto(stage.url)]);
});

afterAll(async () => {
  expect(errors).toEqual([]);
  await browser.close();
  await stage.close();
  pages.remove();
});

/** @returns how many notes there were when the picture stood */
async function show(snapshot: CabinetSnapshot): Promise<number> {
  revision += 1;
  const stands = heard(`picture ${revision},`);
  stage.show({ ...snapshot, revision });
  return Number((await stands).split(': ')[1]);
}

/** What the page says by itself: to be asked anything counts as a touch in the browser. */
async function heard(beginning: string): Promise<string> {
  const message = await page.waitForEvent('console', (said) => said.text().startsWith(beginning));
  return message.text();
}

describe('the page', () => {
  test('is silent, and says nothing, as long as the browser waits for a touch', async () => {
    expect(await show(home)).toBe(0);
    expect(await show(idle)).toBe(0);
  });

  test('makes one note for a badge and two for a hand that is called, after the first touch', async () => {
    await page.mouse.click(5, 5);
    await expect.poll(async () => (await show(idle)) + (await show(home))).toBeGreaterThan(0);
    const before = await show(home);
    expect(await show(take)).toBe(before + 2);
    expect(await show(idle)).toBe(before + 2);
    expect(await show(DEVICE_FIXTURES.takeover)).toBe(before + 4);
    await page.getByRole('heading', { name: 'Slot 9: key removed without a release' }).waitFor();
  });

  test('loads itself anew for another edition, once', async () => {
    const loads: string[] = [];
    page.on('load', () => loads.push('load'));
    await show(idle);
    await Promise.all([
      page.waitForEvent('load'),
      show({ ...idle, cabinet: { ...idle.cabinet, edition: '2' } }).catch(() => 0),
    ]);
    await page.locator('.idle').waitFor();
    await page.waitForTimeout(300);
    expect(loads).toHaveLength(1);
  });
});
