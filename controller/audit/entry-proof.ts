// The proof of one entry as a text that can be handed out: its place, its audit path and a signed checkpoint.
//   c2sp.org/tlog-proof@v1
//   extra BASE64            (may be missing)
//   index DECIMAL
//   BASE64 of one hash, a line each
//                           (blank)
//   the note of the checkpoint
// Hostile input: bounded, and proves nothing without the key and the bytes of the entry. Source: https://c2sp.org/tlog-proof
import { err, ok, type Result } from '../domain/result.ts';
import { type Checkpoint, type CheckpointFault, openCheckpoint } from './checkpoint.ts';
import { type Hash, leafHash } from './merkle.ts';
import { fromBase64, NOTE_SIZE_LIMIT, type NoteKey } from './signed-note.ts';
import { verifyInclusion } from './tree.ts';

export interface EntryProof {
  /** Bytes that the issuer adds, which nothing here reads; null = none. */
  readonly extra: Uint8Array | null;
  /** Position in the log less one. */
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The note, as it was signed. */
  readonly checkpoint: string;
}

export type EntryProofFault = CheckpointFault | 'malformed_proof' | 'not_included';

const HEADER = 'c2sp.org/tlog-proof@v1';
const HASH_SIZE = 32;
/** More than the height of any tree whose size is a safe integer. */
const HASHES_LIMIT = 63;
/** Room for the lines before the note. */
const PROOF_LIMIT = 2 * NOTE_SIZE_LIMIT;

/** The text of a proof. */
export function proofText({ extra, index, hashes, checkpoint }: EntryProof): string {
  const lines = [
    HEADER,
    ...(extra === null ? [] : [`extra ${base64(extra)}`]),
    `index ${index}`,
    ...hashes.map(base64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Parses the text of a proof. Verifies nothing. */
export function parseProof(text: string): Result<EntryProof, 'malformed_proof'> {
  const end = text.indexOf('\n\n');
  if (end < 0 || text.length > PROOF_LIMIT) return err('malformed_proof');
  const [header, ...lines] = text.slice(0, end).split('\n');
  const hasExtra = lines[0]?.startsWith('extra ') === true;
  const extra = hasExtra ? fromBase64(lines[0]?.slice('extra '.length) ?? '') : null;
  const [indexLine = '', ...encoded] = hasExtra ? lines.slice(1) : lines;
  const [, digits] = /^index (0|[1-9][0-9]{0,15})$/.exec(indexLine) ?? [];
  const index = Number(digits);
  if (header !== HEADER || (hasExtra && extra === null) || !Number.isSafeInteger(index)) return err('malformed_proof');
  if (encoded.length > HASHES_LIMIT) return err('malformed_proof');
  const hashes: Hash[] = [];
  for (const line of encoded) {
    const hash = fromBase64(line);
    if (hash?.length !== HASH_SIZE) return err('malformed_proof');
    hashes.push(hash);
  }
  return ok({ extra, index, hashes, checkpoint: text.slice(end + 2) });
}

/** The checkpoint under which an entry stands at the place that the proof says. @param entry exactly the bytes of the entry */
export function verifyProof(text: string, entry: Uint8Array, key: NoteKey): Result<Checkpoint, EntryProofFault> {
  const proof = parseProof(text);
  if (!proof.ok) return proof;
  const checkpoint = openCheckpoint(proof.value.checkpoint, key);
  if (!checkpoint.ok) return checkpoint;
  const { index, hashes } = proof.value;
  return verifyInclusion(leafHash(entry), index, checkpoint.value, hashes) ? checkpoint : err('not_included');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
