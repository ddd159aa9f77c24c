// A simulated OSDP reader: bytes of commands in, bytes of replies out, with the faults of real ones and of those who want to
// be taken for one as switches. Not modelled: baud rate, collisions, change of address or speed, keys set over the wire.
import { randomBytes } from 'node:crypto';
import { type Clock, type Monotonic, seconds } from '../../domain/time.ts';
import { coveredBytes, encodeFrame, type OsdpFrame } from '../badge-readers/osdp/frames.ts';
import { PeerChannel } from './osdp-peer-channel.ts';

/** What can be switched on. Of those that answer, one at a time counts. */
export type OsdpPeerFault =
  | 'silent'
  /** Says that it is busy instead of anything else. */
  | 'busy'
  | 'no_secure_channel'
  /** Answers the challenge with the default key and says so. */
  | 'default_key'
  /** Its last bit of each MAC is wrong. */
  | 'corrupt_mac'
  /** In the channel it answers in the clear. */
  | 'in_the_clear'
  /** Answers each poll with its last card, as an eavesdropper would who kept it; the sequence number and the check fit. */
  | 'replays'
  | 'wrong_sequence'
  /** Has neither light nor buzzer, and says so. */
  | 'no_signals'
  /** Puts a mark before its frames. */
  | 'marks'
  /** Sends bytes before its frames that make none. */
  | 'noise';

export interface OsdpPeerParts {
  /** 0–126. */
  readonly unit: number;
  /** SCBK, 16 bytes. */
  readonly key: Uint8Array;
  readonly clock: Clock;
}

const BUSY = Uint8Array.of(0x79);
const ACK = Uint8Array.of(0x40);
const IDENTITY = Uint8Array.of(0x45, 0x0e, 0xe3, 0x10, 1, 1, 0x78, 0x56, 0x34, 0x12, 1, 0, 0);
const SIGNAL_FUNCTIONS = [4, 1, 1, 5, 1, 1];
const OTHER_FUNCTIONS = [3, 1, 0, 8, 1, 0, 9, 1, 1, 10, 0xa0, 0x05];
const CLIENT_UID = Uint8Array.of(0x0e, 0xe3, 0x10, 1, 0x78, 0x56, 0x34, 0x12);
const DEFAULT_KEY = new TextEncoder().encode('0123456789:;<=>?');
const NOISE = Uint8Array.of(0xff, 0x53, 0x00, 0x53, 0xff, 0x0a, 0x00);
/** Refusals. */
const UNKNOWN_COMMAND = 3;
const OUT_OF_SEQUENCE = 4;
const NO_CHANNEL = 5;
const CHANNEL_NEEDED = 6;
/** By the standard the panel is gone, and the channel with it, when nothing came for so long. */
const OFFLINE = seconds(8);

export class SimulatedOsdpReader {
  readonly unit: number;
  readonly #key: Uint8Array;
  readonly #clock: Clock;
  readonly #faults = new Set<OsdpPeerFault>();
  readonly #news: Uint8Array[] = [];
  readonly #shown: Uint8Array[] = [];
  #channel: PeerChannel | null = null;
  #lastHeard: Monotonic;
  #last: { readonly sequence: number; readonly command: Uint8Array; readonly reply: Uint8Array } | null = null;
  #lastCard: OsdpFrame | null = null;
  #dropEvery = 0;
  #replies = 0;

  constructor({ unit, key, clock }: OsdpPeerParts) {
    this.unit = unit;
    this.#key = Uint8Array.from(key);
    this.#clock = clock;
    this.#lastHeard = clock.monotonic();
  }

  /** Bodies of the light and buzzer commands that it obeyed, in their order. */
  get shown(): readonly Uint8Array[] {
    return this.#shown;
  }

  /** Whether somebody with the key is connected. */
  get isInChannel(): boolean {
    return this.#channel?.isOpen === true;
  }

  switch(fault: OsdpPeerFault, on: boolean): void {
    if (on) this.#faults.add(fault);
    else this.#faults.delete(fault);
  }

  /** Loses every reply of this number on its way: 3 = the third, the sixth …; 0 = none. */
  dropEvery(nth: number): void {
    this.#dropEvery = nth;
    this.#replies = 0;
  }

  /** Holds a card to it that gives so many bits, the first one being the highest of the first byte. */
  tap(bits: number, bytes: Uint8Array): void {
    this.tell(Uint8Array.of(0x50, 0, 0, bits & 0xff, bits >> 8, ...bytes));
  }

  /** Has it something to tell at the next poll. @param body code and data of the reply */
  tell(body: Uint8Array): void {
    this.#news.push(body);
  }

  /** Loses its power for a moment, and with it the channel and what it wanted to tell. */
  restart(): void {
    this.#channel = null;
    this.#last = null;
    this.#news.length = 0;
  }

  /** What it sends when it hears a frame; null = nothing. */
  answer(frame: OsdpFrame): Uint8Array | null {
    if (frame.isReply || frame.address !== this.unit || this.#faults.has('silent')) return null;
    if (this.#clock.monotonic() - this.#lastHeard > OFFLINE) this.#channel = null;
    this.#lastHeard = this.#clock.monotonic();
    if (this.#faults.has('busy')) return this.#onWire({ ...plain(frame, BUSY), sequence: 0 });
    const command = encodeFrame(frame);
    if (frame.sequence === 0) this.#channel = null;
    else if (this.#last?.sequence === frame.sequence && Buffer.compare(this.#last.command, command) === 0) {
      return this.#dropped() ? null : this.#last.reply;
    }
    const reply = this.#onWire(this.#inTurn(frame) ? this.#replyTo(frame) : plain(frame, nak(OUT_OF_SEQUENCE)));
    this.#last = { sequence: frame.sequence, command, reply };
    return this.#dropped() ? null : reply;
  }

  #inTurn({ sequence }: OsdpFrame): boolean {
    return sequence === 0 || this.#last === null || sequence === (this.#last.sequence % 3) + 1;
  }

  #replyTo(frame: OsdpFrame): OsdpFrame {
    const type = frame.block?.type ?? 0;
    if (type === 0x11) return this.#challenged(frame);
    if (type === 0x13) return this.#admitting(frame);
    if (type === 0x15 || type === 0x17) return this.#inChannel(frame);
    const [code] = frame.body;
    if (code === 0x61) return plain(frame, IDENTITY);
    return plain(frame, nak(code === 0x60 && !this.isInChannel ? UNKNOWN_COMMAND : CHANNEL_NEEDED));
  }

  #challenged(frame: OsdpFrame): OsdpFrame {
    if (this.#faults.has('no_secure_channel')) return plain(frame, nak(NO_CHANNEL));
    const isDefault = this.#faults.has('default_key');
    const randomB = Uint8Array.from(randomBytes(8));
    this.#channel = new PeerChannel(isDefault ? DEFAULT_KEY : this.#key, frame.body.slice(1), randomB);
    const body = Uint8Array.of(0x76, ...CLIENT_UID, ...randomB, ...this.#channel.clientCryptogram());
    return { ...plain(frame, body), block: { type: 0x12, data: Uint8Array.of(isDefault ? 0 : 1) } };
  }

  #admitting(frame: OsdpFrame): OsdpFrame {
    const initialMac = this.#channel?.admit(frame.body.subarray(1)) ?? null;
    if (initialMac === null) return plain(frame, nak(NO_CHANNEL));
    return { ...plain(frame, Uint8Array.of(0x78, ...initialMac)), block: { type: 0x14, data: Uint8Array.of(1) } };
  }

  #inChannel(frame: OsdpFrame): OsdpFrame {
    const channel = this.#channel;
    if (channel === null || !channel.isOpen || !channel.takesCommand(coveredBytes(frame))) {
      this.#channel = null;
      return plain(frame, nak(CHANNEL_NEEDED));
    }
    const hidden = frame.body.subarray(1, -4);
    const data = frame.block?.type === 0x17 ? channel.revealCommand(hidden) : hidden;
    const body = this.#obey(Uint8Array.of(frame.body[0] ?? 0, ...data));
    if (this.#faults.has('in_the_clear')) return plain(frame, body);
    if (this.#faults.has('replays') && this.#lastCard !== null) return { ...this.#lastCard, sequence: frame.sequence };
    return this.#sealed(channel, frame, body);
  }

  #sealed(channel: PeerChannel, frame: OsdpFrame, body: Uint8Array): OsdpFrame {
    const hidden = body.length === 1 ? body.subarray(1) : channel.hideReply(body.subarray(1));
    const block = { type: body.length === 1 ? 0x16 : 0x18, data: new Uint8Array(0) };
    const unsigned = { ...plain(frame, Uint8Array.of(body[0] ?? 0, ...hidden, 0, 0, 0, 0)), block };
    const mac = channel.signReply(coveredBytes(unsigned).slice(0, -4));
    if (this.#faults.has('corrupt_mac')) mac[3] = (mac[3] ?? 0) ^ 1;
    const sealed = { ...unsigned, body: Uint8Array.of(...unsigned.body.subarray(0, -4), ...mac) };
    if (body[0] === 0x50) this.#lastCard = sealed;
    return sealed;
  }

  /** What it does, and the body of what it says to it. */
  #obey(body: Uint8Array): Uint8Array {
    const hasSignals = !this.#faults.has('no_signals');
    switch (body[0]) {
      case 0x60:
        return this.#news.shift() ?? ACK;
      case 0x61:
        return IDENTITY;
      case 0x62:
        return Uint8Array.of(0x46, ...OTHER_FUNCTIONS, ...(hasSignals ? SIGNAL_FUNCTIONS : []));
      case 0x69:
      case 0x6a:
        if (!hasSignals) return nak(UNKNOWN_COMMAND);
        this.#shown.push(body);
        return ACK;
      default:
        return nak(UNKNOWN_COMMAND);
    }
  }

  #onWire(reply: OsdpFrame): Uint8Array {
    const wrong = this.#faults.has('wrong_sequence') && this.isInChannel;
    const marked = this.#faults.has('marks');
    const bytes = encodeFrame({ ...reply, marked, sequence: wrong ? (reply.sequence + 1) % 4 : reply.sequence });
    return this.#faults.has('noise') ? Uint8Array.of(...NOISE, ...bytes) : bytes;
  }

  #dropped(): boolean {
    this.#replies += 1;
    return this.#dropEvery > 0 && this.#replies % this.#dropEvery === 0;
  }
}

function plain({ address, sequence, check }: OsdpFrame, body: Uint8Array): OsdpFrame {
  return { marked: false, address, isReply: true, sequence, check, block: null, body };
}

function nak(code: number): Uint8Array {
  return Uint8Array.of(0x41, code);
}
