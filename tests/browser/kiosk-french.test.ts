// The screens of taking and returning in French on the narrowest panel: longer words than English ones, and nothing is cut for it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { ASKING_FIXTURES } from '../support/kiosk-asking-fixtures.ts';
import { KIOSK_FIXTURES, PANELS } from '../support/kiosk-fixtures.ts';
import { findMisplaced, findTooSmall, ROUNDING_PX } from '../support/kiosk-inspection.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

/** The longest French lines and the fullest rows of buttons, one of each build of screen. */
const FIXTURES = Object.entries({
  number: ASKING_FIXTURES['idle-number'],
  outOfService: KIOSK_FIXTURES['idle-out-of-service'],
  full: KIOSK_FIXTURES['home-full'],
  rules: KIOSK_FIXTURES['refused-rules'],
  wrongPlace: KIOSK_FIXTURES['wrong-place-refused'],
  take: KIOSK_FIXTURES.take,
  returned: KIOSK_FIXTURES.returned,
  reason: ASKING_FIXTURES.reason,
  witness: ASKING_FIXTURES.witness,
  report: ASKING_FIXTURES.report,
  account: ASKING_FIXTURES.account,
  handover: ASKING_FIXTURES.handover,
});
const NARROWEST = PANELS.filter(({ width }) => width <= 480);

let browser: Browser;
let pages: Awaited<ReturnType<typeof buildPages>>;
let stage: KioskStage;

beforeAll(async () => {
  pages = await buildPages();
  stage = await openStage(pages.folder, inFrench(KIOSK_FIXTURES.idle));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await stage.close();
  pages.remove();
});

describe.each(NARROWEST)('on $name', ({ width, height, mm }) => {
  let page: Page;
  let revision = 1000;

  beforeAll(async () => {
    stage.show(inFrench(KIOSK_FIXTURES.idle));
    page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
    await page.goto(stage.url);
    await page.getByRole('heading', { name: 'Badgez' }).waitFor();
    await page.evaluate(() => document.fonts.ready);
  });

  afterAll(async () => {
    await page.close();
  });

  test.each(FIXTURES)('%s fits and can be pressed', async (_, fixture) => {
    revision += 1;
    stage.show({ ...inFrench(fixture), revision });
    await page.locator(`.frame[data-revision="${revision}"]`).waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await page.evaluate(findMisplaced, ROUNDING_PX)).toEqual([]);
    expect(await page.evaluate(findTooSmall, { mm, slack: ROUNDING_PX })).toEqual([]);
  });
});

function inFrench(snapshot: CabinetSnapshot): CabinetSnapshot {
  const { cabinet, session } = snapshot;
  return {
    ...snapshot,
    cabinet: { ...cabinet, language: 'fr' },
    session: session && { ...session, preferences: { ...session.preferences, language: 'fr' } },
  };
}
