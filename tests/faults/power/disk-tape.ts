// Everything that was written to a disk, in its order, with the moments that matter to a judge between the writes. And what a
// power cut makes of it: what was flushed is there; of what was not, some sectors are and some are not.
import type { SeededRandom } from '../../support/seeded-random.ts';
import type { Promised } from '../rig/log-witness.ts';

export type TapeEvent =
  | { readonly type: 'write'; readonly offset: number; readonly data: Uint8Array }
  | { readonly type: 'flush' }
  /** An unlock frame has reached the board. */
  | { readonly type: 'fired'; readonly position: number }
  | { readonly type: 'promise'; readonly promised: Promised };

export interface DiskTape {
  /** The disk before the first event. */
  readonly base: Uint8Array;
  readonly events: readonly TapeEvent[];
}

export interface CutDisk {
  /** Good until the next cut is asked for. */
  readonly disk: Buffer;
  /** Writes after the last flush of which not all has arrived. */
  readonly damaged: number;
}

/** What a disk promises to write whole. */
const SECTOR = 512;
/** Of the writes after the last flush: this share is lost, this share is torn, the rest has arrived. */
const LOST = 0.4;
const TORN = 0.2;

/** The disk at every moment of the tape, forwards only, so that ten thousand cuts cost one pass. */
export class TapeReader {
  readonly #tape: DiskTape;
  /** Everything up to the last flush before `#at`. */
  readonly #kept: Buffer;
  #at = 0;
  #pending: Extract<TapeEvent, { type: 'write' }>[] = [];
  /** What stood where the newest cut has put something. */
  #undo: { readonly offset: number; readonly data: Uint8Array }[] = [];

  constructor(tape: DiskTape) {
    this.#tape = tape;
    this.#kept = Buffer.from(tape.base);
  }

  /** The disk after a cut behind event number `cut`, from 0. @throws RangeError for one that lies before the last asked for */
  cutAfter(cut: number, random: SeededRandom): CutDisk {
    for (const { offset, data } of this.#undo.splice(0).toReversed()) this.#kept.set(data, offset);
    this.#wind(cut + 1);
    const disk = this.#kept;
    let damaged = 0;
    for (const { offset, data } of this.#pending) {
      const fate = random.next();
      if (fate < LOST + TORN) damaged += 1;
      this.#undo.push({ offset, data: Uint8Array.from(disk.subarray(offset, offset + data.length)) });
      for (let from = 0; from < data.length; from += SECTOR) {
        const isThere = fate >= LOST + TORN || (fate >= LOST && random.next() < 0.5);
        if (isThere) disk.set(data.subarray(from, from + SECTOR), offset + from);
      }
    }
    return { disk, damaged };
  }

  #wind(end: number): void {
    if (end < this.#at) throw new RangeError('a tape runs forwards only');
    for (; this.#at < end; this.#at += 1) {
      const event = this.#tape.events[this.#at];
      if (event?.type === 'write') this.#pending.push(event);
      if (event?.type !== 'flush') continue;
      for (const { offset, data } of this.#pending) this.#kept.set(data, offset);
      this.#pending = [];
    }
  }
}

/** The parts of the disk that are not all zero at some moment of the tape: offsets of pieces of `size` bytes, in order. */
export function livePieces({ base, events }: DiskTape, size: number): readonly number[] {
  const live = new Set<number>();
  for (let offset = 0; offset < base.length; offset += size) {
    if (!isZero(base.subarray(offset, offset + size))) live.add(offset);
  }
  for (const event of events) {
    if (event.type !== 'write') continue;
    const first = event.offset - (event.offset % size);
    for (let offset = first; offset < event.offset + event.data.length; offset += size) live.add(offset);
  }
  return [...live].toSorted((a, b) => a - b);
}

/** For each frame that fired, the events from it up to the next: [first, end). */
export function firedWindows({ events }: DiskTape): readonly (readonly [first: number, end: number])[] {
  const fires = events.flatMap(({ type }, index) => (type === 'fired' ? [index] : []));
  return fires.map((first, index) => [first, fires[index + 1] ?? events.length] as const);
}

/** What must have survived a cut behind event number `cut`. */
export function owedAfter({ events }: DiskTape, cut: number) {
  const before = events.slice(0, cut + 1);
  return {
    fired: before.flatMap((event) => (event.type === 'fired' ? [event.position] : [])),
    promised: before.flatMap((event) => (event.type === 'promise' ? [event.promised] : [])),
  };
}

/** Compared whole: a disk is too large to be asked byte by byte. */
function isZero(bytes: Uint8Array): boolean {
  return Buffer.alloc(bytes.length).equals(bytes);
}
