// The cryptography of a DESFire EV1 session with an AES key: who proves what to whom, and what a reply is worth. Pure: AES comes
// from node:crypto, random bytes from the caller. Never says more of a failure than that there is one.
//   1. card    E(RndB)                          CBC goes on through all three steps: the last block sent or received is the
//   2. reader  E(RndA ‖ RndB rotated left)      initial vector of the next; it begins with zeros
//   3. card    E(RndA rotated left)
//   session key = RndA[0–3] ‖ RndB[0–3] ‖ RndA[12–15] ‖ RndB[12–15]; its initial vector begins with zeros and chains likewise
// Source: the public description of MIFARE DESFire EV1 in libfreefare, and NIST SP 800-38B for CMAC.
import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const BLOCK = 16;
/** Of a CMAC, so many bytes travel. */
export const MAC_LENGTH = 8;

const ZEROS = new Uint8Array(BLOCK);
const CRC_LENGTH = 4;
/** What a CMAC or checksum of a reply covers behind the data: the status `done`. */
const DONE = 0x00;
/** Some cards mark the end of the data before they pad with zeros. */
const PADDING_MARK = 0x80;

/** The reader's half of a mutual authentication that has begun. */
export interface Challenge {
  /** What the card is sent: 32 bytes. */
  readonly token: Uint8Array;
  /** Judges what the card sends back. @returns null when it does not prove that the card has the key */
  readonly judge: (proof: Uint8Array) => AesSession | null;
}

/**
 * Answers the challenge of a card.
 * @param key 16 bytes  @param cryptogram the enciphered RndB, 16 bytes  @param rndA 16 random bytes, never used before
 */
export function answerChallenge(key: Uint8Array, cryptogram: Uint8Array, rndA: Uint8Array): Challenge {
  const rndB = decipher(key, ZEROS, cryptogram);
  const token = encipher(key, cryptogram, Uint8Array.of(...rndA, ...rotated(rndB)));
  return {
    token,
    judge: (proof) => {
      if (proof.length !== BLOCK) return null;
      const answer = decipher(key, token.subarray(-BLOCK), proof);
      return timingSafeEqual(answer, rotated(rndA)) ? new AesSession(sessionKeyOf(rndA, rndB)) : null;
    },
  };
}

/** What both sides have in common after an authentication. One command, one reply, in their order. */
export class AesSession {
  readonly #key: Uint8Array;
  #iv: Uint8Array = ZEROS;

  /** @param key the session key, 16 bytes */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** To be called with each command that is sent in plain, code and parameters: its CMAC is where the reply begins. */
  sent(command: Uint8Array): Uint8Array {
    this.#iv = cmac(this.#key, this.#iv, command);
    return this.#iv;
  }

  /**
   * Opens the reply to ReadData, whichever protection the file has: the reply itself proves it. Plain and MACed files come with
   * a CMAC in such a session, enciphered ones with a checksum inside.
   * @param length bytes that were asked for
   * @returns null when nothing proves that the card of this session has sent exactly this
   */
  open(reply: Uint8Array, length: number): Uint8Array | null {
    return this.openMaced(reply, length) ?? this.#openEnciphered(reply, length);
  }

  /** Opens a reply that ends with a CMAC. @returns null when the CMAC is not right; the session has then not moved on */
  openMaced(reply: Uint8Array, length: number): Uint8Array | null {
    if (reply.length !== length + MAC_LENGTH) return null;
    const data = reply.subarray(0, length);
    const mac = cmac(this.#key, this.#iv, Uint8Array.of(...data, DONE));
    if (!timingSafeEqual(mac.subarray(0, MAC_LENGTH), reply.subarray(length))) return null;
    this.#iv = mac;
    return Uint8Array.from(data);
  }

  /** Data ‖ checksum over data and status ‖ padding, enciphered as a whole. */
  #openEnciphered(reply: Uint8Array, length: number): Uint8Array | null {
    if (reply.length !== Math.ceil((length + CRC_LENGTH) / BLOCK) * BLOCK) return null;
    const text = decipher(this.#key, this.#iv, reply);
    const data = text.subarray(0, length);
    const [mark = 0, ...padding] = text.subarray(length + CRC_LENGTH);
    const isPadded = (mark === 0 || mark === PADDING_MARK) && padding.every((byte) => byte === 0);
    const checksum = checksumOf(Uint8Array.of(...data, DONE));
    if (!isPadded || !timingSafeEqual(checksum, text.subarray(length, length + CRC_LENGTH))) return null;
    this.#iv = Uint8Array.from(reply.subarray(-BLOCK));
    return Uint8Array.from(data);
  }
}

/** The session key that both sides make of their random numbers. */
export function sessionKeyOf(rndA: Uint8Array, rndB: Uint8Array): Uint8Array {
  return Uint8Array.of(...rndA.subarray(0, 4), ...rndB.subarray(0, 4), ...rndA.subarray(12), ...rndB.subarray(12));
}

/** CMAC with AES-128 (NIST SP 800-38B), whole, chained to what came before. @param iv zeros for a CMAC of its own */
export function cmac(key: Uint8Array, iv: Uint8Array, message: Uint8Array): Uint8Array {
  const whole = message.length > 0 && message.length % BLOCK === 0;
  const once = doubled(encipher(key, ZEROS, ZEROS));
  const subkey = whole ? once : doubled(once);
  const size = Math.max(1, Math.ceil(message.length / BLOCK)) * BLOCK;
  const padded = new Uint8Array(size);
  padded.set(message);
  if (!whole) padded[message.length] = 0x80;
  for (const [at, byte] of subkey.entries()) padded[size - BLOCK + at] = (padded[size - BLOCK + at] ?? 0) ^ byte;
  return encipher(key, iv, padded).subarray(-BLOCK);
}

/** CRC-32 as DESFire EV1 writes it: not inverted at the end, least significant byte first. */
export function checksumOf(bytes: Uint8Array): Uint8Array {
  const crc = ~crc32(bytes);
  return Uint8Array.of(crc, crc >>> 8, crc >>> 16, crc >>> 24);
}

/** Doubling in the field of 2^128 elements. */
function doubled(block: Uint8Array): Uint8Array {
  const carry = ((block[0] ?? 0) & 0x80) === 0 ? 0 : 0x87;
  return block.map((byte, at) => (byte << 1) ^ (at === BLOCK - 1 ? carry : (block[at + 1] ?? 0) >>> 7));
}

/** One byte to the left; the first becomes the last. */
function rotated(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(...bytes.subarray(1), ...bytes.subarray(0, 1));
}

function encipher(key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([cipher.update(blocks), cipher.final()]));
}

function decipher(key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Uint8Array {
  const cipher = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([cipher.update(blocks), cipher.final()]));
}
