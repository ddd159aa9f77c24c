// Build step that weighs one page: its HTML, styles and scripts, gzipped, fonts apart; and what it loads later, on its own.
// Fails the build over the budget.
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

export interface Budget {
  /** File name of the built page, e.g. "index.html". */
  readonly page: string;
  /** Most bytes after gzip, of what stands before the first screen and of what comes after it, each. */
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
      const later = new Set<string>();
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.isDynamicEntry) later.add(file.fileName);
        const content = file.type === 'chunk' ? file.code : file.source;
        if (typeof content === 'string') files.set(file.fileName, content);
        else if (/\.(?:css|html|js)$/.test(file.fileName)) files.set(file.fileName, Buffer.from(content).toString());
      }
      const { first, rest } = pageWeight(files, budget.page, later);
      const limit = `of ${kilobytes(budget.limit)} kB`;
      const verdict = `${budget.page}: ${kilobytes(first)} kB gzip ${limit}, later ${kilobytes(rest)} kB ${limit}`;
      if (Math.max(first, rest) > budget.limit) this.error(`The page is too heavy. ${verdict}`);
      process.stdout.write(`${verdict}\n`);
    },
  };
}

/**
 * Bytes after gzip of a page with everything that it loads: scripts that scripts import included, fonts left out.
 * @param later files that are loaded after the first screen, by a script that asks for them
 * @returns `rest`: what they bring beyond the first
 */
export function pageWeight(
  files: BuiltFiles,
  page: string,
  later: ReadonlySet<string> = new Set(),
): { readonly first: number; readonly rest: number } {
  const first = reach(files, [page], later);
  const asked = [...later].filter((name) => [...first].some((one) => files.get(one)?.includes(baseName(name))));
  const rest = [...reach(files, asked, new Set())].filter((name) => !first.has(name));
  return { first: weigh(files, first), rest: weigh(files, rest) };
}

/** What some files load, themselves included, without going into others. */
function reach(files: BuiltFiles, from: readonly string[], without: ReadonlySet<string>): ReadonlySet<string> {
  const wanted = new Set(from);
  for (const name of wanted) {
    const content = files.get(name);
    if (content === undefined) throw new Error(`The build has no file ${name}`);
    for (const reference of referencesIn(content, files)) if (!without.has(reference)) wanted.add(reference);
  }
  return wanted;
}

function weigh(files: BuiltFiles, names: Iterable<string>): number {
  return [...names].reduce((sum, name) => sum + gzipSync(files.get(name) ?? '', { level: 9 }).length, 0);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(bytes % 1000 === 0 ? 0 : 1);
}

function referencesIn(content: string, files: BuiltFiles): readonly string[] {
  return [...files.keys()].filter((name) => /\.(?:js|css)$/.test(name) && content.includes(baseName(name)));
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
