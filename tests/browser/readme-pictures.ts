// Takes the pictures of the README from a real cabinet with simulated hardware: the keys of a pharmacist, and the simulator.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { personWho, startTestAppliance } from '../support/appliance.ts';

const folder = path.join(import.meta.dirname, 'pictures');
mkdirSync(folder, { recursive: true });
const cabinet = await startTestAppliance();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const pharmacist = personWho(cabinet.people, ({ title }) => title === 'Pharmacist');

const kiosk = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await kiosk.goto(cabinet.url);
await cabinet.tap(pharmacist);
for (const digit of pharmacist.pin ?? '') await kiosk.getByRole('button', { name: digit, exact: true }).click();
await kiosk.getByRole('button', { name: 'Enter', exact: true }).click();
await cabinet.screen('home');
await kiosk
  .getByRole('button', { name: /^Take key/ })
  .first()
  .waitFor();
await kiosk.waitForTimeout(800);
await kiosk.screenshot({ path: path.join(folder, 'kiosk-home.png') });

const panel = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await panel.goto(new URL('/simulator/', cabinet.url).href);
await panel.getByRole('button', { name: 'Open the door' }).click();
await cabinet.press({ type: 'key.take', key: 'pharmacy-dispensary' });
await cabinet.screen('take');
await panel.getByRole('button', { name: 'Draw key 2 from slot 2', exact: true }).waitFor();
await panel.waitForTimeout(800);
await panel.screenshot({ path: path.join(folder, 'simulator.png') });
await browser.close();
await cabinet.stop();
