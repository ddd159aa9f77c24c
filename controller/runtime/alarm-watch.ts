// What time alone shows and no effect says: a wall clock that stepped, a disk that fills, an alarm that the ledger asks for.
// Looked at once a tick; says each change once and decides nothing.
import { alarmNews } from '../domain/alarm-causes.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Clock, type Duration, minutes, seconds } from '../domain/time.ts';
import type { CabinetEvent } from '../machines/cabinet-context.ts';

export interface Watched {
  readonly clock: Clock;
  ledger(): Ledger;
  /** Share of the disk that is used, 0–100; null = it does not say. */
  readonly diskUse: () => number | null;
}

/** The network slews a clock by far less than this from one tick to the next. */
const STEP: Duration = seconds(2);
const DISK_EVERY: Duration = minutes(1);

export class AlarmWatch {
  readonly #watched: Watched;
  /** Wall time less running time, as it was last. */
  #offset: number;
  #ledger: Ledger | null = null;
  #diskAt: number;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#offset = watched.clock.now() - watched.clock.monotonic();
    this.#diskAt = watched.clock.monotonic();
  }

  /** What the cabinet is to be told. A step is told once, the disk once a minute, the ledger when it has changed. */
  look(): readonly CabinetEvent[] {
    return [...this.#lookAtClock(), ...this.#lookAtDisk(), ...this.#lookAtLedger()];
  }

  #lookAtClock(): readonly CabinetEvent[] {
    const { clock } = this.#watched;
    const offset = clock.now() - clock.monotonic();
    const hasStepped = Math.abs(offset - this.#offset) >= STEP;
    this.#offset = offset;
    return hasStepped ? [{ type: 'clock.stepped' }] : [];
  }

  #lookAtDisk(): readonly CabinetEvent[] {
    const now = this.#watched.clock.monotonic();
    if (now < this.#diskAt) return [];
    this.#diskAt = now + DISK_EVERY;
    const percent = this.#watched.diskUse();
    return percent === null ? [] : [{ type: 'storage.filling', percent }];
  }

  #lookAtLedger(): readonly CabinetEvent[] {
    const ledger = this.#watched.ledger();
    if (ledger === this.#ledger) return [];
    this.#ledger = ledger;
    const { raise, end } = alarmNews(ledger, ledger.alarms);
    return [
      ...raise.map((alarm) => ({ type: 'alarm.raise', alarm }) as const),
      ...end.map((alarm) => ({ type: 'alarm.end', alarm }) as const),
    ];
  }
}
