// A verdict as a person reads and files it: what it is, why, the figures, and what it does not prove.
import { drawing, element, filled } from './elements.ts';
import type { Finding } from './finding.ts';
import type { Proved, ProvedEntry } from './verifier.ts';
import type { CaveatName, Words } from './words.ts';

/** What stands beside a verdict when it is filed. */
export interface Filed {
  readonly language: string;
  readonly folder: string;
  readonly checked: Date;
  readonly vkey: string;
  /** The checkpoint of the export as it stands there; null when there was none to read. */
  readonly checkpoint: string | null;
}

const ICONS = {
  proved: ['M12 2.5 4.5 5.5v6c0 4.7 3.2 8.4 7.5 10 4.3-1.6 7.5-5.3 7.5-10v-6z', 'm8.3 12 2.6 2.7 4.9-5.4'],
  broken: ['M12 3 1.8 20.5h20.4z', 'M12 9.5v5m0 2.9v.2'],
  unusable: [
    'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z',
    'M9.2 9.2a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.4 1-1.4 2m0 3v.2',
  ],
} as const;

/** So many names of files are said. */
const NAMES_SHOWN = 12;
/** So much is repeated of what somebody gave as a key. */
const KEY_SHOWN = 250;

/** Fills a section with the verdict on an export. */
export function showVerdict(section: HTMLElement, verdict: Proved | Finding, words: Words, filed: Filed): void {
  if (verdict.outcome !== 'proved') {
    const next = words[verdict.outcome === 'broken' ? 'brokenNext' : 'unusableNext'];
    const facts = figures([...placeFigures(verdict, words), ...folderFigures(words, filed), keyFigure(words, filed)]);
    const body = element('div', { class: 'body' }, facts, element('p', { text: next }), ...closing(words));
    fill(section, verdict.outcome, words[verdict.outcome], whyOf(verdict, words), body);
    return;
  }
  const count = numberIn(filed.language, verdict.entries);
  const why = verdict.entries === 0 ? words.provedEmpty : filled(words.provedWhy, { count });
  const body = element(
    'div',
    { class: 'body' },
    figures(provedFigures(verdict, words, filed)),
    element('div', {}, element('h3', { text: words.notProved }), list(caveats(verdict, words))),
    ...checkpointToKeep(words, filed),
    ...closing(words),
  );
  fill(section, 'proved', words.proved, why, body);
}

/** Fills a section with the verdict on one entry. */
export function showEntryVerdict(section: HTMLElement, verdict: ProvedEntry | Finding, words: Words): void {
  if (verdict.outcome === 'proved') {
    const { seq, size, origin } = verdict;
    const why = filled(words.oneProvedWhy, { seq: String(seq), size: String(size), name: origin });
    fill(section, 'proved', words.oneProved, why);
  } else fill(section, verdict.outcome, words[verdict.outcome], whyOf(verdict, words));
}

function fill(
  section: HTMLElement,
  outcome: keyof typeof ICONS,
  title: string,
  why: string,
  ...rest: readonly Element[]
): void {
  const says = element(
    'div',
    {},
    element('h2', { text: title, id: `${section.id}-title` }),
    element('p', { text: why }),
  );
  section.className = `card verdict ${outcome}`;
  section.replaceChildren(element('div', { class: 'banner' }, drawing(...ICONS[outcome]), says), ...rest);
  section.hidden = false;
}

type Figure = readonly [label: string, value: string, wide?: 'wide'];

function provedFigures(verdict: Proved, words: Words, filed: Filed): readonly Figure[] {
  const { figures: name, of, none } = words;
  const { language } = filed;
  const number = (value: number) => numberIn(language, value);
  return [
    [name.entries, `${number(verdict.from)} – ${number(verdict.to)} ${of} ${number(verdict.size)}`],
    [name.first, momentOf(verdict.firstAt) ?? none],
    [name.last, momentOf(verdict.lastAt) ?? none],
    [name.older, `${number(verdict.compared)} ${of} ${number(verdict.older)}`],
    [name.since, verdict.since === null ? none : `${number(verdict.since)} ✓`],
    [name.notes, number(verdict.notes)],
    [name.files, `${number(verdict.files)} · ${sizeIn(language, verdict.bytes)}`],
    ...folderFigures(words, filed),
    [name.root, verdict.root, 'wide'],
    keyFigure(words, filed),
  ];
}

function placeFigures({ file, line, seq, saw }: Finding, { place }: Words): readonly Figure[] {
  return [
    ...(file === null ? [] : ([[place.file, file]] as const)),
    ...(line === null ? [] : ([[place.line, String(line)]] as const)),
    ...(seq === null ? [] : ([[place.entry, String(seq)]] as const)),
    ...(saw === null ? [] : ([[place.saw, saw]] as const)),
  ];
}

function folderFigures({ figures: name, none }: Words, { folder, checked }: Filed): readonly Figure[] {
  return [
    [name.folder, folder === '' ? none : folder],
    [name.checked, momentOf(checked.toISOString()) ?? none],
  ];
}

function keyFigure({ figures: name, none }: Words, { vkey }: Filed): Figure {
  return [name.key, vkey.trim() === '' ? none : vkey.trim().slice(0, KEY_SHOWN), 'wide'];
}

function figures(all: readonly Figure[]): HTMLElement {
  const rows = all.map(([label, value, wide]) =>
    element(
      'div',
      wide === undefined ? {} : { class: wide },
      element('dt', { text: label }),
      wide === undefined ? element('dd', { text: value }) : element('dd', {}, element('code', { text: value })),
    ),
  );
  return element('dl', { class: 'figures' }, ...rows);
}

function caveats(verdict: Proved, { caveats: says }: Words): readonly string[] {
  const { from, to, size, since, older, compared, setup, unread, strangers } = verdict;
  const values = { from: String(from), to: String(to), size: String(size), count: String(older - compared) };
  const all: readonly (readonly [CaveatName, boolean, readonly string[]])[] = [
    ['unread', unread.length > 0, unread],
    ['tail', true, []],
    ['noSince', since === null, []],
    ['range', from > 1 || to < size, []],
    ['older', compared < older, []],
    ['setup', setup === 'unbound', []],
    ['noSetup', setup === 'absent', []],
    ['csv', unread.length === 0, []],
    ['strangers', strangers.length > 0, strangers],
  ];
  return all
    .filter(([, holds]) => holds)
    .map(([name, , names]) => filled(says[name], { ...values, names: someOf(names) }));
}

function list(sentences: readonly string[]): HTMLElement {
  return element('ul', {}, ...sentences.map((text) => element('li', { text })));
}

function checkpointToKeep({ keep, keepWhy }: Words, { checkpoint }: Filed): readonly HTMLElement[] {
  if (checkpoint === null) return [];
  const title = element('h3', { text: keep });
  return [
    element('div', {}, title, element('p', { class: 'hint', text: keepWhy }), element('pre', { text: checkpoint })),
  ];
}

function closing({ print, signing }: Words): readonly HTMLElement[] {
  const button = element('button', { text: print });
  button.type = 'button';
  button.addEventListener('click', () => window.print());
  const lines = signing.map((text) => element('p', { text }));
  return [element('p', { class: 'actions' }, button), element('div', { class: 'signing' }, ...lines)];
}

function whyOf({ code, file, line, seq, saw }: Finding, { why }: Words): string {
  return filled(why[code], {
    file: file ?? '',
    line: line === null ? '' : String(line),
    seq: seq === null ? '' : String(seq),
    saw: saw ?? '',
  });
}

function someOf(names: readonly string[]): string {
  const more = names.length > NAMES_SHOWN ? ` … (+${names.length - NAMES_SHOWN})` : '';
  return `${names
    .slice(0, NAMES_SHOWN)
    .map((name) => name.slice(0, 80))
    .join(', ')}${more}`;
}

function momentOf(iso: string | null): string | null {
  return iso === null ? null : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

function numberIn(language: string, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A size in bytes for people. */
export function sizeIn(language: string, bytes: number): string {
  const [unit, divisor] = bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  const options = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, options).format(bytes / divisor);
}
