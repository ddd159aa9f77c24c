// A duress PIN shows what the PIN shows, to the pixel: two visits of one person at a running cabinet, drawn by the built page
// with the clock held still.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { personWho, startTestAppliance, type TestAppliance } from '../support/appliance.ts';
import { expectOk } from '../support/expect-ok.ts';
import { FIXTURE_NOW } from '../support/kiosk-builders.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const DURESS = '739150';
const INSTANT = /"\d{4}-\d\d-\d\dT[0-9:.]+Z"/g;

let cabinet: TestAppliance;
let person: DemoPerson;
let browser: Browser;
let built: Awaited<ReturnType<typeof buildPages>>;
let stage: KioskStage;
let page: Page;

beforeAll(async () => {
  built = await buildPages();
  cabinet = await startTestAppliance();
  person = personWho(cabinet.people, ({ title }) => title === 'Pharmacist');
  const { pins, store } = cabinet.appliance.data;
  expectOk(store.credentials.writeDuressPin(person.staff, expectOk(await pins.hash(DURESS))));
  stage = await openStage(built.folder, still(cabinet.look()));
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 800, height: 480 }, reducedMotion: 'reduce' });
  await page.goto(stage.url);
  await page.evaluate(() => document.fonts.ready);
});

afterAll(async () => {
  await browser.close();
  await stage.close();
  await cabinet.stop();
  built.remove();
});

/** A picture at which no clock has moved. */
function still(snapshot: CabinetSnapshot): CabinetSnapshot {
  const { session } = snapshot;
  const held = { ...snapshot, revision: 1, session: session && { ...session, id: 's' } };
  return JSON.parse(JSON.stringify(held).replaceAll(INSTANT, JSON.stringify(FIXTURE_NOW)));
}

/** The three screens of a visit as they are drawn. */
async function visit(pin: string): Promise<readonly Buffer[]> {
  await cabinet.screen('idle');
  await cabinet.tap(person);
  await cabinet.screen('pin');
  const shots = [await draw('pin')];
  expect(await cabinet.press({ type: 'pin.enter', pin })).toBeNull();
  await cabinet.screen('home');
  shots.push(await draw('home'));
  expect(await cabinet.press({ type: 'session.end' })).toBeNull();
  await cabinet.screen('idle');
  shots.push(await draw('idle'));
  return shots;
}

async function draw(screen: string): Promise<Buffer> {
  stage.show(still(cabinet.look()));
  await page.locator(`.frame[data-screen="${screen}"]`).waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.screenshot();
}

test('every screen of a forced visit is the same picture', async () => {
  const plain = await visit(person.pin ?? '');
  const forced = await visit(DURESS);
  expect(forced.map((shot, index) => shot.equals(plain[index] ?? Buffer.alloc(0)))).toEqual([true, true, true]);
  expect(plain[0]?.equals(plain[1] ?? Buffer.alloc(0)), 'different screens are different pictures').toBe(false);
});
