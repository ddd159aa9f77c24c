// The weight of a page: what it loads counts, what it does not load and fonts do not.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pageWeight } from '../../kiosk/bundle-budget.ts';

const weigh = (text: string) => gzipSync(text, { level: 9 }).length;

const files = new Map([
  ['index.html', '<script src="/assets/a-1.js"></script><link href="/assets/s-1.css">'],
  ['assets/a-1.js', 'import "./b-1.js"'],
  ['assets/b-1.js', 'export const b = 1'],
  ['assets/s-1.css', '@font-face { src: url(/assets/f-1.woff2) }'],
  ['assets/f-1.woff2', 'font'.repeat(1000)],
  ['simulator/index.html', '<script src="/assets/z-1.js"></script>'],
  ['assets/z-1.js', 'another page'.repeat(1000)],
]);

test('counts a page with all that it loads, directly or through another script', () => {
  const loaded = ['index.html', 'assets/a-1.js', 'assets/b-1.js', 'assets/s-1.css'];
  const first = loaded.reduce((sum, name) => sum + weigh(files.get(name) ?? ''), 0);
  expect(pageWeight(files, 'index.html')).toEqual({ first, parts: new Map() });
});

test('weighs each part that is loaded later on its own, with what only that loads', () => {
  const split = new Map(files)
    .set('assets/a-1.js', 'import "./b-1.js"; import("./l-1.js"); import("./k-1.js")')
    .set('assets/k-1.js', 'import "./m-1.js"; import("./j-1.js")')
    .set('assets/l-1.js', 'import "./b-1.js"; import "./m-1.js"')
    .set('assets/j-1.js', 'export const j = "asked for by a later part"')
    .set('assets/m-1.js', 'export const m = 1')
    .set('assets/n-1.js', 'export const n = "of another page"');
  const later = new Set(['assets/l-1.js', 'assets/k-1.js', 'assets/j-1.js', 'assets/n-1.js']);
  const of = (...names: string[]) => names.reduce((sum, name) => sum + weigh(split.get(name) ?? ''), 0);
  expect(pageWeight(split, 'index.html', later)).toEqual({
    first: of('index.html', 'assets/a-1.js', 'assets/b-1.js', 'assets/s-1.css'),
    parts: new Map([
      ['assets/l-1.js', of('assets/l-1.js', 'assets/m-1.js')],
      ['assets/k-1.js', of('assets/k-1.js', 'assets/m-1.js')],
      ['assets/j-1.js', of('assets/j-1.js')],
    ]),
  });
});

test('a page that was not built is an error, not weightless', () => {
  expect(() => pageWeight(files, 'other.html')).toThrow('other.html');
});
