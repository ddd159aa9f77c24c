// Measures every screen and sheet of the kiosk: nothing overflows, nothing is cut, targets fit gloves, words and marks can be told
// from what is behind them. Each is seen on each panel; themes, languages and text sizes meet in pairs.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, TEXT_SIZES, THEMES } from '../../controller/domain/staff.ts';
import { EVERY_FIXTURE } from '../support/kiosk-every-fixture.ts';
import { PANELS } from '../support/kiosk-fixtures.ts';
import { withLongNames } from '../support/kiosk-long-names.ts';
import { buildPages, launchBrowser } from '../support/kiosk-stage.ts';
import { type Faults, openViewer, PLAIN, VIEWS, type View, type Viewer, type Wish } from '../support/kiosk-viewer.ts';

const WELL: Faults = { misplaced: [], small: [], cut: [], faint: [], moving: [] };

/** How a person may wish to see the screen: any two wishes of different kinds meet at least once. */
const PAIRS: readonly Wish[] = TEXT_SIZES.flatMap((textSize, size) =>
  THEMES.map((theme, index): Wish => ({ textSize, theme, language: LANGUAGES[((index >> 1) + size) % 2] ?? 'en' })),
);

/** The wishes with which a screen is seen on a panel: over all panels each pair, on each panel every text size. */
function wishesFor(view: View, place: number, panel: number): readonly Wish[] {
  const turn = (panel + place) % PANELS.length;
  if (view.snapshot.session === null) return [{ ...PLAIN, language: LANGUAGES[turn % 2] ?? 'en' }];
  return PAIRS.filter((_, index) => (index + Math.floor(index / THEMES.length)) % THEMES.length === turn);
}

const LONG: readonly View[] = VIEWS.flatMap((view) => {
  const snapshot = view.sheet === undefined ? withLongNames(view.snapshot) : null;
  return snapshot === null ? [] : [{ name: view.name, snapshot }];
});

let browser: Browser;
let axe: string;
let pages: Awaited<ReturnType<typeof buildPages>>;
let viewers: readonly Viewer[];

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
  viewers = await Promise.all(PANELS.map((panel) => openViewer(browser, pages.folder, panel)));
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

afterAll(async () => {
  await Promise.all(viewers.map((viewer) => viewer.close()));
  await browser.close();
  pages.remove();
});

test('any two wishes meet', () => {
  for (const [place, view] of VIEWS.entries()) {
    if (view.snapshot.session === null) continue;
    const seen = PANELS.flatMap((_, panel) => wishesFor(view, place, panel));
    expect(new Set(seen.map(({ theme, language }) => `${theme} ${language}`)).size).toBe(8);
    expect(new Set(seen.map(({ theme, textSize }) => `${theme} ${textSize}`)).size).toBe(12);
    expect(new Set(seen.map(({ language, textSize }) => `${language} ${textSize}`)).size).toBe(6);
  }
});

/** All that is wrong with a view for some wishes, on each panel; the panels are looked at beside each other. */
async function faultsOf(view: View, wishes: (panel: number) => readonly Wish[]): Promise<readonly string[]> {
  const faults = await Promise.all(
    viewers.map(async (viewer, panel) => {
      const found: string[] = [];
      for (const wish of wishes(panel)) {
        await viewer.show(view, wish);
        const measured = Object.entries(await viewer.measure());
        const where = [PANELS[panel]?.name, ...Object.values(wish)].join(' ');
        found.push(...measured.flatMap(([kind, all]) => all.map((fault: string) => `${where}: ${kind}: ${fault}`)));
      }
      return found;
    }),
  );
  return faults.flat();
}

test.each(VIEWS.map((view, place) => ({ ...view, place })))(
  '$name fits, can be pressed and can be read',
  async ({ place, ...view }) => {
    expect(await faultsOf(view, (panel) => wishesFor(view, place, panel))).toEqual([]);
  },
);

test.each(LONG.map((view, place) => ({ ...view, place })))(
  '$name has room for the longest names',
  async ({ place, ...view }) => {
    const wishes = (panel: number): readonly Wish[] =>
      place % PANELS.length === panel ? [{ ...PLAIN, language: 'fr' }] : [];
    expect(await faultsOf(view, wishes)).toEqual([]);
  },
);

describe.each(PANELS.map((panel, index) => ({ ...panel, index })))('on $name', ({ index, mm }) => {
  let viewer: Viewer;

  beforeAll(async () => {
    const standing = viewers[index];
    if (standing === undefined) throw new Error('A panel has no viewer');
    viewer = standing;
    await viewer.page.evaluate(axe);
  });

  test('the panel is drawn to its scale', async () => {
    const drawn = await viewer.page.evaluate(() =>
      Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    );
    expect(drawn).toBeCloseTo(mm, 2);
  });

  // Axe judges what is written, which two panels show whole: one with the drawn cabinet beside, one without.
  test.each(index % 3 === 0 ? VIEWS : [])('$name has no fault that axe knows', async (view) => {
    await viewer.show(view, PLAIN);
    const violations = await viewer.page.evaluate(async () => {
      const { violations: found } = await (
        globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    });
    expect(violations).toEqual([]);
  });

  test.each(['home', 'take', 'desk-now', 'pin-wrong'] as const)('%s is as large as the badge wants', async (name) => {
    const sizes = async (textSize: Wish['textSize']) => {
      await viewer.show({ name, snapshot: EVERY_FIXTURE[name] }, { ...PLAIN, textSize });
      return viewer.page
        .locator('.screen p:not(.hero, .dots), .screen strong, .screen .reason, .screen .button, .header .who')
        .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
    };
    const usual = await sizes('normal');
    for (const [textSize, times] of [
      ['large', 1.2],
      ['largest', 1.4],
    ] as const) {
      const large = await sizes(textSize);
      expect(large.length).toBeGreaterThan(0);
      expect(large.map((size, place) => size / (usual[place] ?? size))).toEqual(
        large.map(() => expect.closeTo(times, 2)),
      );
    }
  });

  test.each([
    ['misplaced', 'leaves .screen', { position: 'fixed', left: '-9px', top: '50%' }],
    ['small', 'mm wide', { width: '40px', minWidth: '0' }],
    ['small', 'mm high', { height: '20px', minHeight: '0' }],
    ['small', '"Planted" is 1', { fontSize: '9px' }],
    ['small', 'mm apart', { position: 'fixed', right: '1px', bottom: '1px', boxShadow: 'none' }],
    ['cut', 'the words "Planted" are cut by', { paddingTop: '200px', height: '90px' }],
    ['cut', 'the words "Planted" are cut by', { height: '8px', minHeight: '0', overflow: 'hidden' }],
    ['faint', '"Planted" has', { color: '#777777', background: '#666666' }],
    ['faint', '"Planted" shines through', { opacity: '0.9' }],
    ['faint', 'the border of button.button', { border: '2px solid #333333' }],
    ['faint', 'the sign in', { stroke: '#222222' }],
  ] as const)('%s: "%s" is found when it is planted', async (kind, words, style) => {
    await viewer.show({ name: 'done', snapshot: EVERY_FIXTURE.done }, PLAIN);
    await viewer.page.evaluate(plant, style);
    const found = (await viewer.measure())[kind];
    await viewer.page.evaluate(() => document.querySelector('.planted')?.remove());
    expect(found).toContainEqual(expect.stringContaining(words));
    expect(await viewer.measure()).toEqual(WELL);
  });

  test('what moves is found', async () => {
    await viewer.show({ name: 'done', snapshot: EVERY_FIXTURE.done }, PLAIN);
    await viewer.page.evaluate(() => {
      document.querySelector('h1')?.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 600_000, id: 'planted' });
    });
    const { moving } = await viewer.measure();
    await viewer.page.evaluate(() => {
      for (const one of document.getAnimations()) one.cancel();
    });
    expect(moving).toEqual(['something moves']);
  });

  test('the page never complained', () => {
    expect(viewer.errors).toEqual([]);
  });
});

/** Puts two buttons with a sign on the screen, beside each other, and gives the second one a fault. */
function plant(style: Readonly<Partial<CSSStyleDeclaration>>): void {
  const planted = document.createElement('div');
  planted.className = 'planted';
  for (const faulty of [false, true]) {
    const button = document.createElement('button');
    button.className = 'button';
    const sign = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('d', 'M0 0L9 9');
    sign.append(line);
    sign.classList.add('icon');
    sign.setAttribute('viewBox', '0 0 24 24');
    button.append(sign, 'Planted');
    Object.assign(button.style, { position: 'fixed', right: '1px', bottom: faulty ? '50%' : '1px' });
    if (faulty) Object.assign(button.style, style);
    if (faulty && style.stroke !== undefined) sign.style.stroke = style.stroke;
    planted.append(button);
  }
  document.querySelector('.screen')?.append(planted);
}
