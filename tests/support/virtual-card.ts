// A contactless card that is not there, for the virtual reader of vsmartcard (vpcd). Knows nothing of the product.
// Frame, both ways: | length, 2 bytes big-endian | payload |. To the card: one byte 00 power off, 01 power on, 02 reset,
// 04 give your ATR; anything longer is a command APDU. The card answers only 04 and APDUs.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** `answers` gives its number; `mute` gives an ATR and then nothing; `leaves` is pulled away in the middle of the command. */
export type CardBehaviour = 'answers' | 'mute' | 'leaves';

/** A chip that knows more commands than the one for the UID. */
export interface Chip {
  /** Milliseconds from a command to the answer. */
  readonly delay: number;
  /** The whole answer with its status word; `leaves` = the card is pulled away instead. */
  react(command: Uint8Array): Uint8Array | 'leaves';
  /** Whether a reader has nothing more to ask after the last answer, not even for the UID. */
  readonly over: boolean;
}

const GIVE_ATR = 0x04;
/** ISO/IEC 14443-4, as a DESFire gives it. */
const ATR = Buffer.from('3B8180018080', 'hex');
const GET_UID = 'ffca000000';
const DONE = [0x90, 0x00];
const NOT_SUPPORTED = [0x6d, 0x00];
const READ_DEADLINE = 8_000;
/** vpcd looks for a card every 400 ms. */
const TWO_LOOKS = 1_000;

export class VirtualCard {
  readonly #port: number;
  readonly #number: Uint8Array;
  readonly #behaviour: CardBehaviour;
  readonly #chip: Chip | null;
  #socket: Socket | null = null;
  #bytes: Buffer = Buffer.alloc(0);
  #read: () => void = () => undefined;
  #seen: number | null = null;
  #done: number | null = null;

  /**
   * @param port where vpcd listens on this machine  @param number what the card gives as its UID, of any length
   * @param chip answers all other commands; a card without one supports none
   */
  constructor(port: number, number: Uint8Array, behaviour: CardBehaviour = 'answers', chip: Chip | null = null) {
    this.#port = port;
    this.#number = number;
    this.#behaviour = behaviour;
    this.#chip = chip;
  }

  /** Milliseconds from the first word of the reader to the last answer; null before that. */
  get readingTook(): number | null {
    return this.#seen === null || this.#done === null ? null : this.#done - this.#seen;
  }

  /** Puts the card on the reader. Resolves when it lies there, which is up to 400 ms before the reader sees it. */
  async insert(): Promise<void> {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    socket.on('error', () => this.#pullAway());
    socket.on('data', (bytes) => this.#receive(bytes));
    this.#bytes = Buffer.alloc(0);
    this.#socket = socket;
  }

  /**
   * Takes the card away. When it goes in the middle of a command, resolves only after vpcd has seen the reader empty: a
   * card that came before would be taken for this one.
   */
  async remove(): Promise<void> {
    this.#pullAway();
    if (this.#behaviour !== 'answers') await sleep(TWO_LOOKS);
  }

  /** Holds the card to the reader until it was asked for all it can say and has reacted in its way, then takes it away. */
  async tap(): Promise<void> {
    const asked = this.whenRead();
    await this.insert();
    await asked;
    await this.remove();
  }

  /** Waits until the reader has surely seen the card that lies on it. */
  async seen(): Promise<void> {
    await sleep(TWO_LOOKS);
  }

  /** Resolves when the card has reacted to the next command for its UID, and its chip to all that follow. */
  async whenRead(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const deadline = setTimeout(() => reject(new Error('nobody asked the virtual card for its UID')), READ_DEADLINE);
    this.#read = () => setImmediate(resolve);
    await promise.finally(() => clearTimeout(deadline));
  }

  #pullAway(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #receive(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    while (this.#bytes.length >= 2 && this.#bytes.length >= 2 + this.#bytes.readUInt16BE(0)) {
      const end = 2 + this.#bytes.readUInt16BE(0);
      const payload = this.#bytes.subarray(2, end);
      this.#bytes = this.#bytes.subarray(end);
      this.#seen ??= performance.now();
      if (payload.length > 1) void this.#react(Buffer.from(payload));
      else if (payload[0] === GIVE_ATR) this.#send(ATR);
    }
  }

  async #react(command: Buffer): Promise<void> {
    const asksForUid = command.toString('hex') === GET_UID;
    const answer = asksForUid ? this.#giveUid() : await this.#askChip(command);
    if (answer === 'leaves') this.#pullAway();
    else if (answer !== 'nothing') this.#send(Buffer.from(answer));
    if (answer instanceof Uint8Array && !asksForUid && this.#chip?.over !== true) return;
    this.#done = performance.now();
    this.#read();
  }

  #giveUid(): Uint8Array | 'leaves' | 'nothing' {
    if (this.#behaviour === 'answers') return Uint8Array.of(...this.#number, ...DONE);
    return this.#behaviour === 'leaves' ? 'leaves' : 'nothing';
  }

  async #askChip(command: Uint8Array): Promise<Uint8Array | 'leaves'> {
    if (this.#chip === null) return Uint8Array.from(NOT_SUPPORTED);
    if (this.#chip.delay > 0) await sleep(this.#chip.delay);
    return this.#chip.react(command);
  }

  #send(payload: Buffer): void {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(payload.length);
    this.#socket?.write(Buffer.concat([length, payload]));
  }
}
