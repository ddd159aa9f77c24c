// What a checkpoint says: the size of a log and its root. Takes only the text of a note whose signature was checked.
//   origin · size in decimal · base64 of the root, a line each
import { err, ok, type Result } from '../../domain/result.ts';
import type { FlawCode } from './flaw.ts';
import { bytesOf, NOTE_SIZE_LIMIT, openText, type VerifierKey } from './signed-text.ts';

export interface SignedTree {
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
}

/** Opens a checkpoint of the log whose key it is. Source: https://c2sp.org/tlog-checkpoint, without extension lines. */
export function openCheckpoint(note: Buffer, key: VerifierKey): Result<SignedTree, FlawCode> {
  const text = openText(note, key, NOTE_SIZE_LIMIT);
  if (!text.ok) return text;
  const [origin, sizeText = '', rootText = '', end, ...more] = text.value.split('\n');
  if (origin !== key.name) return err('other_origin');
  const size = decimal(sizeText);
  const root = bytesOf(rootText);
  if (size === null || root?.length !== 32 || end !== '' || more.length > 0) return err('checkpoint');
  return ok({ size, root });
}

/** A number from 0 in its one spelling; null = it is none, or larger than a number holds exactly. */
export function decimal(text: string): number | null {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}
