// Writes the export folder of an audit log from nothing but entries and a key, honestly or not: an attacker's workshop. It can
// cut, re-hash and re-sign with any key. Its tree is the recursive definition of RFC 6962, shared with no verifier.
import { createHash, randomBytes } from 'node:crypto';
import { LogKey } from '../../controller/audit/log-key.ts';
import { signNote } from '../../controller/audit/signed-note.ts';

/** Files of an export by their names. */
export type ExportFolder = ReadonlyMap<string, Buffer>;

export interface ForgedLog {
  readonly key: LogKey;
  /** Every entry from the first on, without newlines. */
  readonly entries: readonly string[];
  /** Texts beside the log; the forger puts them in order. */
  readonly notes: readonly ForgedNote[];
  /** The set-up as it is stored. */
  readonly setup: string;
  /** Sizes of the older checkpoints. */
  readonly older: readonly number[];
}

export interface ForgedNote {
  readonly id: string;
  readonly salt: string;
  readonly text: string;
}

/** First and last position of an export. */
export interface ForgedRange {
  readonly from: number;
  readonly to: number;
}

const PER_FILE = 65_536;
const START = Date.UTC(2026, 2, 1, 8);
const TEXTS = ['Ward 3 asked for it', '=1+1', 'Clé tordue, à réparer', 'Left with the porter'];

/** A key from a seed of one repeated byte. */
export function keyOf(byte: number): LogKey {
  return LogKey.of(new Uint8Array(32).fill(byte));
}

/** A log as a cabinet writes it: visits of people who take and return keys, with a set-up near its beginning. */
export function someLog(size: number, key: LogKey = keyOf(7), salts: (n: number) => Buffer = saltOf): ForgedLog {
  const setup = JSON.stringify({ identity: { name: 'Ground floor' }, people: [{ id: 'p-1', name: '=cmd|x' }] });
  const notes = TEXTS.slice(0, Math.ceil(size / 250)).map((text, n) => noteOf(text, salts(n)));
  const entries = Array.from({ length: size }, (_, n) => entryText(n + 1, digestOf(setup), notes));
  const named = notes.filter(({ id }) => entries.some((entry) => entry.includes(id)));
  return { key, entries, notes: named, setup, older: [...multiplesOf(256, size)] };
}

/** The export that a cabinet would write of a log. @param range the whole log by default */
export function honestExport(log: ForgedLog, range: ForgedRange = { from: 1, to: log.entries.length }): ExportFolder {
  const leaves = log.entries.map(leafOf);
  const [before, after] = [coverOf(0, range.from - 1), coverOf(range.to, leaves.length)];
  const chosen = log.entries.slice(range.from - 1, range.to);
  const named = log.notes.filter(({ id }) => chosen.some((entry) => entry.includes(id)));
  const files = new Map<string, Buffer>([
    ['checkpoint', Buffer.from(checkpointOf(log, leaves.length))],
    ['range', Buffer.from(`from ${range.from} to ${range.to} of ${leaves.length}\n`)],
    ['left', subtreeLines(leaves, before)],
    ['right', subtreeLines(leaves, after)],
    ['checkpoints', Buffer.from(log.older.map((size) => checkpointOf(log, size)).join('-----\n'))],
    ['notes.ndjson', notesFile(named)],
    ['setup.json', Buffer.from(log.setup)],
    ['log.csv', Buffer.from(chosen.map((entry) => `"${entry.replaceAll('"', '""')}"\r\n`).join(''))],
    ['vkey', Buffer.from(`${log.key.vkey}\n`)],
    ['VERIFY.txt', Buffer.from('Compare the root.\n')],
  ]);
  for (let at = 0; at < chosen.length; at += PER_FILE) {
    const name = `entries/${String(at / PER_FILE + 1).padStart(6, '0')}.ndjson`;
    files.set(
      name,
      Buffer.from(
        chosen
          .slice(at, at + PER_FILE)
          .map((line) => `${line}\n`)
          .join(''),
      ),
    );
  }
  return signed(files, log.key);
}

/** The files with a manifest of what they are now, signed with any key. @param origin of the title; that of the key by default */
export function signed(files: ExportFolder, key: LogKey, origin = key.origin): ExportFolder {
  const names = [...files.keys()].filter((name) => name !== 'manifest').toSorted((a, b) => (a < b ? -1 : 1));
  const lines = names.map((name) => {
    const bytes = files.get(name) ?? Buffer.alloc(0);
    return `${digestOf(bytes)} ${bytes.length} ${name}\n`;
  });
  const manifest = noteOfAnyLength(`${origin} export v1\n${lines.join('')}`, key);
  return new Map([...names.map((name) => [name, files.get(name) ?? Buffer.alloc(0)] as const), ['manifest', manifest]]);
}

/** The folder with one file replaced, or taken away with null; the manifest stays as it is. */
export function withFile(files: ExportFolder, name: string, bytes: Buffer | string | null): ExportFolder {
  const changed = new Map(files);
  if (bytes === null) changed.delete(name);
  else changed.set(name, Buffer.from(bytes));
  return changed;
}

/** The checkpoint of the first `size` entries of a log. */
export function checkpointOf({ key, entries }: Pick<ForgedLog, 'key' | 'entries'>, size: number): string {
  const root = treeHash(entries.slice(0, size).map(leafOf));
  return signNote(`${key.origin}\n${size}\n${root.toString('base64')}\n`, key);
}

export function digestOf(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function notesFile(notes: readonly ForgedNote[]): Buffer {
  const ordered = notes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return Buffer.from(ordered.map(({ id, salt, text }) => `${JSON.stringify({ id, salt, text })}\n`).join(''));
}

/** A text with its seal. */
export function noteOf(text: string, salt: Buffer = randomBytes(16)): ForgedNote {
  return { id: digestOf(Buffer.concat([salt, Buffer.from(text)])), salt: salt.toString('base64'), text };
}

/** MTH of RFC 6962, section 2.1, over hashes of leaves. */
export function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return createHash('sha256')
    .update(Uint8Array.of(1))
    .update(treeHash(leaves.slice(0, split)))
    .update(treeHash(leaves.slice(split)))
    .digest();
}

export function leafOf(entry: string): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest();
}

function entryText(seq: number, setup: string, notes: readonly ForgedNote[]): string {
  const person = `p-${(seq % 40) + 1}`;
  const head = {
    seq,
    boot: 'b-1',
    mono: seq * 700,
    at: new Date(START + seq * 700).toISOString(),
    clock: 'good',
  };
  const visit = { session: `s-${Math.ceil(seq / 5)}`, staff: person };
  const subject = { slot: `a${seq % 32}`, key: `k${seq % 32}` };
  if (seq === 2) return JSON.stringify({ ...head, kind: 'setup.changed', digest: setup });
  switch (seq % 5) {
    case 1:
      return JSON.stringify({ ...head, kind: 'session.began', ...visit, reader: 'r-1' });
    case 2: {
      const note = notes[Math.floor(seq / 250)]?.id;
      const named = seq % 250 === 12 && note !== undefined ? { note } : {};
      return JSON.stringify({
        ...head,
        kind: 'fault.reported',
        ...visit,
        key: 'k1',
        fault: 'bent',
        severity: 'minor',
        ...named,
      });
    }
    case 3:
      return JSON.stringify({ ...head, kind: 'key.returned', ...subject, holder: person, cause: 'sensor' });
    case 4:
      return JSON.stringify({ ...head, kind: 'door.closed' });
    default:
      return JSON.stringify({ ...head, kind: 'session.ended', ...visit, cause: 'signed_out' });
  }
}

/** Aligned perfect subtrees of leaves `from` to `to` − 1, as [first, width]. */
function coverOf(from: number, to: number): readonly (readonly [number, number])[] {
  const cover: (readonly [number, number])[] = [];
  for (let at = from; at < to; ) {
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= to) width *= 2;
    cover.push([at, width]);
    at += width;
  }
  return cover;
}

function subtreeLines(leaves: readonly Buffer[], cover: readonly (readonly [number, number])[]): Buffer {
  const line = ([at, width]: readonly [number, number]) =>
    `${width} ${treeHash(leaves.slice(at, at + width)).toString('base64')}\n`;
  return Buffer.from(cover.map(line).join(''));
}

function noteOfAnyLength(text: string, key: LogKey): Buffer {
  const signature = Buffer.concat([key.noteKey.id, key.sign(Buffer.from(text))]).toString('base64');
  return Buffer.from(`${text}\n— ${key.noteKey.name} ${signature}\n`);
}

function* multiplesOf(step: number, size: number): Generator<number> {
  for (let at = step; at < size; at += step) yield at;
}

function saltOf(n: number): Buffer {
  return createHash('sha256').update(`salt ${n}`).digest().subarray(0, 16);
}
