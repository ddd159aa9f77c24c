// Verifies an export of the audit log, or the proof of one entry, with nothing but the public key that a person gives.
// The second of two verifiers: it shares no code with the controller, and trusts nothing that lies in the export.
import { type Bytes, bytesOf, fromBase64, fromDecimal, hexOf, sameBytes, sha256, textOf, toBase64 } from './bytes.ts';
import { fieldsIn } from './entry-check.ts';
import { type Finding, finding, isFinding } from './finding.ts';
import { Landmarks, readLandmarks } from './landmarks.ts';
import { LINE_LIMIT, type Source } from './lines.ts';
import { type Range, readRange, walkLog } from './log-walk.ts';
import { compareFiles, entryFiles, type ManifestLine, readManifest } from './manifest.ts';
import { NoteCheck } from './note-check.ts';
import { NOTE_LIMIT, type NoteKey, openCheckpoint, parseNote, parseVkey } from './signed-note.ts';
import { leafHash, rootByProof } from './tree.ts';

export type Stage = 'files' | 'older' | 'log' | 'texts';

export interface VerifyInput {
  /** The files of the export by their names, as `entries/000001.ndjson`. */
  readonly files: ReadonlyMap<string, Source>;
  /** The public key from the commissioning record. */
  readonly vkey: string;
  /** A checkpoint that was kept outside the cabinet, as text; null = none. */
  readonly since: string | null;
  /** Told how many bytes of how many are done. */
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
}

export interface Proved extends Range {
  readonly outcome: 'proved';
  readonly origin: string;
  readonly root: string;
  readonly entries: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly files: number;
  readonly bytes: number;
  /** Older checkpoints of the cabinet: how many there are, and how many lie where the export shows the tree. */
  readonly older: number;
  readonly compared: number;
  /** Size of the checkpoint that was kept outside; null = none was given. */
  readonly since: number | null;
  readonly notes: number;
  /** Whether an entry of the range names the set-up, so that the names of people and keys are proved. */
  readonly setup: 'bound' | 'unbound' | 'absent';
  /** Files that were too large to compare; nothing is proved from them. */
  readonly unread: readonly string[];
  /** Files that lie in the folder and are no part of the export. */
  readonly strangers: readonly string[];
}

export interface ProvedEntry {
  readonly outcome: 'proved';
  readonly seq: number;
  readonly size: number;
  readonly origin: string;
}

const SETUP = 'setup.json';

interface Known {
  readonly input: VerifyInput;
  readonly key: NoteKey;
  readonly manifest: readonly ManifestLine[];
}

/** The name of the cabinet whose public key this is; null when it is none. */
export async function cabinetOf(vkey: string): Promise<string | null> {
  return (await parseVkey(vkey))?.name ?? null;
}

/** Verifies an export: first the manifest, then each file, then the log, and last what stands beside it. */
export async function verifyExport(input: VerifyInput): Promise<Proved | Finding> {
  const { files, since } = input;
  const key = await parseVkey(input.vkey);
  if (key === null) return finding('vkey_malformed');
  if (since !== null && parseNote(bytesOf(since)) === null) return finding('since_malformed');
  const manifest = await readManifest(files, key);
  if (isFinding(manifest)) return manifest;
  const total = manifest.reduce((sum, { size }) => sum + size, 0);
  const unread = await compareFiles(files, manifest, counted(input, 'files', total));
  return isFinding(unread) ? unread : verifyLog({ input, key, manifest }, unread);
}

/** Verifies that one entry is in the log of a signed checkpoint. Source of the format: https://c2sp.org/tlog-proof */
export async function verifyEntry(vkey: string, entry: string, proof: string): Promise<ProvedEntry | Finding> {
  const key = await parseVkey(vkey);
  if (key === null) return finding('vkey_malformed');
  const parts = proofIn(proof);
  const bytes = bytesOf(entry.replace(/\r?\n$/, ''));
  if (parts === null || bytes.length > LINE_LIMIT) return finding('proof_malformed');
  const checkpoint = await openCheckpoint(bytesOf(parts.note), key);
  if (typeof checkpoint === 'string') return finding(checkpoint === 'not_note' ? 'proof_malformed' : checkpoint);
  const seq = parts.index + 1;
  const said = fieldsIn(bytes)?.get('seq');
  if (said !== seq) return finding('entry_position', { seq, saw: JSON.stringify(said) ?? '–' });
  const root = await rootByProof(await leafHash(bytes), parts.index, checkpoint.size, parts.hashes);
  if (root === null || !sameBytes(root, checkpoint.root)) return finding('proof_root', { seq });
  return { outcome: 'proved', seq, size: checkpoint.size, origin: key.name };
}

async function verifyLog(known: Known, unread: readonly string[]): Promise<Proved | Finding> {
  const { input, key, manifest } = known;
  const checkpoint = await checkpointIn(known);
  if (isFinding(checkpoint)) return checkpoint;
  const range = await readRange(part(known, 'range'));
  if (isFinding(range)) return range;
  if (range.size !== checkpoint.size) return finding('range_size', { file: 'range', saw: String(range.size) });

  const older = new Landmarks();
  const since = new Landmarks();
  const outside = input.since === null ? null : await openCheckpoint(bytesOf(input.since), key);
  if (outside !== null && typeof outside !== 'string') since.add(outside);
  counted(input, 'older', 1)(0);
  const olderFault = await readLandmarks(part(known, 'checkpoints'), key, older);
  const notes = await NoteCheck.of(part(known, 'notes.ndjson'));
  if (isFinding(notes)) return notes;
  const [oldest] = [older.sort(), since.sort()];

  const names = entryFiles(manifest);
  const walked = await walkLog({
    left: part(known, 'left'),
    right: part(known, 'right'),
    entries: names.map((name) => [name, part(known, name)]),
    range,
    landmarks: [older, since],
    onNote: notes.name,
    onBytes: counted(input, 'log', sizeOf(manifest, ['left', 'right', ...names])),
  });
  if (isFinding(walked)) return walked;
  if (!sameBytes(walked.root, checkpoint.root)) return finding('root_differs', { file: 'checkpoint' });

  counted(input, 'texts', 1)(0);
  const hasSetup = manifest.some(({ path }) => path === SETUP);
  const beside =
    olderFault ??
    olderFinding(older, oldest, range.size) ??
    sinceFinding(outside, since, older, range.size) ??
    (await notes.end()) ??
    (await setupFinding(input.files.get(SETUP), hasSetup ? walked.setup : null));
  if (beside !== null) return beside;
  const listed = new Set(['manifest', ...manifest.map(({ path }) => path)]);
  return {
    outcome: 'proved',
    origin: key.name,
    ...range,
    root: toBase64(walked.root),
    entries: walked.entries,
    firstAt: walked.firstAt,
    lastAt: walked.lastAt,
    files: manifest.length,
    bytes: manifest.reduce((sum, { size }) => sum + size, 0),
    older: older.count,
    compared: older.compared,
    since: outside === null || typeof outside === 'string' ? null : outside.size,
    notes: notes.count,
    setup: hasSetup ? (walked.setup === null ? 'unbound' : 'bound') : 'absent',
    unread,
    strangers: [...input.files.keys()].filter((name) => !listed.has(name)),
  };
}

async function checkpointIn(known: Known) {
  const file = 'checkpoint';
  const source = part(known, file);
  if (source.size > NOTE_LIMIT) return finding('checkpoint_malformed', { file });
  const checkpoint = await openCheckpoint(new Uint8Array(await source.arrayBuffer()), known.key);
  return typeof checkpoint === 'string' ? finding(checkpoint, { file }) : checkpoint;
}

function olderFinding(older: Landmarks, largest: number, size: number): Finding | null {
  const file = 'checkpoints';
  const other = older.differs ?? older.forked;
  if (other !== null) return finding('older_root', { file, seq: other });
  return largest > size ? finding('older_longer', { file, seq: largest }) : null;
}

function sinceFinding(
  outside: Awaited<ReturnType<typeof openCheckpoint>> | null,
  since: Landmarks,
  older: Landmarks,
  size: number,
): Finding | null {
  const file = 'since';
  if (outside === null) return null;
  if (typeof outside === 'string') return finding(outside, { file });
  const seq = outside.size;
  if (seq > size) return finding('since_longer', { file, seq, saw: String(size) });
  if (older.contradicts(outside)) return finding('since_root', { file, seq });
  if (since.compared === 0) return finding('since_inside', { file, seq });
  return since.differs === null ? null : finding('since_root', { file, seq });
}

async function setupFinding(source: Source | undefined, digest: string | null): Promise<Finding | null> {
  if (digest === null || source === undefined) return null;
  const hash = hexOf(await sha256(new Uint8Array(await source.arrayBuffer())));
  return hash === digest ? null : finding('setup_digest', { file: SETUP, saw: hash });
}

/** A file that the manifest names and that was compared with it. */
function part({ input: { files } }: Known, name: string): Source {
  const source = files.get(name);
  if (source === undefined) throw new Error(`${name} was there a moment ago`);
  return source;
}

function sizeOf(manifest: readonly ManifestLine[], names: readonly string[]): number {
  const wanted = new Set(names);
  return manifest.reduce((sum, { path, size }) => sum + (wanted.has(path) ? size : 0), 0);
}

function counted({ onProgress }: VerifyInput, stage: Stage, total: number): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    done += bytes;
    onProgress?.(stage, done, total);
  };
}

interface ProofParts {
  readonly index: number;
  readonly hashes: readonly Bytes[];
  readonly note: string;
}

/** The parts of `c2sp.org/tlog-proof@v1`; null for any other text. */
function proofIn(text: string): ProofParts | null {
  const split = text.indexOf('\n\n');
  if (split < 0 || text.length > 2 * NOTE_LIMIT) return null;
  const [title, ...rest] = text.slice(0, split).split('\n');
  const lines = rest[0]?.startsWith('extra ') === true ? rest.slice(1) : rest;
  const extra = lines === rest ? bytesOf('') : fromBase64(rest[0]?.slice('extra '.length) ?? '');
  const index = lines[0]?.startsWith('index ') === true ? fromDecimal(lines[0].slice('index '.length)) : null;
  const hashes = lines.slice(1).map(fromBase64);
  const whole = hashes.filter((hash) => hash?.length === 32).filter((hash) => hash !== null);
  if (title !== 'c2sp.org/tlog-proof@v1' || extra === null || index === null || whole.length !== hashes.length) {
    return null;
  }
  return hashes.length > 63 || textOf(bytesOf(text)) !== text
    ? null
    : { index, hashes: whole, note: text.slice(split + 2) };
}
