// The signed list of the files of an export, and the comparison of each file with it. Reads only files that the list names.
//   origin export v1\n
//   hex(SHA-256) bytes path\n      one line for each file, sorted by path
import { type Bytes, fromDecimal, hexOf, sha256 } from './bytes.ts';
import { type Finding, finding } from './finding.ts';
import type { Source } from './lines.ts';
import { type NoteKey, openNote, type SignedNote } from './signed-note.ts';

export interface ManifestLine {
  readonly path: string;
  readonly hash: string;
  readonly size: number;
}

/** Without these there is nothing to verify. */
const NEEDED = ['checkpoint', 'checkpoints', 'left', 'notes.ndjson', 'range', 'right'];

/** For people alone: nothing is proved from it. */
const FOR_PEOPLE = 'log.csv';
const MANIFEST_LINES = 10_000;
const MANIFEST_LIMIT = 4 * 1024 * 1024;
/** The browser digests a file in one piece, which it must hold; larger files are not read. */
export const FILE_LIMIT = 512 * 1024 * 1024;

/** Opens the manifest with the key that was given. */
export async function readManifest(
  files: ReadonlyMap<string, Source>,
  key: NoteKey,
): Promise<readonly ManifestLine[] | Finding> {
  const file = 'manifest';
  const source = files.get(file);
  if (source === undefined) return finding('no_manifest');
  if (source.size > MANIFEST_LIMIT) return finding('manifest_long', { file });
  const bytes = new Uint8Array(await source.arrayBuffer());
  const note = await openNote(bytes, key, MANIFEST_LIMIT);
  if (typeof note === 'string') return finding(note, { file, saw: signerIn(bytes) });
  return listIn(note, key.name);
}

/**
 * Compares every file with the manifest, in the order of the manifest.
 * @param onBytes called with the bytes of each file when it is done
 * @returns the files that were too large to compare, all of them only for people
 */
export async function compareFiles(
  files: ReadonlyMap<string, Source>,
  manifest: readonly ManifestLine[],
  onBytes: (bytes: number) => void,
): Promise<readonly string[] | Finding> {
  const unread: string[] = [];
  for (const { path, hash, size } of manifest) {
    const source = files.get(path);
    if (source === undefined) return finding('file_missing', { file: path });
    if (source.size !== size) return finding('file_size', { file: path, saw: `${source.size} / ${size}` });
    if (size > FILE_LIMIT && path !== FOR_PEOPLE) return finding('file_large', { file: path });
    if (size > FILE_LIMIT) unread.push(path);
    else if (hexOf(await sha256(await contentOf(source))) !== hash) return finding('file_hash', { file: path });
    onBytes(size);
  }
  return unread;
}

/** The files of entries that a manifest names, in order. */
export function entryFiles(manifest: readonly ManifestLine[]): readonly string[] {
  return manifest.map(({ path }) => path).filter((path) => path.startsWith('entries/'));
}

async function contentOf(source: Source): Promise<Bytes> {
  return new Uint8Array(await source.arrayBuffer());
}

function listIn({ text }: SignedNote, origin: string): readonly ManifestLine[] | Finding {
  const file = 'manifest';
  const [title = '', ...lines] = text.slice(0, -1).split('\n');
  if (lines.length > MANIFEST_LINES) return finding('manifest_long', { file });
  if (title !== `${origin} export v1`) return finding('other_origin', { file, line: 1, saw: title });
  const list: ManifestLine[] = [];
  for (const [index, line] of lines.entries()) {
    const one = manifestLine(line);
    const before = list.at(-1);
    if (one === null || (before !== undefined && before.path >= one.path)) {
      return finding('manifest_malformed', { file, line: index + 2, saw: line });
    }
    list.push(one);
  }
  return gapIn(list) ?? list;
}

/** Every needed part is named, and the files of entries are numbered from 1 without a gap. */
function gapIn(list: readonly ManifestLine[]): Finding | null {
  const file = 'manifest';
  const named = new Set(list.map(({ path }) => path));
  const lacking = NEEDED.find((part) => !named.has(part));
  if (lacking !== undefined) return finding('manifest_lacks', { file, saw: lacking });
  const gap = entryFiles(list).findIndex((path, index) => path !== entryFile(index + 1));
  return gap < 0 ? null : finding('manifest_lacks', { file, saw: entryFile(gap + 1) });
}

function entryFile(number: number): string {
  return `entries/${String(number).padStart(6, '0')}.ndjson`;
}

function manifestLine(line: string): ManifestLine | null {
  const [, hash, decimal, path] =
    /^([0-9a-f]{64}) (0|[1-9][0-9]*) ((?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*)$/.exec(line) ?? [];
  const size = fromDecimal(decimal ?? '');
  return hash === undefined || path === undefined || size === null ? null : { path, hash, size };
}

/** Whose signature stands under a manifest that the given key did not sign: a hint for people, trusted by nothing. */
function signerIn(bytes: Bytes): string | null {
  return /\n— (wardkey-[0-9a-f]{16}) [A-Za-z0-9+/=]+\n$/.exec(new TextDecoder().decode(bytes.slice(-400)))?.[1] ?? null;
}
