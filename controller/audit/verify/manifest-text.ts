// The manifest of an export: which files belong to it, each with its size and SHA-256. Takes only a text whose signature was checked.
//   origin export v1
//   64 hex digits of SHA-256, size in bytes, path; a line for each file, in order of the paths
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../domain/result.ts';
import { decimal } from './checkpoint-text.ts';
import type { ExportFiles } from './export-files.ts';
import { type Flaw, flawOf } from './flaw.ts';

export interface ListedFile {
  readonly path: string;
  readonly size: number;
  /** 64 lower-case hex digits. */
  readonly digest: string;
}

/** Most files that a manifest names. */
const LISTED_LIMIT = 10_000;
/** Most bytes of a manifest. */
export const MANIFEST_LIMIT = 2 * 1024 * 1024;

const LINE = /^([0-9a-f]{64}) (0|[1-9]\d{0,15}) ((?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*)$/;
/** Without these there is nothing to verify. */
const NEEDED = ['checkpoint', 'checkpoints', 'left', 'notes.ndjson', 'range', 'right'];

/** The files of a manifest, by path. A path never leads out of the folder. */
export function readManifest(text: string, origin: string): Result<ReadonlyMap<string, ListedFile>, Flaw> {
  const [head, ...lines] = text.slice(0, -1).split('\n');
  if (head !== `${origin} export v1`) return err(flawOf('manifest', 'manifest', 'its first line'));
  if (lines.length > LISTED_LIMIT) return err(flawOf('too_many_lines', 'manifest'));
  const files = new Map<string, ListedFile>();
  let before = '';
  for (const line of lines) {
    const [, digest = '', sizeText = '', path = ''] = LINE.exec(line) ?? [];
    const size = decimal(sizeText);
    if (size === null || path <= before) return err(flawOf('manifest', 'manifest', line.slice(0, 100)));
    files.set(path, { path, size, digest });
    before = path;
  }
  const lacking = NEEDED.find((path) => !files.has(path));
  return lacking === undefined ? ok(files) : err(flawOf('not_listed', lacking));
}

/** Compares one file with what the manifest says of it. Reads no more of it than that. */
export function compareFile(files: ExportFiles, { path, size, digest }: ListedFile): Flaw | null {
  const found = files.size(path);
  if (!found.ok) return flawOf(found.error, path);
  if (found.value !== size) return flawOf('size', path, `${found.value} bytes, not ${size}`);
  const hash = createHash('sha256');
  for (const piece of files.pieces(path)) hash.update(piece);
  return hash.digest('hex') === digest ? null : flawOf('hash', path);
}
