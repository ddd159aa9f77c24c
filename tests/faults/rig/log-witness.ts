// Looks at a data folder after each misfortune, by the product's own way of opening it, and remembers what it has seen: a log
// that was once on disk never changes, every frame that fired has its intent, what was promised is there.
import { randomBytes } from 'node:crypto';
import { openCheckpoint } from '../../../controller/audit/checkpoint.ts';
import { append, EMPTY_FRONTIER, type Frontier, leafHash, rootOf } from '../../../controller/audit/merkle.ts';
import { type DataFolder, openDataFolder } from '../../../controller/data-folder.ts';
import { parseBootId } from '../../../controller/domain/ids.ts';
import type { SlotReading } from '../../../controller/domain/slot.ts';
import { seq } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { realClock } from '../../support/real-time.ts';
import { recover } from './recovery.ts';
import { SLOTS } from './small-cabinet.ts';

/** What the process that was hurt has said to be on disk. */
export interface Promised {
  readonly size: number;
  readonly root: string;
}

export interface Expected {
  /** Positions of all unlock frames so far. */
  readonly fired: readonly number[];
  /** Every promise so far that is later than what was seen last; in order. */
  readonly promised: readonly Promised[];
  /** What the sensors show now. */
  readonly reading: readonly SlotReading[];
}

const PAGE = 1000;

export class LogWitness {
  readonly #folder: string;
  #frontier: Frontier = EMPTY_FRONTIER;
  /** Root of the log at each size it has had, in hex. */
  readonly #roots: string[] = [rootOfNow(EMPTY_FRONTIER)];
  readonly #intents = new Map<number, number>();
  /** Size of the newest checkpoint that was looked at. */
  #signedSize = 0;
  #boots = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Entries that were found whole. */
  get size(): number {
    return this.#frontier.size;
  }

  /** Opens the folder as a start does, looks, lets the product recover, and looks again. @returns what must not be, in words */
  look({ fired, promised, reading }: Expected): readonly string[] {
    this.#boots += 1;
    const boot = expectOk(parseBootId(`look-${this.#boots}`));
    const data = openDataFolder(this.#folder, { boot, clock: realClock, random: (size) => randomBytes(size) });
    if (!data.ok) return [`does not open: ${data.error.what} ${data.error.code}`];
    try {
      return [
        ...this.#read(data.value, promised),
        ...this.#missingIntents(fired),
        ...(recover(data.value, realClock, reading) ? [] : ['the recovery failed']),
        ...this.#read(data.value, []),
        ...data.value.journal.openIntents().map(({ intent }) => `intent ${intent} is open after the recovery`),
      ];
    } finally {
      data.value.close();
    }
  }

  /** Reads what is new, and compares the tree over all of it with the journal, with what was promised, and with what was signed. */
  #read(data: DataFolder, promised: readonly Promised[]): readonly string[] {
    const { store, journal } = data;
    while (this.size < journal.size()) {
      const from = seq(this.size + 1);
      const entries = expectOk(journal.entries(from, PAGE));
      for (const [index, { bytes }] of store.entries.page(from, PAGE).entries()) {
        this.#frontier = append(this.#frontier, leafHash(bytes));
        this.#roots.push(rootOfNow(this.#frontier));
        const occurrence = entries[index]?.occurrence;
        if (occurrence?.kind !== 'release.intended') continue;
        const position = SLOTS.findIndex(({ id }) => id === occurrence.slot);
        this.#intents.set(position, (this.#intents.get(position) ?? 0) + 1);
      }
    }
    const now = { size: journal.size(), root: Buffer.from(journal.root()).toString('hex') };
    return [
      ...(now.size < this.size ? [`${this.size} seen, ${now.size} left`] : []),
      ...this.#differing([now], 'in the journal'),
      ...promised.flatMap(({ size }) => (size > this.size ? [`${size} promised, ${now.size} kept`] : [])),
      ...this.#differing(promised, 'promised'),
      ...this.#differing(this.#signed(data), 'signed'),
    ];
  }

  #differing(claims: readonly Promised[], how: string): readonly string[] {
    return claims.flatMap(({ size, root }) => {
      const seen = this.#roots[size];
      return seen === undefined || seen === root ? [] : [`another root of ${size} is ${how}`];
    });
  }

  /** What the checkpoints on disk say; one that its own key did not sign, or that is beyond the log, stands for no root at all. */
  #signed({ store, logKey }: DataFolder): readonly Promised[] {
    const checkpoints = store.tree.checkpoints(this.#signedSize, PAGE);
    this.#signedSize = checkpoints.at(-1)?.size ?? 0;
    return checkpoints.map(({ note, size }) => {
      const opened = openCheckpoint(note, logKey.noteKey);
      const isSound = opened.ok && opened.value.size === size && size <= this.size;
      return {
        size: Math.min(size, this.size),
        root: isSound ? Buffer.from(opened.value.root).toString('hex') : 'none',
      };
    });
  }

  #missingIntents(fired: readonly number[]): readonly string[] {
    return SLOTS.flatMap(({ position }) => {
      const frames = fired.filter((one) => one === position).length;
      const intents = this.#intents.get(position) ?? 0;
      return frames > intents ? [`slot ${position + 1}: ${frames} fired, ${intents} intended`] : [];
    });
  }
}

function rootOfNow(frontier: Frontier): string {
  return Buffer.from(rootOf(frontier)).toString('hex');
}
