// The colours of the four themes: words stand out 7:1 from every surface they may lie on, 10:1 where contrast is asked for; signs
// and lines 3:1.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { THEMES as PREFERRED } from '../../controller/domain/staff.ts';

const CSS = ['theme.css', 'styles/contrast.css']
  .map((file) => readFileSync(path.join(import.meta.dirname, '../../kiosk', file), 'utf8'))
  .join('\n');
const SURFACES = ['bg', 'card', 'raised'] as const;
const MEANINGS = ['action', 'here', 'overdue', 'fault', 'done'] as const;

function tokens(selector: string): ReadonlyMap<string, string> {
  const start = CSS.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no ${selector} in the theme`);
  const block = CSS.slice(start, CSS.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((index) => {
    const share = Number.parseInt(hex.slice(index, index + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [bright = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (bright + 0.05) / (dark + 0.05);
}

const THEMES = [
  { name: 'dark', words: 7, quiet: 6, filled: 7, edge: 3 },
  { name: 'light', words: 7, quiet: 6, filled: 7, edge: 3 },
  { name: 'dark-contrast', words: 10, quiet: 10, filled: 10, edge: 7 },
  { name: 'light-contrast', words: 10, quiet: 10, filled: 10, edge: 7 },
] as const;

describe.each(THEMES)('$name', ({ name: theme, words, quiet, filled, edge }) => {
  const known = tokens(`[data-theme="${theme}"]`);
  const colour = (name: string) => {
    const value = known.get(name);
    if (value === undefined) throw new Error(`no --${name}`);
    return value;
  };

  test.each(SURFACES)('words on %s', (surface) => {
    expect(contrast(colour('text'), colour(surface))).toBeGreaterThanOrEqual(words);
    expect(contrast(colour('secondary'), colour(surface))).toBeGreaterThanOrEqual(quiet);
  });

  test.each(MEANINGS)('words in the colour of "%s", and on it', (meaning) => {
    for (const surface of ['bg', 'card']) {
      expect(contrast(colour(`${meaning}-text`), colour(surface))).toBeGreaterThanOrEqual(words);
    }
    expect(contrast(colour(`on-${meaning}`), colour(meaning))).toBeGreaterThanOrEqual(filled);
  });

  test('lines and signs', () => {
    for (const surface of SURFACES) expect(contrast(colour('line'), colour(surface))).toBeGreaterThanOrEqual(edge);
  });
});

test('the themes are those that a person can choose, and no other', () => {
  const named = [...CSS.matchAll(/^\[data-theme="([\w-]+)"\] \{/gm)].map(([, name = '']) => name);
  expect(new Set(named)).toEqual(new Set(THEMES.map(({ name }) => name)));
  expect(new Set(named)).toEqual(new Set(PREFERRED));
});

test('the highest contrast stands on pure grounds', () => {
  expect(tokens('[data-theme="dark-contrast"]').get('bg')).toBe('#000000');
  expect(tokens('[data-theme="light-contrast"]').get('bg')).toBe('#ffffff');
});
