// The language of the screen follows the badge, with the real controller behind it; and a French cabinet starts in French.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWho, startTestAppliance } from '../support/appliance.ts';
import { KIOSK_FIXTURES } from '../support/kiosk-fixtures.ts';
import { buildPages, launchBrowser, openStage } from '../support/kiosk-stage.ts';

let browser: Browser;
let pages: Awaited<ReturnType<typeof buildPages>>;

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  pages.remove();
});

const language = (page: Page) => page.evaluate(() => document.documentElement.lang);

test('the badge of a French nurse brings a French screen, and her leaving the one of the cabinet', async () => {
  const cabinet = await startTestAppliance({ pages: pages.folder, usualPins: false });
  const page = await browser.newPage({ viewport: { width: 480, height: 800 }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  try {
    await page.goto(cabinet.url);
    await page.getByRole('heading', { name: 'Tap your badge' }).waitFor();
    expect(await language(page)).toBe('en');
    await cabinet.tap(personWho(cabinet.people, ({ remark }) => remark === 'speaks French'));
    await page.getByRole('heading', { name: 'Vos clés' }).waitFor();
    await page
      .getByRole('button', { name: /^Prendre la clé \d+, / })
      .first()
      .waitFor();
    expect(await language(page)).toBe('fr');
    await page.getByRole('button', { name: 'Vous', exact: true }).click();
    await page.getByRole('heading', { name: 'Code PIN, badges, réservations' }).waitFor();
    await page.getByRole('button', { name: 'Retour', exact: true }).click();
    await page.getByRole('button', { name: 'Quitter', exact: true }).click();
    await page.getByRole('heading', { name: 'Tap your badge' }).waitFor();
    expect(await language(page)).toBe('en');
    expect(errors).toEqual([]);
  } finally {
    await page.close();
    await cabinet.stop();
  }
});

test('a cabinet that spoke French starts in French, before the controller is heard', async () => {
  const { idle } = KIOSK_FIXTURES;
  const stage = await openStage(pages.folder, { ...idle, cabinet: { ...idle.cabinet, language: 'fr' } });
  const page = await browser.newPage();
  try {
    await page.goto(stage.url);
    await page.getByRole('heading', { name: 'Badgez' }).waitFor();
    await page.route('**/api/events', (route) => route.abort());
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        const said = document.querySelector('h1')?.textContent;
        if (said === undefined || said === null) return;
        document.documentElement.dataset.first = said;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await page.getByText('Liaison avec l’armoire').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.first)).toBe('Démarrage');
  } finally {
    await page.close();
    await stage.close();
  }
});

test('a screen without its French words stays in English', async () => {
  const { idle } = KIOSK_FIXTURES;
  const stage = await openStage(pages.folder, { ...idle, cabinet: { ...idle.cabinet, language: 'fr' } });
  const page = await browser.newPage();
  try {
    await page.route('**/french-*.js', (route) => route.abort());
    await page.goto(stage.url);
    await page.getByRole('heading', { name: 'Tap your badge' }).waitFor();
    expect(await language(page)).toBe('en');
    await page.unroute('**/french-*.js');
    stage.show({ ...idle, cabinet: { ...idle.cabinet, language: 'fr' }, revision: 101 });
    await page.getByRole('heading', { name: 'Badgez' }).waitFor();
  } finally {
    await page.close();
    await stage.close();
  }
});
