// The key that signs the log of one cabinet: Ed25519 (RFC 8032) from the 32 random bytes of `log.key`.
// Signs, and never gives its secret half away.
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { keyIdOf, type NoteKey, type NoteSigner, vkeyOf } from './signed-note.ts';

/** PKCS #8 around a raw Ed25519 seed, RFC 8410 section 7. */
const PKCS8_PREFIX = Uint8Array.from(Buffer.from('302e020100300506032b657004220420', 'hex'));
const SEED_SIZE = 32;
const PUBLIC_KEY_SIZE = 32;
const ORIGIN_DIGITS = 16;

export class LogKey implements NoteSigner {
  /** Name of the log and of its key: `wardkey-` and 16 hex digits that follow from the public key. */
  readonly origin: string;
  /** What outsiders check signatures with, as they are given it. */
  readonly vkey: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The same as a vkey, taken apart. */
  readonly noteKey: NoteKey;
  readonly #secret: KeyObject;

  private constructor(secret: KeyObject) {
    this.#secret = secret;
    const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
    this.publicKey = Uint8Array.from(spki.subarray(-PUBLIC_KEY_SIZE));
    this.origin = originOf(this.publicKey);
    const id = keyIdOf(this.origin, this.publicKey);
    this.noteKey = { name: this.origin, id, publicKey: this.publicKey };
    this.vkey = vkeyOf(this.noteKey);
  }

  /** @param seed 32 random bytes. @throws RangeError for another number of bytes */
  static of(seed: Uint8Array): LogKey {
    if (seed.length !== SEED_SIZE) throw new RangeError(`the seed of a log key has ${SEED_SIZE} bytes`);
    const key = Buffer.concat([PKCS8_PREFIX, seed]);
    return new LogKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  }

  /** The signature over exactly these bytes, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array {
    return Uint8Array.from(sign(null, bytes, this.#secret));
  }
}

/** The name of a log with this key. */
export function originOf(publicKey: Uint8Array): string {
  return `wardkey-${createHash('sha256').update(publicKey).digest('hex').slice(0, ORIGIN_DIGITS)}`;
}
