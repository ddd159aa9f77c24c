// What time alone shows and no effect says: a wall clock that stepped, a disk that fills, an alarm that the ledger asks for.
// Looked at once a tick; says each change once and decides nothing.
import { alarmNews } from '../domain/alarm-causes.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Clock, type Duration, type Instant, instant, milliseconds, minutes } from '../domain/time.ts';
import type { CabinetEvent } from '../machines/cabinet-context.ts';

export interface Watched {
  readonly clock: Clock;
  ledger(): Ledger;
  /** Share of the disk that is used, 0–100; null = it does not say. */
  readonly diskUse: () => number | null;
}

/**
 * A step of 2 s is told; the two clocks are read one after the other and in different units, which may hide a little of it.
 * The network slews a clock by far less than this from one tick to the next.
 */
const STEP: Duration = milliseconds(1990);
/** The first and the last instant that an entry can spell. */
const CALENDAR = [Date.parse('0000-01-01T00:00:00.000Z'), Date.parse('9999-12-31T23:59:59.999Z')] as const;
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
    const now = clock.now();
    const offset = now - clock.monotonic();
    const step = offset - this.#offset;
    this.#offset = offset;
    if (Math.abs(step) < STEP) return [];
    const occurrence = { kind: 'clock.stepped', from: spellable(now - step), onto: spellable(now) } as const;
    return [{ type: 'clock.stepped', occurrence }];
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

function spellable(sinceEpoch: number): Instant {
  const [first, last] = CALENDAR;
  return instant(Math.floor(Math.min(Math.max(sinceEpoch, first), last)));
}
