// The readers that pcscd lists, inside the child process: attached all together or not at all, because each slot of one device
// is a reader of its own and nobody knows to which a badge will be held. Never takes one that works for all of them.
import type { Timers } from '../../../domain/time.ts';
import type { ChildMessage } from './protocol.ts';

/**
 * Milliseconds that pcscd has to show a reader, and every reader that it shows to work. The library can miss one that comes
 * while it makes its list, and then waits for ever: another process finds it, and with the longest pause between two attempts
 * it is still there within 5 s.
 */
export const READER_DEADLINE = 1_500;

export interface ReaderRollOptions {
  readonly report: (message: ChildMessage) => void;
  readonly timers: Timers;
}

export class ReaderRoll {
  readonly #report: (message: ChildMessage) => void;
  readonly #timers: Timers;
  #awaited = 0;
  /** Runs while there is no reader, or one that has not been seen working. */
  #deadline: unknown = null;

  /** Waits for a first reader from now on; reports `failed`, `port_absent` when the deadline passes. */
  constructor({ report, timers }: ReaderRollOptions) {
    this.#report = report;
    this.#timers = timers;
    this.#wait();
  }

  /**
   * Waits for this reader too, also when the others are attached already. To be called for each as soon as the library shows it.
   * @returns where its watch reports. `attached`, which it says once, is passed on only when no other reader is waited for
   */
  add(): (message: ChildMessage) => void {
    this.#awaited += 1;
    this.#wait();
    return (message) => {
      if (message.type === 'attached') this.#attached();
      else this.#report(message);
    };
  }

  #attached(): void {
    this.#awaited -= 1;
    if (this.#awaited > 0) return;
    this.#timers.clearTimeout(this.#deadline);
    this.#deadline = null;
    this.#report({ type: 'attached' });
  }

  #wait(): void {
    this.#deadline ??= this.#timers.setTimeout(
      () => this.#report({ type: 'failed', fault: 'port_absent' }),
      READER_DEADLINE,
    );
  }
}
