// The source files of the repository as plain data, so that the rules of the house can be asked about any set of texts.
import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A rule of the house: what is wrong in a set of files, one line each; empty = nothing. */
export type Rule = (files: readonly SourceFile[]) => readonly string[];

export const REPOSITORY = path.join(import.meta.dirname, '..', '..', '..');

/** The folders of the product; one that holds nothing yet is not there. */
const FOLDERS = ['controller', 'kiosk', 'provisioning', 'systemd', 'tests', '.ci'];
const TEXTS = /\.(?:ts|tsx|mts|cts|js|cjs|mjs|css|html|sql|sh|svg|service|target|socket|timer|rules|conf)$/;

/** Reads every source file below the folders of the product and the configuration files beside them. */
export function readSourceTree(root: string): readonly SourceFile[] {
  const beside = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  const within = FOLDERS.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()),
  );
  return [...beside, ...within]
    .filter((entry) => TEXTS.test(entry.name) || hasNoEnding(entry))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('/node_modules/'))
    .map((file) => ({ path: path.relative(root, file).replaceAll(path.sep, '/'), text: readFileSync(file, 'utf8') }))
    .toSorted((a, b) => a.path.localeCompare(b.path));
}

/** Whether a file is code that Node or a browser runs and the parser can read. */
export function isCode(file: SourceFile): boolean {
  return /\.(?:ts|tsx|mts|cts|js|cjs|mjs)$/.test(file.path);
}

/** Whether a file is part of the product, not of its tests. */
export function isProduct(file: SourceFile): boolean {
  return /^(?:controller|kiosk|provisioning)\//.test(file.path);
}

/** Scripts such as `.ci/run`. */
function hasNoEnding(entry: Dirent): boolean {
  return entry.parentPath.endsWith('.ci') && !entry.name.includes('.');
}
