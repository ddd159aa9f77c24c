// A checkpoint: the size and root of a log, signed by the key of that log. Whoever keeps one can later tell whether the log
// still begins with what it began with then. Never signs anything but a size and its root.
//   origin
//   size, decimal
//   base64(root)
// Source: https://c2sp.org/tlog-checkpoint, without extension lines
import { err, ok, type Result } from '../domain/result.ts';
import type { Hash } from './merkle.ts';
import { fromBase64, type NoteFault, type NoteKey, type NoteSigner, openNote, signNote } from './signed-note.ts';

export interface Checkpoint {
  /** Name of the log, which is that of its key. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Hash;
}

export type CheckpointFault = NoteFault | 'malformed_checkpoint' | 'other_origin'; // signed by the given key, and speaks of another log

const ROOT_SIZE = 32;
const TEXT = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/;

/** The text that is signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/** Parses the text of a checkpoint. Verifies nothing. */
export function parseCheckpoint(text: string): Result<Checkpoint, 'malformed_checkpoint'> {
  const [, origin, digits, encoded] = TEXT.exec(text) ?? [];
  const root = fromBase64(encoded ?? '');
  const size = Number(digits);
  if (origin === undefined || root?.length !== ROOT_SIZE || !Number.isSafeInteger(size)) {
    return err('malformed_checkpoint');
  }
  return ok({ origin, size, root });
}

/** The signed note of a log of this size and root. */
export function signCheckpoint(size: number, root: Hash, signer: NoteSigner): string {
  return signNote(checkpointText({ origin: signer.noteKey.name, size, root }), signer);
}

/** The checkpoint in a note, when the given key signed it and it is of the log of that key. */
export function openCheckpoint(note: string | Uint8Array, key: NoteKey): Result<Checkpoint, CheckpointFault> {
  const text = openNote(note, key);
  if (!text.ok) return text;
  const checkpoint = parseCheckpoint(text.value);
  if (checkpoint.ok && checkpoint.value.origin !== key.name) return err('other_origin');
  return checkpoint;
}
