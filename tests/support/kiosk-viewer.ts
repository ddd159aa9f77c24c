// Shows the screens and sheets of the kiosk one after the other as somebody wishes to see them, and measures them: for rulers and
// pictures. Waits for the picture that was asked for, never for a time. Each viewer has a page and a stage of its own.
import type { Browser, Page } from 'playwright-core';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import type { Preferences } from '../../controller/domain/staff.ts';
import { en } from '../../kiosk/strings/en/first.ts';
import { EVERY_FIXTURE, type EveryFixture, SHEETS, type SheetFixture } from './kiosk-every-fixture.ts';
import type { Panel } from './kiosk-fixtures.ts';
import { findCut, findMisplaced, findTooSmall, ROUNDING_PX } from './kiosk-inspection.ts';
import { findFaint, LEAST_CONTRAST } from './kiosk-light-meter.ts';
import { namedButton } from './kiosk-sheets.ts';
import { openStage } from './kiosk-stage.ts';

export type Wish = Pick<Preferences, 'language' | 'theme' | 'textSize'>;

/** A screen, or a sheet that lies on one. */
export interface View {
  readonly name: string;
  readonly snapshot: CabinetSnapshot;
  readonly sheet?: SheetFixture;
}

export const FAULT_KINDS = ['misplaced', 'small', 'cut', 'faint', 'moving'] as const;

export type Faults = Readonly<Record<(typeof FAULT_KINDS)[number], readonly string[]>>;

export const PLAIN: Wish = { language: 'en', theme: 'dark', textSize: 'normal' };

export const VIEWS: readonly View[] = [
  ...(Object.keys(EVERY_FIXTURE) as EveryFixture[]).map((name) => ({ name, snapshot: EVERY_FIXTURE[name] })),
  ...SHEETS.map((sheet) => ({ name: sheet.name, snapshot: EVERY_FIXTURE[sheet.on], sheet })),
];

export interface Viewer {
  readonly page: Page;
  /** What the page complained about. */
  readonly errors: readonly string[];
  show(view: View, wish: Wish): Promise<void>;
  /** All that the rulers find on what is shown now. */
  measure(): Promise<Faults>;
  /** Whether it hears that the controller lives. */
  beat(on: boolean): void;
  close(): Promise<void>;
}

/** A snapshot for somebody with these wishes; with nobody signed in the language is that of the cabinet. */
export function wishing(snapshot: CabinetSnapshot, { language, theme, textSize }: Wish): CabinetSnapshot {
  const { cabinet, session } = snapshot;
  const preferences = session && { ...session.preferences, language, theme, textSize };
  return {
    ...snapshot,
    cabinet: { ...cabinet, language },
    session: session && preferences && { ...session, preferences },
  };
}

/** @param pages folder of the built pages */
export async function openViewer(browser: Browser, pages: string, panel: Panel): Promise<Viewer> {
  const { width, height, mm } = panel;
  const between = EVERY_FIXTURE['still-there'];
  const stage = await openStage(pages, between);
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  /** Which buttons open a sheet, as their places on each page: found by their English names, good for every language. */
  const presses = new Map<string, readonly number[]>();
  let revision = 1000;

  async function draw(snapshot: CabinetSnapshot, wish: Wish): Promise<void> {
    revision += 1;
    stage.show({ ...wishing(snapshot, wish), revision });
    await page.evaluate(untilDrawn, { revision, language: wish.language });
  }

  async function learn(name: string, { presses: names }: SheetFixture): Promise<readonly number[]> {
    const places: number[] = [];
    for (const one of names) {
      const button = namedButton(page, one);
      places.push(
        await button.evaluate((pressed, among) => [...document.querySelectorAll(among)].indexOf(pressed), BUTTONS),
      );
      await button.click();
    }
    presses.set(name, places);
    return places;
  }

  await page.goto(stage.url);
  await page.locator('.frame[data-screen="still-there"]').waitFor();
  await page.getByText(en.loading).waitFor({ state: 'detached' });
  await draw(between, { ...PLAIN, language: 'fr' });
  await page.evaluate(() => document.fonts.ready);
  const rulers = [findMisplaced, findTooSmall, findCut, findFaint].map((ruler) => `${ruler.name}: ${String(ruler)}`);
  await page.evaluate(`globalThis.rulers = {${rulers.join()}}; undefined`);

  return {
    page,
    errors,
    async show({ name, snapshot, sheet }, wish) {
      if (sheet === undefined) return draw(snapshot, wish);
      await draw(between, PLAIN);
      if (!presses.has(name)) {
        await draw(snapshot, PLAIN);
        await learn(name, sheet);
        await draw(between, PLAIN);
      }
      await draw(snapshot, wish);
      await page.evaluate(pressInPlaces, { places: presses.get(name) ?? [], among: BUTTONS });
    },
    measure: () => page.evaluate(measureAll, { mm, slack: ROUNDING_PX, least: LEAST_CONTRAST }),
    beat: (on) => stage.beat(on),
    async close() {
      await page.close();
      await stage.close();
    },
  };
}

/** The buttons whose order is the same in every language and for every length of a list. */
const BUTTONS = 'button:not(.pager button)';

async function untilDrawn({ revision, language }: { readonly revision: number; readonly language: string }) {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isDrawn = () =>
    document.querySelector('.frame')?.getAttribute('data-revision') === String(revision) &&
    document.documentElement.lang === language;
  for (let frames = 0; frames < 1800 && !isDrawn(); frames += 1) await frame();
  if (!isDrawn()) throw new Error(`The picture ${revision} was never drawn`);
  await frame();
  await frame();
}

async function pressInPlaces({ places, among }: { readonly places: readonly number[]; readonly among: string }) {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (const place of places) {
    const button = document.querySelectorAll<HTMLElement>(among)[place];
    if (button === undefined) throw new Error(`There is no button ${place}`);
    button.click();
    await frame();
    await frame();
  }
}

interface Measures {
  readonly mm: number;
  readonly slack: number;
  readonly least: typeof LEAST_CONTRAST;
}

function measureAll({ mm, slack, least }: Measures): Faults {
  const { rulers } = globalThis as unknown as {
    rulers: {
      findMisplaced: typeof findMisplaced;
      findTooSmall: typeof findTooSmall;
      findCut: typeof findCut;
      findFaint: typeof findFaint;
    };
  };
  return {
    misplaced: rulers.findMisplaced(slack),
    small: rulers.findTooSmall({ mm, slack }),
    cut: rulers.findCut(slack),
    faint: rulers.findFaint(least),
    // The viewer wishes that nothing moves.
    moving: document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map((one) => (one instanceof CSSAnimation ? one.animationName : 'something moves')),
  };
}
