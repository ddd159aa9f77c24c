// Verifies the proof of one entry: that these bytes stand at this place of the log that the cabinet signed. Needs no export.
//   c2sp.org/tlog-proof@v1 · [extra BASE64] · index DECIMAL · hashes in base64, a line each · empty line · checkpoint
import { hash } from 'node:crypto';
import { err, ok, type Result } from '../../domain/result.ts';
import { decimal, openCheckpoint, type SignedTree } from './checkpoint-text.ts';
import { readEntryLine } from './entry-line.ts';
import { type Flaw, flawOf } from './flaw.ts';
import { bytesOf, NOTE_SIZE_LIMIT, readVerifierKey } from './signed-text.ts';

export interface ProvedEntry {
  /** Position in the log, from 1. */
  readonly seq: number;
  /** As the entry says it, ISO 8601 in UTC. */
  readonly at: string;
  /** Size of the signed log, and its root as 64 hex digits. */
  readonly size: number;
  readonly root: string;
}

/** Most bytes of a proof: its hashes, and a checkpoint. */
export const PROOF_LIMIT = 2 * NOTE_SIZE_LIMIT;
/** Names of the arguments in flaws. */
const PROOF = 'the proof';
const ENTRY = 'the entry';
/** A tree of 2^53 leaves has no longer path. */
const LONGEST_PATH = 53;

/**
 * Verifies one proof. Source: https://c2sp.org/tlog-proof, RFC 6962 section 2.1.1
 * @param entry exactly the bytes of the entry
 * @param keyText public key of the cabinet: `name+8 hex digits+base64`
 */
export function verifyEntry(proof: Buffer, entry: Buffer, keyText: string): Result<ProvedEntry, Flaw> {
  const key = readVerifierKey(keyText);
  if (key === null) return err(flawOf('vkey', '--key'));
  const parts = readProof(proof);
  if (parts === null) return err(flawOf('not_a_proof', PROOF));
  const signed = openCheckpoint(parts.checkpoint, key);
  if (!signed.ok) return err(flawOf(signed.error, PROOF));
  const { index, path } = parts;
  const { size, root } = signed.value;
  if (index >= size) return err(flawOf('index', PROOF));
  const leaf = hash('sha256', Buffer.concat([Buffer.of(0x00), entry]), 'buffer');
  if (rootAbove(leaf, path.toReversed(), index, size)?.equals(root) !== true) return err(flawOf('path', PROOF));
  const line = readEntryLine(entry);
  if (!line.ok) return err(flawOf(line.error, ENTRY));
  const { seq, at } = line.value;
  return seq === index + 1 ? ok({ ...figures(signed.value), seq, at }) : err(flawOf('entry_elsewhere', ENTRY));
}

function figures({ size, root }: SignedTree): Pick<ProvedEntry, 'size' | 'root'> {
  return { size, root: root.toString('hex') };
}

/**
 * The root over a leaf and its path, by the recursive definition: the tree splits at the largest power of two below its size.
 * @param path from the root down. Null = it is too long or too short for this tree
 */
function rootAbove(leaf: Buffer, path: readonly Buffer[], index: number, size: number): Buffer | null {
  const [sibling, ...below] = path;
  if (size === 1) return sibling === undefined ? leaf : null;
  if (sibling === undefined) return null;
  const split = splitOf(size);
  const isLeft = index < split;
  const inner = isLeft ? rootAbove(leaf, below, index, split) : rootAbove(leaf, below, index - split, size - split);
  if (inner === null) return null;
  const [left, right] = isLeft ? [inner, sibling] : [sibling, inner];
  return hash('sha256', Buffer.concat([Buffer.of(0x01), left, right]), 'buffer');
}

function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function readProof(bytes: Buffer) {
  const split = bytes.indexOf('\n\n');
  if (bytes.length > PROOF_LIMIT || split < 0) return null;
  const [head, ...lines] = bytes.subarray(0, split).toString('latin1').split('\n');
  if (head !== 'c2sp.org/tlog-proof@v1') return null;
  const [, extra = null] = /^extra (.*)$/.exec(lines[0] ?? '') ?? [];
  if (extra !== null && bytesOf(extra) === null) return null;
  const rest = extra === null ? lines : lines.slice(1);
  const [indexLine = '', ...hashes] = rest;
  const index = indexLine.startsWith('index ') ? decimal(indexLine.slice('index '.length)) : null;
  const path = hashes.map(bytesOf).filter((sibling) => sibling?.length === 32);
  if (index === null || path.length !== hashes.length || path.length > LONGEST_PATH) return null;
  return { index, path: path.filter((sibling) => sibling !== null), checkpoint: bytes.subarray(split + 2) };
}
