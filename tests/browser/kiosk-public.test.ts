// What the built page owes a corridor: it wakes for whatever somebody must see, says that it lives, and no key of a browser works.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { at } from '../support/kiosk-builders.ts';
import { KIOSK_FIXTURES } from '../support/kiosk-fixtures.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const { home, idle } = KIOSK_FIXTURES;

interface Chord {
  readonly key: string;
  readonly ctrlKey?: true;
  readonly altKey?: true;
}

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

test.each<[string, CabinetSnapshot, CabinetSnapshot]>([
  ['a badge that could not be read', idle, { ...idle, screen: { ...idle.screen, notice: 'no_answer' } as never }],
  ['the same badge again', home, { ...home, screen: { ...home.screen, endsAt: at('14:05:00') } as never }],
  ['the door that is opened', { ...idle, door: 'closed' }, { ...idle, door: 'open' }],
])('%s wakes the screen', async (_what, before, after) => {
  await page.clock.install({ time: new Date(at('14:02:41')) });
  await openOn(before);
  await page.clock.runFor(61_000);
  await page.locator('.dim.on').waitFor({ state: 'attached' });
  stage.show({ ...before, revision: before.revision + 1 });
  await page.locator(`.frame[data-revision="${before.revision + 1}"] .dim.on`).waitFor({ state: 'attached' });
  stage.show({ ...after, revision: before.revision + 2 });
  await page.locator('.dim:not(.on)').waitFor({ state: 'attached' });
});

test('the page says that it lives', async () => {
  await openOn(idle);
  await expect.poll(() => stage.heartbeats()).toBeGreaterThan(0);
});

test('no zoom, no reload, no tools by the keys of a browser', async () => {
  await openOn(idle);
  await expect.poll(() => stage.heartbeats()).toBeGreaterThan(0);
  const stopped = (presses: readonly Chord[]) =>
    page.evaluate(
      (all) =>
        all.map(
          (one) =>
            !document.body.dispatchEvent(new KeyboardEvent('keydown', { ...one, bubbles: true, cancelable: true })),
        ),
      presses,
    );
  const chords: readonly Chord[] = [
    { key: 'F5' },
    { key: 'F12' },
    { key: '+', ctrlKey: true },
    { key: 'ArrowLeft', altKey: true },
  ];
  expect(await stopped(chords)).toEqual([true, true, true, true]);
  expect(await stopped([{ key: '5' }, { key: 'Tab' }])).toEqual([false, false]);
});
