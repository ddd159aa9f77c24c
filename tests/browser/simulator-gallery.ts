// Takes pictures of the simulator page in its states and sizes: `node controller/launch.cjs tests/browser/simulator-gallery.ts DIR`.
// For the eye of a designer; asserts nothing.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { SimulationView } from '../../controller/contract/simulation.ts';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { buildPages, launchBrowser } from '../support/kiosk-stage.ts';
import { mixedFixture, simulationFixture } from '../support/simulation-fixture.ts';
import { openSimulatorStage } from '../support/simulator-stage.ts';

const SIZES = [
  [1440, 900],
  [1280, 800],
  [1024, 768],
] as const;

interface Scene {
  readonly name: string;
  readonly view: SimulationView;
  readonly prepare?: (page: Page) => Promise<void>;
}

const open = simulationFixture();
const SCENES: readonly Scene[] = [
  { name: 'open', view: open },
  { name: 'mixed', view: mixedFixture() },
  {
    name: 'closed',
    view: simulationFixture({
      door: 'closed',
      hand: [],
      readers: [{ id: 'front', lost: true }],
      badges: [...open.badges, ...open.badges.slice(0, 3)],
    }),
  },
  {
    name: 'refused',
    view: open,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Draw key 12 from slot 12', exact: true }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'jam',
    view: simulationFixture({
      door: 'closed',
      hand: open.hand.concat(open.slots.slice(0, 3).flatMap(({ fob }) => fob ?? [])),
    }),
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Jam', exact: true }).click();
      await page.getByRole('switch', { name: 'Bolt of slot 14 jammed' }).press('ArrowRight');
    },
  },
];

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: simulator-gallery.ts DIR');
mkdirSync(folder, { recursive: true });
const pages = await buildPages();
const browser = await launchBrowser();
for (const { name, view, prepare } of SCENES) {
  const stage = await openSimulatorStage(pages.folder, view, idleKiosk());
  for (const [width, height] of SIZES) {
    const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
    await page.goto(`${stage.origin}/simulator/`);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.evaluate(() => document.fonts.ready);
    if (prepare !== undefined) {
      stage.refuseNext('Slot 12 is locked.');
      await prepare(page);
    }
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`) });
    await page.screenshot({ path: path.join(folder, `${name}-${width}-whole.png`), fullPage: true });
    await page.close();
  }
  await stage.close();
}
await browser.close();
pages.remove();

/** Nobody at the screen; the rest as in the picture of the cabinet. */
function idleKiosk(): CabinetSnapshot {
  return {
    revision: 7,
    serverTime: '2026-03-09T07:42:12.000Z',
    cabinet: {
      name: 'Linden Cross Hospital, ground floor',
      timeZone: 'Europe/Paris',
      contact: 'the switchboard, 1234',
      language: 'en',
      columns: 8,
      simulated: true,
      staffNumber: false,
      quiet: false,
      edition: '1',
    },
    session: null,
    screen: { name: 'idle', notice: null, takeover: null },
    slots: open.slots.map(({ number, fob }) => ({
      number,
      state: number > 28 ? 'free' : fob === null ? 'out' : 'in',
      key: number > 28 ? null : number,
    })),
    counts: { in: 27, out: 1, overdue: 0, faults: 0 },
    door: 'open',
    service: 'full',
    why: null,
    alarms: [],
  };
}
