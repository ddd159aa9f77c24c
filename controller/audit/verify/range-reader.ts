// Reads the subtrees and entries of an export from left to right, and grows the tree over them. Holds one line at a time.

import { decimal } from './checkpoint-text.ts';
import { readEntryLine } from './entry-line.ts';
import type { ExportFiles } from './export-files.ts';
import { type Flaw, type FlawCode, flawInEntry, flawInLine, flawOf } from './flaw.ts';
import { GrowingTree } from './growing-tree.ts';
import type { Landmarks } from './landmarks.ts';
import { eachLine } from './lines.ts';
import type { EntryRange } from './range-text.ts';
import { SealList } from './seal-list.ts';
import { bytesOf } from './signed-text.ts';

const ENTRIES = 'entries/';

export class RangeReader {
  /** Seals of the texts that entries of the range name. */
  readonly seals = new SealList();
  readonly #files: ExportFiles;
  readonly #entryFiles: readonly string[];
  readonly #range: EntryRange;
  readonly #landmarks: Landmarks;
  readonly #tree = new GrowingTree();
  #first: string | null = null;
  #last: string | null = null;
  #setup: string | null = null;

  /** @param listed files that the manifest names */
  constructor(files: ExportFiles, listed: readonly string[], range: EntryRange, landmarks: Landmarks) {
    this.#files = files;
    this.#entryFiles = listed.filter((path) => path.startsWith(ENTRIES));
    this.#range = range;
    this.#landmarks = landmarks;
  }

  /** Times of the first and last entry; null = none. */
  get first(): string | null {
    return this.#first;
  }

  get last(): string | null {
    return this.#last;
  }

  /** Digest of the newest set-up that an entry of the range names; null = none does. */
  get setup(): string | null {
    return this.#setup;
  }

  root(): Buffer {
    return this.#tree.root();
  }

  /** Reads everything. @param size of the whole log */
  read(size: number): Flaw | null {
    this.#reached();
    return this.#subtrees('left', this.#range.from - 1) ?? this.#entries() ?? this.#subtrees('right', size);
  }

  /** Subtrees up to a size of the tree, each at a place where one of its size can stand. */
  #subtrees(file: string, until: number): Flaw | null {
    const flaw = eachLine(file, this.#files.pieces(file), (line, number) => {
      const [, countText = '', rootText = ''] = /^(\d{1,16}) ([A-Za-z0-9+/=]{44})$/.exec(line.toString('latin1')) ?? [];
      const [count, root] = [decimal(countText), bytesOf(rootText)];
      const fits =
        count !== null && root !== null && this.#tree.size + count <= until && this.#tree.addSubtree(count, root);
      if (!fits) return flawInLine('subtree', file, number);
      this.#reached();
      return null;
    });
    return flaw ?? (this.#tree.size === until ? null : flawOf('subtree', file, 'some are missing'));
  }

  #entries(): Flaw | null {
    for (const [place, file] of this.#entryFiles.entries()) {
      const expected = `entries/${String(place + 1).padStart(6, '0')}.ndjson`;
      if (file !== expected) return flawOf('not_listed', expected);
      const flaw = eachLine(file, this.#files.pieces(file), (line) => this.#entry(file, line));
      if (flaw !== null) return flaw;
    }
    const { from, to } = this.#range;
    const found = this.#tree.size - from + 1;
    const wanted = to - from + 1;
    return found === wanted ? null : flawOf('count', 'entries', `${found} entries, not ${wanted}`);
  }

  #entry(file: string, line: Buffer): Flaw | null {
    const seq = this.#tree.size + 1;
    const flaw = (code: FlawCode) => flawInEntry(code, file, seq);
    if (seq > this.#range.to) return flaw('count');
    const entry = readEntryLine(line);
    if (!entry.ok) return flaw(entry.error);
    const { seq: said, at, note, setup } = entry.value;
    if (said !== seq) return flaw('position');
    if (this.#last !== null && at < this.#last) return flaw('time');
    if (note !== null && !this.seals.add(note)) return flaw('too_many_texts');
    this.#first ??= at;
    this.#last = at;
    this.#setup = setup ?? this.#setup;
    this.#tree.addEntry(line);
    this.#reached();
    return null;
  }

  #reached(): void {
    this.#landmarks.reached(this.#tree.size, () => this.#tree.root());
  }
}
