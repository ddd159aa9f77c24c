// Walks the log of an export from its first leaf to its last: subtrees before the range, the entries, subtrees after it.
// Compares the root with every size that it is asked about on the way.
import { type Bytes, fromBase64, fromDecimal, sha256, textOf } from './bytes.ts';
import { EntryCheck, type EntryFacts } from './entry-check.ts';
import { type Finding, finding } from './finding.ts';
import type { Landmarks } from './landmarks.ts';
import { linesOf, type Source } from './lines.ts';
import { leafHash, Tree } from './tree.ts';

export interface Range {
  /** Position of the first entry; the first of a log is 1. */
  readonly from: number;
  /** Position of the last one; 0 in an empty log. */
  readonly to: number;
  /** Entries of the whole log. */
  readonly size: number;
}

export interface Walked extends EntryFacts {
  readonly root: Bytes;
}

export interface WalkInput {
  readonly left: Source;
  readonly right: Source;
  /** Name and source of each file of entries, in order. */
  readonly entries: readonly (readonly [string, Source])[];
  readonly range: Range;
  readonly landmarks: readonly Landmarks[];
  readonly onNote: (id: string) => void;
  /** Told the bytes of each piece that was read. */
  readonly onBytes: (bytes: number) => void;
}

interface Subtree {
  readonly height: number;
  readonly hash: Bytes;
}

const HASH_SIZE = 32;

/** The range of an export out of its file. */
export async function readRange(source: Source): Promise<Range | Finding> {
  const file = 'range';
  const text = source.size > 100 ? null : textOf(new Uint8Array(await source.arrayBuffer()));
  const [, ...numbers] = /^from ([0-9]+) to ([0-9]+) of ([0-9]+)\n$/.exec(text ?? '') ?? [];
  const [from, to, size] = numbers.map(fromDecimal);
  if (from === undefined || to === undefined || size === undefined) return finding('range_malformed', { file });
  if (from === null || to === null || size === null) return finding('range_malformed', { file });
  const isEmptyLog = from === 1 && to === 0 && size === 0;
  const isRange = isEmptyLog || (from >= 1 && from <= to && to <= size);
  return isRange ? { from, to, size } : finding('range_malformed', { file, saw: text });
}

/** @returns the root of the whole log and what its entries say, or the first thing that does not fit */
export async function walkLog(input: WalkInput): Promise<Walked | Finding> {
  const { range, onNote } = input;
  const walk = new Walk(input);
  await walk.begin();
  const check = new EntryCheck(range.from, range.to, onNote);
  return (
    (await walk.subtrees('left', input.left, range.from - 1)) ??
    (await walk.entries(check)) ??
    check.end() ??
    (await walk.subtrees('right', input.right, range.size)) ?? { ...check.facts, root: await walk.root() }
  );
}

class Walk {
  readonly #tree = new Tree();
  readonly #input: WalkInput;

  constructor(input: WalkInput) {
    this.#input = input;
  }

  root(): Promise<Bytes> {
    return this.#tree.root();
  }

  async begin(): Promise<void> {
    const empty = new Map([[0, await sha256(new Uint8Array())]]);
    for (const marks of this.#input.landmarks) marks.compare(0, empty);
  }

  /** Takes subtrees until the tree has `size` leaves, neither more nor less. */
  async subtrees(file: string, source: Source, size: number): Promise<Finding | null> {
    for await (const piece of linesOf(file, source)) {
      if ('outcome' in piece) return piece;
      for (const group of groupsOf(piece.lines.map(subtreeOf))) {
        const line = piece.first + group.first;
        const width = 2 ** group.height;
        if (group.height < 0) return finding('line_malformed', { file, line });
        const fits = this.#tree.fits(group.height) && this.#tree.size + group.hashes.length * width <= size;
        if (!fits) return finding('subtree_place', { file, line });
        await this.#append(group.height, group.hashes);
      }
      this.#input.onBytes(bytesIn(piece.lines));
    }
    return this.#tree.size === size ? null : finding('subtree_place', { file, seq: this.#tree.size });
  }

  async entries(check: EntryCheck): Promise<Finding | null> {
    for (const [file, source] of this.#input.entries) {
      for await (const piece of linesOf(file, source)) {
        if ('outcome' in piece) return piece;
        for (const [index, bytes] of piece.lines.entries()) {
          const found = check.take(file, piece.first + index, bytes);
          if (found !== null) return found;
        }
        await this.#append(0, await Promise.all(piece.lines.map(leafHash)));
        this.#input.onBytes(bytesIn(piece.lines));
      }
    }
    return null;
  }

  async #append(height: number, hashes: readonly Bytes[]): Promise<void> {
    const size = this.#tree.size + hashes.length * 2 ** height;
    const shown = (one: number) => one % 2 ** height === 0;
    const wanted = new Set(this.#input.landmarks.flatMap((marks) => marks.upTo(size, shown)));
    const roots = await this.#tree.append(height, hashes, [...wanted]);
    for (const marks of this.#input.landmarks) marks.compare(size, roots);
  }
}

interface Group {
  /** Index of its first line; its height is −1 when that line is none. */
  readonly first: number;
  readonly height: number;
  readonly hashes: Bytes[];
}

/** Neighbours of one height together, so that the browser hashes them at once. */
function groupsOf(subtrees: readonly (Subtree | null)[]): readonly Group[] {
  const groups: Group[] = [];
  for (const [index, subtree] of subtrees.entries()) {
    const last = groups.at(-1);
    if (subtree === null) return [...groups, { first: index, height: -1, hashes: [] }];
    if (last?.height === subtree.height) last.hashes.push(subtree.hash);
    else groups.push({ first: index, height: subtree.height, hashes: [subtree.hash] });
  }
  return groups;
}

function subtreeOf(line: Bytes): Subtree | null {
  const [decimal, base64, ...more] = textOf(line)?.split(' ') ?? [];
  const width = fromDecimal(decimal ?? '');
  const hash = fromBase64(base64 ?? '');
  if (width === null || hash?.length !== HASH_SIZE || more.length > 0) return null;
  const height = Math.round(Math.log2(width));
  return 2 ** height === width ? { height, hash } : null;
}

function bytesIn(lines: readonly Bytes[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
