// The drawing of the kiosk in a real browser: what stays the same element, what goes, who is redrawn, who hears of an event.
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as draw from '../../kiosk/draw.ts';
import type { signal } from '../../kiosk/signals.ts';
import { launchBrowser } from '../support/kiosk-stage.ts';

interface Tools {
  readonly h: typeof draw.h;
  readonly Fragment: typeof draw.Fragment;
  readonly useSignal: typeof draw.useSignal;
  readonly signal: typeof signal;
  readonly render: typeof draw.render;
}

declare const tools: Tools;

let browser: Browser;
let page: Page;
let script: string;

beforeAll(async () => {
  const entry = path.join(import.meta.dirname, '..', '..', 'kiosk', 'draw.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : null),
        load: (id) =>
          id === '\0entry'
            ? `import * as draw from ${JSON.stringify(entry)};
               import { signal } from ${JSON.stringify(entry.replace('draw.ts', 'signals.ts'))};
               globalThis.tools = { ...draw, signal };`
            : null,
      },
    ],
    build: { write: false, rolldownOptions: { input: 'entry' }, modulePreload: false },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  script = output.output[0].code;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.setContent('<div id="page"></div>');
  await page.addScriptTag({ content: script, type: 'module' });
  await page.waitForFunction(() => 'tools' in globalThis);
  return () => page.close();
});

describe('a list', () => {
  test.each([
    [
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
    ],
    [['a', 'b', 'c'], ['b']],
    [[], ['a', 'b']],
    [['a', 'b'], []],
    [
      ['a', 'b', 'c', 'd'],
      ['d', 'x', 'b', 'y', 'a'],
    ],
  ])('from %j to %j keeps the elements of its keys, in the new order', async (before, after) => {
    const result = await page.evaluate(
      async ([first, second]) => {
        const { h, signal: make, render } = tools;
        const keys = make(first ?? []);
        const host = document.querySelector('#page') ?? document.body;
        render(
          h(
            () =>
              h(
                'ul',
                null,
                keys.value.map((key) => h('li', { key }, key)),
                h('b', null, 'end'),
              ),
            null,
          ),
          host,
        );
        const old = new Map([...host.querySelectorAll('li')].map((item) => [item.textContent, item]));
        keys.value = second ?? [];
        await new Promise((done) => setTimeout(done));
        const items = [...host.querySelectorAll('li')];
        return {
          text: host.textContent,
          kept: items.filter((item) => old.get(item.textContent) === item).map((item) => item.textContent),
        };
      },
      [before, after],
    );
    expect(result).toEqual({ text: `${after.join('')}end`, kept: after.filter((key) => before.includes(key)) });
  });
});

test('only who has read what changed is redrawn, and what a component keeps is kept', async () => {
  const result = await page.evaluate(async () => {
    const { h, signal: make, render, useSignal } = tools;
    const [outer, inner] = [make(0), make(0)];
    const runs = { outer: 0, inner: 0 };
    const Inner = () => {
      runs.inner += 1;
      const own = useSignal(inner.peek() + 100);
      return h('i', null, inner.value, ' ', own.value);
    };
    const Outer = () => {
      runs.outer += 1;
      return h('p', { class: 'x', hidden: outer.value > 5, 'aria-hidden': false }, outer.value, ' ', h(Inner, null));
    };
    const host = document.querySelector('#page') ?? document.body;
    render(h(Outer, null), host);
    inner.value = 7;
    await new Promise((done) => setTimeout(done));
    const afterInner = { ...runs };
    outer.value = 9;
    await new Promise((done) => setTimeout(done));
    return { afterInner, runs, html: host.innerHTML };
  });
  expect(result).toEqual({
    afterInner: { outer: 1, inner: 2 },
    runs: { outer: 2, inner: 3 },
    html: '<p class="x" aria-hidden="false" hidden="">9 <i>7 100</i></p>',
  });
});

test('what has gone is neither redrawn nor heard, and its reference is taken back', async () => {
  const result = await page.evaluate(async () => {
    const { h, signal: make, render } = tools;
    const [shown, count] = [make(true), make(0)];
    const heard: string[] = [];
    let runs = 0;
    const Part = () => {
      runs += 1;
      return h('button', {
        ref: (element: Element | null) => heard.push(element === null ? 'gone' : element.tagName),
        onClick: () => heard.push(`click ${count.peek()}`),
        title: count.value,
      });
    };
    const host = document.querySelector('#page') ?? document.body;
    render(
      h(() => (shown.value ? h(Part, null) : null), null),
      host,
    );
    const button = host.querySelector('button');
    count.value = 1;
    await new Promise((done) => setTimeout(done));
    button?.click();
    shown.value = false;
    await new Promise((done) => setTimeout(done));
    count.value = 2;
    await new Promise((done) => setTimeout(done));
    return { heard, runs, html: host.innerHTML, same: button?.title };
  });
  expect(result).toEqual({ heard: ['BUTTON', 'click 1', 'gone'], runs: 2, html: '', same: '1' });
});
