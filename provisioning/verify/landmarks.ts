// Older checkpoints that entries must agree with: the ones that the box kept, and one that was kept outside. Bounded.
import { type Bytes, bytesOf, sameBytes, textOf } from './bytes.ts';
import { type Finding, finding } from './finding.ts';
import { linesOf, type Source } from './lines.ts';
import { type Checkpoint, NOTE_LIMIT, type NoteKey, openCheckpoint } from './signed-note.ts';

const FILE = 'checkpoints';
const SEPARATOR = '-----';
/** More than a cabinet signs in its life. */
const MOST = 2_000_000;
const ROOT_SIZE = 32;
/** Notes whose signatures are checked at once. */
const BATCH = 256;

/** Sizes and roots to compare with, and what came of it. */
export class Landmarks {
  #sizes = new Float64Array(1024);
  #roots = new Uint8Array(1024 * ROOT_SIZE);
  #order = new Uint32Array();
  #count = 0;
  #next = 0;
  #compared = 0;
  #first: number | null = null;

  get count(): number {
    return this.#count;
  }

  /** How many were at a place that the data shows. */
  get compared(): number {
    return this.#compared;
  }

  /** The smallest size whose root was another; null = none. */
  get differs(): number | null {
    return this.#first;
  }

  /** @returns false when there are too many */
  add({ size, root }: Checkpoint): boolean {
    if (this.#count === MOST) return false;
    if (this.#count === this.#sizes.length) this.#double();
    this.#sizes[this.#count] = size;
    this.#roots.set(root, this.#count * ROOT_SIZE);
    this.#count += 1;
    return true;
  }

  /** Whether another root is signed for the size of a checkpoint. */
  contradicts({ size, root }: Checkpoint): boolean {
    for (let index = 0; index < this.#count; index += 1) {
      if (this.#sizeAt(index) === size && !sameBytes(this.#rootAt(index), root)) return true;
    }
    return false;
  }

  /** The smallest size for which two roots are signed: a fork, whatever the entries say. After `sort`; null = none. */
  get forked(): number | null {
    for (let at = 1; at < this.#count; at += 1) {
      const [before, after] = [this.#order[at - 1] ?? 0, this.#order[at] ?? 0];
      const isSame = this.#sizeAt(before) === this.#sizeAt(after);
      if (isSame && !sameBytes(this.#rootAt(before), this.#rootAt(after))) return this.#sizeAt(after);
    }
    return null;
  }

  /** After the last `add`, before the first `upTo`. @returns the largest size */
  sort(): number {
    this.#order = Uint32Array.from({ length: this.#count }, (_, index) => index).toSorted(
      (a, b) => this.#sizeAt(a) - this.#sizeAt(b),
    );
    return this.#sizeAt(this.#order.at(-1) ?? 0);
  }

  /**
   * The sizes that lie on the way to `size`, each once; those passed without being shown are left out.
   * @param shown whether the data can give the root at a size
   */
  upTo(size: number, shown: (size: number) => boolean): readonly number[] {
    const wanted = new Set<number>();
    for (let at = this.#next; at < this.#count && this.#sizeAt(this.#order[at] ?? 0) <= size; at += 1) {
      const one = this.#sizeAt(this.#order[at] ?? 0);
      if (shown(one)) wanted.add(one);
    }
    return [...wanted];
  }

  /** Compares with the roots that the data gives, and goes on behind `size`. */
  compare(size: number, roots: ReadonlyMap<number, Bytes>): void {
    for (; this.#next < this.#count; this.#next += 1) {
      const index = this.#order[this.#next] ?? 0;
      const one = this.#sizeAt(index);
      if (one > size) return;
      const root = roots.get(one);
      if (root === undefined) continue;
      this.#compared += 1;
      if (!sameBytes(root, this.#rootAt(index))) this.#first ??= one;
    }
  }

  #sizeAt(index: number): number {
    return index < this.#count ? (this.#sizes[index] ?? 0) : 0;
  }

  #rootAt(index: number): Bytes {
    return this.#roots.subarray(index * ROOT_SIZE, (index + 1) * ROOT_SIZE);
  }

  #double(): void {
    const [sizes, roots] = [this.#sizes, this.#roots];
    this.#sizes = new Float64Array(sizes.length * 2);
    this.#roots = new Uint8Array(roots.length * 2);
    this.#sizes.set(sizes);
    this.#roots.set(roots);
  }
}

/** Reads the checkpoints that the box kept; each must be signed. */
export async function readLandmarks(source: Source, key: NoteKey, landmarks: Landmarks): Promise<Finding | null> {
  let batch: { readonly note: string; readonly line: number }[] = [];
  let note = '';
  let begun = 1;
  const settle = async (): Promise<Finding | null> => {
    const opened = await Promise.all(batch.map((one) => openCheckpoint(bytesOf(one.note), key)));
    for (const [index, checkpoint] of opened.entries()) {
      const line = batch[index]?.line ?? null;
      if (typeof checkpoint === 'string') return finding(checkpoint, { file: FILE, line });
      if (!landmarks.add(checkpoint)) return finding('too_many', { file: FILE, line });
    }
    batch = [];
    return null;
  };
  if (source.size === 0) return null;
  for await (const piece of linesOf(FILE, source)) {
    if ('outcome' in piece) return piece;
    for (const [index, bytes] of piece.lines.entries()) {
      const line = textOf(bytes);
      if (line === null || note.length > NOTE_LIMIT) return finding('not_note', { file: FILE, line: begun });
      if (line !== SEPARATOR) note += `${line}\n`;
      else {
        batch.push({ note, line: begun });
        [note, begun] = ['', piece.first + index + 1];
      }
      const found = batch.length < BATCH ? null : await settle();
      if (found !== null) return found;
    }
  }
  if (note !== '') batch.push({ note, line: begun });
  return settle();
}
