// Verifies an export: that its files are those the cabinet signed, and its entries those of the signed log, dense and in order.
// Believes only the key that it is given. Works in bounded memory whatever the files say, and never changes them.
import { err, ok, type Result } from '../../domain/result.ts';
import { openCheckpoint, type SignedTree } from './checkpoint-text.ts';
import { type ExportFiles, isOfDisk } from './export-files.ts';
import { type Flaw, flawOf, outcomeOf } from './flaw.ts';
import { type Landmark, Landmarks } from './landmarks.ts';
import { compareFile, type ListedFile, MANIFEST_LIMIT, readManifest } from './manifest-text.ts';
import { readOldCheckpoints } from './old-checkpoints.ts';
import { RangeReader } from './range-reader.ts';
import { readRange } from './range-text.ts';
import { NOTE_SIZE_LIMIT, openText, readVerifierKey, type VerifierKey } from './signed-text.ts';
import { checkTexts } from './text-check.ts';

export interface VerifyOptions {
  /** Public key of the cabinet from the commissioning record: `name+8 hex digits+base64`. */
  readonly key: string;
  /** A checkpoint that left the cabinet earlier: exactly its bytes. Null = none is at hand. */
  readonly since: Buffer | null;
}

export interface Proved {
  readonly origin: string;
  /** Number of entries of the signed log. */
  readonly size: number;
  /** Root of the signed log, 64 hex digits. */
  readonly root: string;
  /** First and last position of the range; an empty log has 1 and 0. */
  readonly from: number;
  readonly to: number;
  /** Times of the first and last entry as they say it; null = no entry. */
  readonly first: string | null;
  readonly last: string | null;
  readonly texts: number;
  /** Older checkpoints that the log goes through. */
  readonly checkpoints: number;
  /** Older checkpoints of which this export cannot show anything. */
  readonly hidden: number;
  /** Size of the outside checkpoint that was compared; null = none was given. */
  readonly since: number | null;
  /** Whether the set-up is the one that an entry of the range names. */
  readonly setup: 'bound' | 'unbound' | 'absent';
  /** Files that lie there and are no part of the export. */
  readonly strangers: readonly string[];
}

/** Name of the outside checkpoint in flaws. */
export const SINCE = '--since';

/** Verifies a whole export. Whatever is wrong with it is a flaw; only what no file can cause is thrown. */
export function verifyExport(files: ExportFiles, options: VerifyOptions): Result<Proved, Flaw> {
  try {
    return verify(files, options);
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    return err(flawOf('unreadable', 'the export', error instanceof Error ? error.message : null));
  }
}

function verify(files: ExportFiles, { key: keyText, since: sinceNote }: VerifyOptions): Result<Proved, Flaw> {
  const key = readVerifierKey(keyText);
  if (key === null) return err(flawOf('vkey', '--key'));
  const manifest = listedFiles(files, key);
  if (!manifest.ok) return manifest;
  for (const file of manifest.value.values()) {
    const flaw = compareFile(files, file);
    if (flaw !== null) return err(flaw);
  }
  const signed = openCheckpoint(whole(files, 'checkpoint'), key);
  if (!signed.ok) return err(flawOf(signed.error, 'checkpoint'));
  const { size, root } = signed.value;
  const range = readRange(whole(files, 'range'), size);
  if (range === null) return err(flawOf('range', 'range'));
  const old = readOldCheckpoints(files.pieces('checkpoints'), key, size);
  const since = sinceNote === null ? ok(null) : openSince(sinceNote, key, size);
  if (!since.ok && outcomeOf(since.error) === 'unusable') return since;

  const outside = since.ok ? since.value : null;
  const wanted = [...(old.ok ? old.value : []), ...(outside === null ? [] : [outside])];
  const landmarks = new Landmarks(wanted);
  const reader = new RangeReader(files, [...manifest.value.keys()], range, landmarks);
  const flaw = reader.read(size) ?? (reader.root().equals(root) ? null : flawOf('root', 'checkpoint', hint(landmarks)));
  if (flaw !== null) return err(flaw);
  if (!old.ok) return old;
  if (!since.ok) return since;
  const differing = forkAmong(landmarks, outside);
  if (differing !== null) return err(differing);

  const texts = checkTexts(files.pieces('notes.ndjson'), reader.seals);
  if (!texts.ok) return texts;
  const setup = setupOf(manifest.value.get('setup.json'), reader.setup);
  if (setup === null) return err(flawOf('setup', 'setup.json'));
  return ok({
    origin: key.name,
    size,
    root: root.toString('hex'),
    ...range,
    first: reader.first,
    last: reader.last,
    texts: texts.value,
    checkpoints: landmarks.fitting.length - (outside === null ? 0 : 1),
    hidden: landmarks.hidden,
    since: outside?.size ?? null,
    setup,
    strangers: files.names().filter((name) => name !== 'manifest' && !manifest.value.has(name)),
  });
}

function listedFiles(files: ExportFiles, key: VerifierKey): Result<ReadonlyMap<string, ListedFile>, Flaw> {
  const size = files.size('manifest');
  if (!size.ok) return err(flawOf(size.error === 'missing' ? 'no_manifest' : 'unreadable', 'manifest'));
  if (size.value > MANIFEST_LIMIT) return err(flawOf('too_large', 'manifest'));
  const text = openText(whole(files, 'manifest', MANIFEST_LIMIT), key, MANIFEST_LIMIT);
  return text.ok ? readManifest(text.value, key.name) : err(flawOf(text.error, 'manifest'));
}

function openSince(note: Buffer, key: VerifierKey, size: number): Result<Landmark, Flaw> {
  const signed = openCheckpoint(note, key);
  if (!signed.ok) return err(flawOf(signed.error, SINCE));
  if (signed.value.size > size) return err(flawOf('shorter', SINCE, sizes(signed.value, size)));
  return ok({ ...signed.value, file: SINCE, number: 1 });
}

/** A checkpoint that says another root than the log has, or an outside one that the export cannot be compared with. */
function forkAmong(landmarks: Landmarks, since: Landmark | null): Flaw | null {
  const other = landmarks.conflict() ?? landmarks.differing;
  if (other !== null) return flawOf('fork', other.file, `size ${other.size}`);
  return since === null || landmarks.has(since) ? null : flawOf('since_hidden', SINCE, `size ${since.size}`);
}

/** Between which checkpoints the entries stop being those of the log. */
function hint(landmarks: Landmarks): string | null {
  const { differing, fitting } = landmarks;
  const good = fitting.at(-1)?.size ?? 0;
  if (differing !== null) return `the fault lies in entries ${good + 1} to ${differing.size}`;
  return good > 0 ? `the fault lies after entry ${good}` : null;
}

function setupOf(listed: ListedFile | undefined, digest: string | null): Proved['setup'] | null {
  if (listed === undefined) return 'absent';
  if (digest === null) return 'unbound';
  return listed.digest === digest ? 'bound' : null;
}

/** The first bytes of a file; one that is longer is refused by whoever reads it. */
function whole(files: ExportFiles, path: string, limit = NOTE_SIZE_LIMIT): Buffer {
  const pieces: Buffer[] = [];
  let size = 0;
  for (const piece of files.pieces(path)) {
    pieces.push(Buffer.from(piece));
    size += piece.length;
    if (size > limit) break;
  }
  return Buffer.concat(pieces);
}

function sizes({ size: before }: SignedTree, now: number): string {
  return `${now} entries, and ${before} before`;
}
