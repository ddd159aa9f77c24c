// Measures every screen of the kiosk on every panel: nothing overflows, nothing is cut, targets fit gloves, words can be read.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Preferences } from '../../controller/domain/staff.ts';
import { EVERY_FIXTURE, type EveryFixture, SHEETS } from '../support/kiosk-every-fixture.ts';
import { PANELS } from '../support/kiosk-fixtures.ts';
import { findFaint, findMisplaced, findTooSmall, ROUNDING_PX } from '../support/kiosk-inspection.ts';
import { openSheet } from '../support/kiosk-sheets.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const NAMES = Object.keys(EVERY_FIXTURE) as EveryFixture[];

let browser: Browser;
let stage: KioskStage;
let axe: string;
let pages: Awaited<ReturnType<typeof buildPages>>;

beforeAll(async () => {
  pages = await buildPages();
  stage = await openStage(pages.folder, EVERY_FIXTURE.idle);
  browser = await launchBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

afterAll(async () => {
  await browser.close();
  await stage.close();
  pages.remove();
});

describe.each(PANELS)('on $name', ({ width, height, mm }) => {
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(stage.url);
    await page.evaluate(axe);
    await page.evaluate(() => document.fonts.ready);
  });

  afterAll(async () => {
    await page.close();
  });

  let revision = 1000;

  async function show(name: EveryFixture, textSize: Preferences['textSize'] = 'normal'): Promise<void> {
    revision += 1;
    const { session } = EVERY_FIXTURE[name];
    const wishing = session && { ...session, preferences: { ...session.preferences, textSize } };
    stage.show({ ...EVERY_FIXTURE[name], session: wishing, revision });
    await page.locator(`.frame[data-revision="${revision}"]`).waitFor();
    await settled();
  }

  async function settled(): Promise<void> {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** As `measure`, in the words of somebody who wants them large. */
  async function measureLarge(name: EveryFixture): Promise<void> {
    if (EVERY_FIXTURE[name].session === null) return;
    await wishFor('large');
    expect(await page.evaluate(findMisplaced, ROUNDING_PX)).toEqual([]);
    expect(await page.evaluate(findTooSmall, { mm, slack: ROUNDING_PX })).toEqual([]);
    await wishFor('normal');
  }

  async function wishFor(textSize: Preferences['textSize']): Promise<void> {
    await page.evaluate((wish) => document.querySelector('.frame')?.setAttribute('data-text', wish), textSize);
    await settled();
  }

  /** How large the plain words of the screen are, in CSS pixels. */
  function wordSizes(): Promise<readonly number[]> {
    return page
      .locator('.screen p:not(.hero, .dots), .screen strong, .screen .reason, .screen .button, .header .who')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
  }

  async function measure(): Promise<void> {
    expect(await page.evaluate(findMisplaced, ROUNDING_PX)).toEqual([]);
    expect(await page.evaluate(findTooSmall, { mm, slack: ROUNDING_PX })).toEqual([]);
    expect(await page.evaluate(findFaint, 7)).toEqual([]);
  }

  test('the panel is drawn to its scale', async () => {
    const drawn = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    expect(drawn).toBeCloseTo(mm, 2);
  });

  test.each(NAMES)('%s fits, can be pressed and can be read', async (name) => {
    await show(name);
    await measure();
    await measureLarge(name);
  });

  test.each(SHEETS)('$name fits, can be pressed and can be read', async (sheet) => {
    await show('still-there');
    await show(sheet.on);
    await openSheet(page, sheet);
    await settled();
    await measure();
    await measureLarge(sheet.on);
  });

  test.each(['home', 'take', 'desk-now', 'pin-wrong'] as const)('%s is as large as the badge wants', async (name) => {
    await show(name);
    const usual = await wordSizes();
    await show(name, 'large');
    const large = await wordSizes();
    expect(large.length).toBeGreaterThan(0);
    expect(large.map((size, index) => size / (usual[index] ?? size))).toEqual(large.map(() => expect.closeTo(1.2, 2)));
  });

  test.each(NAMES)('%s has no fault that axe knows', async (name) => {
    await show(name);
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (
        globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    });
    expect(violations).toEqual([]);
  });

  test('the ruler and the light meter find what is planted', async () => {
    await show('done');
    await page.evaluate(() => {
      const planted = document.createElement('div');
      planted.className = 'planted';
      const button = document.createElement('button');
      button.textContent = 'Planted';
      Object.assign(button.style, { position: 'fixed', left: '-9px', top: '50%', width: '40px', height: '20px' });
      Object.assign(button.style, { color: '#777777', background: '#666666', fontSize: '9px' });
      planted.append(button);
      document.querySelector('.screen')?.append(planted);
    });
    const misplaced = await page.evaluate(findMisplaced, ROUNDING_PX);
    const small = await page.evaluate(findTooSmall, { mm, slack: ROUNDING_PX });
    const faint = await page.evaluate(findFaint, 7);
    await page.evaluate(() => document.querySelector('.planted')?.remove());
    expect(misplaced).toContainEqual(expect.stringContaining('leaves .screen'));
    expect(small).toContainEqual(expect.stringContaining('mm wide'));
    expect(small).toContainEqual(expect.stringMatching(/"Planted" is \d\.\d mm$/));
    expect(faint).toContainEqual(expect.stringContaining('"Planted" has'));
  });

  test('the page never complained', () => {
    expect(errors).toEqual([]);
  });
});
