// Takes a picture of every screen of the built kiosk page on every panel, for people to look at. Judges nothing.
//   node controller/launch.cjs tests/browser/kiosk-gallery.ts DIR [PAGES] [NAME…]
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { KIOSK_FIXTURES, type KioskFixture, PANELS } from '../support/kiosk-fixtures.ts';
import { launchBrowser, openStage } from '../support/kiosk-stage.ts';

const [out, pages = 'dist/kiosk', ...chosen] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: kiosk-gallery.ts DIR [PAGES] [NAME…]');
  process.exit(64);
}
await mkdir(out, { recursive: true });

const names = (Object.keys(KIOSK_FIXTURES) as KioskFixture[]).filter(
  (name) => chosen.length === 0 || chosen.includes(name),
);
const stage = await openStage(pages, KIOSK_FIXTURES.idle);
const browser = await launchBrowser();

for (const { name: panel, width, height } of PANELS) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  page.on('console', (message) => console.log(`${panel}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${panel}: ${error.message}`));
  await page.goto(stage.url);
  for (const name of names) {
    stage.show(KIOSK_FIXTURES[name]);
    await page.locator(`[data-screen="${KIOSK_FIXTURES[name].screen.name}"]`).waitFor();
    await page.waitForTimeout(150);
    await page.screenshot({ path: path.join(out, `${name}@${panel}.png`) });
  }
  if (chosen.length === 0 || chosen.includes('not-live')) {
    stage.show(KIOSK_FIXTURES['home-holding']);
    await page.getByRole('button', { name: /^Show me where key 11/ }).click();
    await page.waitForTimeout(150);
    await page.screenshot({ path: path.join(out, `where@${panel}.png`) });
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    stage.beat(false);
    await page.getByText('Not live since').first().waitFor();
    await page.screenshot({ path: path.join(out, `home-not-live@${panel}.png`) });
    stage.show(KIOSK_FIXTURES.idle);
    await page.locator('[data-screen="idle"]').waitFor();
    await page.getByText('Not live since').first().waitFor();
    await page.screenshot({ path: path.join(out, `idle-not-live@${panel}.png`) });
    stage.beat(true);
  }
  await page.close();
}

await browser.close();
await stage.close();
