// Works the built kiosk page with keys alone: a whole take and a whole return. The focus is always seen and never lost. And what
// moves on the page: nothing for whoever wishes so, for everybody else little and briefly.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CabinetSnapshot } from '../../controller/contract/snapshot.ts';
import { en } from '../../kiosk/strings/en/first.ts';
import { EVERY_FIXTURE } from '../support/kiosk-every-fixture.ts';
import { PANELS } from '../support/kiosk-fixtures.ts';
import { buildPages, type KioskStage, launchBrowser, openStage } from '../support/kiosk-stage.ts';

const { idle, pin, home, releasing, take, done, returned } = EVERY_FIXTURE;
/** Animations that may last: the light of a slot blinks, and a button that is held fills. */
const LASTING = ['light', 'hold-fill'];
const LONGEST_MS = 180;

let browser: Browser;
let pages: Awaited<ReturnType<typeof buildPages>>;
let stage: KioskStage;
let page: Page;
let revision = 1000;

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  pages.remove();
});

beforeEach(async () => {
  stage = await openStage(pages.folder, EVERY_FIXTURE['idle-number']);
});

afterEach(async () => {
  await page.close();
  await stage.close();
});

async function open(reducedMotion: 'reduce' | 'no-preference', panel: (typeof PANELS)[number] = PANELS[0]) {
  const { width, height } = panel;
  page = await browser.newPage({ viewport: { width, height }, reducedMotion });
  await page.goto(stage.url);
  await page.locator('.frame[data-screen="idle"]').waitFor();
  await page.waitForFunction(() => document.querySelector('link[href*="asides"]') !== null);
  await page.getByText(en.loading).waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready);
}

async function show(snapshot: CabinetSnapshot): Promise<void> {
  revision += 1;
  stage.show({ ...snapshot, revision });
  await page.locator(`.frame[data-revision="${revision}"]`).waitFor();
}

const posted = () => stage.commands.map(({ command }) => command).filter(({ type }) => type !== 'session.continue');

/** The focus stands on something of the screen that is whole on the glass, in a ring of yellow and black that nothing cuts off. */
async function expectSeen(): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (element === null) return null;
    const { outlineColor, outlineStyle, outlineWidth, outlineOffset, boxShadow } = getComputedStyle(element);
    const reach = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
    const box = element.getBoundingClientRect();
    const cutting = element.parentElement?.closest('.view')?.getBoundingClientRect();
    const isCut =
      cutting !== undefined && (box.left - reach < cutting.left - 1 || box.right + reach > cutting.right + 1);
    const isOnGlass = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    return { outlineColor, outlineStyle, isWide: Number.parseFloat(outlineWidth) >= 2, boxShadow, isCut, isOnGlass };
  });
  expect(seen).toMatchObject({
    outlineColor: 'rgb(255, 225, 77)',
    outlineStyle: 'solid',
    isWide: true,
    isCut: false,
    isOnGlass: true,
  });
  expect(seen?.boxShadow).toContain('rgb(0, 0, 0)');
}

/** Presses Tab until a button has the focus; each stop on the way is seen. */
async function tabTo(name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    await expectSeen();
    if (await button.evaluate((wanted) => wanted === document.activeElement)) return;
  }
  throw new Error(`The focus never came to "${name}"`);
}

describe.each([PANELS[0], PANELS[3]])('with keys alone on $name', (panel) => {
  beforeEach(async () => {
    await open('reduce', panel);
    await page.keyboard.press('Tab');
    await expectSeen();
  });

  test('a key is taken', async () => {
    await show(pin);
    await expectSeen();
    expect(await page.locator('.screen h1').evaluate((title) => title === document.activeElement)).toBe(true);
    await page.keyboard.type('47119');
    await page.keyboard.press('Backspace');
    await page.getByRole('img', { name: '4 digits entered' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(posted).toEqual([{ type: 'pin.enter', pin: '4711' }]);
    await show(home);
    await tabTo('Take key 14, Ward pharmacy');
    await page.keyboard.press('Enter');
    await expect.poll(() => posted().at(-1)).toEqual({ type: 'key.take', key: 'k14' });
    for (const moment of [releasing, take, done]) {
      await show(moment);
      await expectSeen();
    }
    await tabTo('Finish');
    await page.keyboard.press('Space');
    await expect.poll(() => posted().slice(2)).toEqual([{ type: 'session.end' }]);
    await show(idle);
    expect(stage.commands.map(({ command }) => command.type)).not.toContain('screen.back');
  });

  test('a key is returned', async () => {
    await show(EVERY_FIXTURE['home-holding']);
    await expectSeen();
    await tabTo('Return key 11, Ward 5, treatment room');
    await page.keyboard.press('Space');
    await expect.poll(posted).toEqual([{ type: 'key.return', key: 'k11' }]);
    await show(EVERY_FIXTURE.return);
    await expectSeen();
    await show(EVERY_FIXTURE['done-returned']);
    await expectSeen();
    await tabTo('Finish');
    await page.keyboard.press('Enter');
    await expect.poll(posted).toEqual([{ type: 'key.return', key: 'k11' }, { type: 'session.end' }]);
    await show(returned);
  });

  test('the focus is seen in a long list', async () => {
    await show(EVERY_FIXTURE['home-full']);
    for (let stops = 0; stops < 12; stops += 1) {
      await page.keyboard.press('Tab');
      await expectSeen();
    }
  });
});

test('what a reader types without a person at the keys enters nothing', async () => {
  await open('reduce');
  await show(pin);
  await page.keyboard.type('4711');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'No digits entered' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('47');
  await page.getByRole('img', { name: '2 digits entered' }).waitFor();
  await page.getByRole('button', { name: '1', exact: true }).click();
  await page.keyboard.type('19');
  await page.getByRole('img', { name: '3 digits entered' }).waitFor();
  expect(posted()).toEqual([]);
});

describe('what moves', () => {
  test('is only what lies over the page, and not for long', async () => {
    await open('no-preference');
    const rules = await page.evaluate(rulesOfMotion);
    expect(rules.transitions.length).toBeGreaterThan(0);
    expect(rules.animations.map(({ name }) => name)).toEqual(expect.arrayContaining(LASTING));
    const properties = [...rules.transitions.map(({ name }) => name), ...rules.keyframes];
    expect(new Set(properties)).toEqual(new Set(['opacity', 'transform']));
    const lasting = [...rules.transitions, ...rules.animations.filter(({ name }) => !LASTING.includes(name))];
    expect(lasting.filter(({ ms }) => ms > LONGEST_MS)).toEqual([]);
  });

  test('rests for whoever wishes so', async () => {
    await open('reduce');
    for (const snapshot of [home, take, done, EVERY_FIXTURE['wrong-place'], EVERY_FIXTURE['desk-now']]) {
      await show(snapshot);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });

  test('moves at all where nobody minds', async () => {
    await open('no-preference');
    await show(take);
    const running = await page.evaluate(() => document.getAnimations().length);
    expect(running).toBeGreaterThan(0);
  });
});

interface Motion {
  readonly name: string;
  readonly ms: number;
}

/** Every transition and animation that the styles of the page know, and the properties that keyframes change. */
function rulesOfMotion() {
  const transitions: Motion[] = [];
  const animations: Motion[] = [];
  const keyframes: string[] = [];
  const inMs = (text: string) => Number.parseFloat(text) * (text.trim().endsWith('ms') ? 1 : 1000);
  const read = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if (rule instanceof CSSKeyframesRule) {
        for (const frame of rule) if (frame instanceof CSSKeyframeRule) keyframes.push(...frame.style);
        continue;
      }
      if (rule instanceof CSSStyleRule) {
        const { transitionProperty, transitionDuration, animationName, animationDuration } = rule.style;
        const durations = transitionDuration.split(',');
        for (const [index, name] of transitionProperty.split(',').entries()) {
          const duration = durations[index % durations.length] ?? '';
          if (name.trim() !== '' && name.trim() !== 'none' && duration !== '') {
            transitions.push({ name: name.trim(), ms: inMs(duration) });
          }
        }
        if (animationName !== '' && animationName !== 'none') {
          animations.push({ name: animationName, ms: inMs(animationDuration) });
        }
      }
      if ('cssRules' in rule && rule.cssRules instanceof CSSRuleList) read(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) read(sheet.cssRules);
  return { transitions, animations, keyframes };
}
