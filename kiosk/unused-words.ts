// Build step that fails when a word of the screen is said nowhere: whoever translates should not translate for nobody.
// A word that is missing fails to compile, so that is not looked for here.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Folders of the page that say no word of the kiosk: the languages themselves, and the other page. */
const SILENT = ['strings', 'simulator'];

/**
 * @param words the words of one language; the others have the same keys
 * @param folder the sources of the page
 */
export function noUnusedWords(words: object, folder: string): Plugin {
  return {
    name: 'wardkey:no-unused-words',
    apply: 'build',
    buildStart() {
      const unused = unusedWords(words, sourcesIn(folder));
      if (unused.length > 0) this.error(`No screen says these words: ${unused.join(', ')}`);
    },
  };
}

/**
 * The words that no source names as `table.word`, by destructuring the table, or by indexing it with a code.
 * @param table what sources call the object that holds the words
 * @returns each with the tables around it, e.g. "home.takeKey"
 */
export function unusedWords(words: object, sources: readonly string[], table = 'words'): readonly string[] {
  const isSaid = (pattern: string) => sources.some((source) => new RegExp(pattern).test(source));
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    if (isTable(value) && !isSaid(`\\b${key}(?:\\?\\.)?\\[`)) {
      return unusedWords(value, sources, key).map((inner) => `${key}.${inner}`);
    }
    return isSaid(naming(table, key)) ? [] : [key];
  });
}

/** `table.key`, `{ key } = table`, `{ table: { key } }` */
function naming(table: string, key: string): string {
  const word = key.replaceAll(/[^\w$]/g, '\\$&');
  const inBraces = `\\{[^{}]*\\b${word}\\b[^{}]*\\}`;
  return `\\b${table}(?:\\(\\))?\\s*(?:\\?\\.|\\.)\\s*${word}\\b|${inBraces}\\s*=\\s*(?:[\\w$]+\\.)*${table}\\b|\\b${table}\\s*:\\s*${inBraces}`;
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !SILENT.includes(name.split(path.sep)[0] ?? ''))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
}
