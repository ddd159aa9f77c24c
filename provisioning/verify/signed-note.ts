// C2SP signed notes (c2sp.org/signed-note), their keys and checkpoints (c2sp.org/tlog-checkpoint), with Ed25519 of the browser.
//   origin\n size\n base64(root)\n        the text
//   \n
//   — name base64(key id ‖ signature)\n   one line for each signer; those of other keys are passed over
import { type Bytes, bytesOf, fromBase64, fromDecimal, hexOf, NEWLINE, sameBytes, sha256, textOf } from './bytes.ts';

export interface NoteKey {
  readonly name: string;
  /** First 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
  readonly id: Bytes;
  readonly key: CryptoKey;
}

export interface Signature {
  readonly name: string;
  readonly id: Bytes;
  readonly bytes: Bytes;
}

export interface SignedNote {
  /** With the newline at its end: these bytes are signed. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
}

/** Bytes of a note. */
export const NOTE_LIMIT = 65_536;
const SIGNATURES_LIMIT = 16;
const ED25519 = 0x01;
const ID_SIZE = 4;
const KEY_SIZE = 32;
const HASH_SIZE = 32;
const SIGNATURE_SIZE = 64;
/** Control characters besides the newline. */
const CONTROL = /[^\P{Cc}\n]/u;

/** Encodings of y for the points of order 1, 2, 4 and 8, sign bit off: a key among them signs anything. RFC 8032, section 5.1. */
const SMALL_ORDER = new Set([
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

/** The key that `name+hex(key id)+base64(0x01 ‖ public key)` names; null when it is none. */
export async function parseVkey(text: string): Promise<NoteKey | null> {
  const [, name, hex, base64] = /^([^\s+]{1,128})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,64})$/.exec(text.trim()) ?? [];
  if (name === undefined || hex === undefined || base64 === undefined) return null;
  const typed = fromBase64(base64);
  if (typed === null || typed.length !== 1 + KEY_SIZE || typed[0] !== ED25519) return null;
  const hash = await sha256(bytesOf(name), Uint8Array.of(NEWLINE), typed);
  const id = hash.slice(0, ID_SIZE);
  const key = hexOf(id) === hex ? await publicKeyOf(typed.slice(1)) : null;
  return key === null ? null : { name, id, key };
}

/** An Ed25519 public key; null when it is no point of the curve, or one of small order. */
export async function publicKeyOf(bytes: Bytes): Promise<CryptoKey | null> {
  const unsigned = bytes.slice();
  unsigned[KEY_SIZE - 1] = (unsigned[KEY_SIZE - 1] ?? 0) & 0x7f;
  if (bytes.length !== KEY_SIZE || SMALL_ORDER.has(hexOf(unsigned))) return null;
  try {
    return await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'DataError') return null;
    throw error;
  }
}

/** A note in its exact form; null for any other bytes. Proves nothing yet. @param limit most bytes */
export function parseNote(bytes: Bytes, limit = NOTE_LIMIT): SignedNote | null {
  const whole = bytes.length > limit ? null : textOf(bytes);
  if (whole === null || CONTROL.test(whole)) return null;
  const split = whole.lastIndexOf('\n\n');
  if (split <= 0 || !whole.endsWith('\n')) return null;
  const lines = whole.slice(split + 2).split('\n');
  const signatures = lines.slice(0, -1).map(signatureOf);
  if (signatures.length === 0 || signatures.length > SIGNATURES_LIMIT) return null;
  const known = signatures.filter((signature) => signature !== null);
  return known.length === signatures.length ? { text: whole.slice(0, split + 1), signatures: known } : null;
}

/**
 * The text of a note that a key has signed, or what is wrong with it.
 * @param limit most bytes
 */
export async function openNote(
  bytes: Bytes,
  key: NoteKey,
  limit = NOTE_LIMIT,
): Promise<SignedNote | 'not_note' | 'other_key' | 'bad_signature'> {
  const note = parseNote(bytes, limit);
  if (note === null) return 'not_note';
  const held = await signatureOn(note, key);
  return held === 'good' ? note : held === 'none' ? 'other_key' : 'bad_signature';
}

/** The checkpoint in a note, when a key has signed it and it is of the log of that key; or what is wrong with it. */
export async function openCheckpoint(
  bytes: Bytes,
  key: NoteKey,
): Promise<Checkpoint | 'not_note' | 'other_key' | 'bad_signature' | 'checkpoint_malformed' | 'other_origin'> {
  const note = await openNote(bytes, key);
  if (typeof note === 'string') return note;
  const checkpoint = checkpointOf(note);
  if (checkpoint === null) return 'checkpoint_malformed';
  return checkpoint.origin === key.name ? checkpoint : 'other_origin';
}

/** Whether a key has signed a note: it has at least one signature there, and each of its own holds. */
export async function signatureOn(note: SignedNote, key: NoteKey): Promise<'good' | 'bad' | 'none'> {
  const own = note.signatures.filter(({ name, id }) => name === key.name && sameBytes(id, key.id));
  if (own.length === 0) return 'none';
  const held = await Promise.all(own.map(({ bytes }) => isSigned(key.key, bytes, bytesOf(note.text))));
  return held.every(Boolean) ? 'good' : 'bad';
}

/** Whether a signature of 64 bytes over the text holds. */
export async function isSigned(key: CryptoKey, signature: Bytes, text: Bytes): Promise<boolean> {
  return signature.length === SIGNATURE_SIZE && (await crypto.subtle.verify('Ed25519', key, signature, text));
}

/** The three lines of a checkpoint; null for any other text. */
export function checkpointOf({ text }: SignedNote): Checkpoint | null {
  const [origin, decimal, base64, end, ...more] = text.split('\n');
  if (origin === undefined || origin === '' || end !== '' || more.length > 0) return null;
  const size = fromDecimal(decimal ?? '');
  const root = fromBase64(base64 ?? '');
  return size === null || root === null || root.length !== HASH_SIZE ? null : { origin, size, root };
}

function signatureOf(line: string): Signature | null {
  const [, name, base64] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = base64 === undefined ? null : fromBase64(base64);
  if (name === undefined || bytes === null || bytes.length <= ID_SIZE) return null;
  return { name, id: bytes.slice(0, ID_SIZE), bytes: bytes.slice(ID_SIZE) };
}
