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
  expect(pageWeight(files, 'index.html')).toBe(loaded.reduce((sum, name) => sum + weigh(files.get(name) ?? ''), 0));
});

test('a page that was not built is an error, not weightless', () => {
  expect(() => pageWeight(files, 'other.html')).toThrow('other.html');
});
