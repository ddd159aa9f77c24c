// Takes a picture of every screen of the built kiosk page on every panel, for people to look at. Judges nothing.
//   node controller/launch.cjs tests/browser/kiosk-gallery.ts DIR [PAGES] [NAME…]
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { EVERY_FIXTURE, type EveryFixture, SHEETS } from '../support/kiosk-every-fixture.ts';
import { PANELS } from '../support/kiosk-fixtures.ts';
import { openSheet } from '../support/kiosk-sheets.ts';
import { launchBrowser, openStage } from '../support/kiosk-stage.ts';

const [out, pages = 'dist/kiosk', ...chosen] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: kiosk-gallery.ts DIR [PAGES] [NAME…]');
  process.exit(64);
}
await mkdir(out, { recursive: true });

const names = (Object.keys(EVERY_FIXTURE) as EveryFixture[]).filter(
  (name) => chosen.length === 0 || chosen.includes(name),
);
const stage = await openStage(pages, EVERY_FIXTURE.idle);
const browser = await launchBrowser();

for (const { name: panel, width, height } of PANELS) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  page.on('console', (message) => console.log(`${panel}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${panel}: ${error.message}`));
  await page.goto(stage.url);
  for (const name of names) {
    stage.show(EVERY_FIXTURE[name]);
    await page.locator(`[data-screen="${EVERY_FIXTURE[name].screen.name}"]`).waitFor();
    await page.waitForTimeout(150);
    await page.screenshot({ path: path.join(out, `${name}@${panel}.png`) });
  }
  for (const sheet of SHEETS.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
    stage.show(EVERY_FIXTURE['still-there']);
    await page.locator('[data-screen="still-there"]').waitFor();
    stage.show(EVERY_FIXTURE[sheet.on]);
    await openSheet(page, sheet);
    await page.waitForTimeout(150);
    await page.screenshot({ path: path.join(out, `${sheet.name}@${panel}.png`) });
  }
  if (chosen.length === 0 || chosen.includes('not-live')) {
    stage.show(EVERY_FIXTURE['home-holding']);
    await page.locator('[data-screen="home"]').waitFor();
    stage.show(EVERY_FIXTURE['home-holding']);
    stage.beat(false);
    await page.getByText('Not live since').first().waitFor();
    await page.screenshot({ path: path.join(out, `home-not-live@${panel}.png`) });
    stage.show(EVERY_FIXTURE.idle);
    await page.locator('[data-screen="idle"]').waitFor();
    await page.getByText('Not live since').first().waitFor();
    await page.screenshot({ path: path.join(out, `idle-not-live@${panel}.png`) });
    stage.beat(true);
  }
  await page.close();
}

await browser.close();
await stage.close();
