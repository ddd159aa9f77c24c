// A badge reader on an OSDP bus: polled in the secure channel, its lights and buzzer behind the polls. Takes nothing that the
// channel does not prove, knows no default key and no way around the channel. Never connects again by itself.
import type { ReaderId } from '../../../domain/ids.ts';
import type { ReaderSetup } from '../../../domain/reader.ts';
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
import type { LinkFault, Unsubscribe } from '../../linked-device.ts';
import type { Bus } from '../../slot-boards/bus.ts';
import { badgeNumberOf, classifyBadgeNumber } from '../badge-number.ts';
import type { BadgeReader, BadgeReaderEvent, BadgeSignal } from '../badge-reader.ts';
import { decodeWiegand } from '../wiegand.ts';
import type { OsdpFrame } from './frames.ts';
import { LIGHT_FUNCTION, type OsdpCommand, type OsdpReply, type RawRead, SOUND_FUNCTION } from './messages.ts';
import { OsdpSession } from './osdp-session.ts';

/** What an installer sets for a reader of this kind. */
export type OsdpSetup = Extract<ReaderSetup, { readonly kind: 'osdp' }>;

/** What came and was no badge. For the log of the service. */
export interface OsdpCounts {
  /** Reads that the reader had kept from before the connection. */
  readonly stale: number;
  /** Keys pressed, formatted reads, the reader's own state, and what it refused. */
  readonly ignored: number;
  /** Commands that were written again. */
  readonly repeated: number;
  readonly busy: number;
  /** Bytes that made no frame. */
  readonly noise: number;
}

/** From the start of one poll to the start of the next. */
const POLL_PERIOD: Duration = milliseconds(80);
/** From the open port to a reader that is ready. */
const READY_DEADLINE: Duration = milliseconds(3_500);
/** A signal that could not be shown by then would be taken for the next person's. */
const SIGNAL_LIFE: Duration = seconds(1);
/** Most reads that a reader may have kept for us. */
const MOST_STALE = 32;

/** What a reader shows, with the function that it must have for it. */
const SIGNALS: Readonly<Record<BadgeSignal, readonly (readonly [number, OsdpCommand])[]>> = {
  accepted: [
    [LIGHT_FUNCTION, { type: 'light', light: { colour: 'green', tenths: 10 } }],
    [SOUND_FUNCTION, { type: 'beep', beeps: { count: 1, tenths: 1 } }],
  ],
  refused: [
    [LIGHT_FUNCTION, { type: 'light', light: { colour: 'red', tenths: 10 } }],
    [SOUND_FUNCTION, { type: 'beep', beeps: { count: 2, tenths: 1 } }],
  ],
};

type Listener = (event: BadgeReaderEvent) => void;

/** One connection, from `connect` until it is lost or ended. */
interface Connection {
  readonly session: OsdpSession;
  readonly leave: () => Promise<void>;
  timer: unknown;
  /** Functions that the reader has; null = it did not say. */
  functions: ReadonlyMap<number, number> | null;
  /** Why it is over; null = it is not. */
  over: LinkFault | null;
}

export class OsdpReader implements BadgeReader {
  readonly id: ReaderId;
  readonly #unit: number;
  readonly #key: Uint8Array;
  readonly #bus: Bus<OsdpFrame>;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #listeners = new Set<Listener>();
  #connection: Connection | null = null;
  /** The one that is being made. */
  #coming: Connection | null = null;
  #attempt = 0;
  #toShow: { readonly commands: OsdpCommand[]; readonly until: Monotonic } | null = null;
  #counts: OsdpCounts = { stale: 0, ignored: 0, repeated: 0, busy: 0, noise: 0 };

  /**
   * @param key SCBK of this reader, 16 bytes, the same that the vendor's card or tool put into it; empty = none is known
   * @param bus shared by all readers with the same address
   */
  constructor(setup: OsdpSetup, key: Uint8Array, bus: Bus<OsdpFrame>, clock: Clock, timers: Timers) {
    this.id = setup.id;
    this.#unit = setup.unit;
    this.#key = Uint8Array.from(key);
    this.#bus = bus;
    this.#clock = clock;
    this.#timers = timers;
  }

  /** Since the start. */
  get counts(): OsdpCounts {
    return this.#counts;
  }

  /**
   * Opens the bus and the secure channel, and lets the reader tell what it has kept.
   * @returns `not_trusted`: no key is known for the reader, or it refuses the channel, or it has another key or the
   *   default one; `silent`: wrong unit, no power, wrong speed; else a fault of the port
   */
  async connect(): Promise<Result<void, LinkFault>> {
    await this.disconnect();
    const attempt = this.#attempt;
    let connection: Connection | null = null;
    const joined = await this.#bus.join({
      lost: (fault) => connection !== null && this.#lose(connection, fault),
      noise: (bytes) => this.#count('noise', bytes),
    });
    if (!joined.ok) return joined;
    const seat = joined.value;
    const { clock, timers } = { clock: this.#clock, timers: this.#timers };
    const delayed = (reason: 'repeated' | 'busy') => this.#count(reason);
    connection = {
      session: new OsdpSession({ seat, unit: this.#unit, clock, timers, delayed }),
      leave: () => seat.leave(),
      timer: null,
      functions: null,
      over: attempt === this.#attempt ? null : 'port_closed',
    };
    if (connection.over !== null) {
      await seat.leave();
      return err(connection.over);
    }
    this.#coming = connection;
    const ready = await this.#makeReady(connection);
    if (this.#coming === connection) this.#coming = null;
    if (ready.ok && connection.over === null) {
      this.#begin(connection);
      return ok(undefined);
    }
    const fault = connection.over ?? (ready.ok ? 'port_closed' : ready.error);
    connection.over = fault;
    await seat.leave();
    return err(fault);
  }

  async disconnect(): Promise<void> {
    this.#attempt += 1;
    for (const connection of [this.#coming, this.#connection]) {
      if (connection !== null) await this.#end(connection, 'port_closed');
    }
  }

  subscribe(listener: Listener): Unsubscribe {
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Shown behind the next polls; what could not be shown within a second is dropped, also for a newer signal. */
  signal(signal: BadgeSignal): void {
    const functions = this.#connection?.functions;
    if (functions === undefined) return;
    const able = SIGNALS[signal].filter(([needed]) => functions === null || functions.has(needed));
    const until = monotonic(this.#clock.monotonic() + SIGNAL_LIFE);
    this.#toShow = { commands: able.map(([, command]) => command), until };
  }

  /** A tap of which nobody knows when it was is no tap: what the reader kept from before is asked for and thrown away. */
  async #makeReady(connection: Connection): Promise<Result<void, LinkFault>> {
    const { session } = connection;
    const until = monotonic(this.#clock.monotonic() + READY_DEADLINE);
    const opened = await session.establish(this.#key, until);
    if (!opened.ok) return opened;
    const told = await session.say({ type: 'ask-capabilities' }, until);
    if (!told.ok) return told;
    if (told.value.type === 'capabilities') connection.functions = told.value.items;
    for (let polls = 0; polls <= MOST_STALE && connection.over === null; polls += 1) {
      const heard = await session.say({ type: 'poll' }, until);
      if (!heard.ok) return heard;
      if (heard.value.type === 'nothing-new') return ok(undefined);
      if (heard.value.type === 'refused') return err('garbled');
      this.#count(heard.value.type === 'card' ? 'stale' : 'ignored');
    }
    return err('garbled');
  }

  #begin(connection: Connection): void {
    this.#connection = connection;
    this.#toShow = null;
    connection.timer = this.#timers.setTimeout(() => void this.#poll(connection), 0);
  }

  async #poll(connection: Connection): Promise<void> {
    const started = this.#clock.monotonic();
    await this.#say(connection, { type: 'poll' });
    const shown = this.#nextToShow();
    if (shown !== null && connection.over === null) await this.#say(connection, shown);
    if (connection.over !== null) return;
    const rest = Math.max(started + POLL_PERIOD - this.#clock.monotonic(), 0);
    connection.timer = this.#timers.setTimeout(() => void this.#poll(connection), rest);
  }

  #nextToShow(): OsdpCommand | null {
    if (this.#toShow === null || this.#clock.monotonic() >= this.#toShow.until) return null;
    return this.#toShow.commands.shift() ?? null;
  }

  async #say(connection: Connection, command: OsdpCommand): Promise<void> {
    const heard = await connection.session.say(command);
    if (connection.over !== null) return;
    if (!heard.ok) this.#lose(connection, heard.error);
    else if (heard.value.type === 'refused' && command.type === 'poll') this.#lose(connection, 'garbled');
    else this.#hear(heard.value);
  }

  #hear(reply: OsdpReply): void {
    if (reply.type === 'card') this.#emit(eventOf(reply.read));
    else if (reply.type === 'not-understood') this.#emit({ type: 'badge.unreadable', reason: 'not_understood' });
    else if (reply.type !== 'nothing-new') this.#count('ignored');
  }

  #lose(connection: Connection, fault: LinkFault): void {
    if (connection.over !== null) return;
    const wasConnected = connection === this.#connection;
    void this.#end(connection, fault);
    if (wasConnected) this.#emit({ type: 'reader.lost', fault });
  }

  async #end(connection: Connection, fault: LinkFault): Promise<void> {
    connection.over = fault;
    this.#timers.clearTimeout(connection.timer);
    if (this.#connection === connection) this.#connection = null;
    await connection.leave();
  }

  #count(what: keyof OsdpCounts, by = 1): void {
    this.#counts = { ...this.#counts, [what]: this.#counts[what] + by };
  }

  #emit(event: BadgeReaderEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** A number that a card gave to whoever asked: the channel proves the reader, not the badge. */
function eventOf({ bits, data }: RawRead): BadgeReaderEvent {
  if (bits === 0) return { type: 'badge.unreadable', reason: 'no_answer' };
  const card = decodeWiegand(bits, data);
  if (!card.ok) return { type: 'badge.unreadable', reason: 'not_understood' };
  const { format } = card.value;
  const judged = classifyBadgeNumber(badgeNumberOf(card.value), format);
  return judged.ok
    ? { type: 'badge.presented', number: judged.value, strength: 'weak', format }
    : { type: 'badge.unreadable', reason: judged.error };
}
