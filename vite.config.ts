// Builds the pages of the touch screen to dist/kiosk: the kiosk itself and the panel of the simulated cabinet.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';
import { bundleBudget } from './kiosk/bundle-budget.ts';
import { lateStyles } from './kiosk/late-styles.ts';
import { en } from './kiosk/strings/en/first.ts';
import { later } from './kiosk/strings/en/later.ts';
import { noUnusedWords } from './kiosk/unused-words.ts';

const source = path.join(import.meta.dirname, 'kiosk');
const pages = [path.join(source, 'index.html'), path.join(source, 'simulator', 'index.html')];

export default defineConfig({
  root: source,
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  plugins: [
    noUnusedWords({ ...en, ...later }, source),
    lateStyles(),
    bundleBudget({ page: 'index.html', limit: 30_000 }),
  ],
  build: {
    outDir: path.join(import.meta.dirname, 'dist', 'kiosk'),
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: pages.filter((page) => existsSync(page)) },
  },
});
