// The secure channel of OSDP v2 (IEC 60839-11-5, annex D of the SIA text) as the panel sees it: who proves what, and which
// reply may be believed. Pure but for its own chain of MACs. Never shows a key, not even to who prints it.
//
//   SCS_11  panel → reader  76  RND.A                      SCS_12  ← 76  client UID, RND.B, client cryptogram
//   SCS_13  panel → reader  77  server cryptogram          SCS_14  ← 78  initial reply MAC
//   SCS_15 / 16  command / reply with a MAC                SCS_17 / 18  the same, and the data behind the code enciphered
//
//   S-ENC, S-MAC1, S-MAC2 = AES(SCBK, 01 82 | 01 01 | 01 02 ‖ RND.A[0…5] ‖ 00…)
//   client cryptogram = AES(S-ENC, RND.A ‖ RND.B)          server cryptogram = AES(S-ENC, RND.B ‖ RND.A)
//   initial reply MAC = AES(S-MAC2, AES(S-MAC1, server cryptogram))
//   MAC = CBC from the last MAC of the other side, with S-MAC1, the last block with S-MAC2; its first 4 bytes travel
//   data: padded with 80 00…, CBC with S-ENC from the complement of the last MAC of the other side
import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../../../domain/result.ts';
import { coveredBytes, type OsdpFrame, type SecurityBlock } from './frames.ts';
import type { ChallengeAnswer } from './messages.ts';

/** Length of a key, a cryptogram and a MAC, in bytes. */
export const KEY_LENGTH = 16;
/** Length of RND.A and RND.B, in bytes. */
export const RANDOM_LENGTH = 8;

/** Why a reply is not believed. */
export type ChannelFault =
  | 'in_the_clear' // no security block, or one of another kind than replies in a channel have
  | 'wrong_mac'
  | 'wrong_padding';

/** SCBK-D, in the standard for all to read: a channel that it opens proves nothing. */
const DEFAULT_KEY = Uint8Array.from({ length: KEY_LENGTH }, (_, index) => 0x30 + index);
/** The block byte of a handshake: the key of this reader, not the default key that everybody knows. */
const OWN_KEY = Uint8Array.of(1);
const CHALLENGE = 0x11;
const CHALLENGE_ANSWER = 0x12;
const PROOF = 0x13;
const PROOF_ANSWER = 0x14;
const COMMAND = 0x15;
const REPLY = 0x16;
const COMMAND_WITH_DATA = 0x17;
const REPLY_WITH_DATA = 0x18;
/** What travels of a MAC. */
const MAC_LENGTH = 4;
const PADDING = 0x80;
const ZEROS = new Uint8Array(KEY_LENGTH);

interface SessionKeys {
  readonly encryption: Uint8Array;
  readonly mac1: Uint8Array;
  readonly mac2: Uint8Array;
}

/** Whether a key can be the own key of a reader: of the right length, and not the default one. */
export function isOwnKey(key: Uint8Array): boolean {
  return key.length === KEY_LENGTH && !isSame(key, DEFAULT_KEY);
}

/** The panel's side of the handshake, after the challenge. */
export class Handshake {
  readonly #random: Uint8Array;
  readonly #keys: SessionKeys;

  /**
   * @param key the SCBK of this reader, 16 bytes
   * @param random RND.A, 8 bytes that were never used before
   * @throws RangeError for another length
   */
  constructor(key: Uint8Array, random: Uint8Array) {
    if (key.length !== KEY_LENGTH || random.length !== RANDOM_LENGTH)
      throw new RangeError('A key or RND.A of wrong length');
    this.#random = Uint8Array.from(random);
    this.#keys = sessionKeys(key, random);
  }

  /** Security blocks of the two questions. */
  static readonly challengeBlock: SecurityBlock = { type: CHALLENGE, data: OWN_KEY };
  static readonly proofBlock: SecurityBlock = { type: PROOF, data: OWN_KEY };

  /** Whether a block belongs to an answer to the challenge that was made with the reader's own key. */
  static answersChallenge(block: SecurityBlock | null): boolean {
    return isBlock(block, CHALLENGE_ANSWER);
  }

  /** Whether a block belongs to an answer to the proof, and says that the reader took it. */
  static answersProof(block: SecurityBlock | null): boolean {
    return isBlock(block, PROOF_ANSWER);
  }

  /** The server cryptogram for a reader that has shown to have the key; null = it has not. */
  prove({ random, cryptogram }: ChallengeAnswer): Uint8Array | null {
    const expected = aes(this.#keys.encryption, joined(this.#random, random));
    return isSame(expected, cryptogram) ? aes(this.#keys.encryption, joined(random, this.#random)) : null;
  }

  /** The channel, if the reader's initial MAC is the right one; null = it is not. @param proof the server cryptogram */
  complete(proof: Uint8Array, initialMac: Uint8Array): SecureChannel | null {
    const expected = aes(this.#keys.mac2, aes(this.#keys.mac1, proof));
    return isSame(expected, initialMac) ? new SecureChannel(this.#keys, initialMac) : null;
  }
}

/** An open channel: seals commands and opens replies, strictly in turn. One doubt, and it opens nothing any more. */
export class SecureChannel {
  readonly #keys: SessionKeys;
  #commandMac: Uint8Array = ZEROS;
  #replyMac: Uint8Array;
  #broken: ChannelFault | null = null;

  constructor(keys: SessionKeys, initialMac: Uint8Array) {
    this.#keys = keys;
    this.#replyMac = Uint8Array.from(initialMac);
  }

  /** The frame of a command with its MAC; data behind the code are enciphered. */
  seal(frame: Omit<OsdpFrame, 'block'>): OsdpFrame {
    const data = frame.body.subarray(1);
    const type = data.length === 0 ? COMMAND : COMMAND_WITH_DATA;
    const hidden = data.length === 0 ? data : encipher(this.#keys.encryption, complement(this.#replyMac), data);
    const code = frame.body.subarray(0, 1);
    const open = {
      ...frame,
      block: { type, data: new Uint8Array(0) },
      body: joined(code, hidden, ZEROS.subarray(0, MAC_LENGTH)),
    };
    this.#commandMac = macOf(this.#keys, this.#replyMac, coveredBytes(open).subarray(0, -MAC_LENGTH));
    return { ...open, body: joined(code, hidden, this.#commandMac.subarray(0, MAC_LENGTH)) };
  }

  /** The body of the reply to the last command, in the clear. Each reply is opened once: the same bytes again are refused. */
  open(frame: OsdpFrame): Result<Uint8Array, ChannelFault> {
    if (this.#broken !== null) return err(this.#broken);
    const opened = this.#open(frame);
    if (!opened.ok) this.#broken = opened.error;
    return opened;
  }

  #open(frame: OsdpFrame): Result<Uint8Array, ChannelFault> {
    const type = frame.block?.type;
    if (type !== REPLY && type !== REPLY_WITH_DATA) return err('in_the_clear');
    const mac = macOf(this.#keys, this.#commandMac, coveredBytes(frame).subarray(0, -MAC_LENGTH));
    const shown = frame.body.subarray(1).subarray(-MAC_LENGTH);
    if (!isSame(mac.subarray(0, MAC_LENGTH), shown)) return err('wrong_mac');
    this.#replyMac = mac;
    const code = frame.body.subarray(0, 1);
    const data = frame.body.subarray(1, -MAC_LENGTH);
    if (type === REPLY || data.length === 0) return ok(joined(code, data));
    const clear = decipher(this.#keys.encryption, complement(this.#commandMac), data);
    return clear === null ? err('wrong_padding') : ok(joined(code, clear));
  }
}

function sessionKeys(key: Uint8Array, random: Uint8Array): SessionKeys {
  const derive = (kind: number) => {
    const block = new Uint8Array(KEY_LENGTH);
    block.set([0x01, kind, ...random.subarray(0, 6)]);
    return aes(key, block);
  };
  return { encryption: derive(0x82), mac1: derive(0x01), mac2: derive(0x02) };
}

/** @param chain the last MAC of the other side */
function macOf({ mac1, mac2 }: SessionKeys, chain: Uint8Array, bytes: Uint8Array): Uint8Array {
  const padded = bytes.length % KEY_LENGTH === 0 ? bytes : pad(bytes);
  const before = cbc(mac1, chain, padded.subarray(0, -KEY_LENGTH));
  return cbc(mac2, before.length === 0 ? chain : before.subarray(-KEY_LENGTH), padded.subarray(-KEY_LENGTH));
}

function encipher(key: Uint8Array, start: Uint8Array, data: Uint8Array): Uint8Array {
  return cbc(key, start, pad(data));
}

/** null = what comes out does not end as padded data do. */
function decipher(key: Uint8Array, start: Uint8Array, data: Uint8Array): Uint8Array | null {
  if (data.length % KEY_LENGTH !== 0) return null;
  const cipher = createDecipheriv('aes-128-cbc', key, start).setAutoPadding(false);
  const clear = joined(cipher.update(data), cipher.final());
  const end = clear.findLastIndex((byte) => byte !== 0);
  return clear[end] === PADDING ? clear.slice(0, end) : null;
}

/** At least one byte more: 80, then zeros up to the block. */
function pad(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor(data.length / KEY_LENGTH) + 1) * KEY_LENGTH);
  padded.set(data);
  padded[data.length] = PADDING;
  return padded;
}

function cbc(key: Uint8Array, start: Uint8Array, blocks: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', key, start).setAutoPadding(false);
  return joined(cipher.update(blocks), cipher.final());
}

function aes(key: Uint8Array, block: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return joined(cipher.update(block), cipher.final());
}

function complement(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => ~byte & 0xff);
}

function isBlock(block: SecurityBlock | null, type: number): boolean {
  return block !== null && block.type === type && isSame(block.data, OWN_KEY);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
