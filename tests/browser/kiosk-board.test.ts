// The desk at a glance in the real browser: letters that are typed faster than they are answered, counts that narrow the list,
// and a map of which only the slot that changed is drawn anew.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { EVERY_FIXTURE } from '../support/kiosk-every-fixture.ts';
import { pressInTurn } from '../support/kiosk-sheets.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const EMPTY = EVERY_FIXTURE['desk-find-empty'];
const FOUND = EVERY_FIXTURE['desk-found'];

let browser: Browser;
let pages: Awaited<ReturnType<typeof buildPages>>;
let stage: KioskStage;
let page: Page;
let revision: number;

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  pages.remove();
});

beforeEach(async () => {
  revision = 100;
  stage = await openStage(pages.folder, EMPTY);
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

const posted = () => stage.commands.map(({ command }) => command);
const asked = () => posted().flatMap((command) => (command.type === 'desk.find' ? [command.text] : []));

/** Shows what a question for some letters finds; busy before it is answered. */
function answer(text: string, busy = false): void {
  revision += 1;
  if (FOUND.screen.name !== 'desk-found') throw new Error('the fixture finds nothing');
  stage.show({ ...FOUND, revision, screen: { ...FOUND.screen, text, busy } });
}

test('letters that come faster than answers are neither lost nor asked for out of turn', async () => {
  await openOn(EMPTY);
  const pad = page.getByRole('group', { name: 'Letters' });
  for (const letter of 'MARLO') await pad.getByRole('button', { name: letter, exact: true }).click();
  // A letter shows at once; what is typed while a question is on its way is not asked for alone.
  await expect.poll(() => page.locator('.typed').textContent()).toBe('MARLO');
  await expect.poll(asked).toEqual(['M']);
  answer('', true);
  answer('M');
  await expect.poll(asked).toEqual(['M', 'MARLO']);
  expect(stage.commands.at(-1)?.revision, 'of the picture that answered').toBe(revision);
  answer('MARLO');
  await page.getByRole('button', { name: /^B\. Colvane/ }).waitFor();
  expect(await page.locator('.typed').textContent()).toBe('MARLO');
  expect(asked()).toEqual(['M', 'MARLO']);
});

test('a row that is pressed while letters are on their way is opened after them', async () => {
  await openOn(FOUND);
  await pressInTurn(page, ['S', 'B. Colvane…']);
  await expect.poll(asked).toEqual(['waS']);
  answer('waS');
  await expect.poll(posted).toEqual([
    { type: 'desk.find', text: 'waS' },
    { type: 'desk.person', person: 'p3' },
  ]);
});

test('a question that is refused is asked anew of the next picture', async () => {
  await openOn(EMPTY);
  stage.answerNext('not_offered');
  await page.getByRole('button', { name: 'M', exact: true }).click();
  await page.getByText('The screen changed before your press').waitFor();
  expect(asked()).toEqual(['M']);
  answer('');
  await expect.poll(asked).toEqual(['M', 'M']);
});

test('a count shows only what it counts, and everything once more', async () => {
  await openOn(EVERY_FIXTURE['desk-busy']);
  const rows = page.locator('.board .tile.row').filter({ hasNotText: /^(Next page|Page before)$/ });
  const all = await rows.count();
  await pressInTurn(page, ['12 Overdue']);
  expect(await page.locator('.board .tile.row.late').count()).toBe(13);
  expect(await rows.count()).toBe(13);
  await pressInTurn(page, ['12 Overdue']);
  expect(await rows.count()).toBe(all);
  expect(posted()).toEqual([]);
});

test('alarms are narrowed to warnings', async () => {
  await openOn(EVERY_FIXTURE['desk-alarms']);
  const cards = page.locator('.card');
  expect(await cards.count()).toBe(7);
  await pressInTurn(page, ['Warnings 2']);
  expect(await cards.allTextContents()).toEqual([
    expect.stringContaining('key overdue'),
    expect.stringContaining('clock'),
    expect.stringContaining('stuck'),
  ]);
});

test('a slot that changes is drawn anew, and no other', async () => {
  const map = EVERY_FIXTURE['desk-map-large'];
  await openOn(map);
  await page.locator('.module .cell[data-slot="40"]').waitFor();
  await page.evaluate(() => {
    for (const cell of document.querySelectorAll('.module .cell')) cell.setAttribute('data-kept', '');
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver((changes) => {
      for (const { target } of changes) seen.push((target as Element).getAttribute('data-slot') ?? '?');
    }).observe(document.querySelector('.modules') ?? document.body, { subtree: true, attributes: true });
  });
  const slots = map.slots.map((slot) => (slot.number === 40 ? { ...slot, state: 'fault' as const } : slot));
  stage.show({ ...map, slots, revision: 101 });
  await page.locator('.module .cell[data-slot="40"][data-state="fault"]').waitFor();
  expect(await page.locator('.module .cell:not([data-kept])').count()).toBe(0);
  expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual(['40']);
});
