// The reader's side of an OSDP secure channel, for simulated readers. Written from the standard block by block, and on purpose
// without a line of the driver's: two that share a mistake would understand each other and nobody else.
import { createCipheriv, createDecipheriv } from 'node:crypto';

type Block = Uint8Array;

const SIZE = 16;
const MAC_SIZE = 4;

/** What one reader knows of one channel, from the challenge on. Bytes in, bytes out; says itself when it is open. */
export class PeerChannel {
  readonly #randomA: Uint8Array;
  readonly #randomB: Uint8Array;
  readonly #enc: Block;
  readonly #mac1: Block;
  readonly #mac2: Block;
  #cMac: Block = new Uint8Array(SIZE);
  #rMac: Block = new Uint8Array(SIZE);
  #isOpen = false;

  constructor(key: Uint8Array, randomA: Uint8Array, randomB: Uint8Array) {
    this.#randomA = randomA;
    this.#randomB = randomB;
    const [a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0] = randomA;
    const seed = (label: number) => Uint8Array.of(1, label, a0, a1, a2, a3, a4, a5, 0, 0, 0, 0, 0, 0, 0, 0);
    this.#enc = blockOf(key, seed(0x82));
    this.#mac1 = blockOf(key, seed(0x01));
    this.#mac2 = blockOf(key, seed(0x02));
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  clientCryptogram(): Block {
    return blockOf(this.#enc, Uint8Array.of(...this.#randomA, ...this.#randomB));
  }

  /** Opens the channel for a panel that has the key. @returns the initial reply MAC; null = it has not */
  admit(serverCryptogram: Uint8Array): Block | null {
    const expected = blockOf(this.#enc, Uint8Array.of(...this.#randomB, ...this.#randomA));
    if (!expected.every((byte, index) => byte === serverCryptogram[index])) return null;
    this.#rMac = blockOf(this.#mac2, blockOf(this.#mac1, serverCryptogram));
    this.#isOpen = true;
    return this.#rMac;
  }

  /** Whether the MAC at the end of a command's bytes is right. @param bytes from 53 to the MAC, without the check */
  takesCommand(bytes: Uint8Array): boolean {
    this.#cMac = this.#chain(this.#rMac, bytes.subarray(0, bytes.length - MAC_SIZE));
    const shown = bytes.subarray(bytes.length - MAC_SIZE);
    return shown.every((byte, index) => byte === this.#cMac[index]);
  }

  /** The four bytes for the end of a reply. @param bytes from 53 to the byte before the MAC */
  signReply(bytes: Uint8Array): Uint8Array {
    this.#rMac = this.#chain(this.#cMac, bytes);
    return this.#rMac.slice(0, MAC_SIZE);
  }

  /** The data of a command, which were enciphered before the reply that is still to come. */
  revealCommand(hidden: Uint8Array): Uint8Array {
    const clear: number[] = [];
    let previous = inverted(this.#rMac);
    for (let at = 0; at < hidden.length; at += SIZE) {
      const block = hidden.subarray(at, at + SIZE);
      clear.push(...xor(unblockOf(this.#enc, block), previous));
      previous = block;
    }
    return Uint8Array.from(clear.slice(0, clear.lastIndexOf(0x80)));
  }

  hideReply(clear: Uint8Array): Uint8Array {
    const padded = [...clear, 0x80];
    while (padded.length % SIZE !== 0) padded.push(0);
    const hidden: number[] = [];
    let previous: Uint8Array = inverted(this.#cMac);
    for (let at = 0; at < padded.length; at += SIZE) {
      previous = blockOf(this.#enc, xor(Uint8Array.from(padded.slice(at, at + SIZE)), previous));
      hidden.push(...previous);
    }
    return Uint8Array.from(hidden);
  }

  #chain(start: Block, bytes: Uint8Array): Block {
    const blocks: Block[] = [];
    for (let at = 0; at < bytes.length; at += SIZE) blocks.push(filled(bytes.subarray(at, at + SIZE)));
    return blocks.reduce(
      (last, block, index) => blockOf(index === blocks.length - 1 ? this.#mac2 : this.#mac1, xor(block, last)),
      start,
    );
  }
}

/** A short last block is filled with 80 00…; a whole one stays as it is. */
function filled(bytes: Uint8Array): Block {
  return bytes.length === SIZE
    ? bytes
    : Uint8Array.from({ length: SIZE }, (_, at) => bytes[at] ?? (at === bytes.length ? 0x80 : 0));
}

function xor(a: Uint8Array, b: Uint8Array): Block {
  return a.map((byte, index) => byte ^ (b[index] ?? 0));
}

function inverted(block: Block): Block {
  return block.map((byte) => byte ^ 0xff);
}

function blockOf(key: Uint8Array, block: Block): Block {
  const cipher = createCipheriv('aes-128-ecb', key, null);
  return Uint8Array.from(cipher.update(block));
}

function unblockOf(key: Uint8Array, block: Block): Block {
  const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return Uint8Array.from(decipher.update(block));
}
