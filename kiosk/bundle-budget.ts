// Build step that weighs one page: its HTML, styles and scripts, gzipped, fonts apart. Fails the build over the budget.
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

export interface Budget {
  /** File name of the built page, e.g. "index.html". */
  readonly page: string;
  /** Most bytes after gzip. */
  readonly limit: number;
}

/** The parts of a build that are weighed, by file name. */
export type BuiltFiles = ReadonlyMap<string, string>;

/** Weighs the page after the bundle was written and ends the build with an error when it is too heavy. */
export function bundleBudget(budget: Budget): Plugin {
  return {
    name: 'wardkey:bundle-budget',
    apply: 'build',
    enforce: 'post',
    writeBundle(_options, bundle) {
      const files = new Map<string, string>();
      for (const file of Object.values(bundle)) {
        const content = file.type === 'chunk' ? file.code : file.source;
        if (typeof content === 'string') files.set(file.fileName, content);
        else if (/\.(?:css|html|js)$/.test(file.fileName)) files.set(file.fileName, Buffer.from(content).toString());
      }
      const weight = pageWeight(files, budget.page);
      const verdict = `${budget.page}: ${(weight / 1000).toFixed(1)} kB gzip of ${(budget.limit / 1000).toFixed(0)} kB`;
      if (weight > budget.limit) this.error(`The page is too heavy. ${verdict}`);
      process.stdout.write(`${verdict}\n`);
    },
  };
}

/** Bytes after gzip of a page with everything that it loads: scripts that scripts import included, fonts left out. */
export function pageWeight(files: BuiltFiles, page: string): number {
  const wanted = new Set([page]);
  for (const name of wanted) {
    const content = files.get(name);
    if (content === undefined) throw new Error(`The build has no file ${name}`);
    for (const reference of referencesIn(content, files)) wanted.add(reference);
  }
  return [...wanted].reduce((sum, name) => sum + gzipSync(files.get(name) ?? '', { level: 9 }).length, 0);
}

function referencesIn(content: string, files: BuiltFiles): readonly string[] {
  return [...files.keys()].filter((name) => /\.(?:js|css)$/.test(name) && content.includes(baseName(name)));
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/**
 * Gives the pages of one folder copies of their own of what they share with the others, so that each page is one script and
 * one style sheet; and draws the others without Preact: there its name means `draw`.
 * @param folder part of the path of the pages, e.g. "/simulator/" @param draw file that stands in for Preact
 */
export function ownCopies(folder: string, draw: string): Plugin {
  const mark = '?own';
  return {
    name: 'wardkey:own-copies',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (importer === undefined) return null;
      if (!importer.includes(folder) && !importer.endsWith(mark)) return source === 'preact' ? draw : null;
      const found = await this.resolve(source, importer.replace(mark, ''), { ...options, skipSelf: true });
      if (found === null || found.external || found.id.includes(folder)) return found;
      return { ...found, id: `${found.id}${mark}` };
    },
  };
}
