// Looks after the log once a tick: what was noted is written, what nobody has signed is signed, the WAL is emptied, and in quiet
// moments old entries are read anew. Stands between no badge and its frame: while a slot is releasing it signs nothing.
import type { Journal } from '../audit/journal.ts';
import type { EntryIndex } from '../audit/queries/entry-index.ts';
import { type Clock, type Duration, hours, type Monotonic, minutes, seconds } from '../domain/time.ts';
import type { CabinetEvent } from '../machines/cabinet-context.ts';
import type { Store } from '../store/store.ts';

export interface Kept {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'flush' | 'checkpoint' | 'unsigned' | 'scrub'>;
  readonly store: Pick<Store, 'checkpointWhenQuiet' | 'fault'>;
}

/** What questions find entries by. Nothing depends on it but their speed. */
export type KeptIndex = Pick<EntryIndex, 'keepUp'>;

/** What goes on at the cabinet. */
export interface Doings {
  readonly hasVisitor: boolean;
  readonly isReleasing: boolean;
}

/** Entries that nobody has signed are at most as many, or as old: what a thief of the disk could cut off unseen. */
const UNSIGNED_ENTRIES = 256;
const UNSIGNED_TIME: Duration = minutes(1);
/** How long a signature waits for a release under way. */
const PATIENCE: Duration = seconds(10);
/** Ticks without anybody at the screen after which the WAL is emptied: long enough not to meet the next badge. */
const QUIET_TICKS = 30;
/** The whole log is read anew at most so often; a long one takes longer, at 256 entries a tick. */
const SWEEP_EVERY: Duration = hours(6);

const FAILED: readonly CabinetEvent[] = [{ type: 'storage.failed' }];

export class LogKeeper {
  readonly #kept: Kept;
  readonly #index: KeptIndex | null;
  /** Since when there are entries that nobody has signed. */
  #newsSince: Monotonic | null = null;
  /** Since when a signature is due that waits for a release. */
  #dueSince: Monotonic | null = null;
  #hadVisitor = false;
  #quietTicks = 0;
  #sweepAt: number;

  constructor(kept: Kept, index: KeptIndex | null = null) {
    this.#kept = kept;
    this.#index = index;
    this.#sweepAt = kept.clock.monotonic();
  }

  /**
   * Called while the cabinet knows of no fault of the storage. One that nobody has told it of is told now: nothing else would
   * have the storage repaired.
   * @returns what the cabinet is to be told: a disk that failed, a log that is damaged
   */
  tick(doings: Doings): readonly CabinetEvent[] {
    if (this.#kept.store.fault !== null || !this.#kept.journal.flush().ok) return FAILED;
    this.#lookForNews(doings);
    if (this.#isDue(doings) && !this.sign()) return FAILED;
    this.#hadVisitor = doings.hasVisitor;
    this.#quietTicks = doings.hasVisitor ? 0 : this.#quietTicks + 1;
    if (doings.hasVisitor) return [];
    const isLong = this.#quietTicks % QUIET_TICKS === QUIET_TICKS - 1;
    if (isLong && !this.#kept.store.checkpointWhenQuiet().ok) return FAILED;
    // Damage to the index alone is nobody's trouble but that of whoever asks.
    const keptUp = this.#index?.keepUp().ok ?? true;
    if (!keptUp && this.#kept.store.fault !== null) return FAILED;
    return this.#scrub();
  }

  /** Called instead while the storage is being repaired. */
  pause(): readonly [] {
    this.#quietTicks = 0;
    return [];
  }

  /** Signs where the log stands now. @returns whether that is on disk */
  sign(): boolean {
    this.#newsSince = null;
    this.#dueSince = null;
    return this.#kept.journal.checkpoint().ok;
  }

  #lookForNews({ hasVisitor }: Doings): void {
    const { clock, journal } = this.#kept;
    const [now, unsigned] = [clock.monotonic(), journal.unsigned()];
    if (unsigned === 0) {
      this.#newsSince = null;
      this.#dueSince = null;
      return;
    }
    this.#newsSince ??= now;
    const hasLeft = this.#hadVisitor && !hasVisitor;
    const isOld = now - this.#newsSince >= UNSIGNED_TIME;
    if (hasLeft || isOld || unsigned >= UNSIGNED_ENTRIES) this.#dueSince ??= now;
  }

  #isDue({ isReleasing }: Doings): boolean {
    if (this.#dueSince === null) return false;
    return !isReleasing || this.#kept.clock.monotonic() - this.#dueSince >= PATIENCE;
  }

  #scrub(): readonly CabinetEvent[] {
    const { clock, journal } = this.#kept;
    if (clock.monotonic() < this.#sweepAt) return [];
    const read = journal.scrub();
    if (!read.ok) return [{ type: 'alarm.raise', alarm: { kind: 'log_damaged' } }];
    if (read.value === 'end') this.#sweepAt = clock.monotonic() + SWEEP_EVERY;
    return [];
  }
}
