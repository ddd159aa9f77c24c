// Turns a badge number into what is stored of it: a keyed hash, worthless without the key file. Keeps no number.
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { type BadgeHash, parseBadgeHash } from '../domain/ids.ts';

export class BadgeHasher {
  readonly #key: KeyObject;

  /** @param key 32 bytes from a key file of its own */
  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
  }

  /** HMAC-SHA256 (RFC 2104, FIPS 180-4) of the bytes of a badge number. */
  hash(number: Uint8Array): BadgeHash {
    const hash = parseBadgeHash(createHmac('sha256', this.#key).update(number).digest('hex'));
    if (!hash.ok) throw new Error('HMAC-SHA256 gave no 64 hex digits');
    return hash.value;
  }
}
