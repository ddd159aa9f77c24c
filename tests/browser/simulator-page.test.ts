// The simulator page in a real browser, by role and name alone: what it posts, what it shows, and that everybody can use it.
import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulationAction, SimulationView } from '../../controller/contract/simulation.ts';
import { buildPages, launchBrowser } from '../support/kiosk-stage.ts';
import { fobOf, mixedFixture, simulationFixture } from '../support/simulation-fixture.ts';
import { distance, isOnTop, layoutFaults } from '../support/simulator-layout.ts';
import { openSimulatorStage, type SimulatorStage } from '../support/simulator-stage.ts';

const TWO_READERS = [
  { id: 'front', lost: false },
  { id: 'back', lost: true },
];

let pages: Awaited<ReturnType<typeof buildPages>>;
let browser: Browser;
let context: BrowserContext;
let stage: SimulatorStage;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  pages = await buildPages();
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  pages.remove();
});

beforeEach(async () => {
  stage = await openSimulatorStage(pages.folder, simulationFixture());
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    // The browser itself notes each answer of 400 and more; those are asked for here.
    if (message.type() === 'error' && !message.text().includes('409')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${stage.origin}/simulator/`);
  await page.getByText('Live', { exact: true }).waitFor();
});

afterEach(async () => {
  await context.close();
  await stage.close();
  expect(complaints).toEqual([]);
});

describe('what a press posts', () => {
  it('taps a badge', async () => {
    await expectPosted(button('Tap badge of A. Marlow, Pharmacist'), { type: 'badge.tap', badge: 'marlow' });
  });

  it('closes the open door and opens the closed one', async () => {
    await expectPosted(button('Close the door'), { type: 'door.close' });
    await show({ door: 'closed' });
    await expectPosted(button('Open the door'), { type: 'door.open' });
  });

  it('swings the door for those who like motion, and finds it where it has swung to', async () => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await show({ door: 'closed' });
    await expectPosted(button('Open the door'), { type: 'door.open' });
    await show({ door: 'open' });
    await expectPosted(button('Close the door'), { type: 'door.close' });
    const swing = page.locator('.door').evaluate((door) => getComputedStyle(door).transitionDuration);
    expect(Number.parseFloat(await swing)).toBeGreaterThan(0);
  });

  it('draws a released fob, or pushes it home', async () => {
    await expectPosted(button('Draw key 9 from slot 9'), { type: 'fob.pull', slot: 9 });
    await expectPosted(button('Push key 9 home in slot 9'), { type: 'fob.push', slot: 9 });
  });

  it('offers to push home only where a fob is released', async () => {
    expect(await page.getByRole('button', { name: /^Push key/ }).count()).toBe(1);
  });

  it('inserts the fob that was picked in the hand, else the one drawn last', async () => {
    const hand = [26, 27].map((number) => fobOf(number)).filter((fob) => fob !== null);
    await show({ hand });
    await expectPosted(button('Insert key 27 into slot 30'), { type: 'fob.insert', fob: 'fob-27', slot: 30 });
    await button('Select key 26, Pool car 1').click();
    await expectPosted(button('Insert key 26 into slot 30'), { type: 'fob.insert', fob: 'fob-26', slot: 30 });
  });

  it('forces a locked fob with the crowbar, and with Shift', async () => {
    await button('Draw key 14 from slot 14').click({ modifiers: ['Shift'] });
    await expect.poll(() => stage.actions).toEqual([{ type: 'fob.force', slot: 14 }]);
    await button('Crowbar').click();
    await expectPosted(button('Force key 14 out of slot 14'), { type: 'fob.force', slot: 14 });
  });

  it('jams a bolt and frees it, also behind the closed door', async () => {
    await show({ door: 'closed' });
    await button('Jam').click();
    const fault = { type: 'fault.set', fault: 'bolt-jammed' } as const;
    await expectPosted(toggle('Bolt of slot 12 jammed'), { ...fault, slot: 12, on: true });
    expect(await toggle('Bolt of slot 21 jammed').getAttribute('aria-checked')).toBe('true');
    await expectPosted(toggle('Bolt of slot 21 jammed'), { ...fault, slot: 21, on: false });
  });

  it('has tools for chips and switches for case and power only where a board has them', async () => {
    const only = ['Swap', 'Blind'].map((name) => button(name));
    const power = toggle('Board modbus-1 battery low');
    for (const tool of only) expect(await tool.count()).toBe(0);
    expect(await page.getByRole('switch').count()).toBe(2 * 3 + 1);
    await show(mixedFixture());
    expect(await page.getByRole('switch').count()).toBe(2 * 4 + 3 + 1);
    const fault = { type: 'fault.set', board: 'modbus-1' } as const;
    await expectPosted(power, { ...fault, fault: 'battery-low', on: true });
    await expectPosted(toggle('Board modbus-1 case open'), { ...fault, fault: 'case-open', on: false });
    await button('Blind').click();
    await expectPosted(toggle('Chip reader of slot 28 blind'), {
      type: 'fault.set',
      fault: 'chip-unreadable',
      slot: 28,
      on: false,
    });
    await button('Swap').click();
    const swap = button('Swap key 25 in slot 25 for key 26');
    await expectPosted(swap, { type: 'fob.swap', fob: 'fob-26', slot: 25 });
  });

  it('holds badges to the reader that is chosen, where there are several', async () => {
    await show({ readers: TWO_READERS });
    const tap = { type: 'badge.tap', badge: 'colvane' } as const;
    const colvane = button('Tap badge of B. Colvane, Porter');
    await expectPosted(colvane, { ...tap, reader: 'front' });
    const back = page.getByRole('button', { name: /^back/ });
    await back.click();
    expect(await back.getAttribute('aria-pressed')).toBe('true');
    await expectPosted(colvane, { ...tap, reader: 'back' });
    await expectPosted(toggle('Reader back lost'), {
      type: 'fault.set',
      fault: 'reader-lost',
      reader: 'back',
      on: false,
    });
  });

  it('switches boards and the reader off and on', async () => {
    await expectPosted(toggle('Board b1 silent'), { type: 'fault.set', fault: 'board-silent', board: 'b1', on: true });
    await expectPosted(toggle('Board b3 garbled'), {
      type: 'fault.set',
      fault: 'board-garbled',
      board: 'b3',
      on: true,
    });
    await expectPosted(toggle('Reader lost'), { type: 'fault.set', fault: 'reader-lost', on: true });
    await show({ readers: [{ id: 'front', lost: true }] });
    await expectPosted(toggle('Reader lost'), { type: 'fault.set', fault: 'reader-lost', on: false });
  });
});

describe('what the page says', () => {
  it('shows why an action is impossible beside the thing, until Escape', async () => {
    stage.refuseNext('Slot 12 is locked.');
    const slot = button('Draw key 12 from slot 12');
    await slot.click();
    const note = page.getByRole('alert');
    await note.waitFor();
    expect(await note.textContent()).toBe('Slot 12 is locked.');
    expect(await distance(note, slot)).toBeLessThan(12);
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'detached' });
  });

  it('shows it above the closed door too, for a slot that was reached by keyboard', async () => {
    await show({ door: 'closed' });
    stage.refuseNext('The door is closed.');
    await button('Draw key 9 from slot 9').press('Enter');
    const note = page.getByRole('alert');
    await note.waitFor();
    expect(await isOnTop(note)).toBe(true);
  });

  it('answers for an empty hand without asking the controller', async () => {
    await show({ hand: [] });
    await button('Empty slot 30').click();
    expect(await page.getByRole('alert').textContent()).toBe('Your hand is empty. Draw a key first.');
    expect(stage.actions).toEqual([]);
  });

  it('tells a switch from what the cabinet says, not from the press', async () => {
    await toggle('Board b2 silent').click();
    await expect.poll(() => stage.actions.length).toBe(1);
    expect(await toggle('Board b2 silent').getAttribute('aria-checked')).toBe('false');
    const boards = simulationFixture().boards.map((board) => ({ ...board, silent: board.id === 'b2' }));
    await show({ boards });
    expect(await toggle('Board b2 silent').getAttribute('aria-checked')).toBe('true');
  });

  it('lists the frames, newest on top, and frames the kiosk page', async () => {
    const first = page.getByRole('row').nth(1);
    expect(await first.textContent()).toContain('02 00 35 FF FE FF FF 03 35');
    expect(await page.frameLocator('iframe[title="Kiosk screen"]').locator('body').count()).toBe(1);
  });

  it('says so when the feed falls silent, and when it is back', async () => {
    stage.mute(true);
    await page.getByText('Not live', { exact: true }).waitFor();
    stage.mute(false);
    await page.getByText('Live', { exact: true }).waitFor();
  });
});

describe('who can use it', () => {
  it('is played by keyboard: one Tab stop for the slots, arrows within', async () => {
    await button('Draw key 9 from slot 9').focus();
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('Draw key 1 from slot 1');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Draw key 2 from slot 2');
    await page.keyboard.press('End');
    expect(await focused()).toBe('Insert key 26 into slot 32');
    await page.keyboard.press('Enter');
    await expect.poll(() => stage.actions).toEqual([{ type: 'fob.insert', fob: 'fob-26', slot: 32 }]);
    expect(await focused()).toBe('Insert key 26 into slot 32');
    expect(await page.locator('.slot-face[tabindex="0"]').count()).toBe(1);
  });

  it.each([
    ['open', simulationFixture()],
    ['closed, with faults', simulationFixture({ door: 'closed', hand: [], readers: TWO_READERS })],
  ])('has no finding of axe-core: %s', async (_name, view) => {
    stage.show(view);
    await settled(view);
    await page.evaluate(axe.source);
    const findings = await page.evaluate(async () => {
      const { violations } = await Reflect.get(window, 'axe').run(document, { iframes: false });
      return violations.flatMap((one: { id: string; nodes: { html: string }[] }) =>
        one.nodes.map(({ html }) => `${one.id}: ${html}`),
      );
    });
    expect(findings).toEqual([]);
  });

  it.each([
    [1440, 900],
    [1280, 800],
    [1024, 768],
  ])('fits %i × %i: nothing wider than the window, no word cut, targets of 24 px', async (width, height) => {
    await page.setViewportSize({ width, height });
    const eleven = simulationFixture().badges.concat(simulationFixture().badges.slice(0, 3));
    await show({
      readers: TWO_READERS,
      badges: eleven.map((badge, index) => ({ ...badge, badge: `badge-${index}` })),
    });
    await page
      .getByRole('button', { name: /^Tap badge/ })
      .nth(10)
      .waitFor();
    const faults = await page.evaluate(layoutFaults);
    expect(faults).toEqual([]);
  });
});

function button(name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

function toggle(name: string): Locator {
  return page.getByRole('switch', { name, exact: true });
}

async function show(changes: Partial<SimulationView>): Promise<void> {
  const view = simulationFixture(changes);
  stage.show(view);
  await settled(view);
}

/** Waits until the page shows the newest picture; the line monitor carries a mark for each. */
async function settled(view: SimulationView): Promise<void> {
  const mark = `picture ${++shown}`;
  const last = view.wire.at(-1);
  if (last === undefined) throw new Error('A picture without a line cannot be marked.');
  stage.show({ ...view, wire: [...view.wire, { ...last, meaning: mark }] });
  await page.getByText(mark, { exact: true }).waitFor();
}
let shown = 0;

/** Presses with the pointer and expects exactly this action as the newest one. */
async function expectPosted(thing: Locator, action: SimulationAction): Promise<void> {
  const before = stage.actions.length;
  await thing.click();
  await expect.poll(() => stage.actions.slice(before)).toEqual([action]);
}

async function focused(): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}
