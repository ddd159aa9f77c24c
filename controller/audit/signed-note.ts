// Signed notes of C2SP: a text, a blank line, and one line for each signature over exactly the bytes of the text.
//   — NAME BASE64(4 bytes of key id ‖ signature)
// Hostile input: bounded, one spelling for everything, and nothing is trusted but a signature of the given key.
// Source: https://c2sp.org/signed-note
import { createHash, createPublicKey, verify } from 'node:crypto';
import { err, ok, type Result } from '../domain/result.ts';

/** A public key by which notes are verified. */
export interface NoteKey {
  readonly name: string;
  /** 4 bytes. */
  readonly id: Uint8Array;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** What signs a note; `LogKey` is one. */
export interface NoteSigner {
  readonly noteKey: NoteKey;
  sign(bytes: Uint8Array): Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type NoteFault =
  | 'too_long' // more than 64 KiB, or than 16 signatures
  | 'malformed_note'
  | 'unsigned' // no signature of the given key
  | 'bad_signature'; // one of the given key that does not fit the text

/** Longest note in bytes. */
export const NOTE_SIZE_LIMIT = 64 * 1024;
const SIGNATURES_LIMIT = 16;
const KEY_ID_SIZE = 4;
const PUBLIC_KEY_SIZE = 32;
const SIGNATURE_SIZE = 64;
/** Ed25519 among the kinds of signature that a vkey can name. */
const ED25519 = 0x01;
/** SubjectPublicKeyInfo around a raw Ed25519 key, RFC 8410 section 4. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Every control character but the newline. */
const CONTROL = /[^\P{Cc}\n]/u;
const SIGNATURE_LINE = /^— ([^\s+\p{White_Space}]+) ([A-Za-z0-9+/]+={0,2})$/u;
const VKEY = /^([^\s+\p{White_Space}]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u;
const VKEY_LIMIT = 1024;

/** First 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
export function keyIdOf(name: string, publicKey: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ED25519)).update(publicKey).digest();
  return Uint8Array.from(hash.subarray(0, KEY_ID_SIZE));
}

/** `name+hex(key id)+base64(0x01 ‖ public key)`. */
export function vkeyOf({ name, id, publicKey }: NoteKey): string {
  const kindAndKey = Buffer.concat([Uint8Array.of(ED25519), publicKey]);
  return `${name}+${Buffer.from(id).toString('hex')}+${kindAndKey.toString('base64')}`;
}

/** The key of a vkey, whose id must follow from name and key. White space around it is passed over. */
export function parseVkey(text: string): Result<NoteKey, 'malformed_vkey'> {
  const [, name, digits, encoded] = text.length > VKEY_LIMIT ? [] : (VKEY.exec(text.trim()) ?? []);
  const kindAndKey = fromBase64(encoded ?? '');
  if (name === undefined || kindAndKey?.length !== PUBLIC_KEY_SIZE + 1) return err('malformed_vkey');
  if (kindAndKey[0] !== ED25519) return err('malformed_vkey');
  const publicKey = kindAndKey.subarray(1);
  const id = keyIdOf(name, publicKey);
  return Buffer.from(id).toString('hex') === digits ? ok({ name, id, publicKey }) : err('malformed_vkey');
}

/** The note of a text with one signature. @throws RangeError for a text that no note can hold */
export function signNote(text: string, signer: NoteSigner): string {
  if (!isNoteText(text)) throw new RangeError('the text of a note ends in a newline and has no control characters');
  const { name, id } = signer.noteKey;
  const signature = Buffer.concat([id, signer.sign(Buffer.from(text))]).toString('base64');
  return `${text}\n— ${name} ${signature}\n`;
}

/** Takes a note apart. Verifies nothing. */
export function parseSignedNote(note: string | Uint8Array): Result<SignedNote, NoteFault> {
  const size = typeof note === 'string' ? Buffer.byteLength(note) : note.length;
  if (size > NOTE_SIZE_LIMIT) return err('too_long');
  const whole = typeof note === 'string' ? note : decoded(note);
  if (whole === null || !whole.isWellFormed() || !whole.endsWith('\n')) return err('malformed_note');
  const end = whole.lastIndexOf('\n\n');
  const text = whole.slice(0, end + 1);
  const lines = whole.slice(end + 2, -1).split('\n');
  if (end < 0 || !isNoteText(text)) return err('malformed_note');
  if (lines.length > SIGNATURES_LIMIT) return err('too_long');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = signatureIn(line);
    if (signature === null) return err('malformed_note');
    signatures.push(signature);
  }
  return ok({ text, signatures });
}

/**
 * The text of a note, when the given key signed it. Signatures of other keys say nothing and are passed over; of the given
 * key there must be one, and none that does not fit.
 */
export function openNote(note: string | Uint8Array, key: NoteKey): Result<string, NoteFault> {
  const parsed = parseSignedNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const own = signatures.filter(({ name, keyId }) => name === key.name && Buffer.compare(keyId, key.id) === 0);
  if (own.length === 0) return err('unsigned');
  const bytes = Buffer.from(text);
  return own.every(({ signature }) => isSignature(bytes, signature, key)) ? ok(text) : err('bad_signature');
}

/** The bytes of padded standard base64; null for any other spelling than the one that encoding gives. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? Uint8Array.from(bytes) : null;
}

function isSignature(bytes: Uint8Array, signature: Uint8Array, { publicKey }: NoteKey): boolean {
  if (signature.length !== SIGNATURE_SIZE) return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
  return verify(null, bytes, key, signature);
}

function signatureIn(line: string): NoteSignature | null {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = fromBase64(encoded ?? '');
  if (name === undefined || bytes === null || bytes.length <= KEY_ID_SIZE || CONTROL.test(name)) return null;
  return { name, keyId: bytes.subarray(0, KEY_ID_SIZE), signature: bytes.subarray(KEY_ID_SIZE) };
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !CONTROL.test(text);
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
