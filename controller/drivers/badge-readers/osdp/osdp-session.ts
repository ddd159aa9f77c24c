// One conversation with one OSDP reader: sequence numbers, repeats, the handshake, and everything after it inside the secure
// channel. Never believes a reply that the channel does not prove, and never goes on in the clear.
import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../../../domain/result.ts';
import {
  type Clock,
  type Duration,
  type Monotonic,
  milliseconds,
  monotonic,
  seconds,
  type Timers,
} from '../../../domain/time.ts';
import type { LinkFault } from '../../linked-device.ts';
import type { BusSeat } from '../../slot-boards/bus.ts';
import { encodeFrame, type OsdpFrame, type SecurityBlock } from './frames.ts';
import { type ChallengeAnswer, commandBody, type OsdpCommand, type OsdpReply, parseReply } from './messages.ts';
import { Handshake, isOwnKey, RANDOM_LENGTH, type SecureChannel } from './secure-channel.ts';

/** How often one command is written, the same bytes each time, before the reader counts as silent. */
const WRITES = 3;
/** After which a reader counts as off line, and it us, by the standard. */
export const OFFLINE: Duration = seconds(8);
/** Between two tries at a reader that says it is busy. */
const BUSY_PAUSE: Duration = milliseconds(100);
const LAST_SEQUENCE = 3;
const NO_BLOCK = { block: null };

export interface SessionParts {
  readonly seat: BusSeat<OsdpFrame>;
  /** Address of the reader on its bus, 0–126. */
  readonly unit: number;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Told of each command that had to be written again, and of each reply that asks for patience. */
  readonly delayed: (reason: 'repeated' | 'busy') => void;
}

export class OsdpSession {
  readonly #parts: SessionParts;
  #sequence = 0;
  #channel: SecureChannel | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /**
   * Asks who is there, then opens the secure channel with the reader's own key.
   * @param key SCBK, 16 bytes; with another length, or the default key, only the first question is asked
   * @param until when to give up
   * @returns `silent`, `garbled`, `port_closed`, or `not_trusted`: no key, a reader that refuses the channel, wants the
   *   default key, or has another key
   */
  async establish(key: Uint8Array, until: Monotonic): Promise<Result<void, LinkFault>> {
    this.#sequence = 0;
    this.#channel = null;
    const there = await this.#exchange({ ...NO_BLOCK, body: commandBody({ type: 'ask-identity' }) }, until);
    if (!there.ok) return there;
    if (!isOwnKey(key)) return err('not_trusted');
    const random = randomBytes(RANDOM_LENGTH);
    const handshake = new Handshake(key, random);
    const answer = await this.#challenge(random, until);
    if (!answer.ok) return answer;
    const proof = handshake.prove(answer.value);
    if (proof === null) return err('not_trusted');
    const mac = await this.#prove(proof, until);
    if (!mac.ok) return mac;
    this.#channel = handshake.complete(proof, mac.value);
    return this.#channel === null ? err('not_trusted') : ok(undefined);
  }

  /**
   * Says one thing inside the channel. One at a time.
   * @returns the proven reply; `not_trusted` for one that is not: after that nothing is said any more
   */
  async say(command: OsdpCommand, until?: Monotonic): Promise<Result<OsdpReply, LinkFault>> {
    const channel = this.#channel;
    if (channel === null) return err('not_trusted');
    const frame = channel.seal(this.#frame(commandBody(command)));
    const heard = await this.#exchange(frame, until ?? this.#inFuture(OFFLINE));
    if (!heard.ok) return heard;
    const opened = channel.open(heard.value);
    if (opened.ok && heard.value.sequence === frame.sequence) return ok(parseReply(opened.value));
    this.#channel = null;
    return err('not_trusted');
  }

  async #challenge(random: Uint8Array, until: Monotonic): Promise<Result<ChallengeAnswer, LinkFault>> {
    const body = commandBody({ type: 'challenge', random });
    const heard = await this.#exchange({ block: Handshake.challengeBlock, body }, until);
    if (!heard.ok) return heard;
    const reply = parseReply(heard.value.body);
    const isHeld = Handshake.answersChallenge(heard.value.block) && reply.type === 'challenge-answer';
    return isHeld ? ok(reply.answer) : err('not_trusted');
  }

  async #prove(cryptogram: Uint8Array, until: Monotonic): Promise<Result<Uint8Array, LinkFault>> {
    const body = commandBody({ type: 'prove', cryptogram });
    const heard = await this.#exchange({ block: Handshake.proofBlock, body }, until);
    if (!heard.ok) return heard;
    const reply = parseReply(heard.value.body);
    const isHeld = Handshake.answersProof(heard.value.block) && reply.type === 'initial-mac';
    return isHeld ? ok(reply.mac) : err('not_trusted');
  }

  /**
   * Writes a command until it is answered, each time with the same bytes: a reader that hears a sequence number again
   * gives its last reply again and does nothing twice.
   */
  async #exchange(
    { block, body }: { readonly block: SecurityBlock | null; readonly body: Uint8Array },
    until: Monotonic,
  ): Promise<Result<OsdpFrame, LinkFault>> {
    const { seat, delayed } = this.#parts;
    const frame = { ...this.#frame(body), block };
    const bytes = encodeFrame(frame);
    const faults: LinkFault[] = [];
    for (;;) {
      const heard = await seat.ask('poll', bytes, (reply) => this.#accept(reply), isSame);
      const isOver = this.#parts.clock.monotonic() >= until;
      if (heard.ok && !isBusy(heard.value)) {
        this.#sequence = frame.sequence === LAST_SEQUENCE ? 1 : frame.sequence + 1;
        const isInTurn = this.#channel !== null || heard.value.sequence === frame.sequence;
        return isInTurn ? heard : err('garbled');
      }
      if (!heard.ok) faults.push(heard.error);
      if (!heard.ok && heard.error === 'port_closed') return heard;
      if (isOver || faults.length === WRITES) return err(faults.includes('garbled') ? 'garbled' : 'silent');
      delayed(heard.ok ? 'busy' : 'repeated');
      if (heard.ok) await this.#pause(BUSY_PAUSE);
    }
  }

  #frame(body: Uint8Array): Omit<OsdpFrame, 'block'> {
    const { unit: address } = this.#parts;
    return { marked: false, address, isReply: false, sequence: this.#sequence, check: 'crc', body };
  }

  #accept(frame: OsdpFrame): OsdpFrame | null {
    return frame.isReply && frame.address === this.#parts.unit ? frame : null;
  }

  #inFuture(duration: Duration): Monotonic {
    return monotonic(this.#parts.clock.monotonic() + duration);
  }

  #pause(duration: Duration): Promise<void> {
    return new Promise((resolve) => this.#parts.timers.setTimeout(resolve, duration));
  }
}

/** By the standard this reply has sequence number 0, and stays in the clear: believed, it only costs time. */
function isBusy({ block, sequence, body }: OsdpFrame): boolean {
  return block === null && sequence === 0 && parseReply(body).type === 'busy';
}

function isSame(a: OsdpFrame, b: OsdpFrame): boolean {
  return Buffer.compare(encodeFrame(a), encodeFrame(b)) === 0;
}
