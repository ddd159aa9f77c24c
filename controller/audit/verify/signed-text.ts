// Opens a text that a cabinet signed: a C2SP signed note under a public key that came from outside. Trusts no key in the note.
//   text, each line ended · empty line · — name base64(4 bytes of key id ‖ 64 bytes of Ed25519 signature), 1 to 16 times

import { isUtf8 } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FlawCode } from './flaw.ts';

/** The public key of one cabinet, with the name of its log. */
export interface VerifierKey {
  readonly name: string;
  /** 4 bytes. */
  readonly id: Buffer;
  /** 32 bytes, Ed25519. */
  readonly publicKey: Buffer;
}

/** Most bytes of a checkpoint. */
export const NOTE_SIZE_LIMIT = 64 * 1024;

const SIGNATURES = 16;
const ED25519 = 0x01;
/** SubjectPublicKeyInfo of RFC 8410 up to the 32 bytes of the key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Reads `name+8 hex digits+base64`; null = it is none. Source: https://c2sp.org/signed-note */
export function readVerifierKey(text: string): VerifierKey | null {
  const parts = /^([^\s+\p{C}]{1,128})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,64})$/u.exec(text.trim());
  const [, name, idText, keyText] = parts ?? [];
  if (name === undefined || idText === undefined || keyText === undefined) return null;
  const key = bytesOf(keyText);
  if (key?.length !== 33 || key[0] !== ED25519) return null;
  const id = createHash('sha256').update(name).update('\n').update(key).digest().subarray(0, 4);
  return id.toString('hex') === idText ? { name, id, publicKey: key.subarray(1) } : null;
}

/**
 * The text of a signed note, when a signature of the key stands under it and fits. Lines of other keys are passed over.
 * @param limit most bytes of the note
 */
export function openText(bytes: Buffer, key: VerifierKey, limit = NOTE_SIZE_LIMIT): Result<string, FlawCode> {
  if (bytes.length > limit) return err('too_large');
  if (!isUtf8(bytes)) return err('not_a_note');
  const note = bytes.toString('utf8');
  const split = note.lastIndexOf('\n\n');
  if (split <= 0 || !note.endsWith('\n') || /[^\P{Cc}\n]/u.test(note)) return err('not_a_note');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > SIGNATURES) return err('not_a_note');
  let found = false;
  for (const line of lines) {
    const signed = signatureIn(line);
    if (signed === null) return err('not_a_note');
    if (signed.name !== key.name || !signed.bytes.subarray(0, 4).equals(key.id)) continue;
    if (!isSignature(key.publicKey, Buffer.from(text, 'utf8'), signed.bytes.subarray(4))) return err('bad_signature');
    found = true;
  }
  return found ? ok(text) : err('not_signed');
}

/** Whether a signature is that of the key over the message: Ed25519, RFC 8032. Any other length is none. */
export function isSignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
}

/** The bytes of padded standard base64 in its one spelling; null = it is none. */
export function bytesOf(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function signatureIn(line: string): { readonly name: string; readonly bytes: Buffer } | null {
  const [, name, text] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
  const bytes = text === undefined ? null : bytesOf(text);
  return name === undefined || bytes === null || bytes.length < 5 ? null : { name, bytes };
}
