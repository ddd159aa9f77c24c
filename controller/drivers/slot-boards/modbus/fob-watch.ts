// Which chip stands in which slot, and which slots must be asked for it. Believes a number once two readings in a row agree.
// Forgets a number with the fob that is drawn.
import type { FobTag } from '../../../domain/ids.ts';

/** Slots asked by one question: 32 registers take 80 ms at 9600 baud, so that no release waits longer for it. */
const GROUP = 8;
/** One group is looked at anew with each so many polls, whether or not anything moved. */
const POLLS_A_GROUP = 3;
/** How often a slot with a fob and no number is asked at once: its chip may need a moment to be read. */
const EAGER_READS = 24;
/** Failed questions in a row after which a number is given up. */
const FAILURES = 3;

/** Slots side by side whose numbers one question tells. */
export interface SlotRun {
  readonly position: number;
  readonly count: number;
}

interface Slot {
  /** Whether a fob may stand there. */
  isTaken: boolean;
  /** The number that counts; undefined = none was agreed on yet. */
  agreed: FobTag | null | undefined;
  /** What the last reading said, when it disagreed. */
  doubted: FobTag | null | undefined;
  /** Readings since the fob came. */
  reads: number;
  failures: number;
}

export class FobWatch {
  readonly #slots: readonly Slot[];
  #polls = 0;
  /** Where the slow round goes on. */
  #next = 0;

  constructor(positions: number) {
    this.#slots = Array.from({ length: positions }, () => empty());
  }

  /** The number of the fob in a slot; null = none was read. */
  tagAt(position: number): FobTag | null {
    return this.#slots[position]?.agreed ?? null;
  }

  /** Says in which slots a fob may stand now. One that came is read anew, one that went is forgotten. */
  see(isTaken: (position: number) => boolean): void {
    for (const [position, slot] of this.#slots.entries()) {
      const taken = isTaken(position);
      if (taken !== slot.isTaken) Object.assign(slot, empty(), { isTaken: taken });
    }
  }

  /** Slots whose number is not agreed on: new fobs, and those whose last two readings differ. */
  open(): readonly SlotRun[] {
    return this.#groups(isOpen);
  }

  /**
   * The slots that are looked at with this poll: a fob that was swapped between two polls shows here. Eight slots with every
   * third poll, groups without a fob left out: at 80 ms a poll each of 64 fobs is seen once in 1.9 s. null = none this time.
   */
  due(): SlotRun | null {
    this.#polls += 1;
    if (this.#polls % POLLS_A_GROUP !== 0) return null;
    const groups = this.#groups(({ isTaken }) => isTaken);
    const next = groups.find(({ position }) => position >= this.#next) ?? groups[0] ?? null;
    if (next !== null) this.#next = next.position + next.count;
    return next;
  }

  /** Takes one reading of a slot. null = no chip, or none that can be read. */
  take(position: number, tag: FobTag | null): void {
    const slot = this.#slots[position];
    if (slot === undefined || !slot.isTaken) return;
    slot.reads += 1;
    slot.failures = 0;
    if (slot.agreed === tag) slot.doubted = undefined;
    else if (slot.doubted === tag) Object.assign(slot, { agreed: tag, doubted: undefined });
    else slot.doubted = tag;
  }

  /** A question for these slots was not answered, or refused. */
  fail({ position, count }: SlotRun): void {
    for (const slot of this.#slots.slice(position, position + count)) {
      slot.failures += 1;
      if (slot.failures >= FAILURES) Object.assign(slot, { agreed: null, doubted: undefined, reads: EAGER_READS });
    }
  }

  /** For each group that has such slots, all from the first of them to the last. */
  #groups(wanted: (slot: Slot) => boolean): readonly SlotRun[] {
    const runs: SlotRun[] = [];
    for (let start = 0; start < this.#slots.length; start += GROUP) {
      const group = this.#slots.slice(start, start + GROUP);
      const first = group.findIndex(wanted);
      if (first >= 0) runs.push({ position: start + first, count: group.findLastIndex(wanted) - first + 1 });
    }
    return runs;
  }
}

function empty(): Slot {
  return { isTaken: false, agreed: undefined, doubted: undefined, reads: 0, failures: 0 };
}

function isOpen({ isTaken, agreed, doubted, reads }: Slot): boolean {
  if (!isTaken) return false;
  return agreed === undefined || doubted !== undefined || (agreed === null && reads < EAGER_READS);
}
