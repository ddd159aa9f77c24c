// A person before the touch screen of a whole cabinet: presses what has a name, and knows by its heading where they are. Finds
// nothing that a person or a screen reader would not; never sends a command by itself.
import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SimulationAction } from '../../controller/contract/simulation.ts';
import type { CabinetSnapshot, Screen, ScreenName } from '../../controller/contract/snapshot.ts';
import type { DemoPerson } from '../../controller/demo/hospital-staff.ts';
import { type Duration, instant } from '../../controller/domain/time.ts';
import { startTestAppliance, type TestAppliance, type TestOptions } from './appliance.ts';
import { openDoor } from './key-24.ts';
import { pressInTurn } from './kiosk-sheets.ts';
import { buildPages, launchBrowser } from './kiosk-stage.ts';
import { PassingTime } from './passing-time.ts';
import { type Journey, LANDMARKS, screensOf } from './screen-journeys.ts';

export interface BrowserJourney {
  readonly cabinet: TestAppliance;
  readonly page: Page;
  readonly time: PassingTime;
  /** Waits until the cabinet has a screen and a person can read its heading. */
  readonly at: <Name extends ScreenName>(
    name: Name,
    language?: 'en' | 'fr',
  ) => Promise<Extract<Screen, { name: Name }>>;
  /** Waits for a heading that is no screen of the cabinet: a sheet, or what has taken the screen over. */
  readonly heading: (name: string | RegExp) => Promise<void>;
  /** Waits for words anywhere on the glass. */
  readonly reads: (words: string | RegExp) => Promise<void>;
  /** Presses buttons by their names, one after the other; "…" leaves the rest of a name open. */
  readonly press: (...names: readonly string[]) => Promise<void>;
  /** Types a PIN or a number on the pad, and enters it. */
  readonly digits: (digits: string, enter?: string) => Promise<void>;
  /** Types letters on the pad, and says that it is done. */
  readonly letters: (text: string, done?: string) => Promise<void>;
  /** Keeps a finger on a button until the next screen is there. */
  readonly hold: (name: RegExp, until: () => Promise<unknown>) => Promise<void>;
  /** Holds a badge to the reader, and enters the PIN where it is asked for, until the keys are shown. */
  readonly comeIn: (person: DemoPerson, language?: 'en' | 'fr') => Promise<void>;
  /** Lets a wait that may not have begun yet run out, until a screen follows from it. */
  readonly timeOut: (wait: Duration, name: ScreenName) => Promise<void>;
  /** What a hand does at the cabinet. */
  readonly act: (action: SimulationAction) => Promise<void>;
  /** Opens the door and draws the key of a slot; the door stands open then. */
  readonly draw: (slot: number) => Promise<void>;
  /** The page shows a screen of another controller than the one that this journey began with. */
  readonly sees: (name: ScreenName) => Promise<void>;
  /** Ends the controller; the page stays, and so do its records. */
  readonly halt: () => Promise<void>;
  /** Screens of this journey that nobody has reached. */
  readonly missing: () => readonly ScreenName[];
  readonly close: () => Promise<void>;
}

/** Monday morning at the demo hospital. */
export const BEGIN = instant(Date.UTC(2026, 9, 12, 8));
/** A wait that is longer ends only when a test lets time pass: no screen goes by unseen on a slow machine. */
const LONGEST_MS = 1000;
/** A page may take seconds on a machine that does many things at once. */
const PATIENCE_MS = 20_000;

/** Starts a cabinet, its page and a browser at 1280 × 800. */
export async function openJourney(journey: Journey, options: Omit<TestOptions, 'time'> = {}): Promise<BrowserJourney> {
  const [pages, browser] = await Promise.all([buildPages(), launchBrowser()]);
  const time = new PassingTime(BEGIN, LONGEST_MS);
  const cabinet = await startTestAppliance({ ...options, time, pages: pages.folder });
  const page = await openPage(browser, cabinet.url);
  const reached = new Set<ScreenName>();
  let isHalted = false;

  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();
  const sees = async (name: ScreenName, language: 'en' | 'fr' = 'en') => {
    const { says, dit } = LANDMARKS[name];
    await heading(language === 'en' ? says : (dit ?? says));
    reached.add(name);
  };
  const at: BrowserJourney['at'] = async (name, language = 'en') => {
    const screen = await cabinet.screen(name, PATIENCE_MS);
    await sees(name, language);
    return screen;
  };
  const press = (...names: readonly string[]) => pressInTurn(page, names);
  const act = async (action: SimulationAction) => {
    expect(await cabinet.act(action)).toBeNull();
  };
  const digits = (typed: string, enter = 'Enter') => press(...Array.from(typed), enter);
  return {
    cabinet,
    page,
    time,
    at,
    heading,
    reads: (words) => page.getByText(words).first().waitFor(),
    press,
    digits,
    act,
    async letters(text, done = 'Done') {
      for (const letter of text) await press(letter === ' ' ? 'Space' : letter.toUpperCase());
      await press(done);
    },
    async hold(name, until) {
      await page.getByRole('button', { name }).hover();
      await page.mouse.down();
      await until();
      await page.mouse.up();
    },
    async comeIn(person, language = 'en') {
      await cabinet.tap(person);
      const hasCome = ({ session, screen }: CabinetSnapshot) =>
        session?.person === cabinet.nameOf(person) && (screen.name === 'pin' || screen.name === 'home');
      const { screen } = await cabinet.until(hasCome, `${cabinet.nameOf(person)} at the screen`);
      if (screen.name === 'pin') {
        await at('pin', language);
        await digits(person.pin ?? '', language === 'en' ? 'Enter' : 'Valider');
      }
      await at('home', language);
    },
    async timeOut(wait, name) {
      const follows = async () => {
        await time.pass(wait);
        return cabinet.look().screen.name;
      };
      await expect.poll(follows, { interval: 500 }).toBe(name);
      await at(name);
    },
    async draw(slot) {
      if (cabinet.look().door !== 'open') await openDoor(cabinet);
      await act({ type: 'fob.pull', slot });
    },
    sees,
    async halt() {
      isHalted = true;
      await cabinet.halt();
    },
    missing: () => screensOf(journey).filter((name) => !reached.has(name)),
    async close() {
      await browser.close();
      if (isHalted) rmSync(cabinet.folder, { recursive: true });
      else await cabinet.stop();
      pages.remove();
      expect(cabinet.fatal).toEqual([]);
    },
  };
}

/** A page that stands still, so that a press never meets something that moves. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  return page;
}
