// Build step that weighs one page: its HTML, styles and scripts, gzipped, fonts apart; and each part that it loads later.
// Fails the build over the budget.
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

export interface Budget {
  /** File name of the built page, e.g. "index.html". */
  readonly page: string;
  /** Most bytes after gzip of what stands before the first screen, and of each part that comes after it. */
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
        if (file.type === 'chunk' && file.isDynamicEntry) {
          // The first script names the styles of a later one, which come with it.
          for (const name of [file.fileName, ...(file.viteMetadata?.importedCss ?? [])]) later.add(name);
        }
        const content = file.type === 'chunk' ? file.code : file.source;
        if (typeof content === 'string') files.set(file.fileName, content);
        else if (/\.(?:css|html|js)$/.test(file.fileName)) files.set(file.fileName, Buffer.from(content).toString());
      }
      const { first, parts } = pageWeight(files, budget.page, later);
      const each = [...parts].map(([name, bytes]) => `${baseName(name)} ${kilobytes(bytes)}`).join(', ');
      const verdict = `${budget.page}: ${kilobytes(first)} kB gzip of ${kilobytes(budget.limit)} kB; later, each: ${each}`;
      if (Math.max(first, ...parts.values()) > budget.limit) this.error(`The page is too heavy. ${verdict}`);
      process.stdout.write(`${verdict}\n`);
    },
  };
}

/**
 * Bytes after gzip of a page with everything that it loads: scripts that scripts import included, fonts left out.
 * @param later files that are loaded after the first screen, by a script that asks for them
 * @returns `parts`: for each of them what it brings beyond the first
 */
export function pageWeight(
  files: BuiltFiles,
  page: string,
  later: ReadonlySet<string> = new Set(),
): { readonly first: number; readonly parts: ReadonlyMap<string, number> } {
  const first = reach(files, [page], later);
  const whole = reach(files, [page], new Set());
  const parts = new Map<string, number>();
  for (const name of [...later].filter((one) => whole.has(one))) {
    const brought = [...reach(files, [name], later)].filter((file) => !first.has(file));
    parts.set(name, weigh(files, brought));
  }
  return { first: weigh(files, first), parts };
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
