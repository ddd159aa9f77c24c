// A DESFire EV1 chip that is not there, for a virtual card: one application, one AES key, one file, and ways to go wrong.
// Written from the public description of the card with arithmetic of its own: it must share no cryptography with the driver.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Chip } from './virtual-card.ts';

/** How the file is protected on its way. In an authenticated session a plain file comes with a MAC as well. */
export type FileMode = 'plain' | 'maced' | 'enciphered';

export type ChipFault =
  | 'no_application'
  | 'no_file'
  | 'not_a_desfire' // another ISO/IEC 14443-4 card
  | 'proves_nothing' // sends back a RndA that is not rotated
  | 'reflects' // has no key, and sends back what it was sent
  | 'replays' // has no key, and plays back what it heard of an honest card
  | 'truncates' // loses the last byte of the challenge
  | 'truncates_proof'
  | 'truncates_data'
  | 'forges' // flips one bit of the file on its way
  | 'leaves'; // is pulled away when it should prove that it has the key

export interface ChipOptions {
  /** 16 bytes. */
  readonly key: Uint8Array;
  readonly content: Uint8Array;
  /** Six hex digits, the most significant byte first. */
  readonly application?: string;
  readonly keyNumber?: number;
  readonly file?: number;
  readonly mode?: FileMode;
  readonly fault?: ChipFault;
  readonly delay?: number;
  /** What an eavesdropper heard, for a chip that replays. */
  readonly heard?: readonly Uint8Array[];
}

type Bytes = readonly number[];

const FRAME = 59;
const ZERO: Bytes = Array.from({ length: 16 }, () => 0);

export class DesfireChip implements Chip {
  readonly delay: number;
  /** Everything that it has answered so far. */
  readonly said: Uint8Array[] = [];
  #over = false;
  readonly #options: ChipOptions;
  #selected = false;
  #rndB: Bytes | null = null;
  #cryptogram: Bytes = ZERO;
  #session: { readonly key: Bytes; readonly iv: Bytes } | null = null;
  #rest: Bytes = [];

  constructor(options: ChipOptions) {
    this.#options = options;
    this.delay = options.delay ?? 0;
  }

  get over(): boolean {
    return this.#over;
  }

  react(command: Uint8Array): Uint8Array | 'leaves' {
    this.#over = true;
    const answer = this.#answerTo([...command]);
    if (answer === 'leaves') return answer;
    this.said.push(Uint8Array.from(answer));
    return Uint8Array.from(answer);
  }

  #answerTo(command: Bytes): Bytes | 'leaves' {
    if (this.#options.fault === 'not_a_desfire' || command[0] !== 0x90) {
      this.#over = false;
      return [0x6e, 0x00];
    }
    const data = command.length > 5 ? command.slice(5, 5 + (command[4] ?? 0)) : [];
    switch (command[1]) {
      case 0x5a:
        return this.#select(data);
      case 0xaa:
        return this.#challenge(data);
      case 0xbd:
        return this.#read(data);
      case 0xaf:
        return this.#rndB === null ? this.#nextFrame() : this.#prove(data);
      default:
        return [0x91, 0x1c];
    }
  }

  #select(identifier: Bytes): Bytes {
    const wanted = Buffer.from(identifier.toReversed()).toString('hex').toUpperCase();
    this.#selected = this.#options.fault !== 'no_application' && wanted === (this.#options.application ?? 'F48120');
    this.#over = false;
    return [0x91, this.#selected ? 0x00 : 0xa0];
  }

  #challenge([number]: Bytes): Bytes {
    if (!this.#selected || number !== (this.#options.keyNumber ?? 0)) return [0x91, 0x40];
    this.#rndB = [...randomBytes(16)];
    this.#cryptogram = encrypted(this.#options.key, this.#rndB);
    const { fault, heard } = this.#options;
    this.#over = fault === 'truncates';
    if (fault === 'replays') return [...(heard?.[1] ?? [])];
    return [...(fault === 'truncates' ? this.#cryptogram.slice(1) : this.#cryptogram), 0x91, 0xaf];
  }

  #prove(token: Bytes): Bytes | 'leaves' {
    const rndB = this.#rndB ?? ZERO;
    this.#rndB = null;
    const { fault, key, heard } = this.#options;
    if (fault === 'leaves') return 'leaves';
    const [first, second] = [token.slice(0, 16), token.slice(16)];
    const rndA = xored(decrypted(key, first), this.#cryptogram);
    const turned = xored(decrypted(key, second), first);
    const knows = turned.join() === [...rndB.slice(1), ...rndB.slice(0, 1)].join();
    if (fault === 'replays') return [...(heard?.[2] ?? [])];
    if (fault === 'reflects') return [...second, 0x91, 0x00];
    if (!knows || token.length !== 32) return [0x91, 0xae];
    const parts = [rndA.slice(0, 4), rndB.slice(0, 4), rndA.slice(12), rndB.slice(12)];
    this.#session = { key: parts.flat(), iv: ZERO };
    const answer = fault === 'proves_nothing' ? rndA : [...rndA.slice(1), ...rndA.slice(0, 1)];
    this.#over = fault === 'proves_nothing' || fault === 'truncates_proof';
    const proof = encrypted(key, xored(answer, second));
    return [...(fault === 'truncates_proof' ? proof.slice(1) : proof), 0x91, 0x00];
  }

  #read(parameters: Bytes): Bytes {
    const session = this.#session;
    if (session === null) return [0x91, 0xae];
    const { file = 1, content, mode = 'enciphered', fault } = this.#options;
    const number = (at: number) => (parameters[at] ?? 0) + 256 * (parameters[at + 1] ?? 0);
    const data = Array.from(content.subarray(number(1), number(1) + number(4)));
    if (fault === 'no_file' || parameters[0] !== file) return [0x91, 0xf0];
    if (data.length !== number(4)) return [0x91, 0xbe];
    const iv = macOf(session.key, session.iv, [0xbd, ...parameters]);
    const reply = mode === 'enciphered' ? enciphered(session.key, iv, data) : maced(session.key, iv, data);
    if (fault === 'forges') reply[0] = (reply[0] ?? 0) ^ 1;
    this.#rest = fault === 'truncates_data' ? reply.slice(1) : reply;
    return this.#nextFrame();
  }

  #nextFrame(): Bytes {
    const frame = this.#rest.slice(0, FRAME);
    this.#rest = this.#rest.slice(FRAME);
    this.#over = this.#rest.length === 0;
    return [...frame, 0x91, this.#rest.length > 0 ? 0xaf : 0x00];
  }
}

/** Data, CRC-32 over it and the status, zeros, all in cipher blocks. */
export function enciphered(key: Bytes, iv: Bytes, data: Bytes): number[] {
  let crc = 0xffff_ffff;
  for (const byte of [...data, 0]) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  }
  const text = [...data, ...[0, 8, 16, 24].map((shift) => (crc >>> shift) & 0xff)];
  while (text.length % 16 !== 0) text.push(0);
  const blocks: number[] = [];
  let before = iv;
  for (let at = 0; at < text.length; at += 16) {
    before = encrypted(key, xored(text.slice(at, at + 16), before));
    blocks.push(...before);
  }
  return blocks;
}

/** Data and the first half of its MAC. */
export function maced(key: Bytes, iv: Bytes, data: Bytes): number[] {
  return [...data, ...macOf(key, iv, [...data, 0]).slice(0, 8)];
}

/** CMAC by long arithmetic on one number of 128 bits. */
export function macOf(key: Bytes, iv: Bytes, message: Bytes): Bytes {
  const double = (value: bigint) => ((value << 1n) & ((1n << 128n) - 1n)) ^ (value >> 127n === 1n ? 0x87n : 0n);
  const k1 = double(numberOf(encrypted(key, ZERO)));
  const isWhole = message.length > 0 && message.length % 16 === 0;
  const text = isWhole ? [...message] : [...message, 0x80];
  while (text.length % 16 !== 0) text.push(0);
  let state = numberOf(iv);
  for (let at = 0; at < text.length; at += 16) {
    const isLast = at + 16 === text.length;
    const subkey = isWhole ? k1 : double(k1);
    const block = numberOf(text.slice(at, at + 16)) ^ state ^ (isLast ? subkey : 0n);
    state = numberOf(encrypted(key, blockOf(block)));
  }
  return blockOf(state);
}

function encrypted(key: Iterable<number>, block: Bytes): Bytes {
  const cipher = createCipheriv('aes-128-ecb', Uint8Array.from(key), null).setAutoPadding(false);
  return [...cipher.update(Uint8Array.from(block)), ...cipher.final()];
}

function decrypted(key: Iterable<number>, block: Bytes): Bytes {
  const cipher = createDecipheriv('aes-128-ecb', Uint8Array.from(key), null).setAutoPadding(false);
  return [...cipher.update(Uint8Array.from(block)), ...cipher.final()];
}

function xored(one: Bytes, other: Bytes): Bytes {
  return one.map((byte, at) => byte ^ (other[at] ?? 0));
}

function numberOf(block: Bytes): bigint {
  return BigInt(`0x${Buffer.from(block).toString('hex')}`);
}

function blockOf(number: bigint): Bytes {
  return [...Buffer.from(number.toString(16).padStart(32, '0'), 'hex')];
}
