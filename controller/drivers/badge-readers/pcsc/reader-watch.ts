// Watches one reader inside the child process: one tap, one report. Trusts nothing that the library says about the card.
// Asks each card once for the hospital's file where there is one, once for its UID where there is none, and never a second time.
import type { Reader } from 'nfc-pcsc';
import type { Timers } from '../../../domain/time.ts';
import type { UnreadableBadge } from '../badge-reader.ts';
import { GET_UID, isStorageCard, parseUid, RESPONSE_LIMIT } from './apdu.ts';
import { cardTrouble } from './card-trouble.ts';
import { type DesfireAccess, readDesfireFile } from './desfire/read-file.ts';
import type { ChildMessage } from './protocol.ts';

/** From the sight of a card to its number; after that the person is told that it does not answer. */
export const ANSWER_DEADLINE = 1_500;
/** A call of the library that is still under way by then will not return any more. */
export const STUCK_AFTER = 10_000;

/** State bits of pcsclite.h. The upper half counts arrivals and departures. */
const GONE = 0x0004 | 0x0008; // SCARD_STATE_UNKNOWN, SCARD_STATE_UNAVAILABLE
const PRESENT = 0x0020;

/** `reported`: the parent has been told. `returned`: the library has finished with it. */
interface Tap {
  reported: boolean;
  returned: boolean;
  readonly deadlines: readonly unknown[];
}

export interface ReaderWatchOptions {
  readonly reader: Reader;
  readonly report: (message: ChildMessage) => void;
  /** Called for every error that is not about a card; the process must end then. */
  readonly fail: (error: unknown) => void;
  readonly timers: Timers;
  /** The file that is read of a DESFire; null = UIDs alone. */
  readonly desfire: DesfireAccess | null;
  /** Gives so many bytes that nobody can foresee. */
  readonly random: (size: number) => Uint8Array;
}

export class ReaderWatch {
  readonly #reader: Reader;
  readonly #report: (message: ChildMessage) => void;
  readonly #fail: (error: unknown) => void;
  readonly #timers: Timers;
  readonly #desfire: DesfireAccess | null;
  readonly #random: (size: number) => Uint8Array;
  /** The newest state; null = the reader has not been seen working yet. */
  #state: number | null = null;
  #tap: Tap | null = null;

  constructor({ reader, report, fail, timers, desfire, random }: ReaderWatchOptions) {
    this.#reader = reader;
    this.#report = report;
    this.#fail = fail;
    this.#timers = timers;
    this.#desfire = desfire;
    this.#random = random;
  }

  /** Listens from now on. To be called as soon as the library shows the reader, or its first state is missed. */
  start(): void {
    const reader = this.#reader;
    reader.autoProcessing = false;
    catchMisnamed(reader, (error) => this.#misnamed(error));
    reader.on('error', this.#fail);
    reader.on('end', () => this.#gone());
    reader.on('card', (card: { readonly atr?: Uint8Array }) => void this.#read(card.atr ?? new Uint8Array(0)));
    reader.reader.on('status', ({ state }: { readonly state: number }) => this.#look(state));
  }

  #look(state: number): void {
    const before = this.#state;
    if ((state & GONE) !== 0) {
      if (before !== null) this.#gone();
      return;
    }
    this.#state = state;
    if (before === null) {
      // What lies on a reader that has just been attached was not tapped: a badge left behind opens no session.
      this.#report({ type: 'attached' });
      return;
    }
    const was = (before & PRESENT) !== 0;
    const is = (state & PRESENT) !== 0;
    if (was && is && arrivals(state) - arrivals(before) >= 2) this.#swapped();
    else if (is && !was) this.#begin();
    else if (was && !is) this.#end();
  }

  #begin(): void {
    const tap: Tap = {
      reported: false,
      returned: false,
      deadlines: [
        this.#timers.setTimeout(() => this.#unreadable(tap, 'no_answer'), ANSWER_DEADLINE),
        this.#timers.setTimeout(() => this.#report({ type: 'failed', fault: 'silent' }), STUCK_AFTER),
      ],
    };
    this.#tap = tap;
  }

  #end(): void {
    if (this.#tap !== null) this.#unreadable(this.#tap, 'removed_too_soon');
  }

  /** One card went and another came between two looks. The library does not notice, so the new one cannot be read. */
  #swapped(): void {
    if (this.#tap?.reported === false) this.#unreadable(this.#tap, 'removed_too_soon');
    else this.#report({ type: 'unreadable', reason: 'removed_too_soon' });
  }

  async #read(atr: Uint8Array): Promise<void> {
    const tap = this.#tap;
    if (tap === null || tap.returned) return;
    try {
      const message = await this.#ask(tap, atr);
      this.#returned(tap);
      if (message.type === 'unreadable') this.#unreadable(tap, message.reason);
      else if (!tap.reported) {
        tap.reported = true;
        this.#report(message);
      }
    } catch (error) {
      this.#trouble(tap, error);
    }
  }

  /** The file decides wherever there is one: a badge with the hospital's application is never taken for its UID. */
  async #ask(tap: Tap, atr: Uint8Array): Promise<Extract<ChildMessage, { type: 'badge' | 'file' | 'unreadable' }>> {
    // Nothing more is sent once the person was told something: the next command could meet another card.
    const transmit = async (command: Uint8Array) => (tap.reported ? new Uint8Array(0) : await this.#transmit(command));
    if (this.#desfire !== null && !isStorageCard(atr)) {
      const file = await readDesfireFile(transmit, this.#desfire, this.#random);
      if (file.ok) return { type: 'file', content: file.value };
      if (file.error !== 'absent') return { type: 'unreadable', reason: file.error };
    }
    const uid = parseUid(await transmit(GET_UID));
    return uid.ok ? { type: 'badge', number: uid.value } : { type: 'unreadable', reason: uid.error };
  }

  /** Async, so that what the library throws and what it rejects with arrive the same way. */
  async #transmit(command: Uint8Array): Promise<Uint8Array> {
    return await this.#reader.transmit(Buffer.from(command), RESPONSE_LIMIT);
  }

  /** The library emits failed connects and disconnects with the error as event name. */
  #misnamed(error: Error): void {
    // After a failed disconnect the library would talk to the next card over the old connection.
    if (error.name !== 'ConnectError') this.#fail(error);
    else this.#trouble(this.#tap, error);
  }

  #trouble(tap: Tap | null, error: unknown): void {
    const reason = cardTrouble(error);
    if (reason === null) {
      this.#fail(error);
      return;
    }
    if (tap === null) return;
    this.#returned(tap);
    this.#unreadable(tap, reason);
  }

  #unreadable(tap: Tap, reason: UnreadableBadge): void {
    if (tap.reported) return;
    tap.reported = true;
    this.#report({ type: 'unreadable', reason });
  }

  #returned(tap: Tap): void {
    tap.returned = true;
    for (const deadline of tap.deadlines) this.#timers.clearTimeout(deadline);
  }

  #gone(): void {
    this.#report({ type: 'failed', fault: 'port_closed' });
  }
}

function arrivals(state: number): number {
  return state >>> 16;
}

function catchMisnamed(reader: Reader, caught: (error: Error) => void): void {
  const emit = reader.emit.bind(reader);
  reader.emit = (name: unknown, ...rest: readonly unknown[]) => {
    if (name instanceof Error) {
      caught(name);
      return true;
    }
    return typeof name === 'string' || typeof name === 'symbol' ? emit(name, ...rest) : false;
  };
}
