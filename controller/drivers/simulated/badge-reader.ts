// A badge reader that is not there: taps come from the simulator panel or a test. Judges numbers as every real reader does.
// Not modelled: how long a credential is held, radio faults, two badges at once.
import type { ReaderId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { BadgeStrength } from '../../domain/staff.ts';
import { classifyBadgeNumber } from '../badge-readers/badge-number.ts';
import type { BadgeReader, BadgeReaderEvent, BadgeSignal } from '../badge-readers/badge-reader.ts';
import type { LinkFault, Unsubscribe } from '../linked-device.ts';
import type { Impossible } from './cabinet-action.ts';
import { impossible } from './impossible.ts';

type Listener = (event: BadgeReaderEvent) => void;

export class SimulatedBadgeReader implements BadgeReader {
  readonly id: ReaderId;
  readonly #listeners = new Set<Listener>();
  #connected = false;
  #lost = false;

  constructor(id: ReaderId) {
    this.id = id;
  }

  /** Whether the reader is unplugged at the moment. */
  get lost(): boolean {
    return this.#lost;
  }

  async connect(): Promise<Result<void, LinkFault>> {
    this.#connected = !this.#lost;
    return this.#connected ? ok(undefined) : err('port_absent');
  }

  async disconnect(): Promise<void> {
    this.#connected = false;
  }

  subscribe(listener: Listener): Unsubscribe {
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  signal(_signal: BadgeSignal): void {
    // The screen beside the panel shows what became of a tap.
  }

  /**
   * Holds a badge to the reader and takes it away.
   * @param number what the badge gives as its number; may be empty, too long or random
   * @param strength `strong` for a badge that proves itself, `weak` for one that only gives its number
   * @returns why nothing can happen: the reader is unplugged, or nobody has connected to it
   */
  tap(number: Uint8Array, strength: BadgeStrength = 'strong'): Result<void, Impossible> {
    if (!this.#connected) return impossible('reader_gone');
    const judged = classifyBadgeNumber(number);
    this.#emit(
      judged.ok
        ? { type: 'badge.presented', number: judged.value, strength, format: 'simulated' }
        : { type: 'badge.unreadable', reason: judged.error },
    );
    return ok(undefined);
  }

  /** Unplugs the reader. */
  lose(): void {
    this.#lost = true;
    if (!this.#connected) return;
    this.#connected = false;
    this.#emit({ type: 'reader.lost', fault: 'port_closed' });
  }

  /** Plugs the reader in again; only `connect` brings it back. */
  restore(): void {
    this.#lost = false;
  }

  #emit(event: BadgeReaderEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
