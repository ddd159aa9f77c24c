// Shows every screen and sheet of the built kiosk page on every panel, light and dark, in every language: pictures and an index for
// people to look at, or, with --check, what the rulers say. Waits for no time.
//   node controller/launch.cjs tests/browser/kiosk-gallery.ts [DIR] [--check] [--full] [--only NAME,…] [--panel WxH] [--long]
//        [--language en|fr] [--theme THEME] [--pages DIR]
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { LANGUAGES, TEXT_SIZES, THEMES } from '../../controller/domain/staff.ts';
import { report } from '../bench/figures.ts';
import { PANELS } from '../support/kiosk-fixtures.ts';
import { galleryPage, type Picture } from '../support/kiosk-gallery-page.ts';
import { withLongNames } from '../support/kiosk-long-names.ts';
import { launchBrowser } from '../support/kiosk-stage.ts';
import { FAULT_KINDS, type Faults, openViewer, PLAIN, VIEWS, type View, type Wish } from '../support/kiosk-viewer.ts';

/** Seen in every theme and text size with --full: a screen of each kind. */
const CHOSEN: ReadonlySet<string> = new Set(
  `pin-wrong home home-full take return done wrong-place-unknown refused-rules reason witness vehicle handover account
  account-chosen desk-now desk-map desk-key desk-person shift device sheet-note sheet-code sheet-looks sheet-several`.split(
    /\s+/,
  ),
);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    only: { type: 'string' },
    panel: { type: 'string' },
    language: { type: 'string' },
    theme: { type: 'string' },
    pages: { type: 'string', default: 'dist/kiosk' },
  },
});
const { check, pages } = values;
const out = positionals[0] ?? path.join('dist', 'gallery');
const only = values.only?.split(',');
const views = viewsToShow().filter(({ name }) => only === undefined || only.includes(name));
const panels = PANELS.filter(({ name }) => values.panel === undefined || values.panel === name);

const browser = await launchBrowser();
const pictures: Picture[] = [];
const counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<(typeof FAULT_KINDS)[number], number>;
const complaints: string[] = [];
const waiting = [...panels];
const workers = Math.min(waiting.length, Math.max(1, os.availableParallelism()));
await Promise.all(Array.from({ length: workers }, work));
await browser.close();

pictures.sort((a, b) => orderOf(a) - orderOf(b));
if (!check) await writeFile(path.join(out, 'index.html'), galleryPage(pictures));
for (const { file, faults } of pictures) for (const fault of faults) console.log(`${file}: ${fault}`);
for (const complaint of complaints) console.log(complaint);
report({ id: 'kiosk-screens', target: null, measured: views.length, unit: 'screens' });
report({ id: 'kiosk-pictures', target: null, measured: pictures.length, unit: 'pictures' });
for (const kind of FAULT_KINDS) {
  report({ id: `kiosk-faults-${kind}`, target: 0, measured: counts[kind], unit: 'faults' });
}
report({ id: 'kiosk-page-errors', target: 0, measured: complaints.length, unit: 'errors' });
const isFaulty = complaints.length > 0 || FAULT_KINDS.some((kind) => counts[kind] > 0);
process.exitCode = check && isFaulty ? 1 : 0;

/** One panel after the other, until none is left. */
async function work(): Promise<void> {
  for (let panel = waiting.shift(); panel !== undefined; panel = waiting.shift()) {
    const viewer = await openViewer(browser, pages, panel);
    if (!check) await mkdir(path.join(out, panel.name), { recursive: true });
    for (const view of views) {
      for (const wish of wishesFor(view)) {
        const file = `${panel.name}/${[view.name, wish.theme, wish.language, wish.textSize].join('.')}.png`;
        try {
          await viewer.show(view, wish);
        } catch (error) {
          complaints.push(`${file}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
          continue;
        }
        const faults = await viewer.measure();
        for (const kind of FAULT_KINDS) counts[kind] += faults[kind].length;
        if (!check) await viewer.page.screenshot({ path: path.join(out, file) });
        pictures.push({ name: view.name, panel: panel.name, ...wish, file, faults: inWords(faults) });
      }
    }
    complaints.push(...viewer.errors.map((error) => `${panel.name}: ${error}`));
    await viewer.close();
  }
}

function viewsToShow(): readonly View[] {
  if (!values.long) return VIEWS;
  return VIEWS.flatMap((view) => {
    const snapshot = view.sheet === undefined ? withLongNames(view.snapshot) : null;
    return snapshot === null ? [] : [{ name: view.name, snapshot }];
  });
}

/** A screen with nobody signed in has the looks of the cabinet, which are dark and of usual size. */
function wishesFor({ name, snapshot }: View): readonly Wish[] {
  const isWhole = values.full && CHOSEN.has(name);
  const themes = snapshot.session === null ? ['dark' as const] : isWhole ? THEMES : (['dark', 'light'] as const);
  const textSizes = snapshot.session === null || !isWhole ? ['normal' as const] : TEXT_SIZES;
  const wishes = textSizes.flatMap((textSize) =>
    themes.flatMap((theme) => LANGUAGES.map((language): Wish => ({ ...PLAIN, language, theme, textSize }))),
  );
  const named = ({ language, theme }: Wish) =>
    (values.language === undefined || values.language === language) &&
    (values.theme === undefined || values.theme === theme);
  return wishes.filter(named);
}

function inWords(faults: Faults): readonly string[] {
  return FAULT_KINDS.flatMap((kind) => faults[kind].map((fault) => `${kind}: ${fault}`));
}

function orderOf({ name, panel }: Picture): number {
  return views.findIndex((view) => view.name === name) * PANELS.length + PANELS.findIndex((one) => one.name === panel);
}
